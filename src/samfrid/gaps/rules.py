"""When something falls short: pure functions of a record's dates and today. No database.

Each returns None while all is well, else a :class:`Verdict`. The sentences stand in ``sentences.py``, the reading of
records in ``checks.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samfrid.commitments.rules import SILENT_MONTHS, is_late, is_settled, silent_since
from samfrid.gaps.models import Severity
from samfrid.matters.rules import WARN_MONTHS, Rest, alarm_day, council_deadline, motion_alarm
from samfrid.matters.rules.minutes import Days, adjustment_due, announcement_due, kept_up
from samfrid.municipalities.dates import months_after
from samfrid.partners.rules import current_period, follow_up_wanted_since, notice_day
from samfrid.plans.rules import PeriodState, period_state

#: how long before its end, or its notice day, an agreement is reminded of; a year's budget is made in that time
AGREEMENT_MONTHS: Final = 12
NOTICE_MONTHS: Final = 6
#: how long a matter rests before somebody is asked whether it is forgotten
RESTING_MONTHS: Final = 6
#: a rule of our own: the law says that those concerned are told, not when
DISPATCH_WITHIN: Final = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Something falls short: how much it weighs, since when, and the day that it turns on where there is one."""

    severity: Severity
    since: dt.date
    day: dt.date | None = None
    #: which of the rule's cases it is, for the sentence
    case: str = ""


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


def matter_resting(began_on: dt.date, today: dt.date) -> Verdict | None:
    """Referred back or tabled, and not taken up for six months: a tabled matter is for the next meeting (KL 5:51).

    ``day`` is the day on which it began to rest.
    """
    since = months_after(began_on, RESTING_MONTHS)
    return Verdict(Severity.LACKING, since, began_on) if since <= today else None


def clock_without_start(entered_on: dt.date) -> Verdict:
    """The day on which it was raised is not known, so that the year of KL 5:35 cannot be counted."""
    return Verdict(Severity.LACKING, entered_on)


def clause_without_commitment(decided_on: dt.date | None, entered_on: dt.date) -> Verdict:
    """A decision that promises something, which nobody has been told to do."""
    return Verdict(Severity.LACKING, decided_on or entered_on, decided_on, "" if decided_on else "no_day")


def commitment_without_responsible(promised_on: dt.date | None, entered_on: dt.date, execution: str) -> Verdict | None:
    """Nobody answers for it: neither a unit nor a party outside."""
    if is_settled(execution):
        return None
    return Verdict(Severity.LACKING, promised_on or entered_on, case="" if promised_on else "no_day")


def commitment_silent(
    promised_on: dt.date | None, entered_on: dt.date, last_word_on: dt.date | None, execution: str, today: dt.date
) -> Verdict | None:
    """Nobody has said a word for six months. ``day`` is the day of the last word, or of the promise."""
    last = silent_since(promised_on, entered_on, last_word_on, execution, today)
    if last is None:
        return None
    case = "said" if last_word_on == last else "never"
    return Verdict(Severity.LACKING, months_after(last, SILENT_MONTHS), last, case)


def commitment_late(due_on: dt.date | None, execution: str, today: dt.date) -> Verdict | None:
    """The last day has passed and it is not done."""
    if due_on is None or not is_late(due_on, execution, today):
        return None
    return Verdict(Severity.BROKEN, due_on, due_on)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says of its time, as :mod:`samfrid.partners.rules` takes it."""

    first_from: dt.date | None
    first_to: dt.date | None
    renewal_months: int | None
    renewal_last: dt.date | None
    notice_months: int | None

    @property
    def last_day(self) -> dt.date | None:
        """The day after which nothing more is agreed, all renewals made; None until further notice or not known."""
        if self.first_to is None or (self.renewal_months and self.renewal_last is None):
            return None
        return max(self.first_to, self.renewal_last) if self.renewal_months and self.renewal_last else self.first_to


def agreement_ending(terms: Terms, today: dt.date) -> Verdict | None:
    """The current period nears its end or its notice day, or has ended with nothing after it.

    ``case``: "ended"; "ending" (it ends and is not prolonged); "notice" (it is prolonged by itself unless notice is
    given by ``day``); "renewing" (it is prolonged by itself and no time of notice is known).
    """
    end = terms.last_day
    if end is not None and end < today:
        return Verdict(Severity.BROKEN, end, end, "ended")
    period = current_period(terms.first_from, terms.first_to, terms.renewal_months, terms.renewal_last, today)
    if period is None:
        return None
    notice = notice_day(period.end, terms.notice_months)
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
    if terms.last_day is not None and terms.last_day < today:
        return None
    if terms.first_from is None and last_follow_up is None:
        return Verdict(Severity.LACKING, entered_on, case="never")
    since = follow_up_wanted_since(terms.first_from, last_follow_up, today)
    if since is None:
        return None
    return Verdict(Severity.LACKING, since, last_follow_up or terms.first_from, "old" if last_follow_up else "never")


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


def decision_unsent(adjusted_on: dt.date, waiting: int, today: dt.date) -> Verdict | None:
    """A decision whose minutes were adjusted two weeks ago and that somebody has not been sent. ``case`` is "nobody"
    where no recipient has been named.
    """
    if today <= adjusted_on + DISPATCH_WITHIN:
        return None
    return Verdict(Severity.LACKING, adjusted_on, adjusted_on, "waiting" if waiting else "nobody")
