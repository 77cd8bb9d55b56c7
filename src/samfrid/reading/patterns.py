"""Regular expressions that are not even tried where they cannot match.

Most of the reader's expressions wait for some words ("tillstyrker", "diarienummer"), and most sentences hold none of
them. What an expression cannot do without is worked out once, from its own syntax tree; a search then first asks
whether any of it is there at all, which costs a small part of a search. The answer is the one that :mod:`re` gives.

What all expressions wait for is numbered together, and each text is marked once with those that it holds
(:func:`mask_of`): whether one of hundreds of expressions may match a sentence is then one operation on two integers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, Final, cast

#: the parser that re itself uses; no type tells of it
parser: Final[Any] = import_module("re._parser")

#: no more words than this are looked for, and none shorter: looking must cost less than searching
_MOST, _SHORTEST = 24, 2
#: so many sets of words are looked for, each of which a match holds one of
_SETS = 3
#: letters that match others when case is ignored, without being their capitals
_ODD = {ord("ſ"): "s", ord("ı"): "i"}

#: words of which a match holds at least one
Words = frozenset[str]

#: texts that are worth marking: a shorter one is soon searched, a longer one holds something of everything
_MARKED = range(48, 6000)
#: words whose marks are kept; a long run over an archive meets ever new ones
_KEPT_WORDS = 30_000
#: the bit of each stem that some expression waits for, and the stems by their first two or three letters
_BITS: dict[str, int] = {}
_BEGUN: dict[str, list[tuple[str, int]]] = {}
_OF_WORDS: dict[str, int] = {}


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 - as re has it
    """As :func:`re.compile`; what it gives searches as quickly, and passes by quickly what it cannot match."""
    plain = re.compile(pattern, flags)
    parsed = parser.parse(pattern, flags)
    fold = bool(plain.flags & re.IGNORECASE) or "(?i" in pattern
    needed = sorted(_needed(parsed, fold=fold), key=_worth, reverse=True)
    return cast("re.Pattern[str]", Sifted(plain, needed[:_SETS], fold=fold)) if needed else plain


class Sifted:
    """A compiled expression that first looks for words which it cannot do without."""

    __slots__ = (
        "_bits",
        "_findall",
        "_finditer",
        "_fold",
        "_match",
        "_needed",
        "_search",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "pattern",
        "plain",
        "split",
        "sub",
        "subn",
    )

    def __init__(self, plain: re.Pattern[str], needed: Sequence[Words], *, fold: bool) -> None:
        self.plain = plain
        self._needed = tuple(tuple(sorted(words, key=len)) for words in needed)
        self._fold = fold
        self._bits = tuple(bits for bits in map(_bits_of, needed) if bits)
        self._search, self._finditer, self._findall = plain.search, plain.finditer, plain.findall
        self._match, self.fullmatch, self.split = plain.match, plain.fullmatch, plain.split
        self.sub, self.subn = plain.sub, plain.subn
        self.pattern, self.flags = plain.pattern, plain.flags
        self.groups, self.groupindex = plain.groups, plain.groupindex

    def may(self, string: str) -> bool:
        """Whether a string holds what a match needs."""
        return not (len(string) in _MARKED and not self.among(mask_of(string))) and self.may_exactly(string)

    def may_exactly(self, string: str) -> bool:
        """The same without marks, for a text that is asked about once."""
        held = _folded(string) if self._fold else string
        for words in self._needed:
            for word in words:
                if word in held:
                    break
            else:
                return False
        return True

    def among(self, mask: int) -> bool:
        """Whether what a match needs may be among what a text is marked with."""
        for bits in self._bits:  # noqa: SIM110 - a generator costs more than all the rest
            if not mask & bits:
                return False
        return True

    def search(self, string: str, *span: int) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        return self._search(string, *span) if self.may(string) else None

    def match(self, string: str, *span: int) -> re.Match[str] | None:
        """As :meth:`re.Pattern.match`; a match from the start of a text fails soon enough where it is a short one."""
        if len(string) in _MARKED and not self.among(mask_of(string)):
            return None
        return self._match(string, *span)

    def finditer(self, string: str, *span: int) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        return self._finditer(string, *span) if self.may(string) else iter(())

    def findall(self, string: str, *span: int) -> list[Any]:
        """As :meth:`re.Pattern.findall`."""
        return self._findall(string, *span) if self.may(string) else []


def by_paragraph(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As ``pattern.finditer(text)`` for what cannot match over an empty line: each paragraph is sifted for itself."""
    finditer = pattern.plain.finditer if isinstance(pattern, Sifted) else pattern.finditer
    for start, end, mask in _paragraphs(text):
        if _may(pattern, mask, text, start, end):
            yield from finditer(text, start, end)


