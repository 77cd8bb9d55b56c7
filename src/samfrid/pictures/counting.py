"""Numbers for pictures, counted from days. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from samfrid.pictures.burndown import Month

#: months that a burn-down shows where nothing else is said
MONTHS: Final = 24


def first_of_month(day: dt.date) -> dt.date:
    """The first day of the month that the day lies in."""
    return day.replace(day=1)


def months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The first day of each month from one day's to another's, both counted."""
    at = first_of_month(first)
    while at <= last:
        yield at
        at = dt.date(at.year + at.month // 12, at.month % 12 + 1, 1)


def by_month(
    promised: Mapping[dt.date, int], settled: Mapping[dt.date, int], last: dt.date, most: int = MONTHS
) -> list[Month]:
    """How many were promised and settled in each month, and how many were open as it ended.

    ``promised`` and ``settled`` are numbers by day (any day of the month; the first of it is as good). At most ``most``
    months up to that of ``last``; what was open before them is counted in. Days after ``last`` are not.
    """
    known = [day for day in (*promised, *settled) if day <= last]
    if not known:
        return []
    every = list(months(min(known), last))
    made, ended = _summed(promised, last), _summed(settled, last)
    found: list[Month] = []
    still = 0
    for month in every:
        new, gone = made.get(month, 0), ended.get(month, 0)
        still += new - gone
        found.append(Month(month, new, gone, still))
    return found[-most:]


def _summed(counts: Mapping[dt.date, int], last: dt.date) -> dict[dt.date, int]:
    found: dict[dt.date, int] = {}
    for day, count in counts.items():
        if day <= last:
            month = first_of_month(day)
            found[month] = found.get(month, 0) + count
    return found
