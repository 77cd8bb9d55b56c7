"""What has moved between two frozen lists. A pure function of their rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Move(StrEnum):
    """What can have happened to a commitment since the list before, in the order that it is told."""

    NEW = "new"
    DONE = "done"
    REOPENED = "reopened"
    REPORTED = "reported"
    DUE = "due"
    RESPONSIBLE = "responsible"
    LATE = "late"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Fact:
    """Of a row, what is compared."""

    key: UUID
    execution: str
    settled: bool = False
    late: bool = False
    due_on: dt.date | None = None
    responsible: str = ""
    last_word_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has moved, from what to what: days as ISO, units by name."""

    kind: Move
    before: str = ""
    after: str = ""


#: by commitment
Moves = Mapping[UUID, tuple[Change, ...]]


def moved(before: Iterable[Fact], now: Iterable[Fact]) -> dict[UUID, tuple[Change, ...]]:
    """What has moved, by commitment; what stands as it stood is not there.

    What was told as settled the last time and is left out now is not gone: it was told and is over.
    """
    then = {one.key: one for one in before}
    found: dict[UUID, tuple[Change, ...]] = {}
    here = set()
    for one in now:
        here.add(one.key)
        if changes := tuple(_changes(then.get(one.key), one)):
            found[one.key] = changes
    for key, old in then.items():
        if key not in here and not old.settled:
            found[key] = (Change(Move.GONE),)
    return found


def _changes(old: Fact | None, new: Fact) -> Iterable[Change]:
    if old is None:
        yield Change(Move.NEW)
        if new.settled:
            yield Change(Move.DONE, "", new.execution)
        return
    if new.settled and not old.settled:
        yield Change(Move.DONE, old.execution, new.execution)
    elif old.settled and not new.settled:
        yield Change(Move.REOPENED, old.execution, new.execution)
    elif (new.execution, new.last_word_on) != (old.execution, old.last_word_on):
        yield Change(Move.REPORTED, old.execution, new.execution)
    if new.due_on != old.due_on:
        yield Change(Move.DUE, _iso(old.due_on), _iso(new.due_on))
    if new.responsible != old.responsible:
        yield Change(Move.RESPONSIBLE, old.responsible, new.responsible)
    if new.late and not old.late:
        yield Change(Move.LATE)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def counted(moves: Iterable[Iterable[Change]]) -> dict[Move, int]:
    """How many commitments each thing has happened to, in the order that it is told; only what has happened."""
    counts = Counter(kind for changes in moves for kind in {one.kind for one in changes})
    return {kind: counts[kind] for kind in Move if counts[kind]}
