"""Which payments an agreement's sums give rise to. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from samfrid.municipalities.dates import months_after
from samfrid.partners.models import Per
from samfrid.partners.rules.periods import Sum
from samfrid.partners.terms import ONE_DAY, Period, Terms, current_period, first_period

#: how far ahead payments are proposed: this year's and next year's budget
AHEAD_MONTHS: Final = 24
#: months from one payment to the next; what is not here (a day's price, inhabitants) has no sum to be known beforehand
_STEP: Final = {Per.YEAR: 12, Per.MONTH: 1}


class KnownSum(Sum, Protocol):
    """A sum that payments are made of."""

    @property
    def pk(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """A payment to plan. The agreement seldom says a day: it is the first of what is paid for, and can be changed."""

    amount_id: UUID
    due_on: dt.date
    sek: int
    #: which sum it is a part of: "per år"
    per: Per


def can_be_planned(amount: Sum) -> bool:
    """Whether its payments can be worked out: a fixed sum a year, a month or once, without a condition left."""
    certain = not amount.condition or amount.released_on is not None
    return certain and amount.declined_on is None and (Per(amount.per) in _STEP or amount.per == Per.ONCE)


def coming_payments(
    amounts: Iterable[KnownSum], period: Period | None, known: Iterable[tuple[UUID | None, dt.date]], today: dt.date
) -> list[Proposed]:
    """The payments from today to the end of the current period, at most 24 months ahead, by day.

    A yearly sum is paid on the first day of each year of the period, a monthly one on the first of each of its months,
    a single one on the first day of the first period. A sum with a condition is paid from the day that it was met: the
    running year's, if that day was in it, at once. ``known`` are the payments that are planned or paid (sum, day): the
    year or month that they lie in is not proposed again.
    """
    if period is None:
        return []
    taken = set(known)
    found = [
        one
        for amount in amounts
        if can_be_planned(amount)
        for one in _of(amount, period, today, {day for key, day in taken if key == amount.pk})
    ]
    return sorted(found, key=lambda one: (one.due_on, -one.sek, str(one.amount_id)))


def period_to_plan(terms: Terms, today: dt.date) -> Period | None:
    """The period whose payments lie ahead: the current one, the first where that has not begun; where no end is known,
    from the start as far as payments are proposed. None for what has ended, or where neither day is known.
    """
    first, start = first_period(terms), terms.first_starts_on
    if first is None:
        return Period(start, months_after(max(today, start), AHEAD_MONTHS), 1) if start else None
    return first if start and today < start else current_period(terms, today)


def _of(amount: KnownSum, period: Period, today: dt.date, planned: set[dt.date]) -> Iterator[Proposed]:
    last, per = min(period.end, months_after(max(today, period.start or today), AHEAD_MONTHS)), Per(amount.per)
    for start, end in _turns(per, period):
        met = amount.released_on if amount.condition else None
        if met and met > end:
            continue
        due = start
        if met and met > start:
            # met within what is paid for: paid from that day, or now where it has been
            due = max(met, today) if today <= end else met
        if today <= due <= last and not any(start <= day <= end for day in planned):
            yield Proposed(amount.pk, due, amount.sek, per)


def _turns(per: Per, period: Period) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of what each payment is for, within the period, the first first."""
    if per == Per.ONCE:
        # once is with the first period, not with each renewal
        if period.start and period.number == 1:
            yield period.start, period.end
        return
    step = _STEP[per]
    if period.start:
        number, start = 0, period.start
        while start <= period.end:
            number += 1
            following = months_after(period.start, step * number)
            yield start, min(following - ONE_DAY, period.end)
            start = following
        return
    # only the end is known: counted backwards from it, as far as anything that lies ahead can begin
    after = period.end + ONE_DAY
    most = range(AHEAD_MONTHS // step + 1, 0, -1)
    for number in most:
        yield months_after(after, -step * number), months_after(after, -step * (number - 1)) - ONE_DAY
