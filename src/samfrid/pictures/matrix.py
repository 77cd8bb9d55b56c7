"""How many of something stand in each square of two scales: what there is much of, and what there is none of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samfrid.pictures.picture import INK, WIDTH, Picture, Svg, Tone, cut, tidy

_LABELS: Final = 150
_HEAD: Final = 34
_HIGH: Final = 92
_GAP: Final = 8
_MOST_LETTERS: Final = 34


@dataclass(frozen=True, slots=True)
class Square:
    """A square: how many, and what else is to be said of them ("1 utan ansvarig")."""

    value: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """What heads the rows and the columns together, and what a square without any says."""

    corner: str
    empty: str


def matrix(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Square]]],
    *,
    title: str,
    description: str,
    words: MatrixWords,
) -> Picture:
    """A square for each row and column; one without any has a broken edge and says so."""
    svg = Svg(title, description, tuple(columns), tuple((label, tuple(squares)) for label, squares in rows))
    wide = (WIDTH - _LABELS) / max(len(columns), 1)
    for place, label in enumerate(columns):
        svg.text(_LABELS + place * wide + wide / 2, 20, cut(tidy(label), _MOST_LETTERS), anchor="middle")
    y = float(_HEAD)
    for label, squares in rows:
        svg.text(0, y + _HIGH / 2, cut(tidy(label), 18))
        for place, square in enumerate(squares):
            _square(svg, _LABELS + place * wide, y, wide - _GAP, square, words)
        y += _HIGH + _GAP
    table = [(label, *(_said(square, words) for square in squares)) for label, squares in rows]
    return svg.made(y, (words.corner, *columns), table)


def _square(svg: Svg, x: float, y: float, wide: float, square: Square, words: MatrixWords) -> None:
    if not square.value:
        d = f"M{x:.1f} {y:.1f}h{wide:.1f}v{_HIGH}h-{wide:.1f}z"
        svg.add("path", d=d, class_="pic-today", stroke=INK, stroke_width=1.5, stroke_dasharray="5 4", fill="none")
        svg.text(x + wide / 2, y + _HIGH / 2 + 5, words.empty, quiet=True, anchor="middle")
        return
    svg.block(x, y, wide, _HIGH, Tone.OPEN, _said(square, words))
    svg.number(x + wide / 2, y + _HIGH / 2 - 2, str(square.value))
    if square.note:
        svg.number(x + wide / 2, y + _HIGH / 2 + 24, square.note)


def _said(square: Square, words: MatrixWords) -> str:
    if not square.value:
        return words.empty
    return f"{square.value}, {square.note}" if square.note else str(square.value)
