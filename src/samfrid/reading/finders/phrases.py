"""Many fixed phrases looked for at once: one pass over the words of a text, whatever the number of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
#: a longer text is a whole document, which many sets of phrases are looked for in
_WHOLE = 2000


@lru_cache(maxsize=2)
def _words_of(text: str) -> tuple[str, dict[str, list[int]]]:
    """A whole document in lower case, and where each of its words begins."""
    lower = _lowered(text)
    places: dict[str, list[int]] = {}
    for word in _WORD.finditer(lower):
        places.setdefault(word[0], []).append(word.start())
    return lower, places


def _lowered(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else text  # a letter whose small form is longer (Turkish İ)


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
        lower, begun = self._begun(text)
        until = 0
        for start, first in begun:
            if start < until or lower[start - 1 : start] == "-":
                continue
            for phrase in self._by_first[first]:
                end = start + len(phrase)
                if lower.startswith(phrase, start) and not (
                    lower[end : end + 1].isalnum() or lower[end : end + 1] == "-"
                ):
                    yield start, end, phrase
                    until = end
                    break

    def _begun(self, text: str) -> tuple[str, list[tuple[int, str]]]:
        """The text in lower case, and the words in it that a phrase begins with, in order."""
        if len(text) > _WHOLE:
            lower, places = _words_of(text)
            return lower, sorted((at, word) for word in self._by_first.keys() & places.keys() for at in places[word])
        lower = _lowered(text)
        if self._by_first.keys().isdisjoint(_WORD.findall(lower)):
            return lower, []
        return lower, [(word.start(), word[0]) for word in _WORD.finditer(lower) if word[0] in self._by_first]
