"""Rows with days and stretches of days on one scale of time: asked, decided, due, done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from samfrid.pictures.counting import months
from samfrid.pictures.picture import COLOURS, PAPER, WIDTH, Picture, Svg, Tone, cut, number, tidy, wide

_LABELS: Final = 300
_RIGHT: Final = 22
_MOST_LETTERS: Final = 44
_ROW: Final = 28
_TOP: Final = 44
#: rows from which the scale stands below too
_LONG: Final = 14
#: the narrowest that two marks stand beside each other
_APART: Final = 13


class PointKind(StrEnum):
    """What happened or is to happen on a day; each has a shape of its own."""

    ASKED = "asked"
    DECIDED = "decided"
    REPORTED = "reported"
    DUE = "due"
    LATE = "late"
    DONE = "done"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Point:
    """A day. ``when`` says it where it is known by its month or year alone."""

    on: dt.date
    kind: PointKind
    when: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both counted, in a tone."""

    first: dt.date
    last: dt.date
    tone: str = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """Something with its days; ``state`` says in words how it stands."""

    label: str
    points: tuple[Point, ...] = ()
    spans: tuple[Span, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """Words of the picture and its table: what each kind of day is called, and how a day and a month are written."""

    what: str
    state: str
    today: str
    points: Mapping[PointKind, str]
    day: Callable[[dt.date], str]
    month: Callable[[dt.date], str]


def timeline(
    rows: Sequence[Row], *, title: str, description: str, words: TimelineWords, today: dt.date
) -> Picture | None:
    """The rows in the order given, with today as a line. None where no row has a day: there is nothing to draw."""
    days = [point.on for row in rows for point in row.points]
    days += [day for row in rows for span in row.spans for day in (span.first, span.last)]
    if not days:
        return None
    svg = Svg(title, description, tuple(rows), today)
    place, first, last = _scale([*days, today])
    bottom = _TOP + _ROW * len(rows)
    _axis(svg, place, first, last, bottom, words, twice=len(rows) >= _LONG)
    for index, row in enumerate(rows):
        _row(svg, row, place, _TOP + _ROW * index, words)
    x = place(today)
    svg.line(x, _TOP - 8, x, bottom + 4, "today")
    svg.text(min(x, WIDTH - 20), _TOP - 30, words.today, anchor="middle", font_weight="bold")
    used = [kind for kind in PointKind if any(point.kind == kind for row in rows for point in row.points)]
    end = _legend(svg, bottom + (34 if len(rows) >= _LONG else 14), used, words)
    return svg.made(end, [words.what, *(words.points[kind] for kind in used), words.state], _table(rows, used, words))


def _table(rows: Sequence[Row], used: Sequence[PointKind], words: TimelineWords) -> list[list[str]]:
    def cell(row: Row, kind: PointKind) -> str:
        return "; ".join(point.when or words.day(point.on) for point in row.points if point.kind == kind)

    return [[row.label, *(cell(row, kind) for kind in used), row.state] for row in rows]


def _scale(days: Sequence[dt.date]) -> tuple[Callable[[dt.date], float], dt.date, dt.date]:
    """Where a day stands, between the first and the last of them."""
    first, last = min(days), max(days)
    if (last - first).days < 28:
        first, last = first - dt.timedelta(days=14), last + dt.timedelta(days=14)
    length = (last - first).days

    def place(day: dt.date) -> float:
        return round(_LABELS + (WIDTH - _LABELS - _RIGHT) * (day - first).days / length, 1)

    return place, first, last


def _axis(
    svg: Svg,
    place: Callable[[dt.date], float],
    first: dt.date,
    last: dt.date,
    bottom: float,
    words: TimelineWords,
    *,
    twice: bool,
) -> None:
    """Years, or months where the days lie close; thinned out so that they do not touch."""
    years = (last - first).days > 730
    found = [one for one in months(first, last) if one >= first and (not years or one.month == 1)]
    room = 48 if years else wide(words.month(first)) + 14
    fit = max(1, int((WIDTH - _LABELS) / room))
    every = max(1, -(-len(found) // fit))
    for one in found[::every]:
        x = place(one)
        svg.line(x, _TOP - 6, x, bottom, "faint")
        label = str(one.year) if years else words.month(one)
        for y in (_TOP - 12, bottom + 18) if twice else (_TOP - 12,):
            svg.text(x, y, label, quiet=True, anchor="middle" if x < WIDTH - 40 else "end")
    svg.line(_LABELS, _TOP - 4, WIDTH, _TOP - 4)


def _row(svg: Svg, row: Row, place: Callable[[dt.date], float], top: float, words: TimelineWords) -> None:
    middle = top + _ROW / 2
    svg.text(0, middle + 5, cut(tidy(row.label), _MOST_LETTERS))
    svg.line(0, top + _ROW, WIDTH, top + _ROW, "faint")
    for span in row.spans:
        left, right = place(span.first), place(span.last)
        svg.block(left, middle - 4, max(right - left, 1.5), 8, span.tone)
    before = float("-inf")
    for point in sorted(row.points, key=lambda one: (one.on, list(PointKind).index(one.kind))):
        x = max(place(point.on), before + _APART)
        before = x
        shape(svg, point.kind, x, middle, f"{words.points[point.kind]}: {point.when or words.day(point.on)}")


#: outline of each shape around the origin, its colour, and whether it is filled
_SHAPES: Final[dict[PointKind, tuple[str, str, bool]]] = {
    PointKind.ASKED: ("M0-7 7 0 0 7-7 0Z", COLOURS[Tone.OPEN], False),
    PointKind.DECIDED: ("M-6-6H6V6H-6Z", COLOURS[Tone.OPEN], True),
    PointKind.REPORTED: ("M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0Z", COLOURS[Tone.PLAIN], True),
    PointKind.DUE: ("M-7-6H7L0 7Z", COLOURS[Tone.SILENT], False),
    PointKind.LATE: ("M-7-6H7L0 7Z", COLOURS[Tone.LATE], True),
    PointKind.DONE: ("M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0Z", COLOURS[Tone.DONE], True),
    PointKind.BACK: ("M-7-5H7V5H-7ZM-7-5 0 1 7-5", COLOURS[Tone.OPEN], False),
}


def shape(svg: Svg, kind: PointKind, x: float, y: float, words: str = "") -> None:
    """The mark of a kind of day, with its words on hover."""
    path, colour, filled = _SHAPES[kind]
    ground = f"pic-point pic-point--{kind}{' pic-point--filled' if filled else ''}"
    values: dict[str, object] = {"fill": colour if filled else PAPER, "stroke": colour, "stroke_width": 2}
    at = f"translate({number(x)} {number(y)})"
    svg.group(at, words, [(path, {"class_": ground} | values), *_inner(kind)])


def _inner(kind: PointKind) -> list[tuple[str, dict[str, object]]]:
    """A tick within what is done, a bar within what is late: told apart in grey and without colours too."""
    path = {PointKind.DONE: "M-3.2 0.2-0.8 2.6 3.4-2.4", PointKind.LATE: "M0-4V1.6"}.get(kind)
    return [(path, {"class_": "pic-inner", "fill": "none", "stroke": PAPER, "stroke_width": 2})] if path else []


def _legend(svg: Svg, top: float, used: Sequence[PointKind], words: TimelineWords) -> float:
    x, y = 0.0, top
    for kind in used:
        need = 24 + wide(tidy(words.points[kind])) + 22
        if x and x + need > WIDTH:
            x, y = 0.0, y + 24
        shape(svg, kind, x + 9, y + 8)
        svg.text(x + 24, y + 13, words.points[kind])
        x += need
    return y + 24
