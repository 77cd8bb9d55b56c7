"""Text that knows where it came from: every character can be traced to the original text.

A :class:`Strand` is cut, joined and repaired like a string, and keeps the places in the original text all the way, so
that the map between what the paper said and what was made of it never has to be guessed afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


class Bit(NamedTuple):
    """A stretch of text and the stretch ``start``–``end`` of the original that it stands for.

    As long as the original stretch: character by character; otherwise as a whole. ``edit`` is the number of the repair
    that made it, or -1.
    """

    text: str
    start: int
    end: int
    edit: int = -1

    @property
    def even(self) -> bool:
        """Whether each character answers to one in the original."""
        return len(self.text) == self.end - self.start


@dataclass(frozen=True, slots=True)
class Strand:
    """Text in bits, in order. ``text`` is all of them together."""

    text: str
    bits: tuple[Bit, ...]

    @classmethod
    def of(cls, text: str, start: int) -> Strand:
        """Text as it stands in the original from ``start``."""
        return cls(text, (Bit(text, start, start + len(text)),) if text else ())

    @classmethod
    def joined(cls, strands: Iterable[Strand]) -> Strand:
        """Strands after each other with nothing between."""
        pieces = list(strands)
        return cls("".join(piece.text for piece in pieces), tuple(bit for piece in pieces for bit in piece.bits))

    @property
    def start(self) -> int:
        """Where the first bit stands in the original (0 for an empty strand)."""
        return self.bits[0].start if self.bits else 0

    @property
    def end(self) -> int:
        """Where the last bit ends in the original."""
        return self.bits[-1].end if self.bits else 0

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The part ``text[start:end]``. A bit that is not character by character keeps its whole origin."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        if start <= 0 and stop >= len(self.text):
            return self
        bits: list[Bit] = []
        position = 0
        for bit in self.bits:
            left, right = max(start - position, 0), min(stop - position, len(bit.text))
            if left < right:
                bits.append(_part(bit, left, right))
            position += len(bit.text)
        return Strand(self.text[start:stop], tuple(bits))

    def strip(self) -> Strand:
        """Without white space at the ends."""
        stripped = self.text.strip()
        if len(stripped) == len(self.text):
            return self
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, lead + len(stripped))

    def folded(self) -> Strand:
        """Without white space at the ends and with every gap one space."""
        strand = self.strip()
        if " ".join(strand.text.split()) == strand.text:  # most lines
            return strand
        pieces: list[Strand] = []
        position = 0
        for gap in _GAP.finditer(strand.text):
            if gap.group() == " ":
                continue
            pieces.append(strand.cut(position, gap.start()))
            pieces.append(strand.cut(gap.start(), gap.end()).become(" "))
            position = gap.end()
        if not pieces:
            return strand
        pieces.append(strand.cut(position))
        return Strand.joined(pieces)

    def become(self, text: str, edit: int = -1) -> Strand:
        """Other words for the same stretch of the original."""
        return Strand(text, (Bit(text, self.start, self.end, edit),) if text else ())

    def replace(self, start: int, end: int, text: str, edit: int = -1) -> Strand:
        """With ``text[start:end]`` become ``text``."""
        return Strand.joined([self.cut(0, start), self.cut(start, end).become(text, edit), self.cut(end)])


def _part(bit: Bit, left: int, right: int) -> Bit:
    if left == 0 and right == len(bit.text):
        return bit
    if bit.even:
        return Bit(bit.text[left:right], bit.start + left, bit.start + right, bit.edit)
    return Bit(bit.text[left:right], bit.start, bit.end, bit.edit)


def glue(text: str, after: Strand, before: Strand) -> Strand:
    """White space between two strands: stands for what lies between them in the original, if they follow each other."""
    start = after.end
    end = before.start if before.bits and before.start >= start else start
    return Strand(text, (Bit(text, start, end),))
