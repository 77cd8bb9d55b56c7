"""Which payments an agreement's sums give rise to. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final
from uuid import UUID

from samfrid.municipalities.dates import months_after
from samfrid.partners.models import Per
from samfrid.partners.rules.periods import Sum
from samfrid.partners.rules.shares import (
    AHEAD_MONTHS,
    STEP,
    Index,
    Inhabitants,
    Missing,
    Money,
    Turn,
    met_on,
    once_on,
    rate,
    shares,
    turns,
)
from samfrid.partners.rules.worth import whole
from samfrid.partners.terms import Period, Terms, current_period, first_period

#: where nobody has entered any
_NONE: Final[Inhabitants] = MappingProxyType({})
_NO_INDEX: Final[Index] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A payment to plan. The agreement seldom says a day: it is the first of what is paid for, and can be changed."""

    amount_id: UUID
    due_on: dt.date
    sek: int
    #: which sum it is a part of: "per år"
    per: Per


class Lacking(StrEnum):
    """Why no payments can be proposed: no sums, no period, no sums that can be worked out, nothing to reckon them
    from; or that all are planned.
    """

    AMOUNTS = "amounts"
    PERIOD = "period"
    FIXED = "fixed"
    GROUNDS = "grounds"
    NOTHING = "nothing"


def can_be_planned(amount: Sum) -> bool:
    """Whether its payments can be worked out: a sum a year, a month or once, without a condition left."""
    certain = not amount.condition or amount.released_on is not None
    return certain and amount.declined_on is None and (Per(amount.per) in STEP or amount.per == Per.ONCE)


def coming_payments(
    amounts: Iterable[Money],
    period: Period | None,
    known: Iterable[tuple[UUID | None, dt.date]],
    today: dt.date,
    *,
    inhabitants: Inhabitants = _NONE,
    index: Index = _NO_INDEX,
) -> list[Proposed]:
    """The payments from today to the end of the current period, at most 24 months ahead, by day.

    A yearly sum is paid on the first day of each year of the period, a monthly one on the first of each of its months,
    a single one on its own day or the first of the first period; for a part of a year or month so large a part of it.
    A sum with a condition is paid from the day that it was met: the running year's, if that day was in it, at once.
    ``known`` are the payments that are planned or paid (sum, day): the year or month that they lie in is not proposed
    again. What cannot be reckoned, for want of inhabitants or an index, is not proposed.
    """
    if period is None:
        return []
    taken = set(known)
    found = [
        one
        for amount in amounts
        if can_be_planned(amount)
        for one in _of(amount, period, today, {day for key, day in taken if key == amount.pk}, (inhabitants, index))
    ]
    return sorted(found, key=lambda one: (one.due_on, -one.sek, str(one.amount_id)))


def lacking(
    amounts: Sequence[Money],
    period: Period | None,
    known: Iterable[tuple[UUID | None, dt.date]],
    today: dt.date,
    *,
    inhabitants: Inhabitants = _NONE,
    index: Index = _NO_INDEX,
) -> Lacking | None:
    """Why :func:`coming_payments` has nothing to propose; None where it has."""
    if not amounts:
        return Lacking.AMOUNTS
    if period is None:
        return Lacking.PERIOD
    fixed = [one for one in amounts if can_be_planned(one)]
    if not fixed:
        return Lacking.FIXED
    if coming_payments(fixed, period, known, today, inhabitants=inhabitants, index=index):
        return None
    years = {today.year, today.year + 1, max(today, period.start or today).year}
    if any(isinstance(rate(one, year, inhabitants, index), Missing) for one in fixed for year in years):
        return Lacking.GROUNDS
    return Lacking.NOTHING


def period_to_plan(terms: Terms, today: dt.date) -> Period | None:
    """The period whose payments lie ahead: the current one, the first where that has not begun; where no end is known,
    from the start as far as payments are proposed. None for what has ended, or where neither day is known.
    """
    first, start = first_period(terms), terms.first_starts_on
    if first is None:
        return Period(start, months_after(max(today, start), AHEAD_MONTHS), 1) if start else None
    return first if start and today < start else current_period(terms, today)


def _of(
    amount: Money, period: Period, today: dt.date, planned: set[dt.date], grounds: tuple[Inhabitants, Index]
) -> Iterator[Proposed]:
    last, per = min(period.end, months_after(max(today, period.start or today), AHEAD_MONTHS)), Per(amount.per)
    met = met_on(amount)
    for (start, end), parts in _paid_for(amount, per, period):
        if met and met > end:
            continue
        due = start
        if met and met > start:
            # met within what is paid for: paid from that day, or now where it has been
            due = max(met, today) if today <= end else met
        if not today <= due <= last or any(start <= day <= end for day in planned):
            continue
        sek = _sek(amount, parts, grounds)
        if sek:
            yield Proposed(amount.pk, due, sek, per)


def _paid_for(amount: Money, per: Per, period: Period) -> Iterator[tuple[Turn, list[tuple[int, Fraction]]]]:
    """What each payment is for: its first and last day on which the sum holds, and the parts of it by year."""
    first = max(filter(None, (period.start, amount.from_on)), default=None)
    until = min(period.end, amount.to_on) if amount.to_on else period.end
    if per == Per.ONCE:
        day = once_on(amount, period)
        if day:
            met = met_on(amount)
            yield (day, max(day, until)), [(max(day, met or day).year, Fraction(1))]
        return
    for start, end in turns(per, period):
        held = max(start, first) if first else start, min(end, until)
        if held[0] <= held[1]:
            yield held, list(shares(amount, (start, end), held))


def _sek(amount: Money, parts: list[tuple[int, Fraction]], grounds: tuple[Inhabitants, Index]) -> int | None:
    """The sum of one payment; None where something is lacking to reckon it."""
    total = Fraction(0)
    for year, part in parts:
        found = rate(amount, year, *grounds)
        if isinstance(found, Missing):
            return None
        total += part * found.sek
    return whole(total)
