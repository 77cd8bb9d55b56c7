"""Decisions told in a sentence: "Nämnden beslutade den 23 november 2022, § 121, att anta …", "avslogs efter votering".

A verb of decision, the body that decided, and around them the date, the paragraph and how united they were. The same
verbs carry proposals and opinions, so the tense counts: what was decided stands in the past ("antog", "har avslagit",
"bifölls"); "antagen av …" beside a plan's name belongs to the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samfrid.reading.document import Kind
from samfrid.reading.finders.bodies import Body
from samfrid.reading.finders.dates import Date, Grain
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.meeting import told_body
from samfrid.reading.finders.outcomes import outcome_of
from samfrid.reading.finders.outline import DECIDES
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.finders.told_verbs import (
    ADVERB,
    ANOTHER_MUNICIPALITY,
    ANSWERABLE,
    CLAUSE_BREAK,
    DECIDED_AFTER,
    DECIDED_ON,
    DIVIDED,
    DIVIDED_ABOUT,
    MONTHS,
    NEXT_CLAUSE,
    NO_YEAR,
    NOT_TOLD,
    OPENING,
    PARAGRAPH,
    RELATIVE,
    STEMS,
    TO_DATE,
    TO_DECIDE,
    UNITED,
    VERB,
)

#: "återkomma senast i september 2024": when it is to be done
_BY_MONTH = re.compile(r"\bsenast\s+(?:i|under)\s+$")


#: "den motion som Ek lämnade och som fullmäktige avslog": another matter, not a plan's particulars
_MATTER_THAT = re.compile(
    r"\b(?:den|en)\s(?:motion|interpellation|initiativ)\b[^.;]{0,80}?\bsom\s(?:[\wåäö-]+\s){1,2}$", re.IGNORECASE
)


@dataclass(slots=True)
class Told:
    """One decision told. Spans are in the document's text; ``body`` may be None only while the reading goes on."""

    start: int
    end: int
    sentence: Sentence
    body: Body | None
    date: Date | None
    paragraph: tuple[int, int] | None
    outcome: str
    unanimous: bool | None
    #: names its body itself, rather than taking it from the sentence before
    explicit: bool
    #: told in the present tense, so of the meeting that the minutes are of
    now: bool = False


def told_decisions(found: Found, taken: list[tuple[int, int]]) -> list[Told]:
    """Decisions told in the sentences of a document, outside the stretches that are ``taken`` by lists of clauses."""
    result: list[Told] = []
    outline = found.marks.outline
    listed = outline.starts_in(taken)
    heads = {piece.start for piece in outline.pieces if piece.kind in (Kind.HEADING, Kind.TABLE_ROW, Kind.SIGNATURE)}
    for index, sentence in enumerate(outline.sentences):
        if sentence.start in heads or sentence.start in listed or sentence.text.rstrip().endswith("?"):
            continue
        if not STEMS.among(sentence.text):
            continue
        found_here = list(_in_sentence(found, sentence, result))
        for told in found_here:
            told.unanimous = _unanimity(outline.sentences[index : index + 3], len(found_here))
        result += found_here
    return result


def _in_sentence(found: Found, sentence: Sentence, before: list[Told]) -> Iterator[Told]:
    if NOT_TOLD.search(sentence.text) or ANOTHER_MUNICIPALITY.match(sentence.text):
        return
    match = TO_DECIDE.search(sentence.text)
    if match:
        yield from _to_decide(found, sentence, match)
        return
    after = DECIDED_AFTER.search(sentence.text)
    about = _decider(found, sentence, after.start(), after.start("what")) if after else None
    if after and about:
        first = about.start if about.start >= sentence.start else sentence.start
        date = _date(found, sentence, sentence.start + len(sentence.text))
        span = (first, sentence.start + after.end("what"))
        yield Told(*span, sentence, about, date, _paragraph(sentence, len(sentence.text)), "other", None, explicit=True)
        return
    decided = DECIDED_ON.search(sentence.text)
    body = _decider(found, sentence, decided.start(), decided.end("gap")) if decided else None
    if decided and body:
        span = (sentence.start + decided.start("what"), sentence.start + len(sentence.text[: decided.end()].rstrip()))
        date = _date(found, sentence, sentence.start + decided.start("what"))
        yield Told(*span, sentence, body, date, _paragraph(sentence, decided.end()), "other", None, explicit=True)
        return
    for verb in VERB.finditer(sentence.text):
        told = _with_verb(found, sentence, verb, before)
        if told is not None:
            before = [*before, told]
            yield told


