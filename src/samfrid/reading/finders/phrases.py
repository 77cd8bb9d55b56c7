"""Many fixed phrases looked for at once: one pass over the words of a text, whatever the number of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")


class Phrases:
    """A set of phrases, found in any case as whole words; of two that begin alike, the longer."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for phrase in sorted({phrase.lower() for phrase in phrases}, key=len, reverse=True):
            first = _WORD.match(phrase)
            if first is None:
                raise ValueError(f"a phrase begins with a word: {phrase!r}")
            self._by_first.setdefault(first[0], []).append(phrase)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each phrase stands, as (start, end, phrase in lower case), in order and without overlap."""
        lower = text.lower()
        if len(lower) != len(text):  # a letter whose small form is longer (Turkish İ): the offsets would not fit
            lower = text
        until = 0
        by_first = self._by_first
        for word in _WORD.finditer(lower):
            if word[0] not in by_first or word.start() < until:
                continue
            start = word.start()
            if lower[start - 1 : start] == "-":
                continue
            for phrase in by_first[word[0]]:
                end = start + len(phrase)
                if lower.startswith(phrase, start) and not (
                    lower[end : end + 1].isalnum() or lower[end : end + 1] == "-"
                ):
                    yield start, end, phrase
                    until = end
                    break