class Alternatives:
    """An expression made of alternatives, each of which is left out in the paragraphs where it cannot match.

    ``each`` holds the alternatives alone, by name; ``join`` writes the expression for some of them, in their order.
    """

    __slots__ = ("_each", "_join", "_joined")

    def __init__(self, each: Mapping[str, str], join: Callable[[Iterable[str]], str]) -> None:
        self._each = [(name, compile(pattern)) for name, pattern in each.items()]
        self._join = join
        self._joined: dict[tuple[str, ...], re.Pattern[str]] = {}

    def by_paragraph(self, text: str) -> Iterator[re.Match[str]]:
        """As :func:`by_paragraph` for all of them together."""
        for start, end, mask in _paragraphs(text):
            able = tuple(name for name, pattern in self._each if _may(pattern, mask, text, start, end))
            if able:
                if able not in self._joined:
                    self._joined[able] = re.compile(self._join(able))
                yield from self._joined[able].finditer(text, start, end)


def _may(pattern: re.Pattern[str], mask: int, text: str, start: int, end: int) -> bool:
    """Whether a pattern may match a stretch of text with these marks."""
    return not isinstance(pattern, Sifted) or (pattern.among(mask) and pattern.may_exactly(text[start:end]))


@lru_cache(maxsize=4)
def _paragraphs(text: str) -> list[tuple[int, int, int]]:
    """Where the paragraphs of a text begin and end, with their marks."""
    found: list[tuple[int, int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            found.append((start, end, mask_of(text[start:end])))
        start = end + 2
    return found


class Stems:
    """Some stems, of which a text may hold one: none of them has white space, and case is ignored."""

    __slots__ = ("_bits",)

    def __init__(self, stems: Iterable[str]) -> None:
        self._bits = _bits_of(frozenset(stems))

    def among(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        return bool(mask_of(text) & self._bits)


@lru_cache(maxsize=4096)
def mask_of(text: str) -> int:
    """The stems that stand in a text, each a bit; a stem stands within a word, as white space parts them."""
    mask = 0
    for word in _folded(text).split():
        known = _OF_WORDS.get(word)
        mask |= _of_word(word) if known is None else known
    return mask


def _of_word(word: str) -> int:
    if len(_OF_WORDS) >= _KEPT_WORDS:
        _OF_WORDS.clear()
    mask = 0
    for at in range(len(word) - 1):
        for begun in (word[at : at + 2], word[at : at + 3]):
            for stem, bit in _BEGUN.get(begun, ()):
                if word.startswith(stem, at):
                    mask |= bit
    _OF_WORDS[word] = mask
    return mask


def _bits_of(words: Words) -> int:
    """The bits of a set of words, of each its longest part without space; 0 where one has none that can be marked."""
    bits = 0
    for word in words:
        stem = max(_folded(word).split(), key=len, default="")
        if len(stem) < _SHORTEST:
            return 0
        if stem not in _BITS:
            _BITS[stem] = 1 << len(_BITS)
            _BEGUN.setdefault(stem[:3], []).append((stem, _BITS[stem]))
            _OF_WORDS.clear()  # what was marked before does not know of this one
            mask_of.cache_clear()
            _paragraphs.cache_clear()
        bits |= _BITS[stem]
    return bits


@lru_cache(maxsize=4096)
def _folded(string: str) -> str:
    folded = string.lower()
    return folded if folded.isascii() or not ("ſ" in folded or "ı" in folded) else folded.translate(_ODD)


def _needed(parsed: Any, *, fold: bool) -> list[Words]:
    """Sets of words: any match of a syntax tree holds at least one of each."""
    found: list[Words] = []
    run = ""
    for code, argument in [*parsed, (None, None)]:
        name = str(code)
        if name == "LITERAL":
            run += chr(argument).lower() if fold else chr(argument)
            continue
        if name in ("AT", "ASSERT_NOT"):  # of no width
            continue
        if len(run) >= _SHORTEST:
            found.append(frozenset((run,)))
        run = ""
        if inner := _INNER.get(name):
            found += inner(argument, fold)
    return [words for words in map(_shortened, found) if len(words) <= _MOST]


def _of_branches(argument: Any, fold: bool) -> list[Words]:  # noqa: FBT001 - all of its kind take it so
    """One of the best set of each branch, if each has one."""
    best = [max(_needed(branch, fold=fold), key=_worth, default=None) for branch in argument[1]]
    known = [words for words in best if words]
    return [frozenset().union(*known)] if len(known) == len(best) else []


#: parts of a syntax tree that hold others, and what of those a match must hold
_INNER: dict[str, Callable[[Any, bool], list[Words]]] = {
    "SUBPATTERN": lambda argument, fold: _needed(argument[3], fold=fold),
    "ATOMIC_GROUP": lambda argument, fold: _needed(argument, fold=fold),
    "ASSERT": lambda argument, fold: _needed(argument[1], fold=fold),
    "MAX_REPEAT": lambda argument, fold: _needed(argument[2], fold=fold) if argument[0] else [],
    "MIN_REPEAT": lambda argument, fold: _needed(argument[2], fold=fold) if argument[0] else [],
    "POSSESSIVE_REPEAT": lambda argument, fold: _needed(argument[2], fold=fold) if argument[0] else [],
    "BRANCH": _of_branches,
}


def _shortened(words: Words) -> Words:
    """Without those that hold another."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _worth(words: Words) -> int:
    """Few words, and long ones, are seldom there and soon looked for."""
    return 4 * min(min(map(len, words)), 6) - len(words)