def _to_decide(found: Found, sentence: Sentence, match: re.Match[str]) -> Iterator[Told]:
    """ "… beslutade den … att anta … samt att …": one for each clause."""
    text = sentence.text
    if match["verb"].casefold() == "beslutar" and found.type.value != "minutes":
        return
    if re.search(r"\b(?:föreslå\w*|yrka\w*|hemställ\w*|ska|bör|kan|om)\b[^,;]*$", text[: match.start()], re.IGNORECASE):
        return
    body = _decider(found, sentence, match.start("verb"), match.end("gap" if match["gap"] is not None else "gap_bare"))
    if body is None:
        return
    date = _date(found, sentence, sentence.start + match.end())
    paragraph = _paragraph(sentence, match.end())
    stop = CLAUSE_BREAK.search(text, match.end())
    end = stop.start() if stop else len(text)
    if date is None and (behind := _behind(found, sentence, match.end())) is not None:
        date, paragraph = behind, _paragraph(sentence, len(text))
        end = min(end, len(text[: behind.start - sentence.start].removesuffix("den ").rstrip(" ,(")))
    starts = [
        match.start("what" if match["what"] else "what_bare"),
        *(m.end() for m in NEXT_CLAUSE.finditer(text, match.end(), end)),
    ]
    kept = [starts[0], *(s for s in starts[1:] if outcome_of(text[s:end]) is not None)]
    for start, until in zip(kept, [*kept[1:], end], strict=True):
        clause = re.sub(r"(?:,|\s+samt|\s+och)*\s*$", "", text[start:until])
        outcome = outcome_of(clause)
        span = (sentence.start + start, sentence.start + start + len(clause))
        value = outcome.value if outcome else "other"
        now = match["verb"].casefold() == "beslutar" and date is None
        yield Told(*span, sentence, body, date, paragraph, value, None, explicit=True, now=now)


def _with_verb(found: Found, sentence: Sentence, verb: re.Match[str], before: list[Told]) -> Told | None:
    text, kind = sentence.text, verb.lastgroup or ""
    matter = _MATTER_THAT.search(text[: verb.start()]) if kind == "active" else None
    if (RELATIVE.search(text[: verb.start()]) and matter is None) or (
        kind == "perfect" and _relative_subject(found, sentence, verb)
    ):
        return None
    word = verb[kind]
    if word.casefold().startswith("besvarades") and not ANSWERABLE.search(text):
        return None
    body = _decider(found, sentence, verb.start(), verb.end(), passive=kind == "passive")
    earlier = before[-1] if before else None
    inherited = body is None and kind == "passive" and earlier is not None and _near(earlier, sentence)
    if body is None:
        body = earlier.body if inherited and earlier else _body_above(found, sentence) if kind == "passive" else None
    if body is None:
        return None
    start, end = _stretch(found, sentence, verb, kind)
    start = sentence.start + matter.start() if matter is not None else start
    near = found.marks.dates.within(sentence.start, sentence.start + verb.start()) or [
        d
        for d in found.marks.dates.within(sentence.start + verb.end(), sentence.end)
        if _by_the_verb(sentence, sentence.start + verb.end(), d)
    ]
    if word.casefold().startswith("remitter") and not near:
        return None  # how a matter was prepared, not what became of it
    date = _date(found, sentence, sentence.start + verb.end(), verb.start(kind))
    paragraph = _paragraph(sentence, len(text))
    if inherited and earlier and date is None:
        date, paragraph = earlier.date, paragraph or earlier.paragraph
    outcome = outcome_of(text[verb.start(kind) : end - sentence.start]) or outcome_of(
        text[start - sentence.start : end - sentence.start]
    )
    passed = re.match(r"klubbade|röstades?\b.*\bigenom|.*\bja\s+till", word, re.IGNORECASE)
    value = outcome.value if outcome else "approved" if passed else "rejected" if " nej " in word else "other"
    return Told(start, end, sentence, body, date, paragraph, value, None, explicit=not inherited)


