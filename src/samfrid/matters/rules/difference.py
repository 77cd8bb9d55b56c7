"""What was proposed beside what was decided: which clause answers to which, and word by word what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from samfrid.matters.rules.likeness import POSSIBLE, likeness, only_tells_outcome, retells, same_clause
from samfrid.municipalities.difference import Op, Piece, difference

__all__ = ["ClauseText", "Op", "Pair", "Piece", "difference", "pairs"]


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
