"""How a sum is shared out over the turns that it is paid for and the calendar years that they lie in. No database."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, Protocol, TypeAlias
from uuid import UUID

from samfrid.municipalities.dates import months_after
from samfrid.partners.models import IndexKind, Per
from samfrid.partners.rules.periods import Sum
from samfrid.partners.terms import ONE_DAY, Period

#: how far ahead payments are proposed: this year's and next year's budget
AHEAD_MONTHS: Final = 24
#: months from one payment to the next; what is not here has no turns
STEP: Final = {Per.YEAR: 12, Per.MONTH: 1, Per.INHABITANT_YEAR: 12}

Inhabitants: TypeAlias = Mapping[int, int]
#: (kind, year) → value
Index: TypeAlias = Mapping[tuple[str, int], Decimal]
#: first and last day
Turn: TypeAlias = tuple[dt.date, dt.date]


class Money(Sum, Protocol):
    """A sum that can be reckoned."""

    @property
    def pk(self) -> UUID: ...
    @property
    def from_on(self) -> dt.date | None: ...
    @property
    def to_on(self) -> dt.date | None: ...
    @property
    def index_kind(self) -> str: ...
    @property
    def index_base_year(self) -> int | None: ...
    @property
    def index_percent(self) -> Decimal | None: ...
    @property
    def funding(self) -> str: ...
    @property
    def payer_name(self) -> str: ...


class Why(StrEnum):
    """Why something cannot be reckoned."""

    DAY_PRICE = "day_price"
    NO_PERIOD = "no_period"
    NO_INHABITANTS = "no_inhabitants"
    NO_INDEX = "no_index"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is lacking for a year: the inhabitants, or the value of an index for ``year``."""

    why: Why
    year: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a sum is for a whole turn in a year, and what it was made of."""

    sek: Fraction
    inhabitants: int | None = None
    #: by how much it is raised from its base year; None where it is not
    factor: Fraction | None = None


def _factor(amount: Money, year: int, index: Index) -> Fraction | Missing | None:
    """By how much the sum is raised; never before its base year."""
    kind, base = IndexKind(amount.index_kind), amount.index_base_year
    if kind == IndexKind.NONE or base is None or year <= base:
        return None
    if kind == IndexKind.FIXED_PERCENT:
        percent: Fraction = 1 + Fraction(amount.index_percent or 0) / 100
        return percent ** (year - base)
    for wanted in (base, year):
        if (kind, wanted) not in index:
            return Missing(Why.NO_INDEX, wanted, kind)
    return Fraction(index[kind, year]) / Fraction(index[kind, base])


def rate(amount: Money, year: int, inhabitants: Inhabitants, index: Index) -> Rate | Missing:
    """The sum of a year: so much for each inhabitant, raised by its index; or what is lacking to say it."""
    factor = _factor(amount, year, index)
    if isinstance(factor, Missing):
        return factor
    sek = amount.sek * (factor or Fraction(1))
    if amount.per != Per.INHABITANT_YEAR:
        return Rate(sek, None, factor)
    living = inhabitants.get(year)
    return Missing(Why.NO_INHABITANTS, year) if living is None else Rate(sek * living, living, factor)


def months(first: dt.date, last: dt.date) -> Fraction:
    """Months from a day to another, both included: each day is its share of its month."""
    return _position(last + ONE_DAY) - _position(first)


def _position(day: dt.date) -> Fraction:
    return day.year * 12 + day.month + Fraction(day.day - 1, calendar.monthrange(day.year, day.month)[1])


def span(amount: Money, period: Period) -> Turn | None:
    """The days of a period on which the sum holds; None where it does not, or where the period's start is unknown."""
    if period.start is None:
        return None
    first = max(period.start, amount.from_on) if amount.from_on else period.start
    last = min(period.end, amount.to_on) if amount.to_on else period.end
    return (first, last) if first <= last else None


def turns(per: Per, period: Period) -> Iterator[Turn]:
    """First and last day of what each payment is for, the first first; the last one may go on after the period."""
    step = STEP[per]
    if period.start:
        number, start = 0, period.start
        while start <= period.end:
            number += 1
            following = months_after(period.start, step * number)
            yield start, following - ONE_DAY
            start = following
        return
    # only the end is known: counted backwards from it, as far as anything that lies ahead can begin
    after = period.end + ONE_DAY
    for number in range(AHEAD_MONTHS // step + 1, 0, -1):
        yield months_after(after, -step * number), months_after(after, -step * (number - 1)) - ONE_DAY


def once_on(amount: Money, period: Period) -> dt.date | None:
    """The day of a sum that is paid once: its own first day, or the first of the first period, not of each renewal."""
    if amount.from_on:
        first = period.start or period.end
        return amount.from_on if first <= amount.from_on <= period.end else None
    return period.start if period.number == 1 else None


def met_on(amount: Sum) -> dt.date | None:
    """The day that the condition was met; None where there is none, or nobody has said so."""
    return amount.released_on if amount.condition else None


def shares(amount: Money, turn: Turn, held: Turn) -> Iterator[tuple[int, Fraction]]:
    """The calendar years of a turn, each with its part of it; what lies outside ``held`` is left out.

    A sum whose condition was met within the turn counts for the whole of it, and no earlier than the year it was met.
    """
    met = met_on(amount)
    first, last = max(turn[0], held[0]), min(turn[1], held[1])
    if first > last or (met and met > turn[1]):
        return
    whole, earliest = months(*turn), met.year if met else first.year
    start = first
    while start <= last:
        year = max(start.year, earliest)
        end = min(dt.date(year, 12, 31), last)
        yield year, months(start, end) / whole
        start = end + ONE_DAY
