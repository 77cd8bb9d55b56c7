"""How many are open month by month, with how many were promised and settled meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from samfrid.pictures.picture import INK, PAPER, WIDTH, Picture, Svg, Tone, number, tidy, wide

_LEFT: Final = 44
_RIGHT: Final = 14
_TOP: Final = 26
_HIGH: Final = 220
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day: how many were promised and settled in it, and open as it ended."""

    first: dt.date
    promised: int
    settled: int
    open: int


@dataclass(frozen=True, slots=True)
class BurndownWords:
    """Words of the picture and the heads of its table. ``name`` is a month in words, ``short`` in few letters."""

    month: str
    open: str
    promised: str
    settled: str
    name: Callable[[dt.date], str]
    short: Callable[[dt.date], str]


def burndown(months: Sequence[Month], *, title: str, description: str, words: BurndownWords) -> Picture:
    """A line of what is open, above bars of what was promised and settled each month."""
    svg = Svg(title, description, tuple(months))
    most = max((max(one.open, one.promised, one.settled) for one in months), default=0)
    step, base = _step(most), _TOP + _HIGH
    ceiling = max(step, -(-most // step) * step)

    def height(value: int) -> float:
        return base - _HIGH * max(value, 0) / ceiling

    for value in range(0, ceiling + 1, step):
        svg.line(_LEFT, height(value), WIDTH - _RIGHT, height(value), "faint" if value else "line")
        svg.text(_LEFT - 8, height(value) + 5, str(value), quiet=True, anchor="end")
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(months), 1)
    half = min(slot * 0.32, 16)
    every = max(1, round(56 / slot + 0.49))
    for place, one in enumerate(months):
        middle = _LEFT + slot * (place + 0.5)
        for value, tone, left, name in (
            (one.promised, Tone.PLAIN, middle - half, words.promised),
            (one.settled, Tone.DONE, middle, words.settled),
        ):
            if value > 0:
                told = f"{words.name(one.first)}: {name} {value}"
                svg.block(left, height(value), half, base - height(value), tone, told)
        if (len(months) - 1 - place) % every == 0:
            svg.text(middle, base + 20, words.short(one.first), quiet=True, anchor="middle")
    _line(svg, [(_LEFT + slot * (place + 0.5), height(one.open), one.open) for place, one in enumerate(months)])
    bottom = _legend(svg, base + 36, words)
    table = [[words.name(one.first), str(one.open), str(one.promised), str(one.settled)] for one in months]
    return svg.made(bottom, [words.month, words.open, words.promised, words.settled], table)


def _step(most: int) -> int:
    """Lines of the scale: a round number apart, at most six of them."""
    power = 1
    while True:
        for one in _STEPS:
            if one * power * 6 >= most:
                return one * power
        power *= 10


def _line(svg: Svg, dots: Sequence[tuple[float, float, int]]) -> None:
    """The line of what is open, with a dot for each month and the number at its ends."""
    if len(dots) > 1:
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y, _value in dots)
        svg.add("path", d=path, class_="pic-curve", fill="none", stroke=INK, stroke_width=2.5)
    for place, (x, y, value) in enumerate(dots):
        svg.add("circle", class_="pic-dot", cx=x, cy=y, r=4, fill=PAPER, stroke=INK, stroke_width=2.5)
        if place in (0, len(dots) - 1):
            svg.number(x, y - 10, str(value))


def _legend(svg: Svg, top: float, words: BurndownWords) -> float:
    """What the line and the bars are."""
    x = float(_LEFT)
    svg.add(
        "path", d=f"M{number(x)} {number(top + 7)}h24", class_="pic-curve", fill="none", stroke=INK, stroke_width=2.5
    )
    svg.add("circle", class_="pic-dot", cx=x + 12, cy=top + 7, r=4, fill=PAPER, stroke=INK, stroke_width=2.5)
    svg.text(x + 32, top + 12, words.open)
    x += 32 + wide(tidy(words.open)) + 22
    for tone, name in ((Tone.PLAIN, words.promised), (Tone.DONE, words.settled)):
        svg.block(x, top + 1, 16, 12, tone)
        svg.text(x + 24, top + 12, name)
        x += 24 + wide(tidy(name)) + 22
    return top + 22
