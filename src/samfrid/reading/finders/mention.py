"""A mention: a stretch of text that names something, and what it names. The common coin of all finders."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names ``value``. Offsets are in the string that was searched."""

    start: int
    end: int
    value: str

    def moved(self, by: int) -> Mention:
        """The same mention in a text where the searched string begins at offset ``by``."""
        return replace(self, start=self.start + by, end=self.end + by)


M = TypeVar("M", bound=Mention)


class Mentions(Generic[M]):
    """Mentions of one kind in a text, sorted, for quick look-up by place."""

    __slots__ = ("_all", "_starts")

    def __init__(self, mentions: Iterable[M] = ()) -> None:
        self._all: tuple[M, ...] = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
        self._starts = [mention.start for mention in self._all]

    def __iter__(self) -> Iterator[M]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def within(self, start: int, end: int) -> tuple[M, ...]:
        """The mentions that lie wholly in ``text[start:end]``."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(mention for mention in self._all[first:last] if mention.end <= end)

    def before(self, position: int) -> M | None:
        """The last mention that begins before a position."""
        index = bisect_left(self._starts, position)
        return self._all[index - 1] if index else None

    def after(self, position: int) -> M | None:
        """The first mention that begins at or after a position."""
        index = bisect_left(self._starts, position)
        return self._all[index] if index < len(self._all) else None

    def at(self, position: int) -> M | None:
        """The mention that covers a position."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self._all[index].end:
            return self._all[index]
        return None
