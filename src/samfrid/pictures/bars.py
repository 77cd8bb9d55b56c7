"""Who carries how many, and how late: a bar for each, parted by how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samfrid.pictures.picture import WIDTH, Picture, Svg, cut, legend, tidy

_LABELS: Final = 270
_MOST_LETTERS: Final = 36
_ROW: Final = 30
_TOP: Final = 8
#: room for the sum after the longest bar
_SUM: Final = 60
#: a part of a bar as wide as this has its number on it
_NUMBERED: Final = 22


@dataclass(frozen=True, slots=True)
class Series:
    """A part that every bar has: its tone and what it is called ("Försenade")."""

    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Somebody with a number for each series, in the order of the series."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BarWords:
    """The heads of the table's first and last columns ("Enhet", "Summa")."""

    who: str
    total: str


def bars(rows: Sequence[Bar], series: Sequence[Series], *, title: str, description: str, words: BarWords) -> Picture:
    """A bar for each row, in the order given; parts without any are not drawn, and stand as 0 in the table."""
    svg = Svg(title, description, tuple(rows), tuple(series))
    longest = max((sum(row.values) for row in rows), default=0) or 1
    scale = (WIDTH - _LABELS - _SUM) / longest
    y = float(_TOP)
    for row in rows:
        svg.text(0, y + 17, cut(tidy(row.label), _MOST_LETTERS))
        x = float(_LABELS)
        for one, value in zip(series, row.values, strict=True):
            if value <= 0:
                continue
            width = value * scale
            svg.block(x, y + 2, width, 20, one.tone, f"{one.label}: {value}")
            if width >= max(_NUMBERED, len(str(value)) * 9 + 8):
                svg.number(x + width / 2, y + 17, str(value))
            x += width
        svg.text(x + 8, y + 17, str(sum(row.values)), font_weight="bold")
        y += _ROW
    svg.line(_LABELS, _TOP - 4, _LABELS, y)
    used = [(one.tone, one.label) for place, one in enumerate(series) if any(row.values[place] for row in rows)]
    bottom = legend(svg, y + 10, used)
    table = [[row.label, *map(str, row.values), str(sum(row.values))] for row in rows]
    return svg.made(bottom, [words.who, *(one.label for one in series), words.total], table)
