"""When a plan or a routine falls short. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after
from samfrid.plans.models import VersionState
from samfrid.plans.rules import PeriodState, RoutineState, period_state


def plan_not_in_force(state: str, ends_on: dt.date | None, entered_on: dt.date, today: dt.date) -> Verdict | None:
    """Its period is over or nearly so (``case`` "past", "nearing"), or nobody has adopted it ("draft", "unknown")."""
    now = period_state(state, ends_on, today)
    if now is PeriodState.PAST and ends_on:
        return Verdict(Severity.BROKEN, ends_on, ends_on, now)
    if now is PeriodState.NEARING and ends_on:
        return Verdict(Severity.SOON, months_after(ends_on, -6), ends_on, now)
    if now in (PeriodState.UNKNOWN, PeriodState.DRAFT):
        return Verdict(Severity.LACKING, entered_on, None, now)
    return None


def plan_unfinished(state: str, begun_on: dt.date, today: dt.date, days: int, case: str = "") -> Verdict | None:
    """A part of a plan is lacking: goals, activities under a goal, something that is counted.

    ``begun_on`` is the day on which it was adopted, or for a draft the day on which it was begun: a draft has ``days``
    to be written in.
    """
    since = begun_on if state == VersionState.ADOPTED else begun_on + dt.timedelta(days)
    return Verdict(Severity.LACKING, since, case=case) if since <= today else None


def value_missing(due: dt.date, today: dt.date, days: int, *, never: bool) -> Verdict | None:
    """No value of an indicator ``days`` after the time that it is for. ``day`` is the last day of that time; ``case``
    is "never" where there has been none at all, else "old".
    """
    since = due + dt.timedelta(days)
    return Verdict(Severity.LACKING, since, due, "never" if never else "old") if since < today else None


def routine_undecided(state: RoutineState, entered_on: dt.date, *, at_management: bool) -> Verdict | None:
    """Nobody is known to have decided it (``case`` "undecided"), or nobody who leads ("management"): either way it does
    not count in the national survey (Öppna jämförelser).
    """
    if state is RoutineState.ENDED or (state is not RoutineState.UNDECIDED and at_management):
        return None
    return Verdict(Severity.LACKING, entered_on, case="undecided" if state is RoutineState.UNDECIDED else "management")


def routine_not_reviewed(state: RoutineState, due: dt.date | None) -> Verdict | None:
    """It should have been looked through by ``due``. One that nobody has decided is told as that."""
    return Verdict(Severity.BROKEN, due, due) if state is RoutineState.OLD and due else None
