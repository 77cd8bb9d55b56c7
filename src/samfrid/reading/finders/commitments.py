"""Commitments: activities of plans, undertakings, tasks given by decisions, promises asked about, measures reported.

Each kind has its own finder; here they are put together, each commitment once. Where two find the same words, the one
with the stronger structure (a table before a list before a sentence) stands.
"""

from __future__ import annotations

import re

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.activities import listed_activities, table_activities
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.items import Items
from samfrid.reading.finders.measures import measures
from samfrid.reading.finders.plan_prose import plan_sentences
from samfrid.reading.finders.tasks import asked_about, decided_tasks, promises, told_tasks
from samfrid.reading.finders.undertakings import follow_up, plan_tasks, undertakings
from samfrid.reading.reading import Commitment

_WORDS = re.compile(r"\w+")
_SAME = 0.75
#: an answer that only points at another one promises nothing
_REFERS_BACK = re.compile(r"(?:se|jfr|jämför)\s+(?:även\s+)?(?:svar|ovan|föregående|fråga|punkt)", re.IGNORECASE)
#: "Handlingsplanen specificerar tre aktiviteter …"
_PLAN_SAYS = re.compile(r"\b\w*(?:plan|program)(?:en|met)\b.*\baktivitet", re.IGNORECASE | re.DOTALL)


def find(document: Document, found: Found) -> list[Commitment]:
    """All commitments, each once, in the order of the document."""
    tasks = [*decided_tasks(document, found), *told_tasks(document, found), *promises(document, found)]
    listed = list(listed_activities(document, found))
    _tell_plan(found, listed)
    prose = list(plan_sentences(found))
    _tell_subjects(listed, prose)
    structured = [
        *table_activities(document, found),
        *listed,
        *undertakings(found),
        *tasks,
        *follow_up(found),
        *plan_tasks(found),
        *prose,
    ]
    taken = [(e.start, e.end) for c in structured for e in c.evidence[:1]] + _taken(found)
    kept: list[Commitment] = []
    for commitment in [*structured, *measures(found, taken)]:
        if _REFERS_BACK.match(commitment.text):
            continue
        if len(commitment.text) > 5 and not any(_same(commitment, other) for other in kept):
            kept.append(commitment)
    items = Items(found.items)
    for commitment in kept:
        commitment.item = items.index_at(commitment.evidence[0].start)
        if commitment.responsible is None and commitment.status == "unknown":
            commitment.responsible = asked_about(found, commitment)
    return sorted(kept, key=lambda commitment: commitment.evidence[0].start)


def _tell_subjects(listed: list[Commitment], prose: list[Commitment]) -> None:
    """A point that is a sentence ("Elevhälsan håller temadagar") has its subject for the responsible."""
    for point in listed:
        if point.responsible is None and len(point.evidence) == 1:
            told = next((one for one in prose if one.responsible and _same(one, point)), None)
            if told is not None:
                point.responsible = told.responsible
                point.evidence += told.evidence


def _tell_plan(found: Found, listed: list[Commitment]) -> None:
    """Activities under "Handlingsplanen specificerar …" are that plan's, where the paper names just one."""
    if len(found.plans) != 1:
        return
    pieces = found.marks.outline.pieces
    for commitment in listed:
        start = commitment.evidence[0].start
        index = next((piece.index for piece in pieces if piece.start <= start < piece.end), 0)
        while index > 0 and pieces[index].kind is Kind.LIST_ITEM:
            index -= 1
        if commitment.plan is None and _PLAN_SAYS.search(pieces[index].text):
            commitment.plan = found.plans[0].name


def _taken(found: Found) -> list[tuple[int, int]]:
    """What is proposed, decided or asked reports nothing."""
    spans = [
        (e.start, e.end) for group in (found.proposals, found.decisions) for item in group for e in item.evidence[:2]
    ]
    return spans + [(question.evidence[0].start, question.evidence[0].end) for question in found.questions]


def _same(one: Commitment, other: Commitment) -> bool:
    """The same words, or words of the same stretch of text."""
    first, second = one.evidence[0], other.evidence[0]
    if first.start < second.end and second.start < first.end:
        return True
    left, right = set(_WORDS.findall(one.text.casefold())), set(_WORDS.findall(other.text.casefold()))
    return bool(left | right) and len(left & right) / len(left | right) >= _SAME
