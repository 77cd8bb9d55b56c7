"""What bodies thought when they were asked: *tillstyrker*, *avstyrker*, with conditions, or nothing at all.

An opinion is no decision. One body may have two ("tillstyrker … men avstyrker …"). A passive without an agent
("förslaget tillstyrks") is a clause to decide on and no opinion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import Body, Sort, bodies_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.layout import head_lines
from samfrid.reading.finders.parties import UPPER
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Evidence, Opinion

_CUES = patterns.compile(
    r"""\b(?:
    (?P<supports>tillstyrk(?:er|te|t|a|tes)|(?:ställ\w*|är|var)\ssig\s(?:(?:i\s)?(?:\w+\s){1,2})?(?:positiv\w*|bakom)|(?:är|var)\s(?:\w+\s)?positiv\w*\still
        |instämmer\si|ser\spositivt\spå|välkomnar\s(?:motionen|förslaget)|stödjer\s(?:motionen|förslaget)|har\singe(?:t|n)\s(?:att\s)?(?:erinra|invända|erinran))
  | (?P<opposes>avstyrk(?:er|te|t|a|tes)|(?:ställ\w*)\ssig\s(?:\w+\s)?negativ\w*|motsätter\ssig|avråder\sfrån)
  | (?P<none>avst(?:år|od|å|ått)\sfrån\s(?:att\s)?(?:yttra\w*|(?:besvara|svara)|lämna\s(?:synpunkter|yttrande))
        |avböj(?:er|de|t)\s(?:att\s)?(?:yttra\w*|svara|besvara|lämna)
        |(?:inte|ej)\s(?:besvarat|svarat\s(?:på|inom))
        |tar\s(?:inte|ej)\s(?:någon\s)?ställning|tog\s(?:inte|ej)\s(?:någon\s)?ställning
        |(?:att\s)?(?:inte|ej)\syttra(?:t|de|r)?\ssig
        |(?:har|hade|framför|framförde)\s(?:inte\snågra|inga)\ssynpunkter|inte\s(?:inkommit\smed|lämnat)\s(?:något\s|några\s)?(?:yttrande|svar|synpunkter))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_CONDITION = re.compile(
    r"under\s(?:förutsättning|villkor)|(?:\b(?:bara|endast)\som\b)|"
    r"\som\s(?:[\wåäöÅÄÖ-]+\s){1,3}?(?:tar|får|ges|tillförs|bidrar|betalar|står|svarar|ersätts|täcks|täcker|bekostas|"
    r"finansieras|tillskjuts|avsätts)\b|"
    r"förutsatt\s+att|med\svillkor|på\svillkor|i\sden\smån|med\sförbehåll",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\s(?:men|och|samt|dock|medan)\s(?=(?:\w+\s){0,3}?(?:till|av)styrk)|,\soch\sfrån\s|;|\smen\s", re.IGNORECASE
)
#: words after which another body may be the subject
_NEW_SUBJECT = re.compile(r"\b(?:medan|men|och|samt|däremot)\s|;\s", re.IGNORECASE)
#: "synpunkter från Hällby kvinnojour, som välkomnar …"
_FROM_WHOM = re.compile(rf"\bfrån\s(?P<name>[{UPPER}][^,.;:]{{3,50}}),\ssom\s(?:\w+\s){{0,2}}$")
_PASSIVE_BY = re.compile(r"(?:styrktes|styrks)\s+av\s+", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"^(?P<name>[{UPPER}][^.;:!?]{{2,60}}?)(?=\s(?:har|hade|tillstyrk\w*|avstyrk\w*|ställ\w*|avst\w*|är|var|som|väljer|framhåller|instämmer|lämna\w*|motsätter|välkomnar|avråder|ser|anser|stödjer)\b|,\ssom\b)"
)
_NO_SUBJECT = re.compile(
    r"^(?:den|det|de|vi|jag|han|hon|man|dessa|detta|under|efter|enligt|med|motionen|motionären|motionärerna|förslaget|i|på|av|därför|eftersom|även|"
    r"nämndens|om|samtliga|alla|flera|ingen|ordföranden|yttrandet)\b",
    re.IGNORECASE,
)
#: what begins a sentence whose subject comes after the verb: "Däremot avstyrker nämnden …"
_INVERTS = re.compile(
    r"(?:Däremot|Dock|Samtidigt|Vidare|Därför|Därmed|Därutöver|Dessutom|Också|Även|I övrigt|Sammantaget"
    r"|Mot (?:den|denna) bakgrund"
    r"|Med (?:hänvisning|hänsyn) till [^.,;]{3,60})\s"
)
_PROPOSED = re.compile(r"\b(?:föreslå\w*|yrka\w*|förslag till beslut|beslut(?:a\w*|et)\s+att)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose opinion: the name as a person would write it, and where it stands."""

    name: str
    start: int
    end: int


def find(document: Document, found: Found) -> list[Opinion]:
    """One opinion for each body and stance, in order."""
    kept: dict[tuple[str, str], Opinion] = {}
    clauses = [] if found.type.value == "statement" else _clauses(found)
    own = _own_unit(document, found.type.value)
    for sentence in found.marks.outline.sentences:
        if document.segments[sentence.segment].kind in (Kind.HEADING, Kind.HEADER):
            continue
        cues = list(_CUES.finditer(sentence.text))
        if not cues or any(start <= sentence.start < end for start, end in clauses):
            continue
        for match in cues:
            opinion = _opinion(found, sentence, match)
            if opinion is None or opinion.body.casefold() in own:
                continue
            kept.setdefault((opinion.body.casefold(), opinion.stance), opinion)
    return list(kept.values())


def _clauses(found: Found) -> list[tuple[int, int]]:
    """The stretches that are clauses of a decision or a proposal."""
    return [(e.start, e.end) for item in (*found.proposals, *found.decisions) for e in item.evidence]


def _own_unit(document: Document, doc_type: str) -> set[str]:
    """The administration that writes a memo: what it thinks is its proposal and no answer to a referral."""
    if doc_type != "memo":
        return set()
    return {b.value.casefold() for line in head_lines(document) for b in bodies_in(line.text) if b.sort is Sort.UNIT}


def _opinion(found: Found, sentence: Sentence, match: re.Match[str]) -> Opinion | None:
    stance = match.lastgroup or ""
    end = _clause_end(sentence.text, match.end())
    clause = sentence.text[match.start() : end].rstrip(" ,.;")
    asked = _asked(found, sentence, match)
    if asked is None:
        return None
    if stance == "supports" and _CONDITION.search(sentence.text[match.end() : end]):
        stance = "supports_if"
    start = sentence.start + match.start()
    return Opinion(
        body=asked.name,
        text=clause,
        stance=stance,
        evidence=[Evidence(start, start + len(clause)), Evidence(asked.start, asked.end), *_full_name(found, asked)],
        confidence=0.9 if "styrk" in match[0].casefold() else 0.8,
    )


def _full_name(found: Found, asked: _Asked) -> list[Evidence]:
    """Where "nämnden" has its full name from."""
    body = found.marks.bodies.at(asked.start)
    if body is None or not body.generic:
        return []
    named = [b for b in found.marks.bodies if b.start < asked.start and b.value == asked.name and not b.generic]
    return [Evidence(named[-1].start, named[-1].end)] if named else []


def _clause_end(text: str, after: int) -> int:
    """Where the clause of a cue ends: before the next stance, or with the sentence."""
    following = _CUES.search(text, after)
    turn = _TURN.search(text, after)
    if following and turn and turn.start() < following.start():
        return turn.start()
    return following.start() if following else len(text)


def _asked(found: Found, sentence: Sentence, match: re.Match[str]) -> _Asked | None:
    """Who holds the opinion: the agent of a passive, the antecedent of "som", or the subject of the sentence."""
    bodies = [body for body in found.marks.bodies.within(sentence.start, sentence.end) if body.sort is not Sort.OFFICE]
    begin = sentence.start + match.start()
    if match[0].casefold().endswith("tes"):
        agent = _PASSIVE_BY.search(sentence.text, match.start())
        after = [body for body in bodies if agent and body.start >= sentence.start + agent.end() - 1]
        return _of_body(after[0]) if after else None
    if _PROPOSED.search(sentence.text[: match.start()]):
        return None
    before = [body for body in bodies if body.end <= begin]
    turn = max((m.end() for m in _NEW_SUBJECT.finditer(sentence.text, 0, match.start())), default=-1)
    if turn >= 0 and before and 0 <= before[-1].start - sentence.start - turn < 4:
        return _of_body(before[-1])
    from_whom = _FROM_WHOM.search(sentence.text[: match.start()])
    if from_whom and not (before and before[-1].start == sentence.start + from_whom.start("name")):
        at = sentence.start + from_whom.start("name")
        return _Asked(from_whom["name"], at, at + len(from_whom["name"]))
    if before and re.fullmatch(r",?\s+som\s+(?:\w+\s+){0,3}", found.marks.text[before[-1].end : begin]):
        return _of_body(before[-1])
    if before and before[0].start - sentence.start <= 2:
        return _of_subject(found, sentence, match, before[0])
    behind = next((body for body in bodies if 0 <= body.start - begin - len(match[0]) <= 2), None)
    if behind is not None and _INVERTS.fullmatch(sentence.text[: match.start()]):
        return _of_body(behind)
    subject = _SUBJECT.match(sentence.text)
    if subject and subject.end() <= match.start() and not _NO_SUBJECT.match(subject["name"]):
        return _named(sentence, subject["name"])
    return _of_body(before[-1]) if before else None


def _of_subject(found: Found, sentence: Sentence, match: re.Match[str], body: Body) -> _Asked | None:
    """A sentence that begins with a body, which may be the first part of a longer name ("Bostadsbolagets styrelse")."""
    follows = found.marks.text[body.end : body.end + 1]
    if follows in {" ", ","}:
        return _of_body(body)
    subject = _SUBJECT.match(sentence.text[: match.end()])
    return _named(sentence, subject["name"]) if subject else None


def _of_body(body: Body) -> _Asked:
    return _Asked(body.value, body.start, body.end)


def _named(sentence: Sentence, name: str) -> _Asked:
    name = name.split(",")[0].strip()
    return _Asked(name, sentence.start, sentence.start + len(name))
