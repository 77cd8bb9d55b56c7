"""Two versions of a plan beside each other: what was added, taken away, worded otherwise, moved. No database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samfrid.municipalities.difference import Piece, difference
from samfrid.plans.rules.plans import same_words


class Sort(StrEnum):
    """What became of something from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Said:
    """A goal or an activity as a version has it. ``under`` is the key of the goal that it stands under."""

    key: UUID
    text: str
    level: str = ""
    under: UUID | None = None
    who: str = ""
    #: in words, to be compared and shown
    due: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A goal or an activity in two versions; None where a version does not have it."""

    before: Said | None
    after: Said | None
    #: the words that differ; empty where none do
    pieces: tuple[Piece, ...] = ()
    moved: bool = False

    @property
    def sort(self) -> Sort:
        """What became of it."""
        if self.before is None:
            return Sort.ADDED
        if self.after is None:
            return Sort.REMOVED
        return Sort.CHANGED if self.pieces or self.moved or self.particulars else Sort.SAME

    @property
    def particulars(self) -> bool:
        """Whether its level, who answers for it or its day is another."""
        if self.before is None or self.after is None:
            return False
        return (self.before.level, self.before.who, self.before.due) != (
            self.after.level,
            self.after.who,
            self.after.due,
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """All that became of the goals and activities, in the later version's order; what was taken away comes last."""

    goals: list[Change]
    activities: list[Change]


def compare(before: tuple[Sequence[Said], Sequence[Said]], after: tuple[Sequence[Said], Sequence[Said]]) -> Compared:
    """Goals and activities of a version against those of a later one. A goal is the same by its key, or by its words
    where a document gave the version; an activity by its commitment.
    """
    paired = _pairs(before[0], after[0])
    #: goal of the version before → the same goal in the later one
    became = {old.key: new.key for old, new in paired if old and new}
    return Compared(
        [_change(old, new, became) for old, new in paired],
        [_change(old, new, became) for old, new in _pairs(before[1], after[1])],
    )


def _pairs(before: Sequence[Said], after: Sequence[Said]) -> list[tuple[Said | None, Said | None]]:
    left = {one.key: one for one in before}
    found: dict[UUID, Said] = {one.key: left.pop(one.key) for one in after if one.key in left}
    for one in after:
        if one.key not in found:
            alike = next((old for old in left.values() if same_words(old.text, one.text)), None)
            if alike:
                found[one.key] = left.pop(alike.key)
    kept: list[tuple[Said | None, Said | None]] = [(found.get(one.key), one) for one in after]
    return kept + [(one, None) for one in left.values()]


def _change(before: Said | None, after: Said | None, became: dict[UUID, UUID]) -> Change:
    if before is None or after is None:
        return Change(before, after)
    pieces = difference(_line(before.text), _line(after.text))
    stood = became.get(before.under, before.under) if before.under else None
    changed = any(piece.op != "same" for piece in pieces)
    return Change(before, after, tuple(pieces) if changed else (), stood != after.under)


def _line(text: str) -> str:
    return " ".join(text.split())
