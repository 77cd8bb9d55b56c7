"""The document's text laid out for the eye: headings, lists, furniture, repaired words, and where the evidence stands.

Pure functions of a kept reading. A stretch of evidence may begin in the middle of a word and lie across another, so the
text is cut wherever anything begins or ends, and each piece knows what it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text that is evidence of the finding ``key``."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are drawn alike. ``raw`` is what stood there before repair; ``keys`` whose evidence they are."""

    text: str
    keys: tuple[str, ...] = ()
    chosen: bool = False
    anchor: bool = False
    raw: str | None = None

    @property
    def plain(self) -> bool:
        """Whether there is nothing to say of the words."""
        return not (self.keys or self.chosen or self.raw is not None)

    @property
    def for_keys(self) -> str:
        """The keys as a script looks for them."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row … ``marker`` is the list's own sign; ``level`` from 1 for headings."""

    kind: str
    level: int
    page: int
    marker: str
    pieces: tuple[Piece, ...]
    #: the first block of its page, so that a page number can be shown
    opens_page: bool = False

    @property
    def element(self) -> str:
        """The kind of element that it is drawn as."""
        return self.kind if self.kind in ("heading", "list_item", "table_row", "furniture") else "paragraph"


#: something on a stretch of the text: start, end, and what it is
Span = tuple[int, int, T]


def lay_out(
    reading: dict[str, Any], stretches: Sequence[Stretch] = (), chosen: Sequence[tuple[int, int]] = ()
) -> list[Block]:
    """The blocks of a reading. ``chosen`` are the stretches to be marked; the first of them is the anchor."""
    text = reading["text"]
    segments = reading.get("segments") or [("paragraph", 0, len(text), 0, 1)]
    starts = [segment[1] for segment in segments]
    keys = _dealt(starts, [(one.start, one.end, one.key) for one in stretches])
    raws = _dealt(starts, [(edit["start"], edit["end"], str(edit["raw"])) for edit in reading.get("edits") or ()])
    marks = _dealt(starts, [(start, end, True) for start, end in chosen])
    blocks: list[Block] = []
    before, page, anchored = 0, 0, False
    for index, (kind, start, end, level, number) in enumerate(segments):
        pieces = _pieces(text, (start, end), keys.get(index, []), raws.get(index, []), marks.get(index, []))
        if not anchored and any(piece.chosen for piece in pieces):
            pieces, anchored = _anchored(pieces), True
        blocks.append(Block(kind, level, number, text[before:start].strip(), pieces, opens_page=number != page))
        before, page = end, number
    return blocks


def _dealt(starts: list[int], spans: Sequence[Span[T]]) -> dict[int, list[Span[T]]]:
    """What lies in which segment, by the segments' starts: a long document has thousands of both."""
    dealt: dict[int, list[Span[T]]] = {}
    for span in spans:
        first = max(bisect_right(starts, span[0]) - 1, 0)
        for index in range(first, bisect_left(starts, span[1], lo=first)):
            dealt.setdefault(index, []).append(span)
    return dealt


def _anchored(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces, the first chosen one made the place that a link leads to."""
    place = next(number for number, piece in enumerate(pieces) if piece.chosen)
    return (*pieces[:place], replace(pieces[place], anchor=True), *pieces[place + 1 :])


def _pieces(
    text: str,
    segment: tuple[int, int],
    keys: Sequence[Span[str]],
    raws: Sequence[Span[str]],
    marks: Sequence[Span[bool]],
) -> tuple[Piece, ...]:
    """A segment cut wherever something begins or ends in it."""
    start, end = segment
    cuts = {edge for left, right, _what in (*keys, *raws, *marks) for edge in (left, right) if start < edge < end}
    return tuple(
        Piece(
            text=text[left:right],
            keys=tuple(dict.fromkeys(_over(keys, left, right))),
            chosen=any(_over(marks, left, right)),
            raw=next(_over(raws, left, right), None),
        )
        for left, right in pairwise(sorted({start, end} | cuts))
    )


def _over(spans: Sequence[Span[T]], start: int, end: int) -> Iterator[T]:
    """What covers a piece."""
    return (what for left, right, what in spans if left <= start and end <= right)


#: thousandths of the page's width and height round a box
AIR_X: Final = 4
AIR_Y: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page's picture, in shares of a thousand so that an SVG can draw it with whole numbers."""

    x: int
    y: int
    width: int
    height: int
    key: str
    chosen: bool
    #: the place that a link leads to
    anchor: bool = False


def marks_of(evidence: Sequence[dict[str, Any]], key: str, *, chosen: bool) -> list[tuple[int, Mark]]:
    """The boxes of a finding's evidence, each with its page."""
    marks: list[tuple[int, Mark]] = []
    for one in evidence:
        if one.get("bbox") and one.get("page"):
            left, top, right, bottom = _roomy(one["bbox"])
            anchor = chosen and not marks
            marks.append((one["page"], Mark(left, top, right - left, bottom - top, key, chosen, anchor)))
    return marks


def _roomy(box: Sequence[float]) -> tuple[int, int, int, int]:
    """A box in thousandths with some air round it: it then frames the letters and does not cut them."""
    left, top, right, bottom = (round(1000 * share) for share in box)
    return max(left - AIR_X, 0), max(top - AIR_Y, 0), min(right + AIR_X, 1000), min(bottom + AIR_Y, 1000)
