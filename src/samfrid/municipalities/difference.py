"""What became of a text, word by word: what several rooms show where one wording took the place of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Op = Literal["same", "struck", "added"]

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_WORD: Final = re.compile(r"\w")
#: words that the two texts may have together before they are shown whole, one struck and one added
_MOST_TOKENS: Final = 3_000
#: less than this in common is another text, not a changed one: a patchwork of struck and added words says nothing
_PATCHWORK: Final = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both, was struck from the first, or was added in the second."""

    op: Op
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """What became of a text, word by word, in reading order; what was struck stands before what took its place.

    The pieces that are not added are the first text, those that are not struck the second: nothing is lost.
    """
    if before == after:
        return [Piece("same", before)] if before else []
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _MOST_TOKENS:
        return _tidy([("struck", before), ("added", after)])
    # where both begin and end alike there is nothing to look for: one word changed in a long text costs nearly nothing
    head = _begin_alike(old, new)
    tail = min(_begin_alike(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    end, new_end = len(old) - tail, len(new) - tail
    found: list[tuple[Op, str]] = [("same", "".join(old[:head]))]
    for tag, a, b, c, d in SequenceMatcher(None, old[head:end], new[head:new_end], autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(old[head + a : head + b])))
            continue
        found.append(("struck", "".join(old[head + a : head + b])))
        found.append(("added", "".join(new[head + c : head + d])))
    found.append(("same", "".join(old[end:])))
    kept = sum(len(_WORD.findall(text)) for op, text in found if op == "same")
    if kept < _PATCHWORK * min(len(_WORD.findall(before)), len(_WORD.findall(after))):
        return _tidy([("struck", before), ("added", after)])
    return _tidy(found)


def _begin_alike(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words and signs two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _tidy(found: Sequence[tuple[Op, str]]) -> list[Piece]:
    """Changes that have nothing but a space or a sign between them are one change: read whole, not in crumbs."""
    pieces: list[Piece] = []
    struck = added = ""
    for place, (op, text) in enumerate(found):
        if not text:
            continue
        between = op == "same" and bool(struck or added) and place + 1 < len(found) and not _WORD.search(text)
        if op == "same" and not between:
            pieces += _changed(struck, added)
            struck = added = ""
            pieces.append(Piece("same", text))
            continue
        struck += text if op != "added" else ""
        added += text if op != "struck" else ""
    return pieces + _changed(struck, added)


def _changed(struck: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece("struck", struck), Piece("added", added)) if piece.text]
