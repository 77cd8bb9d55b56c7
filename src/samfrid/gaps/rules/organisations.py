"""When what is known of a contact is old, and when the staff's training is. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after
from samfrid.municipalities.freshness import VERIFY_MONTHS
from samfrid.plans.rules.training import YEAR_MONTHS


def contact_not_verified(
    verified_on: dt.date | None, entered_on: dt.date, today: dt.date, days: int | None
) -> Verdict | None:
    """Nobody has said for twelve months that it is right. Entering it counts as saying so (``case`` "never" where
    nobody has since). On the day itself it still holds.
    """
    known = verified_on or entered_on
    until = months_after(known, VERIFY_MONTHS) if days is None else known + dt.timedelta(days)
    if until >= today:
        return None
    return Verdict(Severity.LACKING, until, known, "old" if verified_on else "never")


def training_missing(planned_on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """No training has ever been entered, ``days`` after the municipality's first plan was: the national survey then
    answers no (Öppna jämförelser).
    """
    since = planned_on + dt.timedelta(days)
    return Verdict(Severity.LACKING, since, planned_on) if since < today else None


def training_old(last_on: dt.date, today: dt.date, days: int | None) -> Verdict | None:
    """The latest training is more than a year old: the national survey then answers no (Öppna jämförelser)."""
    until = months_after(last_on, YEAR_MONTHS) if days is None else last_on + dt.timedelta(days)
    return Verdict(Severity.LACKING, until, last_on) if until < today else None
