"""Lines put together again: where a printed line goes on in the next, and what stands between them then."""

from __future__ import annotations

import re
from itertools import pairwise

from samfrid.reading.rows import Row
from samfrid.reading.strand import Strand, glue

#: "social-\noch", "kvinno-\neller": the hyphen stands for the part that is said later
_SHARED = re.compile(r"(?:och|eller|samt|respektive|men|till|resp\.?)\b|/")
_ENDS = re.compile(r"[.!?:;]['\"”’»)]*$")
#: as many letters as a line of running text has at least
_FULL = 60
_HYPHEN = "-\u2010\u2011\u00ad"


def joined(before: Strand, after: Strand) -> Strand:
    """Two parts of a sentence as one, without the hyphen that only the line's end asked for."""
    if not before.text or not after.text:
        return before if before.text else after
    last, first = before.text[-1], after.text[0]
    if last in _HYPHEN and len(before.text) > 1 and before.text[-2].isalnum():
        return _over_hyphen(before, after)
    if last == "/" and before.text[-2:-1].isalpha() and first.isalpha():
        return Strand.joined([before, after])
    if last in "–—" and before.text[-2:-1].isdigit() and first.isdigit():
        return Strand.joined([before, after])
    return Strand.joined([before, glue(" ", before, after), after])


def _over_hyphen(before: Strand, after: Strand) -> Strand:
    stem = re.split(r"[\s(/\"”]", before.text[:-1])[-1]
    if before.text[-1] == "\u00ad":
        return Strand.joined([before.cut(0, len(before.text) - 1), after])
    if _SHARED.match(after.text):
        return Strand.joined([before, glue(" ", before, after), after])
    kept = not after.text[0].islower() or stem[-1:].isdigit() or len(stem) == 1 or stem.isupper()
    if kept:
        return Strand.joined([before, after])
    return Strand.joined([before.cut(0, len(before.text) - 1), after])


def ends_sentence(text: str) -> bool:
    """Whether the words end as a sentence or a lead-in does."""
    return bool(_ENDS.search(text))


def _goes_on(before: str, after: str) -> bool:
    """Whether a line reads on in the next: in lower case, or with a number after a full line ("senast den / 1 maj").

    One clause after another ("att … / att …") says nothing: they stand on lines of their own.
    """
    if after.startswith("att ") and before.startswith("att "):
        return False
    return after[:1].islower() or (after[:1].isdigit() and len(before) >= _FULL and before[-1:].islower())


class Measure:
    """How wide the lines of a document are, and so whether its writer broke a line on purpose."""

    def __init__(self, rows: list[Row]) -> None:
        lengths = sorted(len(row.whole.text.rstrip()) for row in rows if not row.line.cells)
        self.width = lengths[int(len(lengths) * 0.95)] if lengths else 0
        rights = sorted(row.line.box.right for row in rows if row.line.box and len(row.text) > 30)
        self.right = rights[int(len(rights) * 0.9)] if rights else 0.0
        self.wrapped = self._is_wrapped(rows)

    def _is_wrapped(self, rows: list[Row]) -> bool:
        """Whether paragraphs are broken into lines: full lines are followed by others without a blank between."""
        if self.right:
            return True
        if not 40 <= self.width <= 160:
            return False
        pairs = [(row, after) for row, after in pairwise(rows) if not (after.line.blank_before or after.marker.text)]
        going_on = sum(_goes_on(row.text, after.text) and not ends_sentence(row.text) for row, after in pairs)
        full = sum(1 for row, _ in pairs if len(row.whole.text) >= self.width * 0.8)
        return going_on * 10 >= len(rows) or (60 <= self.width <= 120 and going_on >= 1 and full * 10 >= len(rows))

    def broke(self, row: Row, after: Row) -> bool:
        """Whether the line was broken on purpose: it is short, and the next line's first word would have had room."""
        if not self.wrapped:
            return True
        if not self.short(row):
            return False
        word = len(after.text.split(" ", 1)[0])
        box = row.line.box
        if box and self.right and row.whole.text:
            letter = (box.right - box.left) / max(len(row.whole.text.strip()), 1)
            return box.right + (word + 3) * letter < self.right
        return len(row.whole.text.rstrip()) + word + 3 < self.width

    def short(self, row: Row) -> bool:
        """Whether the line ends well before the margin."""
        box = row.line.box
        if box and self.right:
            return box.right < self.right * 0.85
        return len(row.whole.text.rstrip()) < self.width * 0.8
