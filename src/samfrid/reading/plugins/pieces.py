"""A long text in pieces that a model can take, each with some of the one before, so that nothing falls between two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

#: characters of a piece: some 2 000 tokens, which small local models have room for beside the answer
SIZE: Final = 6000
#: characters that two pieces share: longer than a clause or an item with its lead
OVERLAP: Final = 800


def pieces(text: str, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[str]:
    """The text in order, cut at the last break of paragraph, line or sentence of each piece."""
    start = 0
    while len(text) - start > size:
        end = _break(text, start + size // 2, start + size)
        yield text[start:end]
        start = max(_break(text, start + 1, end - overlap), start + 1) if end - overlap > start + 1 else end
    if text[start:].strip():
        yield text[start:]


def _break(text: str, first: int, last: int) -> int:
    """The best place to cut between two positions."""
    for sign in ("\n\n", "\n", ". ", " "):
        at = text.rfind(sign, first, last)
        if at >= 0:
            return at + len(sign)
    return last