def _near(earlier: Told, sentence: Sentence) -> bool:
    """Told of in the same breath: the same paragraph, so that body and date still hold."""
    return 0 <= sentence.segment - earlier.sentence.segment <= 1


def _relative_subject(found: Found, sentence: Sentence, verb: re.Match[str]) -> bool:
    """ "…, som kommunfullmäktige har antagit": a plan's particulars."""
    bodies = found.marks.bodies.within(sentence.start, sentence.start + verb.start())
    return bool(bodies) and bool(RELATIVE.search(sentence.text[: bodies[-1].start - sentence.start]))


def _decider(found: Found, sentence: Sentence, start: int, end: int, *, passive: bool = False) -> Body | None:
    """The body that decides: the last before the verb, else the first right after it; of a passive, "av …", "i …"."""
    offset = sentence.start
    after = [b for b in found.marks.bodies.within(offset + end, sentence.end) if b.sort in DECIDES]
    before = [b for b in found.marks.bodies.within(offset, offset + start) if b.sort in DECIDES]
    text = found.marks.text
    if passive:
        agents = [
            b for b in (*before, *after) if re.search(r"\b(?:av|i|inom)\s+(?:ett\s+enigt\s+)?$", text[offset : b.start])
        ]
        chosen = agents[0] if agents else None
    else:
        within = [b for b in found.marks.bodies.within(offset + start, offset + end) if b.sort in DECIDES]
        close = [b for b in after if re.fullmatch(r"(?!.*\b(?:att|till)\b).{0,17}", text[offset + end : b.start])]
        subject = [b for b in before if _is_subject(text[offset : b.start], text[b.end : b.end + 6])]
        chosen = (within or close or subject[-1:] or [None])[0]  # type: ignore[list-item]
    return told_body(found, chosen, offset + start)


def _is_subject(before: str, after: str) -> bool:
    """No preposition governs it, unless its own clause follows ("av nämnden, som …"); no genitive before a noun."""
    governed = re.search(r"\b(?:till|från|för|av|vid|om|mot|hos|genom|ge|ger|gav)\s+$", before, re.IGNORECASE)
    return after.startswith(", som ") or not (governed or after.startswith("s "))


def _body_above(found: Found, sentence: Sentence) -> Body | None:
    """The last council or board named before the sentence, for "Det första avslogs"."""
    position, seen = sentence.start, 0
    while (body := found.marks.bodies.before(position)) is not None and seen < 6:
        if body.sort in DECIDES and not body.generic and _acts(found, body):
            return body
        position, seen = body.start, seen + 1
    return None


def _acts(found: Found, body: Body) -> bool:
    """Is the body the one that took up the matter, rather than one that is only mentioned?"""
    after = found.marks.text[body.end : body.end + 60]
    return bool(
        re.match(
            r"[^.;]*\b(?:tog ställning|(?:ja|nej) till|behandla\w*|beslut\w*|sa(?:de)? (?:nej|ja)|debatt\w*|röst\w*)",
            after,
            re.IGNORECASE,
        )
    )


