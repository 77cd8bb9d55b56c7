"""A noisy channel: which Swedish words a garbled word may have been, and how far apart the guesses are.

The channel is a reader of characters that did not know å, ä and ö. Its costs are negative logarithms of how often such
a reader writes the one for the other; a word's own cost is that of its frequency. The lowest sum wins.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from samfrid.reading.repair.words import Words

#: what was printed -> what is read, with the cost of that misreading. Keys are the read characters.
_MISREAD: dict[str, tuple[tuple[str, float], ...]] = {
    "a": (("å", 0.6), ("ä", 0.7)),
    "o": (("ö", 0.5), ("å", 4.5)),
    "é": (("å", 1.4), ("ö", 1.4), ("ä", 1.6)),
    "á": (("å", 1.0), ("ä", 1.4)),
    "à": (("å", 1.0), ("ä", 1.4)),
    "â": (("å", 1.0), ("ä", 1.2)),
    "ã": (("å", 1.0), ("ä", 1.0)),
    "ó": (("ö", 1.0),),
    "ò": (("ö", 1.0),),
    "ô": (("ö", 1.0),),
    "õ": (("ö", 1.0),),
    "e": (("å", 5.0), ("ä", 5.0), ("ö", 5.0), ("é", 1.0)),
    "i": (("ä", 2.6), ("l", 4.5), ("å", 4.5)),
    "d": (("å", 2.6), ("ä", 2.6), ("ö", 2.8)),
    "u": (("ö", 4.5), ("ä", 5.0)),
    "s": (("å", 5.0), ("ä", 5.0)),
    "l": (("i", 4.0),),
    "&": (("å", 1.5), ("ä", 1.5), ("ö", 1.5)),
    "6": (("ö", 1.0), ("ó", 5.0)),
    "4": (("ä", 1.2), ("å", 1.4)),
    "8": (("å", 2.0), ("ä", 2.5)),
    "0": (("o", 1.0), ("ö", 1.5)),
    "1": (("i", 0.8), ("l", 0.8)),
    "!": (("l", 1.0), ("i", 1.2)),
    "|": (("l", 1.0), ("i", 1.0)),
    "5": (("s", 1.0),),
    "m": (("rn", 4.5),),
    "ia": (("ä", 2.8),),
    "id": (("ä", 2.6), ("å", 3.5)),
    "di": (("ä", 2.6), ("ö", 4.0)),
    "da": (("å", 4.0), ("ä", 4.0)),
    "ai": (("ä", 3.5),),
    "aé": (("å", 2.2), ("ä", 2.5)),
    "éa": (("å", 2.2), ("ä", 2.5)),
    "éd": (("å", 2.0), ("ä", 2.0), ("ö", 3.0)),
    "dé": (("å", 4.5), ("ä", 4.5)),
    "&d": (("ä", 2.0), ("å", 2.5)),
    "&a": (("å", 2.0), ("ä", 2.0)),
    "aa": (("å", 3.0),),
    "ae": (("ä", 3.0),),
    "oe": (("ö", 3.5),),
    "ii": (("ä", 3.0), ("ü", 4.0)),
    "rn": (("m", 3.5),),
    "vv": (("w", 3.0),),
    "cl": (("d", 4.0),),
    "fi": (("få", 4.5),),
}
#: a capital that is read for a small letter at the beginning of a word
_CAPITAL = {"G": (("ö", 2.0),), "O": (("ö", 0.5),), "A": (("å", 0.6), ("ä", 0.6))}
#: a letter that was printed and not read
_LOST = (("ö", 4.0), ("ä", 5.0), ("å", 5.0))
_MOST = 11.0
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü")
#: the cost of a word that no list has; of one with characters that no Swedish word has
_UNKNOWN = 2.3026 * 8.3
_IMPOSSIBLE = 7.0
_LEAST_PART = 4
_PART_ZIPF = 3.0
_COMPOUND = 1.6
#: a word of the list that costs no more makes the search for compounds needless
_ENOUGH = 13.0
_GENITIVE = 0.8
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading of a word, in lower case, with its cost; ``known`` is false for the word as it stands in no list."""

    word: str
    cost: float
    known: bool = True


