"""Decisions that somebody has taken: the clauses of minutes, and what other documents tell of in a sentence.

What is only proposed, recommended or asked for is not here (:mod:`samfrid.reading.finders.proposals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Document
from samfrid.reading.finders.bodies import Body
from samfrid.reading.finders.clauses import ClauseList, Purpose, clause_lists
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.items import Items
from samfrid.reading.finders.meeting import meeting_body, told_body
from samfrid.reading.finders.outcomes import outcome_of
from samfrid.reading.finders.outline import DECIDES
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.finders.told import Told, told_decisions, votes_elsewhere
from samfrid.reading.finders.votes import unanimity
from samfrid.reading.reading import Decision, Evidence

_WORDS = re.compile(r"\w{4,}")
_PROPOSES = re.compile(r"\b(?:yrka\w*|föresl\w*|tillstyrk\w*|avstyrk\w*|anser|har|hade|\w+ade)\b", re.IGNORECASE)
_ONE_LINE = re.compile(
    r"^(?:ärendet|motionen|interpellationen|frågan|informationen|redovisningen|medborgarförslaget|rapporten)\s+"
    r"(?:[a-zåäö]+s|anses\s+\w+|utgår|får\s+ställas)\b[^,]{0,60}[.]?$",
    re.IGNORECASE,
)
#: share of a told decision's words that make it the same as one in a list
_SAME = 0.8


def find(document: Document, found: Found) -> list[Decision]:
    """All decisions in the order of the document."""
    lists = clause_lists(found.marks, found.type.value, [item.evidence[0].start for item in found.items])
    told = told_decisions(found, [(part.cue[0], part.clauses[-1].end) for part in lists])
    items = Items(found.items)
    decisions: list[Decision] = []
    for part in lists:
        if part.purpose is Purpose.DECISION:
            decisions += _listed(document, found, items, part, told)
    own = list(decisions)
    votes_elsewhere(found.marks.outline.sentences, told)
    for one in told:
        decision = _told(document, found, items, one)
        if not any(_same(decision, other) for other in own):
            decisions.append(decision)
    taken = {clause.start for part in lists for clause in part.clauses}
    decisions += (one for one in _short(document, found, items, decisions) if one.evidence[0].start not in taken)
    return sorted(decisions, key=lambda decision: decision.evidence[0].start)


def _listed(document: Document, found: Found, items: Items, part: ClauseList, told: list[Told]) -> list[Decision]:
    """The clauses of one list: the meeting's day, the item's paragraph, and who agreed to each."""
    start = part.clauses[0].start
    item = items.at(start)
    begin, end = items.span_at(start) if item else (0, len(document.text))
    texts = [document.text[clause.start : clause.end] for clause in part.clauses]
    elsewhere = [document.text[one.start : one.end] for one in told if begin <= one.start < end]
    sentences = found.marks.outline.sentences_in(begin, end)
    agreed = unanimity(sentences, texts, elsewhere, reserved=_reserved_by_name(found, begin, end))
    body = told_body(found, part.body, start) or meeting_body(found, start)
    result = []
    for clause, text, united in zip(part.clauses, texts, agreed, strict=True):
        decider = clause.body or body
        outcome = outcome_of(text) or part.lead
        result.append(
            Decision(
                body=decider.value if decider else None,
                text=text,
                date=found.date.value if found.date and found.type.value == "minutes" else None,
                paragraph=item.paragraph if item else None,
                outcome=outcome.value if outcome else "tasked" if _shall(found, clause.start, clause.end) else "other",
                unanimous=united,
                evidence=_evidence((clause.start, clause.end), part.cue, decider),
                confidence=0.95 if decider and outcome else 0.8,
                item=items.index_at(start),
            )
        )
    return result


def _short(document: Document, found: Found, items: Items, decisions: list[Decision]) -> Iterator[Decision]:
    """Items whose minutes are one line and no heading: "Ärendet bordläggs."."""
    if found.type.value != "minutes":
        return
    decided = {decision.item for decision in decisions} | {None}
    for sentence in found.marks.outline.sentences:
        item = items.index_at(sentence.start)
        short = _ONE_LINE.match(sentence.text) or _decides_now(found, sentence)
        outcome = outcome_of(sentence.text) if short else None
        if item in decided or outcome is None:
            continue
        decided.add(item)
        body = meeting_body(found, sentence.start)
        yield Decision(
            body=body.value if body else None,
            text=document.text[sentence.start : sentence.end],
            date=found.date.value if found.date else None,
            paragraph=found.items[item].paragraph if item is not None else None,
            outcome=outcome.value,
            evidence=_evidence((sentence.start, sentence.end), (sentence.start, sentence.end), body),
            confidence=0.6,
            item=item,
        )


def _decides_now(found: Found, sentence: Sentence) -> bool:
    """ "Kommunstyrelsen lägger delgivningarna till handlingarna": the meeting acts, in the present tense."""
    if len(sentence.text) > 200 or _PROPOSES.search(sentence.text):
        return False
    body = found.marks.bodies.at(sentence.start)
    if body is None or body.start != sentence.start or body.sort not in DECIDES:
        return False
    return body.value.endswith("s") or not found.marks.text[body.start : body.end].endswith("s")


def _reserved_by_name(found: Found, begin: int, end: int) -> bool:
    """ "Reservation" as a heading, and beneath it the names alone: "Eva Ek (M)"."""
    outline = found.marks.outline
    first = outline.piece_at(begin)
    for piece in outline.pieces[first.index if first else 0 :]:
        if piece.start >= end:
            break
        if re.match(r"reservation", found.marks.outline.heading_of(piece), re.IGNORECASE):
            return bool(re.search(r"\([A-ZÅÄÖ]{1,4}\)", piece.text)) and not re.match(
                r"ing[ea]", piece.text, re.IGNORECASE
            )
    return False


def _shall(found: Found, start: int, end: int) -> bool:
    """ "Socialnämnden ska lämna ett underlag": a body or an office that is told to do something is tasked."""
    first = next(iter(found.marks.bodies.within(start, end)), None)
    if first is None or not re.fullmatch(r"(?:att\s+)?", found.marks.text[start : first.start]):
        return False
    return bool(re.match(r"\s+ska(?:ll)?\s", found.marks.text[first.end : end]))


def _told(document: Document, found: Found, items: Items, one: Told) -> Decision:
    date = one.date.value if one.date else None
    paragraph = re.sub(r"§\s?", "§ ", document.text[slice(*one.paragraph)]) if one.paragraph else None
    if one.now:  # "beslutar fullmäktige att avslå tilläggsyrkandet": at this meeting, in this item
        item = items.at(one.start)
        date, paragraph = found.date.value if found.date else None, item.paragraph if item else None
    return Decision(
        body=one.body.value if one.body else None,
        text=document.text[one.start : one.end].strip(" ,"),
        date=date,
        paragraph=paragraph,
        outcome=one.outcome,
        unanimous=one.unanimous,
        evidence=_evidence((one.start, one.end), (one.sentence.start, one.sentence.end), one.body),
        confidence=0.85 if one.explicit and one.date else 0.65 if one.explicit else 0.5,
        item=items.index_at(one.start),
    )


def _evidence(clause: tuple[int, int], context: tuple[int, int], body: Body | None) -> list[Evidence]:
    """The clause first, then the line or sentence around it, and the body where it stands elsewhere."""
    spans = [clause]
    if context != clause:
        spans.append(context)
    if body is not None and not any(start <= body.start and body.end <= end for start, end in spans):
        spans.append((body.start, body.end))
    return [Evidence(start, end) for start, end in spans]


def _same(one: Decision, other: Decision) -> bool:
    """Minutes often tell in a sentence what their list decides; then the list's clause stands for both."""
    if one.item != other.item or (one.date and one.date != other.date):
        return False
    words, others = _stems(one.text), _stems(other.text)
    return bool(words) and len(words & others) / len(words) >= _SAME


def _stems(text: str) -> set[str]:
    """The words of a clause, so far that "avslå" and "avslår" are one."""
    return {word[:5] for word in _WORDS.findall(text.casefold())}
