"""Follow-ups and sums of agreements. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from samfrid.municipalities.dates import months_after
from samfrid.partners.models import Per

#: an agreement counts in the national survey (Öppna jämförelser) if it has been followed up within so many months
FOLLOW_UP_MONTHS: Final = 24


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