class Channel:
    """Guesses for words, remembered: the same few thousand words make up most text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.guesses = lru_cache(maxsize=60_000)(self._guesses)

    def _guesses(self, raw: str) -> tuple[Guess, ...]:
        """The best guesses for a word as it was read, cheapest first; it may itself be one of them."""
        if len(raw) > _LONGEST:
            return (Guess(raw.lower(), _UNKNOWN, known=False),)
        found: dict[str, float] = {}
        for word, cost, zipf in self._readings(raw):
            found[word] = min(found.get(word, math.inf), cost + _rarity(zipf))
        if min(found.values(), default=math.inf) > _ENOUGH:
            for word, cost in self._compounds(raw):
                found[word] = min(found.get(word, math.inf), cost)
        low = raw.lower()
        guesses = [Guess(word, cost) for word, cost in found.items()]
        if low not in found:
            guesses.append(Guess(low, _UNKNOWN + (0 if set(low) <= _PLAIN else _IMPOSSIBLE), known=False))
        return tuple(sorted(guesses, key=lambda guess: guess.cost)[:4])

    def _readings(self, raw: str) -> Iterator[tuple[str, float, float]]:
        """The known words, also as genitives, that the channel may have turned into ``raw``: (word, cost, Zipf)."""
        last = len(raw) - 1
        genitive = len(raw) > 5 and raw[-1] == "s"
        for word, cost, at in self._walk(raw, 0):
            if at > last:
                if zipf := self._words.zipf(word):
                    yield word, cost, zipf
            elif genitive and at == last and word[-1] != "s" and (zipf := self._words.zipf(word)):
                yield f"{word}s", cost, max(zipf - _GENITIVE, 0.5)

    def _walk(self, raw: str, start: int, most: float = _MOST) -> Iterator[tuple[str, float, int]]:
        """Walk through the trie along ``raw`` from ``start``: (true letters, cost, position in ``raw``)."""
        low = raw.lower()
        begins = self._words.begins
        stack: list[tuple[str, float, int, int]] = [("", 0.0, start, 0)]
        limit = 1 + (len(raw) - start) // 2
        while stack:
            prefix, cost, at, edits = stack.pop()
            if prefix:
                yield prefix, cost, at
            if at >= len(raw):
                continue
            for letters, price, step in _moves(raw, low, at):
                total = cost + price
                changed = edits + (price > 0)
                if total <= most and changed <= limit and begins(prefix + letters):
                    stack.append((prefix + letters, total, at + step, changed))
            if prefix and edits < limit and cost + _LOST[0][1] <= most and len(raw) - start <= 12:
                for letter, price in _LOST:
                    if cost + price <= most and begins(prefix + letter) and prefix[-1] not in "åäö":
                        stack.append((prefix + letter, cost + price, at, edits + 2))

    def _compounds(self, raw: str) -> Iterator[tuple[str, float]]:
        """Words put together of two known ones, perhaps with an s between ("omsorgs-förvaltningen")."""
        if len(raw) < 2 * _LEAST_PART:
            return
        heads: dict[int, list[tuple[str, float, float]]] = {}
        for word, cost, at in self._walk(raw, 0):
            if len(word) >= _LEAST_PART and len(raw) - at >= _LEAST_PART:
                zipf = self._head(word)
                if zipf >= _PART_ZIPF:
                    heads.setdefault(at, []).append((word, cost, zipf))
        for at, parts in heads.items():
            tails = [
                (word, cost, zipf)
                for word, cost, end in self._walk(raw, at, _MOST - 3)
                if end == len(raw) and len(word) >= _LEAST_PART and (zipf := self._words.zipf(word)) >= _PART_ZIPF
            ]
            for head, cost, zipf in parts:
                for tail, more, other in tails:
                    yield head + tail, cost + more + _rarity(min(zipf, other) - _COMPOUND)

    def _head(self, word: str) -> float:
        """How common a first part is; "omsorgs" counts as "omsorg"."""
        own = self._words.zipf(word)
        return max(own, self._words.zipf(word[:-1])) if word.endswith("s") else own


def _moves(raw: str, low: str, at: int) -> Iterator[tuple[str, float, int]]:
    """What may have been printed where ``raw`` goes on at ``at``: (letters, cost, how many characters it takes)."""
    one = low[at]
    if one in _PLAIN:
        yield one, 0.0, 1
    for letters, price in _MISREAD.get(one, ()):
        yield letters, price, 1
    if at == 0 and raw[0] in _CAPITAL:
        for letters, price in _CAPITAL[raw[0]]:
            yield letters, price, 1
    if at + 1 < len(low):
        for letters, price in _MISREAD.get(low[at : at + 2], ()):
            yield letters, price, 2


def _rarity(zipf: float) -> float:
    """The cost of a word's frequency."""
    return (9.0 - zipf) * 2.3026
