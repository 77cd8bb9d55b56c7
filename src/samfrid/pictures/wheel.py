"""A year as a wheel: twelve months clockwise from the top, a ring for each kind of day, today as a line.

Each kind has a shape of its own, filled or hollow, and a ring of its own: colour says nothing that they do not. The
picture is narrower than the others, so that it can be read whole in the narrowest window.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from samfrid.pictures.picture import COLOURS, PAPER, Picture, Svg, Tone, cut, drawn, number

#: user units: at 320 pixels a letter of 14 units is still eleven pixels high
WIDE: Final = 360
_MIDDLE: Final = WIDE / 2
_OUTER: Final = 148.0
_HUB: Final = 46.0
_TOP: Final = 2.0
_NAMES: Final = _OUTER + 17
_WEEK: Final = 7
#: half the height of a mark for one day, and for several of the same week
_SMALL: Final = 4.0
_LARGE: Final = 5.6
_ROW: Final = 22

#: of a shape of half height 1, by kind: as many as there are kinds that can be told apart
_SHAPES: Final[tuple[Callable[[float], str], ...]] = (
    lambda r: (
        f"M{number(-r)} 0A{number(r)} {number(r)} 0 1 1 {number(r)} 0A{number(r)} {number(r)} 0 1 1 {number(-r)} 0Z"
    ),
    lambda r: f"M{number(-r)} {number(-r)}H{number(r)}V{number(r)}H{number(-r)}Z",
    lambda r: f"M0 {number(-r - 1)}L{number(r + 1)} 0L0 {number(r + 1)}L{number(-r - 1)} 0Z",
    lambda r: f"M0 {number(-r)}L{number(r)} {number(r)}H{number(-r)}Z",
    lambda r: f"M0 {number(r)}L{number(r)} {number(-r)}H{number(-r)}Z",
)
#: shape, tone, and whether it is filled, by the kind's place
_MARKS: Final[tuple[tuple[int, Tone, bool], ...]] = (
    (0, Tone.OPEN, True),
    (2, Tone.PLAIN, True),
    (1, Tone.DONE, True),
    (3, Tone.LATE, True),
    (0, Tone.OPEN, False),
    (1, Tone.SILENT, False),
    (2, Tone.PLAIN, False),
    (4, Tone.DONE, True),
    (3, Tone.LATE, False),
)


@dataclass(frozen=True, slots=True)
class Ring:
    """A kind of day, and the days that it has; the same day as many times as something is on it."""

    name: str
    days: Sequence[dt.date]


@dataclass(frozen=True, slots=True)
class WheelWords:
    """Words of the picture and its table: ``months`` are twelve, ``short`` the same in three letters or four."""

    month: str
    total: str
    today: str
    several: str
    nothing: str
    months: Sequence[str]
    short: Sequence[str]


def most_kinds() -> int:
    """How many kinds can be told apart in one wheel."""
    return len(_MARKS)


def wheel(
    year: int, rings: Sequence[Ring], *, title: str, description: str, words: WheelWords, today: dt.date
) -> Picture:
    """The year with its rings, the first outermost. An empty year is drawn too: that nothing is there is to be seen."""
    if len(rings) > len(_MARKS):
        raise ValueError(f"a wheel has at most {len(_MARKS)} kinds")
    kept = [Ring(ring.name, [day for day in ring.days if day.year == year]) for ring in rings]
    months = [[0] * len(kept) for _month in range(12)]
    for column, ring in enumerate(kept):
        for day in ring.days:
            months[day.month - 1][column] += 1
    svg = Svg(title, description, year, kept, today)
    _ground(svg, year, len(kept), [not any(row) for row in months], words)
    several = [_ring(svg, year, place, len(kept), ring) for place, ring in enumerate(kept)]
    _today(svg, year, today, words)
    told = [words.several if any(several) else "", "" if all(map(any, months)) else words.nothing]
    height = _legend(svg, kept, told)
    table = [(words.months[index], *map(str, row), str(sum(row))) for index, row in enumerate(months)]
    sums = [str(len(ring.days)) for ring in kept]
    table.append((words.total, *sums, str(sum(len(ring.days) for ring in kept))))
    return svg.made(height, (words.month, *(ring.name for ring in kept), words.total), table, width=WIDE)


def _turn(year: int, day: int) -> float:
    """The angle of a day of the year, 0 for the first, clockwise from the top."""
    return 2 * math.pi * day / (366 if calendar.isleap(year) else 365)


def _at(radius: float, angle: float) -> tuple[float, float]:
    return _MIDDLE + radius * math.sin(angle), _TOP + _MIDDLE - radius * math.cos(angle)


def _first_day(year: int, month: int) -> int:
    return (dt.date(year, month, 1) - dt.date(year, 1, 1)).days


def _circle(radius: float) -> str:
    x, y, r = number(_MIDDLE), _TOP + _MIDDLE, number(radius)
    return f"M{x} {number(y - radius)}A{r} {r} 0 1 1 {x} {number(y + radius)}A{r} {r} 0 1 1 {x} {number(y - radius)}Z"


def _ground(svg: Svg, year: int, kinds: int, empty: Sequence[bool], words: WheelWords) -> None:
    """Rings, the lines between months, and the months' names; one without anything has a dashed arc."""
    for place in range(kinds + 1):
        edge = place in {0, kinds}
        colour = COLOURS[Tone.PLAIN] if edge else "#dcdcdc"
        radius = _OUTER - place * (_OUTER - _HUB) / max(kinds, 1)
        svg.add("path", d=_circle(radius), class_="pic-line" if edge else "pic-faint", fill="none", stroke=colour)
    for month in range(1, 13):
        angle = _turn(year, _first_day(year, month))
        svg.line(*_at(_HUB, angle), *_at(_OUTER + 4, angle))
        last = _first_day(year, month + 1) if month < 12 else _first_day(year, 12) + 31
        middle = (angle + _turn(year, last)) / 2
        x, y = _at(_NAMES, middle)
        svg.text(x, y + 5, words.short[month - 1], quiet=empty[month - 1], anchor="middle")
        if empty[month - 1]:
            radius = (_OUTER + _HUB) / 2
            (x1, y1), (x2, y2) = _at(radius, angle + 0.06), _at(radius, _turn(year, last) - 0.06)
            r = number(radius)
            path = f"M{number(x1)} {number(y1)}A{r} {r} 0 0 1 {number(x2)} {number(y2)}"
            svg.add("path", d=path, class_="pic-line", fill="none", stroke="#8c8c8c", stroke_dasharray="4 4")
    svg.text(_MIDDLE, _TOP + _MIDDLE + 6, str(year), anchor="middle", font_size=20, font_weight=600)


