"""The document's text laid out for the eye: headings, lists, furniture, repaired words, and where the evidence stands.

Pure functions of a kept reading. A stretch of evidence may begin in the middle of a word and lie across another, so the
text is cut wherever anything begins or ends, and each piece knows what it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final


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


@dataclass(frozen=True, slots=True)
class _Ground:
    text: str
    stretches: tuple[Stretch, ...]
    edits: tuple[dict[str, Any], ...]
    chosen: tuple[tuple[int, int], ...]
    cuts: tuple[int, ...]


def lay_out(
    reading: dict[str, Any], stretches: Sequence[Stretch] = (), chosen: Sequence[tuple[int, int]] = ()
) -> list[Block]:
    """The blocks of a reading. ``chosen`` are the stretches to be marked; the first of them is the anchor."""
    text = reading["text"]
    edits = tuple(reading.get("edits") or ())
    cuts = {0, len(text)}
    for stretch in stretches:
        cuts |= {stretch.start, stretch.end}
    for start, end in chosen:
        cuts |= {start, end}
    for edit in edits:
        cuts |= {edit["start"], edit["end"]}
    ground = _Ground(text, tuple(stretches), edits, tuple(chosen), tuple(sorted(cuts)))
    segments = reading.get("segments") or [("paragraph", 0, len(text), 0, 1)]
    blocks: list[Block] = []
    before, page, anchored = 0, 0, False
    for kind, start, end, level, number in segments:
        marker = text[before:start].strip()
        pieces = _pieces(ground, start, end)
        if not anchored and any(piece.chosen for piece in pieces):
            pieces, anchored = _anchored(pieces), True
        blocks.append(Block(kind, level, number, marker, pieces, opens_page=number != page))
        before, page = end, number
    return blocks


def _anchored(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces, the first chosen one made the place that a link leads to."""
    place = next(number for number, piece in enumerate(pieces) if piece.chosen)
    return (*pieces[:place], replace(pieces[place], anchor=True), *pieces[place + 1 :])


def _pieces(ground: _Ground, start: int, end: int) -> tuple[Piece, ...]:
    """A segment cut wherever something begins or ends in it."""
    inside = ground.cuts[bisect_right(ground.cuts, start) : bisect_left(ground.cuts, end)]
    edges = [start, *inside, end]
    near = [stretch for stretch in ground.stretches if stretch.start < end and stretch.end > start]
    edits = [edit for edit in ground.edits if edit["start"] < end and edit["end"] > start]
    pieces = []
    for left, right in pairwise(edges):
        edit = next((one for one in edits if one["start"] <= left and right <= one["end"]), None)
        pieces.append(
            Piece(
                text=ground.text[left:right],
                keys=tuple(dict.fromkeys(s.key for s in near if s.start <= left and right <= s.end)),
                chosen=any(begin <= left and right <= finish for begin, finish in ground.chosen),
                raw=edit["raw"] if edit else None,
            )
        )
    return tuple(piece for piece in pieces if piece.text)


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
