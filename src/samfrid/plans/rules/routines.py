"""Whether a routine is of today, and what it lacks to count in the national survey. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from samfrid.municipalities.dates import months_after

#: months before its day in which a review counts as near
SOON_MONTHS: Final = 2


class RoutineState(StrEnum):
    """What a routine is on a day."""

    UNDECIDED = "undecided"
    """Nobody is known to have decided it."""
    CURRENT = "current"
    NEARING = "nearing"
    """It is to be looked through within two months."""
    OLD = "old"
    """It should have been looked through."""
    ENDED = "ended"


#: shape and colour of each, as ``components/state.html`` has them
ROUTINE_TONES: Final[dict[RoutineState, str]] = {
    RoutineState.UNDECIDED: "asks",
    RoutineState.CURRENT: "done",
    RoutineState.NEARING: "soon",
    RoutineState.OLD: "late",
    RoutineState.ENDED: "paused",
}


def review_due(decided_on: dt.date | None, reviewed_on: dt.date | None, review_months: int) -> dt.date | None:
    """The day by which it is to be looked through: counted from when somebody last did, a decision counted as that.
    None where nobody ever has.
    """
    known = [day for day in (decided_on, reviewed_on) if day]
    return months_after(max(known), review_months) if known else None


def routine_state(
    decided_on: dt.date | None,
    reviewed_on: dt.date | None,
    review_months: int,
    ended_on: dt.date | None,
    today: dt.date,
) -> RoutineState:
    """What a routine is today. The day of the review itself is still in time."""
    if ended_on:
        return RoutineState.ENDED
    if decided_on is None:
        return RoutineState.UNDECIDED
    due = review_due(decided_on, reviewed_on, review_months)
    if due is None or today > due:
        return RoutineState.OLD
    return RoutineState.NEARING if today >= months_after(due, -SOON_MONTHS) else RoutineState.CURRENT


class Lack(StrEnum):
    """What a routine lacks to count in the national survey."""

    DECISION = "decision"
    MANAGEMENT = "management"
    """Decided, but not by those who lead."""
    DOCUMENT = "document"
    CURRENT = "current"


def lacks(state: RoutineState, *, at_management: bool, written: bool) -> list[Lack]:
    """What is missing of "aktuell, skriftlig, beslutad på ledningsnivå" (Öppna jämförelser, Socialstyrelsen)."""
    found = []
    if state is RoutineState.UNDECIDED:
        found.append(Lack.DECISION)
    elif not at_management:
        found.append(Lack.MANAGEMENT)
    if not written:
        found.append(Lack.DOCUMENT)
    if state is RoutineState.OLD:
        found.append(Lack.CURRENT)
    return found
