"""What an agreement is worth: by year, payer and funding, how it was reckoned, and what could not be. No database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Generic, TypeVar

from samfrid.partners.models import Per
from samfrid.partners.rules.shares import (
    STEP,
    Index,
    Inhabitants,
    Missing,
    Money,
    Rate,
    Why,
    once_on,
    rate,
    shares,
    span,
    turns,
)
from samfrid.partners.terms import Period, Terms, current_period, first_period, periods

_HALF: Final = Fraction(1, 2)
#: what is a ``Money``. Not bound to it: where mypy sees ``Worth[Amount]`` it does not yet know what a model has
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Line(Generic[One]):
    """One sum in one calendar year."""

    amount: One
    year: int
    sek: int
    rate: Rate
    #: months of the year that it is for; 0 for one that is paid once
    months: Fraction


@dataclass(frozen=True, slots=True)
class Uncounted(Generic[One]):
    """A sum, or one year of it, that could not be reckoned."""

    amount: One
    why: Why
    year: int | None = None
    #: the year whose value is lacking, and of which index
    lacking: Missing | None = None


@dataclass(frozen=True, slots=True)
class Worth(Generic[One]):
    """What an agreement is worth in a period."""

    period: Period | None
    lines: tuple[Line[One], ...] = ()
    """Without a condition, or with one that has been met; by year."""
    conditional: tuple[Line[One], ...] = ()
    """With a condition that nobody has said is met or not."""
    uncounted: tuple[Uncounted[One], ...] = ()

    @property
    def total(self) -> int:
        """What is certain, in the whole period."""
        return sum(one.sek for one in self.lines)

    @property
    def conditional_total(self) -> int:
        return sum(one.sek for one in self.conditional)

    @property
    def years(self) -> list[int]:
        """The years that something falls in, in order, reckoned or not."""
        lacking = {one.year for one in self.uncounted if one.year is not None}
        return sorted(lacking | {one.year for one in (*self.lines, *self.conditional)})

    def of(self, year: int) -> int:
        """What is certain in a year."""
        return sum(one.sek for one in self.lines if one.year == year)

    def conditional_of(self, year: int) -> int:
        return sum(one.sek for one in self.conditional if one.year == year)

    def split(self) -> dict[tuple[str, str], dict[int, int]]:
        """What is certain by (payer's name, funding), then year. Payers are to be fetched with the sums."""
        found: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for one in self.lines:
            amount: Any = one.amount
            found[amount.payer_name, amount.funding][one.year] += one.sek
        return {key: dict(values) for key, values in sorted(found.items())}

    def lacking(self) -> dict[tuple[str, str], set[int | None]]:
        """The years of which something could not be reckoned, by (payer's name, funding); None for no year of it."""
        found: dict[tuple[str, str], set[int | None]] = defaultdict(set)
        for one in self.uncounted:
            amount: Any = one.amount
            if not amount.condition or amount.released_on:
                found[amount.payer_name, amount.funding].add(one.year)
        return dict(sorted(found.items()))


def period_to_reckon(terms: Terms, today: dt.date) -> Period | None:
    """The period whose worth is told: the current one; the first where it lies ahead; the last where all have ended;
    where no end is known, from the start to the end of next year. None where neither day is known.
    """
    found = current_period(terms, today) or first_period(terms)
    if found is None:
        start = terms.first_starts_on
        return Period(start, dt.date(max(today, start).year + 1, 12, 31), 1) if start else None
    if found.end >= today:
        return found
    return list(periods(terms, today))[-1]


def worth(amounts: Iterable[One], period: Period | None, inhabitants: Inhabitants, index: Index) -> Worth[One]:
    """What the sums come to in a period, by calendar year.

    A yearly sum is shared out by months: one that runs from July is half in its first year. What it comes to in the
    whole period does not depend on how it is shared out. A sum whose condition was not met is left out. Nothing is
    guessed: what cannot be reckoned stands in ``uncounted``.
    """
    certain: list[Line[One]] = []
    conditional: list[Line[One]] = []
    uncounted: list[Uncounted[One]] = []
    for amount in amounts:
        money: Any = amount
        if money.declined_on is not None:
            continue
        waits = bool(money.condition) and money.released_on is None
        for one in _reckoned(amount, money, period, inhabitants, index):
            if isinstance(one, Uncounted):
                uncounted.append(one)
            else:
                (conditional if waits else certain).append(one)
    by_year = lambda one: one.year  # noqa: E731 - the key of both sorts
    return Worth(period, tuple(sorted(certain, key=by_year)), tuple(sorted(conditional, key=by_year)), tuple(uncounted))


def _reckoned(
    amount: One, money: Money, period: Period | None, inhabitants: Inhabitants, index: Index
) -> Iterator[Line[One] | Uncounted[One]]:
    per = Per(money.per)
    if per == Per.DAY:
        yield Uncounted(amount, Why.DAY_PRICE)
        return
    if period is None or (period.start is None and per in STEP):
        yield Uncounted(amount, Why.NO_PERIOD)
        return
    parts = _parts(money, period)
    exact, paid = Fraction(0), 0
    for year in sorted(parts):
        found = rate(money, year, inhabitants, index)
        if isinstance(found, Missing):
            yield Uncounted(amount, found.why, year, found)
            continue
        # rounded as it grows, so that the years come to the same as the whole
        exact += parts[year] * found.sek
        sek = whole(exact) - paid
        paid += sek
        yield Line(amount, year, sek, found, parts[year] * STEP.get(per, 0))


def _parts(amount: Money, period: Period) -> dict[int, Fraction]:
    """How many turns of the sum lie in each year: half a year of a yearly sum is a half."""
    per = Per(amount.per)
    if per == Per.ONCE:
        day = once_on(amount, period)
        met = amount.released_on if amount.condition else None
        return {max(day, met or day).year: Fraction(1)} if day else {}
    held = span(amount, period)
    found: dict[int, Fraction] = defaultdict(Fraction)
    if held is None:
        return found
    for turn in turns(per, period):
        for year, part in shares(amount, turn, held):
            found[year] += part
    return found


def whole(sek: Fraction) -> int:
    """Whole kronor, a half upwards."""
    return int((sek + _HALF) // 1)
