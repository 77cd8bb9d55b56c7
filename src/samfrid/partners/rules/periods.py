"""Periods, notice days and sums of agreements. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from samfrid.municipalities.dates import months_after
from samfrid.partners.models import Per

#: an agreement counts in the national survey (Öppna jämförelser) if it has been followed up within so many months
FOLLOW_UP_MONTHS: Final = 24

ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of an agreement, first and last day included. ``number`` is 1 for the first, 2 after one renewal."""

    start: dt.date | None
    """None where the first period's start is not known."""
    end: dt.date
    number: int


def _period(
    number: int, first_from: dt.date | None, first_to: dt.date, renewal_months: int, renewal_last: dt.date | None
) -> Period | None:
    """The period with that number. Counted from the first period's end each time, so that month ends do not drift."""
    if number == 1:
        return Period(first_from, first_to, 1)
    anchor = first_to + ONE_DAY
    start = months_after(anchor, renewal_months * (number - 2))
    if renewal_last and start > renewal_last:
        return None
    end = months_after(anchor, renewal_months * (number - 1)) - ONE_DAY
    return Period(start, min(end, renewal_last) if renewal_last else end, number)


def current_period(
    first_from: dt.date | None,
    first_to: dt.date | None,
    renewal_months: int | None,
    renewal_last: dt.date | None,
    today: dt.date,
) -> Period | None:
    """The period that ``today`` lies in; None before the first, after the last, and where no end was agreed.

    Without ``renewal_months`` the first period is the only one. With it the agreement is prolonged by so many months at
    a time, each period beginning the day after the one before; ``renewal_last`` is the last day to which it can be, and
    None means until further notice (tills vidare). An agreement of 2021-07-01–2023-06-30 that is prolonged by 24 months
    is on 2026-11-22 in its third period, 2025-07-01–2027-06-30.
    """
    if first_to is None or (first_from and today < first_from):
        return None
    if today <= first_to:
        return Period(first_from, first_to, 1)
    if not renewal_months:
        return None
    anchor = first_to + ONE_DAY
    whole_months = (today.year - anchor.year) * 12 + today.month - anchor.month
    # the month alone may be one period too far: the day decides
    number = whole_months // renewal_months + 2
    if months_after(anchor, renewal_months * (number - 2)) > today:
        number -= 1
    period = _period(number, first_from, first_to, renewal_months, renewal_last)
    return period if period and today <= period.end else None


def notice_day(period_end: dt.date | None, notice_months: int | None) -> dt.date | None:
    """The last day to give notice so that the period is the last one; None where no time of notice is known.

    A period to 30 June with six months' notice: 31 December. Counted from the day after the end, so that an end of a
    month gives an end of a month.
    """
    if period_end is None or notice_months is None:
        return None
    return months_after(period_end + ONE_DAY, -notice_months) - ONE_DAY


def follow_up_wanted_since(
    started_on: dt.date | None, last_follow_up: dt.date | None, today: dt.date
) -> dt.date | None:
    """The day since which a follow-up is lacking: 24 months after the last one, or after the start; None if none lacks.

    Never followed up, and no start known: it lacks one from today.
    """
    last = last_follow_up or started_on
    if last is None:
        return today
    wanted = months_after(last, FOLLOW_UP_MONTHS)
    return wanted if wanted < today else None


class Sum(Protocol):
    """What a sum of an agreement has."""

    @property
    def sek(self) -> int: ...
    @property
    def per(self) -> str: ...
    @property
    def condition(self) -> str: ...
    @property
    def released_on(self) -> dt.date | None: ...
    @property
    def declined_on(self) -> dt.date | None: ...


@dataclass(frozen=True, slots=True)
class YearlySum:
    """Whole kronor a year."""

    certain: int
    """Without a condition, or with one that has been met."""
    conditional: int
    """With a condition that nobody has said is met or not."""
    uncounted: int
    """How many sums no yearly sum can be made of: a day price, a single payment, inhabitants not known."""


#: how many times a year a sum is paid
_TIMES: Final = {Per.YEAR: 1, Per.MONTH: 12}


def yearly_sum(amounts: Iterable[Sum], inhabitants: int | None = None) -> YearlySum:
    """What an agreement costs a year, with what hangs on a condition apart. Nothing is guessed: see ``uncounted``.

    A sum whose condition was not met is not paid, and not counted.
    """
    certain = conditional = uncounted = 0
    for amount in amounts:
        if amount.declined_on is not None:
            continue
        times = inhabitants if amount.per == Per.INHABITANT_YEAR else _TIMES.get(Per(amount.per))
        if times is None:
            uncounted += 1
        elif amount.condition and amount.released_on is None:
            conditional += amount.sek * times
        else:
            certain += amount.sek * times
    return YearlySum(certain, conditional, uncounted)
