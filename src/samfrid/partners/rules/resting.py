"""Until when the night has nothing to do with an agreement. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from samfrid.municipalities.dates import months_after
from samfrid.partners.rules.reminders import REMIND_MONTHS
from samfrid.partners.terms import ONE_DAY, Period, Terms, current_period, first_period, next_period, notice_day


def rests_until(terms: Terms, own_months: Iterable[int | None], today: dt.date) -> dt.date:
    """The next day after ``today`` on which a renewal may begin or a reminder become due; the last day there is where
    nothing more happens. Before it the ledger, and what :func:`due_reminders` says, stay as they are today.

    It may be too early, which costs a look, but never too late.
    """
    return min((day for day in _days(terms, {*own_months, None}, today) if day > today), default=dt.date.max)


def _days(terms: Terms, own: set[int | None], today: dt.date) -> Iterator[dt.date]:
    period = current_period(terms, today)
    first = first_period(terms)
    if period is None and first and first.start and today < first.start:
        # its notice day may lie before it begins
        period = first
        yield first.start
    # periods that were agreed by hand, after a time without one
    yield from (one.starts_on for one in terms.changes if one.starts_on)
    if period is None:
        return
    following = next_period(terms, period)
    yield from _reminded(period.end)
    # the day after a last day its reminders are over, and those of what comes after it begin
    yield period.end + ONE_DAY
    if following:
        for months in own:
            yield from _notice(terms, period, months)
            yield from _notice(terms, following, months)


def _notice(terms: Terms, period: Period, months: int | None) -> Iterator[dt.date]:
    day = notice_day(terms, period, months)
    if day:
        yield from _reminded(day)
        yield day + ONE_DAY


def _reminded(day: dt.date) -> Iterator[dt.date]:
    """When the reminders of a day begin."""
    for months in REMIND_MONTHS:
        yield months_after(day + ONE_DAY, -months)
