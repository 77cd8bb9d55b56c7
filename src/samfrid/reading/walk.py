"""The walk through a document's rows: what has been built, what waits, and how the print looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from samfrid.reading import headings
from samfrid.reading.document import Kind
from samfrid.reading.furniture import Mark, marks
from samfrid.reading.rows import EMPTY, Row
from samfrid.reading.source import Role
from samfrid.reading.strand import Strand
from samfrid.reading.unwrap import Measure, joined

#: print that is so much larger than the running text is a heading; on a picture sizes are guesses
_LARGER, _LARGER_SCANNED = 1.12, 1.3
_SMALLER = 0.93


@dataclass(slots=True)
class Block:
    """A segment on its way: its words, joined over printed lines. With ``cells``, ``words`` is all of them together."""

    kind: Kind
    words: Strand
    marker: Strand = EMPTY
    level: int = 0
    cells: tuple[Strand, ...] = ()
    header: bool = False
    quoted: bool = False
    page: int = 1
    #: the printed line that was added last
    last: Row | None = field(default=None, repr=False)

    @classmethod
    def of_cells(cls, kind: Kind, cells: tuple[Strand, ...], *, header: bool = False) -> Block:
        """A row of a table, a signature or particulars."""
        return cls(kind, Strand.joined(cells), cells=cells, header=header)


class Look:
    """How the print of a document looks, and what a line's look says against it."""

    def __init__(self, rows: list[Row]) -> None:
        self.measure = Measure(rows)
        self.body_size = _body_size(rows)
        self.bold_body = sum(row.line.bold for row in rows) * 2 > len(rows)

    def large(self, row: Row) -> bool:
        """Whether a line is printed larger than the running text."""
        ratio = (row.line.size or 0.0) / self.body_size if self.body_size else 1.0
        if row.scanned:  # there the size depends on which letters the line has
            return ratio > _LARGER_SCANNED and row.line.blank_before and len(row.text.split()) <= 12
        return ratio > _LARGER

    def small(self, row: Row) -> bool:
        """Whether a line is small print, as footnotes are."""
        return bool(row.line.size and self.body_size and not row.scanned and row.line.size < self.body_size * _SMALLER)

    def styled(self, row: Row) -> bool:
        """Whether size or weight sets a line apart."""
        return self.large(row) or (row.line.bold and not self.bold_body)

    def same(self, before: Row, row: Row) -> bool:
        """Whether two lines are printed alike."""
        sizes = (before.line.size or 0, row.line.size or 0)
        return row.scanned or (before.line.bold == row.line.bold and abs(sizes[0] - sizes[1]) < 0.6)

    def particular(self, row: Row) -> bool:
        """Whether a line looks and reads like one of the particulars at the top of a letter."""
        text = row.text
        if self.measure.wrapped and len(text) > 50 and not self.measure.short(row):
            return False
        if (self.large(row) and not row.scanned) or (text.startswith(("Till ", "Från ")) and len(text.split()) > 7):
            return False
        return headings.is_particular(text) or headings.is_signer(text) or headings.is_title(text)


class Walk:
    """Goes through the rows once. ``top`` holds until the first running text, ``listing`` under such headings as
    "Beslutet skickas till". Furniture waits until the paragraph that it interrupts is done.
    """

    def __init__(self, rows: list[Row]) -> None:
        marked = marks(rows)
        self.rows = [row for row, mark in zip(rows, marked, strict=True) if mark is not Mark.FURNITURE]
        self.furniture = [row for row, mark in zip(rows, marked, strict=True) if mark is Mark.FURNITURE]
        self.heads = {row.index for row, mark in zip(rows, marked, strict=True) if mark is Mark.HEAD}
        self.look = Look(self.rows)
        self.blocks: list[Block] = []
        self.waiting: list[Block] = []
        self.top = True
        self.listing = False
        #: the list is one of those to whom the decision goes
        self.sending = False
        #: two signers whose columns lie flat on the same lines
        self.twins: tuple[Block, Block] | None = None
        self._next_furniture = 0
        self._stanza_end = 0

    @property
    def open(self) -> Block | None:
        """The block that was added last."""
        return self.blocks[-1] if self.blocks else None

    def late(self, at: int) -> bool:
        """Whether a row stands where signatures may: after the first two fifths."""
        return not self.top and at * 10 >= len(self.rows) * 4

    def add(self, block: Block, row: Row) -> None:
        """Begin a block with a row; what waited comes before it."""
        self.flush()
        block.page, block.last = row.page, row
        self.blocks.append(block)

    def append(self, row: Row) -> None:
        """Let a row go on with the open block."""
        block = self.blocks[-1]
        block.words = joined(block.words, row.whole.folded() if row.marker.text else row.words)
        if block.cells:
            block.cells = (*block.cells, row.words)
        block.last = row

    def wait(self, index: int | None) -> None:
        """Put the furniture that stands before a row (all that is left if None) in waiting."""
        while self._next_furniture < len(self.furniture):
            row = self.furniture[self._next_furniture]
            if index is not None and row.index >= index:
                break
            self.waiting.append(Block(Kind.FURNITURE, row.whole.folded(), page=row.page))
            self._next_furniture += 1

    def flush(self) -> None:
        """Let what waits come after the open block."""
        self.blocks += self.waiting
        self.waiting = []

    def stanza(self, at: int) -> int:
        """The end of the rows that follow each other without a blank line or a marker."""
        if at < self._stanza_end:  # inside the stanza that was asked for last
            return self._stanza_end
        end = at + 1
        while end < len(self.rows):
            row, before = self.rows[end], self.rows[end - 1]
            apart = row.line.blank_before or row.line.role is not Role.UNKNOWN or row.index != before.index + 1
            if apart or row.page != before.page or (row.marker.text and not row.columned):
                break
            end += 1
        self._stanza_end = end
        return end


def _body_size(rows: list[Row]) -> float:
    """The size of print that most letters have; 0 where the source does not tell."""
    sizes: Counter[float] = Counter()
    for row in rows:
        if row.line.size:
            sizes[round(row.line.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
