"""When a plan falls short. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after
from samfrid.plans.rules import PeriodState, period_state


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
