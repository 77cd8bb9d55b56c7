"""When an agreement, its money or a cooperation group falls short. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.dates import months_after
from samfrid.partners.rules import Terms, current_period, follow_up_wanted_since, last_day, notice_day

#: how long before its end, or its notice day, an agreement is reminded of; a year's budget is made in that time
AGREEMENT_MONTHS: Final = 12
NOTICE_MONTHS: Final = 6
#: days before a condition is to be decided, a payment made, a group to have met, that it is told of
DECIDE_DAYS: Final = 60
PAYMENT_DAYS: Final = 14
MEETING_DAYS: Final = 30
#: days after a planned meeting in which it is written down
NOTE_DAYS: Final = 7


def agreement_ending(terms: Terms, today: dt.date) -> Verdict | None:
    """The current period nears its end or its notice day, or has ended with nothing after it.

    ``case``: "ended"; "ending" (it ends and is not prolonged); "notice" (it is prolonged by itself unless notice is
    given by ``day``); "renewing" (it is prolonged by itself and no time of notice is known).
    """
    end = last_day(terms)
    if end is not None and end < today:
        return Verdict(Severity.BROKEN, end, end, "ended")
    period = current_period(terms, today)
    if period is None:
        return None
    notice = notice_day(terms, period)
    if period.end == end:
        begins = months_after(period.end, -AGREEMENT_MONTHS)
        return Verdict(Severity.SOON, begins, period.end, "ending") if begins <= today else None
    day, case = (notice, "notice") if notice else (period.end, "renewing")
    begins = months_after(day, -NOTICE_MONTHS)
    return Verdict(Severity.SOON, begins, day, case) if begins <= today <= day else None


def agreement_not_followed_up(
    terms: Terms, last_follow_up: dt.date | None, entered_on: dt.date, today: dt.date
) -> Verdict | None:
    """No follow-up within 24 months: it then does not count in the national survey. An ended one is let be.

    One that has never been followed up and whose start is not known lacks one since the day it was entered.
    """
    end = last_day(terms)
    if end is not None and end < today:
        return None
    if terms.first_starts_on is None and last_follow_up is None:
        return Verdict(Severity.LACKING, entered_on, case="never")
    since = follow_up_wanted_since(terms.first_starts_on, last_follow_up, today)
    if since is None:
        return None
    return Verdict(
        Severity.LACKING, since, last_follow_up or terms.first_starts_on, "old" if last_follow_up else "never"
    )


def _nearing(day: dt.date, today: dt.date, days: int, *, past: str, near: str) -> Verdict | None:
    """A day that has passed, or that lies within so many days."""
    if day < today:
        return Verdict(Severity.BROKEN, day, day, past)
    begins = day - dt.timedelta(days)
    return Verdict(Severity.SOON, begins, day, near) if begins <= today else None


def sum_undecided(
    decide_by: dt.date | None, terms: Terms, entered_on: dt.date, today: dt.date, days: int
) -> Verdict | None:
    """Nobody has said whether the condition of a sum was met, near or after the day that it was to be decided.

    Where no day is agreed it is the end of the first period: what both parties were to know by then. ``case``: "past",
    "near" (a day is agreed), "period_past", "period_near", or "unknown" where neither day is known.
    """
    if decide_by:
        return _nearing(decide_by, today, days, past="past", near="near")
    if terms.first_ends_on:
        return _nearing(terms.first_ends_on, today, days, past="period_past", near="period_near")
    return Verdict(Severity.LACKING, entered_on, case="unknown")


def payment_due(due_on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """A planned payment nears its day, or has passed it without being made."""
    return _nearing(due_on, today, days, past="past", near="near")


def group_not_met(latest: dt.date, planned_on: dt.date | None, today: dt.date, days: int) -> Verdict | None:
    """A group has not met by the last day that its rhythm gives (``partners.rules.latest_day``), or nears that day
    with no meeting planned before it.
    """
    if planned_on and planned_on <= latest:
        return None
    return _nearing(latest, today, days, past="past", near="near")


def meeting_not_noted(planned_on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """A planned meeting's day passed so many days ago, and nobody has said whether it was held."""
    wanted = planned_on + dt.timedelta(days)
    return Verdict(Severity.LACKING, wanted, planned_on) if wanted < today else None


def point_left(made_on: dt.date, due_on: dt.date | None, met: Iterable[dt.date], today: dt.date) -> Verdict | None:
    """An action point is open, and the group has met again since the meeting that made it: it is from two meetings ago.

    ``met`` are the days of the group's meetings. One whose own day lies ahead is let be until then.
    """
    later = sorted(day for day in met if made_on < day <= today)
    if not later or (due_on and due_on >= today):
        return None
    return Verdict(Severity.LACKING, later[0], made_on)