def _ring(svg: Svg, year: int, place: int, kinds: int, ring: Ring) -> bool:
    """The marks of a kind: one for each week that has something of it; whether any week has several."""
    start = dt.date(year, 1, 1)
    weeks = Counter(min((day - start).days // _WEEK, 51) for day in ring.days)
    high = (_OUTER - _HUB) / kinds
    radius = _OUTER - (place + 0.5) * high
    for week, count in sorted(weeks.items()):
        x, y = _at(radius, _turn(year, 0) + _turn(year, week * _WEEK + 3))
        _mark(svg, x, y, place, _LARGE if count > 1 else _SMALL, f"{ring.name}: {count}" if count > 1 else ring.name)
    return any(count > 1 for count in weeks.values())


def _mark(svg: Svg, x: float, y: float, place: int, half: float, words: str) -> None:
    svg.stamp(x, y, words, _shape(place, half))


@cache
def _shape(place: int, half: float) -> str:
    """The mark of a kind: a year has hundreds of them, in two sizes."""
    shape, tone, filled = _MARKS[place]
    return drawn(
        _SHAPES[shape](half),
        class_=f"pic-point pic-{tone}" + (" pic-point--filled" if filled else ""),
        fill=COLOURS[tone] if filled else PAPER,
        stroke=COLOURS[tone],
        stroke_width=1.6,
    )


def _today(svg: Svg, year: int, today: dt.date, words: WheelWords) -> None:
    if today.year != year:
        return
    angle = _turn(year, (today - dt.date(year, 1, 1)).days) + _turn(year, 1) / 2
    svg.line(*_at(_HUB, angle), *_at(_OUTER + 4, angle), "today")
    svg.text(_MIDDLE, _TOP + _MIDDLE + 22, words.today, quiet=True, anchor="middle", font_size=12)
    # from the word in the hub towards the line, so that they are seen to belong together
    svg.line(*_at(_HUB - 12, angle), *_at(_HUB, angle), "today")


def _legend(svg: Svg, rings: Sequence[Ring], more: Sequence[str]) -> float:
    y = _TOP + WIDE + 18
    for place, ring in enumerate(rings):
        _mark(svg, 12, y - 5, place, _LARGE, "")
        svg.text(28, y, cut(f"{ring.name} ({len(ring.days)})", 44))
        y += _ROW
    for told in filter(None, more):
        svg.text(4, y, cut(told, 56), quiet=True, font_size=12)
        y += _ROW
    return y
