"""When two organisations are likely the same one entered twice. No database."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Final, Protocol, TypeVar

#: "i", "och" and their like, which one writes now and then
_BINDING: Final = {"i", "på", "vid", "för", "av", "och"}
#: words that say what sort of body it is
_SORTS: Final = {
    *("förening", "föreningen", "ideell", "ideella", "ek", "ekonomisk", "ekonomiska", "stiftelse", "stiftelsen"),
    *("ab", "aktiebolag", "aktiebolaget", "publ", "hb", "handelsbolag", "handelsbolaget", "kb", "kommanditbolag"),
}
_WORD: Final = re.compile(r"[^\W_]+")
#: endings that a noun has or lacks in the same name: "kvinnojouren" and "kvinnojour", "Vallentunas"
_ENDINGS: Final = ("ens", "ets", "en", "et", "s")
_SHORTEST: Final = 4


class Known(Protocol):
    """What is asked of an organisation here."""

    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...


One = TypeVar("One", bound=Known)


def name_key(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, whatever their order, ending and case."""
    words = _WORD.findall(unicodedata.normalize("NFC", name).casefold())
    kept = [_stem(word) for word in words if word not in _SORTS | _BINDING]
    return frozenset(kept or map(_stem, words))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def may_be_same(first: Known, second: Known) -> bool:
    """Whether they may be one: never where each has a number of its own and they differ."""
    if first.number and second.number:
        return first.number == second.number
    return name_key(first.name) == name_key(second.name)


def likely_same(rows: Iterable[One]) -> list[tuple[One, One]]:
    """The pairs that are likely one, in the order of the rows: by their keys, not each against each."""
    groups: dict[object, list[One]] = defaultdict(list)
    for one in rows:
        groups[name_key(one.name)].append(one)
        if one.number:
            groups[one.number].append(one)
    found: dict[tuple[int, int], tuple[One, One]] = {}
    for group in groups.values():
        for first, second in combinations(group, 2):
            if may_be_same(first, second):
                found.setdefault((id(first), id(second)), (first, second))
    return list(found.values())
