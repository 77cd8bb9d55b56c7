"""Compounds taken apart: "våldsutsatta" is "våld" and "utsatt", "kvinnofridssamordnare" "kvinnofrid" and "samordnare".

Swedish writes compounds as one word and makes new ones all the time, so that no list holds them. Of all ways to read a
word as first parts and a last one, the one with the fewest and most common parts is taken, if it is good enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samfrid.search.language.irregular import SPLITS
from samfrid.search.language.lexicon import Base, Lexicon, lexicon
from samfrid.search.language.lists import NO_PARTS, WHOLE

#: letters: the shortest word that is taken apart, the shortest part, a long one, and the longest word looked at
SHORTEST: Final = 6
PART: Final = 3
LONG_PART: Final = 6
LONGEST: Final = 48
MOST_PARTS: Final = 5
#: costs: of each part, of a part that the dictionary does not say can stand there, of three letters
_EACH: Final = 10.0
_UNFLAGGED: Final = 4.0
_SHORT: Final = 4.0
#: the least common that a part may be (Zipf's scale): by itself, with three letters
_LEAST: Final = 1.0
_LEAST_SHORT: Final = 3.9
#: and in a word that the dictionary has as it is: by itself, with three letters, long
_LEAST_KNOWN: Final = 2.8
_LEAST_KNOWN_SHORT: Final = 4.4
_LEAST_KNOWN_LONG: Final = 1.5
_MOST: Final = 8.0


@dataclass(frozen=True, slots=True)
class Split:
    """A compound: its parts in order, and where the last of them begins."""

    #: of each part the base forms that it can be of
    parts: tuple[tuple[str, ...], ...]
    last_at: int
    cost: float


@lru_cache(maxsize=32_768)
def split(word: str) -> Split | None:
    """The parts of a word in lower case; None where it is no compound, or not surely one."""
    if not SHORTEST <= len(word) <= LONGEST or word in WHOLE:
        return None
    if word in SPLITS:
        return Split(tuple((part,) for part in SPLITS[word]), len(word), 0.0)
    known = lexicon()
    bases = {base.word for base in known.bases(word)}
    if bases & WHOLE:
        return None
    best = _Ways(word, known, is_known=bool(bases)).best(0, MOST_PARTS)
    if best is None or len(best.parts) < 2 or bases & set(best.parts[0]):
        # the last: an inflection of what seems to be its first part
        return None
    return best


class _Ways:
    """The ways to read one word as a compound."""

    def __init__(self, word: str, known: Lexicon, *, is_known: bool) -> None:
        self.word, self.known, self.is_known = word, known, is_known
        self.seen: dict[tuple[int, int], Split | None] = {}

    def best(self, at: int, left: int) -> Split | None:
        """The cheapest way to read what stands from ``at`` on, in at most ``left`` parts."""
        if (at, left) in self.seen:
            return self.seen[at, left]
        best = self._last(at) if at else None
        for end in range(at + PART, len(self.word) - PART + 1) if left > 1 else ():
            first = self._first(self.word[at:end])
            rest = self.best(end, left - 1) if first else None
            if first and rest and (best is None or first[0] + rest.cost < best.cost):
                best = Split((first[1], *rest.parts), rest.last_at, first[0] + rest.cost)
        self.seen[at, left] = best
        return best

    def _first(self, part: str) -> tuple[float, tuple[str, ...]] | None:
        bases = self.known.heads(part) if part not in NO_PARTS else []
        costs = [cost for base in bases if (cost := self._cost(part, base)) is not None]
        return (min(costs), tuple(base.word for base in bases)) if costs else None

    def _last(self, at: int) -> Split | None:
        part = self.word[at:]
        bases = self.known.bases(part) if part not in NO_PARTS else []
        found = [(cost, base.word) for base in bases if (cost := self._cost(part, base)) is not None]
        return Split((tuple(base for _cost, base in found),), at, min(found)[0]) if found else None

    def _cost(self, part: str, base: Base) -> float | None:
        """What a part costs; None where it is too rare to be believed."""
        short, long = len(part) == PART, len(part) >= LONG_PART
        least = _LEAST_SHORT if short else _LEAST
        if self.is_known:
            least = _LEAST_KNOWN_SHORT if short else _LEAST_KNOWN_LONG if long else _LEAST_KNOWN
        if base.common < least or (short and not base.joins):
            return None
        return _EACH + (_MOST - base.common) + (0 if base.joins else _UNFLAGGED) + (_SHORT if short else 0)
