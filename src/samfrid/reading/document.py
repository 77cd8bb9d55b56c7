"""A document ready to be read: repaired, unwrapped text in segments, with the way back to the original.

Made by :func:`samfrid.reading.prepare.prepare` from a :class:`~samfrid.reading.source.Source`. All positions are
offsets in characters into :attr:`Document.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samfrid.reading.source import Box, Source


class Kind(StrEnum):
    """What a segment is. Furniture (menus, page heads, cookie and form texts) stays in the text but holds no facts."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    SIGNATURE = "signature"
    HEADER = "header"  # the block of particulars at the top of a letter: unit, officer, date, number, addressee
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading, paragraph, list item, table row … ``text[start:end]`` of the document, without its list marker.

    ``marker`` is the list marker as printed ("1.", "a)", "•"; "att" is *not* a marker). ``level`` is the heading's
    level from 1, or the depth of a list item from 1. ``cells`` are spans into the text: one for each cell of a row,
    with " | " between them, or for each line of a signature or of a column of particulars, with line breaks.
    ``header`` on a row means that it names the columns. ``quoted`` means that the words are another document's.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    header: bool = False
    quoted: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: ``raw`` in the original is ``new`` at ``start``–``end``; a small ``margin`` (0–1) asks for a look."""

    start: int
    end: int
    raw: str
    new: str
    margin: float
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands on the paper. One printed line gives one place."""

    start: int
    end: int
    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Document:
    """Text and structure that the finders work on; immutable."""

    source: Source
    text: str
    original_text: str
    segments: tuple[Segment, ...]
    #: in the order of the text
    places: tuple[Place, ...] = ()
    edits: tuple[Edit, ...] = ()
    #: runs (start in text, end in text, start in original, end in original), ascending, together covering the text
    runs: tuple[tuple[int, int, int, int], ...] = ()
    warnings: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(default=(), compare=False, repr=False)
    _run_starts: tuple[int, ...] = field(default=(), compare=False, repr=False)
    _place_starts: tuple[int, ...] = field(default=(), compare=False, repr=False)
    #: what has been worked out from the document and is asked for again, by name
    kept: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(segment.start for segment in self.segments))
        object.__setattr__(self, "_run_starts", tuple(run[0] for run in self.runs))
        object.__setattr__(self, "_place_starts", tuple(place.start for place in self.places))

    def of(self, segment: Segment) -> str:
        """The words of a segment."""
        return self.text[segment.start : segment.end]

    def content(self) -> Iterator[Segment]:
        """The segments that may hold facts: all but furniture, in order."""
        return (segment for segment in self.segments if segment.kind is not Kind.FURNITURE)

    def at(self, position: int) -> Segment | None:
        """The segment that holds a position, or None between segments."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self.segments[index].start <= position <= self.segments[index].end:
            return self.segments[index]
        return None

    def places_of(self, start: int, end: int) -> list[Place]:
        """The printed lines that a stretch of text stands on."""
        last = first = bisect_left(self._place_starts, end)
        while first and self.places[first - 1].end > start:
            first -= 1
        return list(self.places[first:last])

    def original_of(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the original text (rounded outwards to whole runs).

        Furniture inside a sentence stands after it in the text, so the original may hold more than the stretch does.
        """
        begins: list[int] = []
        ends: list[int] = []
        for index in range(max(bisect_right(self._run_starts, start) - 1, 0), len(self.runs)):
            left, right, begin, finish = self.runs[index]
            if left >= end:
                break
            if right <= start:
                continue
            even = right - left == finish - begin
            begins.append(begin + (start - left if even and start > left else 0))
            ends.append(finish - (right - end if even and end < right else 0))
        return (min(begins), max(ends)) if begins else (0, 0)