def _stretch(found: Found, sentence: Sentence, verb: re.Match[str], kind: str) -> tuple[int, int]:
    """From the subject or the verb to the end of the clause, without a date at the end."""
    text, offset = sentence.text, sentence.start
    stop = CLAUSE_BREAK.search(text, verb.end())
    end = stop.start() if stop else len(text)
    start = verb.start(kind)
    opening = OPENING.match(text)
    inverted = bool(found.marks.dates.within(offset, offset + verb.start()) or ADVERB.fullmatch(text[: verb.start()]))
    inverted = inverted or kind == "perfect"
    if kind == "passive" and not inverted:
        before = max(
            (m.end() for m in re.finditer(r"(?:,?\s(?:och|men)\s)(?=\w+(?:\s\w+)?\s)|;\s", text[: verb.start()])),
            default=0,
        )
        before = max(before, opening.end() if opening else 0)
        start = before if not re.match(r"\w+\s*$", text[before : verb.start()]) else (opening.end() if opening else 0)
        end = min(end, _passive_end(text, verb))
    elif kind == "active":
        bodies = found.marks.bodies.within(offset, offset + verb.start())
        if bodies and re.fullmatch(r"\s*", text[bodies[-1].end - offset : verb.start()]):
            start = bodies[-1].start - offset
    return offset + start, offset + _without_date(found, text, offset, start, end)


def _passive_end(text: str, verb: re.Match[str]) -> int:
    """A passive clause ends with its verb, or with who did it: "Strategin antogs av kommunfullmäktige"."""
    rest = re.match(
        r"(?:\s+(?:\w+\s+){0,3}?besvara[dt]\b)?(?:\s+(?:av|i)\s+[\wåäöÅÄÖ-]+(?:\s+och\s+\w+)?)?", text[verb.end() :]
    )
    return verb.end() + (rest.end() if rest else 0)


def _without_date(found: Found, text: str, offset: int, start: int, end: int) -> int:
    """The end of the clause without "den 17 november 2021, § 102"."""
    clause = text[start:end]
    for date in found.marks.dates.within(offset + start, offset + end):
        if date.grain is Grain.YEAR or _BY_MONTH.search(text[: date.start - offset]):
            continue
        at = date.start - offset - start
        clause = clause[:at] + clause[at:].replace(
            text[date.start - offset : date.end - offset], "\0" * (date.end - date.start), 1
        )
    trimmed = re.sub(
        r"(?:[\s,(]*(?:(?:redan|senast|så\s+sent\s+som|först)\s+)?(?:vid\s+(?:sitt\s+)?sammanträdet?\s+)?(?:den\s+)?\0+)?[\s,(]*(?:§\s?\d{1,4})?[\s,).]*$",
        "",
        clause,
    )
    if clause[len(trimmed) :].startswith(")") and trimmed.count("(") > trimmed.count(")"):
        trimmed += ")"  # the party of whoever stands last
    return start + len(trimmed) if len(trimmed) > len(clause) // 3 else end


def _date(found: Found, sentence: Sentence, clause: int, verb: int | None = None) -> Date | None:
    """The day of the decision: named before what was decided, or at the very end of the sentence."""
    dates = [d for d in found.marks.dates.within(sentence.start, sentence.end) if d.grain in (Grain.DAY, Grain.MONTH)]
    early = [
        d
        for d in dates
        if d.start < clause
        or (verb is not None and (_by_the_verb(sentence, clause, d) or _with_paragraph(sentence, d)))
    ]
    chosen = early[-1] if early else None
    if chosen is None and verb is not None and dates and _ends_with(sentence, dates[-1]):
        chosen = dates[-1]
    if chosen is not None and chosen.grain is Grain.MONTH:
        return _refined(found, chosen)
    return chosen or (_latest(found, sentence) if verb is not None and not dates else None)


def _latest(found: Found, sentence: Sentence) -> Date | None:
    """ "beviljades av nämnden den 28 augusti": the last such day before the news that tell of it."""
    match = NO_YEAR.search(sentence.text) if found.type.value == "news" and found.date else None
    if match is None or found.date is None:
        return None
    own = found.date.value
    tail = f"-{MONTHS.index(match['month'].casefold()) + 1:02d}-{int(match['day']):02d}"
    year = int(own[:4]) - (tail > own[4:])
    return Date(sentence.start + match.start(), sentence.start + match.end(), f"{year}{tail}")


