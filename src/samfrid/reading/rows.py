"""Printed lines as segmentation sees them: words, marker, cells and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samfrid.reading.source import Line, Role
from samfrid.reading.strand import Strand

_COLUMN = re.compile(r"\S+(?: {1,2}\S+)*")
_MARKER = re.compile(
    r"([•●▪◦‣⁃·»›*+–—-]|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\(?[a-zåäö]\)"
    r"|[a-h]\.(?=[ \t]+[^\W\d_]{2})|[A-H]\)|[A-H]\.(?=[ \t]+(?:[a-zåäö]{2}|[A-ZÅÄÖ][a-zåäö-]+ [a-zåäö]))"
    r"|[ivx]{1,4}\))[ \t]+(?=\S)",
)
#: what character recognition makes of a bullet: "e Kommunen …"
_GARBLED_BULLET = re.compile(r"([eo°¢©®»])[ \t]+(?=[A-ZÅÄÖ])")
EMPTY = Strand("", ())


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line with its words after repair.

    ``whole`` is all of it with its gaps; ``marker`` and ``words`` are its list marker and the rest, folded.
    """

    index: int
    line: Line
    page: int
    whole: Strand
    words: Strand
    marker: Strand = EMPTY
    cells: tuple[Strand, ...] = ()
    #: read from an image: size and weight of the print are guesses
    scanned: bool = False
    #: marker and words, folded
    full: str = field(init=False, default="")
    #: the same in lower case, for comparison with known phrases
    lower: str = field(init=False, default="")
    #: the parts of the line that stand apart (three spaces or more), each with the position where it begins
    columns: tuple[tuple[int, Strand], ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        full = f"{self.marker.text} {self.words.text}" if self.marker.text else self.words.text
        object.__setattr__(self, "full", full)
        object.__setattr__(self, "lower", full.lower())
        if "   " in self.whole.text:
            object.__setattr__(self, "columns", self._columns())

    @property
    def text(self) -> str:
        """The words without the marker."""
        return self.words.text

    def _columns(self) -> tuple[tuple[int, Strand], ...]:
        if self.line.role not in (Role.UNKNOWN, Role.TABLE_ROW) or self.line.cells:
            return ()
        spans = [found.span() for found in _COLUMN.finditer(self.whole.text)]
        if len(spans) > 1 and self.whole.text[slice(*spans[0])] in (self.marker.text, "att", "Att"):
            spans[:2] = [(spans[0][0], spans[1][1])]  # a marker is no column
        return tuple((start, self.whole.cut(start, end).folded()) for start, end in spans)

    @property
    def columned(self) -> bool:
        """Whether the line has parts that stand apart."""
        return len(self.columns) > 1

    @property
    def indent(self) -> int:
        """The position of the first word."""
        return len(self.whole.text) - len(self.whole.text.lstrip())


def row_of(index: int, line: Line, page: int, whole: Strand, *, damaged: bool = False, scanned: bool = False) -> Row:
    """The row of a line. ``damaged`` says that its text was read badly, ``scanned`` that it was read from an image."""
    marker, rest = _split_marker(line, whole, damaged=damaged or scanned)
    cells = _cells(line, rest) if line.cells else ()
    return Row(index, line, page, whole, rest.folded(), marker, cells, scanned)


def _split_marker(line: Line, whole: Strand, *, damaged: bool) -> tuple[Strand, Strand]:
    start = len(whole.text) - len(whole.text.lstrip())
    if line.marker and whole.text.startswith(line.marker, start):
        end = start + len(line.marker)
        return whole.cut(start, end), whole.cut(end)
    if line.role not in (Role.UNKNOWN, Role.LIST_ITEM, Role.PARAGRAPH, Role.HEADING):
        return EMPTY, whole
    found = _MARKER.match(whole.text, start) or (damaged and _GARBLED_BULLET.match(whole.text, start)) or None
    if found is None or _no_marker(whole.text, found):
        return EMPTY, whole
    return whole.cut(found.start(1), found.end(1)), whole.cut(found.end())


_MONTH = re.compile(
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b", re.I
)
_SPEECH = re.compile(
    r"[–—-][ \t]+[A-ZÅÄÖ].*[.!?,]\s*$|[–—-][ \t]+[A-ZÅÄÖ].*\b(?:säger|sade|berättar|menar|konstaterar)\b"
)


def _no_marker(text: str, found: re.Match[str]) -> bool:
    """Numbers that are no list markers ("21. november"), and dashes that begin what somebody says."""
    mark = found.group(1)
    if mark[0].isdigit():
        return bool(_MONTH.match(text, found.end())) or ("." in mark[:-1] and not text[found.end()].isalpha())
    return mark in "–—" and bool(_SPEECH.match(text, found.start()))


def _cells(line: Line, rest: Strand) -> tuple[Strand, ...]:
    """The cells of a row from markup as strands, by its joints, since repair may have changed the words."""
    cells: list[Strand] = []
    position = 0
    joints = rest.text.split(" | ")
    if len(joints) != len(line.cells):
        return ()
    for cell in joints:
        cells.append(rest.cut(position, position + len(cell)).folded())
        position += len(cell) + 3
    return tuple(cells)
