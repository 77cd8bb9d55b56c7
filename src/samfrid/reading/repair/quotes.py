"""Quotations: others' words, of which only the lost å, ä and ö are put back. How they spelt is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samfrid.reading.repair.words import CONFUSED, SIGNS

#: a mark before a word, and the next one after a word or its full stop; both are ” in Swedish, and read as " or “
_QUOTED = re.compile(r"(?<![^\s(])[”“„\"»]\w[^”“„\"»«]{0,600}?[\w.,!?…][”“\"«](?!\w)")
_VOWELS = str.maketrans("", "", CONFUSED + SIGNS)


def quoted(lines: Sequence[str], breaks: Sequence[bool]) -> set[tuple[int, int]]:
    """The line and place of each character that stands in a quotation; none goes on into the next block."""
    found: set[tuple[int, int]] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not breaks[end]:
            continue
        places = [(number, at) for number in range(start, end) for at in range(len(lines[number]) + 1)]
        for match in _QUOTED.finditer("\n".join(lines[start:end])):
            found.update(places[match.start() : match.end()])
        start = end
    return found


def same_but_dots(read: str, word: str) -> bool:
    """Whether a word differs from what was read in letters alone that a reader takes for å, ä and ö."""
    return read.translate(_VOWELS) == word.translate(_VOWELS)
