"""When an agreement is reminded of. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from samfrid.municipalities.dates import months_after
from samfrid.partners.terms import ONE_DAY, Period, Terms, current_period, first_period, next_period, notice_day

#: months before a day that it is reminded of: associations told too late could not plan (domain.md 7, rows 15 to 17)
REMIND_MONTHS: Final = (12, 9, 6, 3)


class Of(StrEnum):
    """What is reminded of."""

    #: the agreement ends and is not prolonged
    END = "end"
    #: the last day to give notice
    NOTICE = "notice"
    #: the period ends and the agreement is prolonged, and no time of notice is known, or all notice days are over
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One to send: of what, of which day, so many months before it. Each of these three once."""

    of: Of
    day: dt.date
    months: int
    period: Period


def due_reminders(terms: Terms, own_months: Iterable[int | None], today: dt.date) -> list[Reminder]:
    """The reminders that are due: the nearest one of each day, so that a pause does not bring four at once.

    ``own_months`` are the parties' own times of notice, where they have one. A period is not reminded of before it has
    begun, nor sooner than its own length before its end.
    """
    period = current_period(terms, today) or _ahead(terms, today)
    return [] if period is None else [one for one in _of(terms, period, set(own_months), today) if one]


def _ahead(terms: Terms, today: dt.date) -> Period | None:
    """The first period where it has not begun: its notice day may lie before it."""
    first = first_period(terms)
    return first if first and first.start and today < first.start else None


def _of(terms: Terms, period: Period, own: set[int | None], today: dt.date) -> Iterator[Reminder | None]:
    following = next_period(terms, period)
    if following is None:
        yield _nearest(Of.END, period.end, period, today)
        return
    # a time of notice as long as a period falls in the period before
    found = [*_notice_days(terms, period, own, today), *_notice_days(terms, following, own, today)]
    # two parties' days for two periods can be one day: it is reminded of once, of the period that ends first
    days: dict[dt.date, Period] = {}
    for day, whose in found:
        days.setdefault(day, whose)
    for day in sorted(days):
        yield _nearest(Of.NOTICE, day, days[day], today)
    if period not in days.values():
        yield _nearest(Of.RENEWAL, period.end, period, today)


def _notice_days(
    terms: Terms, period: Period, own: set[int | None], today: dt.date
) -> Iterator[tuple[dt.date, Period]]:
    if next_period(terms, period) is None:
        return
    for months in own | {None}:
        day = notice_day(terms, period, months)
        if day and today <= day:
            yield day, period


def _nearest(of: Of, day: dt.date, period: Period, today: dt.date) -> Reminder | None:
    """The latest of the reminders of a day whose time has come."""
    for months in sorted(REMIND_MONTHS):
        begins = months_after(day + ONE_DAY, -months)
        longer_than_the_period = period.start and months_after(period.end + ONE_DAY, -months) < period.start
        if begins <= today <= day and not longer_than_the_period:
            return Reminder(of, day, months, period)
    return None
