"""Commitments as a line of time: promised, last heard of, due, done, reported back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.commitments.models import Commitment, Execution
from samfrid.commitments.queries import standing_of
from samfrid.commitments.rules import as_task, due_text, is_settled
from samfrid.commitments.shown import state
from samfrid.municipalities.pictures import MOST_ROWS, timeline_words
from samfrid.pictures import Picture, Point, PointKind, Row, Span, Tone, timeline


class Drawn(Protocol):
    """What a row of the line needs to know of a commitment."""

    @property
    def text(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def execution(self) -> Execution: ...
    @property
    def promised_on(self) -> dt.date | None: ...
    @property
    def due_on(self) -> dt.date | None: ...
    @property
    def due(self) -> str: ...
    @property
    def last_word_on(self) -> dt.date | None: ...
    @property
    def reported_back_on(self) -> dt.date | None: ...
    @property
    def late(self) -> bool: ...
    @property
    def silent(self) -> bool: ...
    @property
    def at_risk(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment's days and how it stands, off the database."""

    text: str
    word: str
    execution: Execution
    promised_on: dt.date | None
    due_on: dt.date | None
    due: str
    last_word_on: dt.date | None
    reported_back_on: dt.date | None
    late: bool
    silent: bool
    at_risk: bool


def line_of(commitment: Commitment, today: dt.date) -> Line:
    """A commitment to be drawn; a query for each where it does not come ``with_standing``."""
    standing = standing_of(commitment, today)
    return Line(
        as_task(commitment.text),
        state(commitment, today)[1],
        Execution(commitment.execution),
        commitment.promised_on,
        commitment.due_on,
        due_text(commitment.due_on, commitment.due_precision) if commitment.due_on else "",
        commitment.last_word_on,
        commitment.reported_back_on,
        standing.late,
        standing.silent,
        standing.at_risk,
    )


def picture_of(commitments: Iterable[Commitment], *, title: str, today: dt.date) -> Picture | None:
    """The commitments that a record's page shows, each once; they come ``with_standing``."""
    lines = [line_of(one, today) for one in dict.fromkeys(commitments)]
    return picture(lines, title=title, today=today)


def picture(lines: Sequence[Drawn], *, title: str, today: dt.date, head: Iterable[Row] = ()) -> Picture | None:
    """The commitments under each other on one scale of time, below the rows of ``head``; None where nothing has a day.

    At most :data:`MOST_ROWS` are drawn, and the description says of how many.
    """
    rows = [*head, *(row(one, today) for one in lines[:MOST_ROWS])]
    return timeline(rows, title=title, description=described(lines), words=timeline_words(), today=today)


def described(lines: Sequence[Drawn]) -> str:
    """What the line shows, in a sentence or two."""
    text = ngettext("%(n)s åtagande", "%(n)s åtaganden", len(lines)) % {"n": len(lines)}
    told = _("%(all)s, varav %(settled)s avslutade och %(late)s försenade.") % {
        "all": text,
        "settled": sum(is_settled(one.execution) for one in lines),
        "late": sum(one.late for one in lines),
    }
    if len(lines) <= MOST_ROWS:
        return told
    return told + " " + _("De %(n)s första visas.") % {"n": MOST_ROWS}


def row(one: Drawn, today: dt.date) -> Row:
    """A commitment from its promise to its last day, and what became of it."""
    points: list[Point] = []
    if one.promised_on:
        points.append(Point(one.promised_on, PointKind.DECIDED))
    if one.due_on:
        passed = one.late and one.due_on < today
        points.append(Point(one.due_on, PointKind.LATE if passed else PointKind.DUE, one.due))
    if one.last_word_on:
        points.append(Point(one.last_word_on, PointKind.DONE if is_settled(one.execution) else PointKind.REPORTED))
    if one.reported_back_on:
        points.append(Point(one.reported_back_on, PointKind.BACK))
    return Row(one.text, tuple(points), _spans(one, today), one.word)


def _spans(one: Drawn, today: dt.date) -> tuple[Span, ...]:
    start = one.promised_on
    if start is None:
        return ()
    if is_settled(one.execution):
        if one.last_word_on is None or one.last_word_on < start:
            return ()
        return (Span(start, one.last_word_on, Tone.DONE if one.execution == Execution.DONE else Tone.PLAIN),)
    end = one.due_on or today
    tone = Tone.SILENT if one.silent else Tone.RISK if one.at_risk else Tone.OPEN
    found = [Span(start, end, tone)] if end > start else []
    if one.late and one.due_on and one.due_on < today:
        found.append(Span(max(one.due_on, start), today, Tone.LATE))
    return tuple(found)
