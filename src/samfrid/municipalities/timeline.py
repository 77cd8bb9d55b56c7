"""Days on one line: where marks and their labels go, and the picture of them. No database.

Several rows on one scale of time are ``samfrid.pictures.timeline``; what is one line has room for a label at each mark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words
from samfrid.pictures import Picture, PointKind, Tone
from samfrid.pictures.picture import WIDTH, Svg
from samfrid.pictures.timeline import shape

_EDGE: Final = 14
#: of a letter in a label, on average and a little more: labels may never touch
_LETTER: Final = 6.9
_LANE: Final = 21
_LANES: Final = 6
#: the shape of each tone
_SHAPES: Final = {
    "late": PointKind.LATE,
    "soon": PointKind.DUE,
    "done": PointKind.DONE,
    "": PointKind.REPORTED,
}
_GRAVITY: Final = {"late": 3, "soon": 2, "": 1, "done": 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that something happened or is to happen. ``tone``: "", done, soon or late.

    ``when`` says the day where it is not known exactly: "februari 2022". The mark then stands on its last day.
    ``main``: it has its label before others where there is not room for all.
    """

    on: dt.date
    text: str
    tone: str = ""
    when: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place, and the place of its label above the line; without ``labelled`` there was no room."""

    on: dt.date
    text: str
    tone: str
    x: float
    label_x: float
    label_y: float
    #: the day in words, as exactly as it is known
    when: str
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line of time. Numbers are user units of the SVG."""

    marks: list[Placed]
    years: list[tuple[float, int]]
    today_x: float | None
    width: int
    height: int
    axis_y: int
    #: a stretch of days drawn as a bar: its start, how long it is, and how much of it has passed
    bar: tuple[float, float, float] | None = None


def draw(marks: Sequence[Mark], today: dt.date, bar: tuple[dt.date, dt.date] | None = None) -> Drawing | None:
    """The picture of ``marks``, with today on it; None for fewer than two days, which make no line.

    ``bar`` is a stretch, first and last day, within the marks' days.
    """
    merged = _merged(marks)
    if len(merged) < 2:
        return None
    first, last = merged[0].on, max(merged[-1].on, today)
    span = (last - first).days

    def place(day: dt.date) -> float:
        return round(_EDGE + (WIDTH - 2 * _EDGE) * (day - first).days / span, 1)

    lanes: list[list[tuple[float, float]]] = []
    placed = [_placed(mark, place(mark.on), lanes) for mark in sorted(merged, key=_first_to_label)]
    placed.sort(key=lambda one: one.on)
    axis_y = max(len(lanes), 1) * _LANE + 22
    return Drawing(
        marks=[replace(one, label_y=axis_y - one.label_y) for one in placed],
        years=_years(first, last, place),
        today_x=place(today) if first <= today else None,
        width=WIDTH,
        height=axis_y + 42,
        axis_y=axis_y,
        bar=_bar(place(bar[0]), place(bar[1]), place(min(max(today, bar[0]), bar[1]))) if bar else None,
    )


def _bar(start: float, end: float, now: float) -> tuple[float, float, float]:
    return start, round(end - start, 1), round(now - start, 1)


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """One mark for each day, the gravest tone of that day."""
    days = []
    for on, group in groupby(sorted(marks, key=lambda mark: mark.on), key=lambda mark: mark.on):
        same = list(group)
        texts = list(dict.fromkeys(mark.text for mark in same))
        text = texts[0] if len(texts) == 1 else _("%(first)s och %(n)s till") % {"first": texts[0], "n": len(texts) - 1}
        when = same[0].when if len(texts) == 1 else ""
        tone = max((mark.tone for mark in same), key=lambda tone: _GRAVITY[tone])
        days.append(Mark(on, text, tone, when, any(mark.main for mark in same)))
    return days


def _first_to_label(mark: Mark) -> tuple[bool, int, dt.date]:
    """What is late or soon, and what the line is about, before the rest, in the order of days."""
    grave = mark.tone in ("late", "soon")
    return not (grave or mark.main), 0 if grave or mark.main else -_GRAVITY[mark.tone], mark.on


def _placed(mark: Mark, x: float, lanes: list[list[tuple[float, float]]]) -> Placed:
    """The label in the lowest lane where it touches no other; ``lanes`` holds what each is filled with."""
    when = mark.when or in_words(mark.on)
    text = f"{mark.text}, {when}"
    wide = len(text) * _LETTER
    start = x if x + wide <= WIDTH else max(0.0, WIDTH - wide)
    end = start + wide
    free = (
        number
        for number, filled in enumerate([*lanes, []])
        if all(end + 8 <= left or start >= right + 8 for left, right in filled)
    )
    lane = next(free)
    if lane >= _LANES:
        # the table below the picture says it
        return Placed(mark.on, text, mark.tone, x, round(start, 1), 0, when, labelled=False)
    if lane == len(lanes):
        lanes.append([])
    lanes[lane].append((start, end))
    return Placed(mark.on, text, mark.tone, x, round(start, 1), 18 + lane * _LANE, when)


def _years(first: dt.date, last: dt.date, place: Callable[[dt.date], float]) -> list[tuple[float, int]]:
    """Where each year begins, thinned out so that the numbers do not touch."""
    years = range(first.year + 1, last.year + 1)
    step = max(1, len(years) // 10 + 1)
    return [(place(dt.date(year, 1, 1)), year) for year in years if year % step == 0]


def picture_of(drawing: Drawing | None, title: str) -> Picture | None:
    """The line as a picture with its table; None where there is no line."""
    if drawing is None:
        return None
    marks, axis = drawing.marks, float(drawing.axis_y)
    told = _("%(n)s dagar, från %(first)s till %(last)s.") % {
        "n": len(marks),
        "first": marks[0].when,
        "last": marks[-1].when,
    }
    svg = Svg(title, told, tuple(marks), drawing.bar)
    for one in marks:
        if one.labelled:
            svg.line(one.x, one.label_y, one.x, axis, "faint")
    if drawing.bar:
        start, length, passed = drawing.bar
        svg.block(start, axis - 5, length, 10, Tone.PLAIN)
        svg.block(start, axis - 5, passed, 10, Tone.OPEN)
    svg.line(0, axis, WIDTH, axis)
    for x, year in drawing.years:
        svg.line(x, axis, x, axis + 7)
        svg.text(x, axis + 22, str(year), quiet=True, anchor="middle")
    if drawing.today_x is not None:
        x = drawing.today_x
        svg.line(x, axis - 10, x, axis + 26, "today")
        svg.text(x, axis + 39, _("idag"), anchor="end" if x > WIDTH - 40 else "middle")
    for one in marks:
        shape(svg, _SHAPES[one.tone], one.x, axis, one.text)
        if one.labelled:
            svg.text(one.label_x, one.label_y, one.text)
    return svg.made(drawing.height, [_("Dag"), _("Vad")], [[one.when, one.text] for one in marks])