def _by_the_verb(sentence: Sentence, clause: int, date: Date) -> bool:
    """Right after the verb, or after who decided: "avslogs av kommunfullmäktige den 2 mars"."""
    between = sentence.text[clause - sentence.start : date.start - sentence.start]
    return bool(TO_DATE.fullmatch(between))


def _behind(found: Found, sentence: Sentence, clause: int) -> Date | None:
    """ "beslöt avge detta yttrande den 3 december 2024, § 90": a date with its paragraph at the very end."""
    dates = [d for d in found.marks.dates.within(sentence.start + clause, sentence.end) if d.grain is Grain.DAY]
    ends = dates and re.fullmatch(r",?\s?\(?§\s?\d+[).\s]*", sentence.text[dates[-1].end - sentence.start :])
    return dates[-1] if ends else None


def _with_paragraph(sentence: Sentence, date: Date) -> bool:
    """ "avslog motionen 2020-02-17 § 9": a date that a paragraph follows is that of the decision."""
    return re.match(r",?\s?\(?§\s?\d", sentence.text[date.end - sentence.start :]) is not None


def _ends_with(sentence: Sentence, date: Date) -> bool:
    before, after = sentence.text[: date.start - sentence.start], sentence.text[date.end - sentence.start :]
    told_of = re.search(
        r"\b(?:daterad|inkom\w*|inlämnad|väckt\w*|från|senast|till och med|t\.o\.m\.|perioden)\s+"
        r"(?:den\s+|i\s+|under\s+)?$",
        before,
    )
    return not told_of and bool(re.fullmatch(r"[\s,(]*(?:§\s?\d+)?[\s,).]*", after))


def _refined(found: Found, month: Date) -> Date:
    """ "I december 2022" made exact by "beslut 2022-12-14" elsewhere in the document."""
    for date in found.marks.dates:
        if date.grain is Grain.DAY and date.value.startswith(month.value):
            before = found.marks.text[max(date.start - 30, 0) : date.start]
            if re.search(r"\bbeslut\w*\s+(?:den\s+)?$", before, re.IGNORECASE):
                return date
    return month


def _paragraph(sentence: Sentence, until: int) -> tuple[int, int] | None:
    match = PARAGRAPH.search(sentence.text, 0, until)
    return (sentence.start + match.start(), sentence.start + match.end()) if match else None


def votes_elsewhere(sentences: tuple[Sentence, ...], told: list[Told]) -> None:
    """ "Beslutet om resekortet fattades med 36 röster mot 31": a vote told apart from what was voted on."""
    for sentence in sentences:
        about = DIVIDED_ABOUT.search(sentence.text)
        if about is None or not DIVIDED.search(sentence.text):
            continue
        stem = about["what"].casefold()[:6]
        for one in told:
            if one.unanimous is None and stem in one.sentence.text[one.start - one.sentence.start :].casefold():
                one.unanimous = False


def _unanimity(sentences: tuple[Sentence, ...], count: int) -> bool | None:
    """True where the text says that they agreed, False where there was a vote or a reservation, else None."""
    own, following = sentences[0], [s for s in sentences[1:] if s.segment == sentences[0].segment]
    if UNITED.search(own.text):
        return True
    if DIVIDED.search(own.text):
        return False
    if count == 1 and following:
        said = (s.text for s in sentences[1:] if re.match(r"Beslutet\s+(?:var|är|togs|fattades)\b", s.text))
        after = next(said, following[0].text)
        if UNITED.search(after) and re.match(r"(?:beslutet|det|nämnden|utskottet|fullmäktige)\b", after, re.IGNORECASE):
            return True
        if re.search(r"\breserverade\b", after) or re.match(
            r"beslutet\b[^.]*(?:röster|votering|omröstning)", after, re.IGNORECASE
        ):
            return False
    return None
