"""How often a group is to meet, and until when it may wait. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from samfrid.municipalities.dates import months_after

ONE_DAY: Final = dt.timedelta(days=1)
#: days of a month on average, where so many months are not shared by so many meetings
_MONTH_DAYS: Final = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """So many meetings in so many months. ``by_term``: in each term (spring to 30 June, autumn to 31 December)."""

    times: int
    months: int
    by_term: bool = False


def term_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the term (vårtermin, hösttermin) that a day lies in. A term is half a year."""
    if day.month <= 6:
        return dt.date(day.year, 1, 1), dt.date(day.year, 6, 30)
    return dt.date(day.year, 7, 1), dt.date(day.year, 12, 31)


def latest_day(rhythm: Rhythm, started_on: dt.date, met: Iterable[dt.date]) -> dt.date:
    """The last day on which the next meeting keeps the rhythm. ``met`` are the days of the meetings that were held.

    By term: the end of the term of the last meeting, or of the next one where that term had its number. A group that
    has not met yet has until the end of its first whole term; the term that it began in asks for no number.

    Otherwise: so many meetings in so many months from the last but ``times``, and never sooner than an even share of
    the months after the last one. A meeting after a long silence so begins the rhythm anew: what was missed is not
    asked for twice.
    """
    days = sorted((day for day in met if day >= started_on), reverse=True)
    return _by_term(rhythm, started_on, days) if rhythm.by_term else _rolling(rhythm, started_on, days)


def _by_term(rhythm: Rhythm, started_on: dt.date, days: list[dt.date]) -> dt.date:
    first_from, first_to = term_of(started_on)
    whole = first_from == started_on
    if not days:
        return first_to if whole else term_of(first_to + ONE_DAY)[1]
    begins, ends = term_of(days[0])
    held = sum(1 for day in days if begins <= day)
    enough = held >= rhythm.times or (begins == first_from and not whole)
    return term_of(ends + ONE_DAY)[1] if enough else ends


def _rolling(rhythm: Rhythm, started_on: dt.date, days: list[dt.date]) -> dt.date:
    before = days[rhythm.times - 1] if len(days) >= rhythm.times else started_on
    last = days[0] if days else started_on
    share, rest = divmod(rhythm.months, rhythm.times)
    even = last + dt.timedelta(rhythm.months * _MONTH_DAYS / rhythm.times) if rest else months_after(last, share)
    return max(months_after(before, rhythm.months), even)
