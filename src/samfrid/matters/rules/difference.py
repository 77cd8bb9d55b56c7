"""What was proposed beside what was decided: which clause answers to which, and word by word what differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal
from uuid import UUID

from samfrid.matters.rules.likeness import POSSIBLE, likeness, only_tells_outcome, retells, same_clause

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


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as it is compared: its key, the number of the request that it answers, its words and its outcome."""

    key: UUID
    request: int | None
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the proposal and the one of the decision that answers to it; None where there is none."""

    before: ClauseText | None
    after: ClauseText | None

    @property
    def changed(self) -> bool:
        """Whether something is otherwise than it was proposed: the words, the outcome, or that it is there at all."""
        if self.before is None or self.after is None:
            return True
        same_words = " ".join(self.before.text.split()) == " ".join(self.after.text.split())
        return self.before.outcome != self.after.outcome or not same_words


def pairs(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> list[Pair]:
    """Which clause of a proposal became which of the decision, in the decision's order; what fell away comes last.

    Those that answer the same request first, then the same clause, one told in other words, and at last the likest.
    """
    left = list(before)
    found: dict[UUID, ClauseText] = {}
    for grade in (_same_request, _same_words, _retold, _alike):
        for one in after:
            if one.key in found or not left:
                continue
            score, best = max(((grade(old, one), old) for old in left), key=lambda scored: scored[0])
            if score > 0:
                found[one.key] = best
                left.remove(best)
    return [Pair(found.get(one.key), one) for one in after] + [Pair(one, None) for one in left]


def _same_request(old: ClauseText, new: ClauseText) -> float:
    return float(old.request is not None and old.request == new.request)


def _free(old: ClauseText, new: ClauseText) -> bool:
    """Whether their requests leave open that they belong together."""
    return old.request is None or new.request is None


def _same_words(old: ClauseText, new: ClauseText) -> float:
    return float(_free(old, new) and same_clause(old.text, new.text))


def _retold(old: ClauseText, new: ClauseText) -> float:
    return float(_free(old, new) and retells(old.text, new.text))


def _alike(old: ClauseText, new: ClauseText) -> float:
    if not _free(old, new):
        return 0.0
    if only_tells_outcome(old.text) and only_tells_outcome(new.text):
        return 1.0
    score = likeness(old.text, new.text)
    return score if score >= POSSIBLE else 0.0
