"""When a matter, its minutes or what was decided in it fall short. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.matters.rules import WARN_MONTHS, Rest, alarm_day, council_deadline, motion_alarm
from samfrid.matters.rules.minutes import Days, adjustment_due, announcement_due, kept_up
from samfrid.municipalities.dates import months_after

#: how long a matter rests before somebody is asked whether it is forgotten
RESTING_MONTHS: Final = 6
#: a rule of our own: the law says that those concerned are told, not when
DISPATCH_DAYS: Final = 14


def motion_undecided(
    raised_on: dt.date,
    today: dt.date,
    rests: Sequence[Rest] = (),
    *,
    months: int | None = None,
    warn: Sequence[int] = WARN_MONTHS,
) -> Verdict | None:
    """KL 5:35: the council decides within a year, or is told within the same time what has emerged.

    Warned of from six months; over once the deadline has passed. ``case`` is "6", "9", "11" or "over". Rests in which
    the matter stood still move all of it, as on the matter's page; one that lasts is no time to warn in: see
    :func:`matter_resting`. ``months`` and ``warn`` are a municipality's own.
    """
    alarm = motion_alarm(raised_on, today, rests, months=months, warn=warn)
    if alarm is None or (alarm != "over" and any(rest.ended is None for rest in rests)):
        return None
    deadline = council_deadline(raised_on, rests, months)
    if alarm == "over":
        return Verdict(Severity.BROKEN, deadline, deadline, alarm)
    return Verdict(Severity.SOON, alarm_day(raised_on, alarm, rests), deadline, alarm)


def matter_resting(began_on: dt.date, today: dt.date, days: int | None = None) -> Verdict | None:
    """Referred back or tabled, and not taken up for six months or the municipality's own ``days``: a tabled matter is
    for the next meeting (KL 5:51).

    ``day`` is the day on which it began to rest.
    """
    since = months_after(began_on, RESTING_MONTHS) if days is None else began_on + dt.timedelta(days=days)
    return Verdict(Severity.LACKING, since, began_on) if since <= today else None


def clock_without_start(entered_on: dt.date) -> Verdict:
    """The day on which it was raised is not known, so that the year of KL 5:35 cannot be counted."""
    return Verdict(Severity.LACKING, entered_on)


def clause_without_commitment(
    decided_on: dt.date | None, entered_on: dt.date, today: dt.date, days: int = 0
) -> Verdict | None:
    """A decision that promises something, which nobody has been told to do so many days after."""
    since = (decided_on or entered_on) + dt.timedelta(days=days)
    if days and since > today:
        return None
    return Verdict(Severity.LACKING, since, decided_on, "" if decided_on else "no_day")


def referral_late(sent_on: dt.date | None, due_on: dt.date | None, today: dt.date) -> Verdict | None:
    """Somebody was asked to answer by a day that has passed, and has not. ``case`` is "no_day" if not known when."""
    if due_on is None or due_on >= today:
        return None
    return Verdict(Severity.BROKEN, due_on, due_on, "" if sent_on else "no_day")


def minutes_waiting(days: Days, today: dt.date) -> Verdict | None:
    """Minutes that are not adjusted within 14 days (KL 5:69), not announced by the second day after (KL 8:12), or whose
    notice came down before the time for appeal was over. ``case`` is "adjust", "announce" or "anew".
    """
    if days.adjusted_on is None:
        due, case = adjustment_due(days.met_on).on, "adjust"
    elif days.announced_on is None:
        due, case = announcement_due(days.adjusted_on).on, "announce"
    elif days.taken_down_on and not kept_up(days.announced_on, days.taken_down_on):
        return Verdict(Severity.BROKEN, days.taken_down_on, days.taken_down_on, "anew")
    else:
        return None
    return Verdict(Severity.BROKEN, due, due, case) if today > due else None


def decision_unsent(adjusted_on: dt.date, waiting: int, today: dt.date, days: int = DISPATCH_DAYS) -> Verdict | None:
    """A decision whose minutes were adjusted two weeks ago and that somebody has not been sent. ``case`` is "nobody"
    where no recipient has been named.
    """
    if today <= adjusted_on + dt.timedelta(days=days):
        return None
    return Verdict(Severity.LACKING, adjusted_on, adjusted_on, "waiting" if waiting else "nobody")
