"""Dates as documents give them: sometimes only a month or a year; and what day it is."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language

#: years that a day can lie in: what is written outside is a slip, and deadlines are counted months from it
YEARS: Final = range(1800, 2200)
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: from ``first`` to ``last`` inclusive."""

    first: dt.date
    last: dt.date
    precision: Precision

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """From ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None for nothing and for what is no date."""
        match = _FORM.fullmatch(text or "")
        if not match:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            if year is None:
                return None
            if month is None:
                return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)
            if day is None:
                end = calendar.monthrange(year, month)[1]
                return cls(dt.date(year, month, 1), dt.date(year, month, end), Precision.MONTH)
            return cls(dt.date(year, month, day), dt.date(year, month, day), Precision.DAY)
        except ValueError:
            return None

    @classmethod
    def around(cls, day: dt.date, precision: str) -> Self:
        """The day, or the whole month or year that it lies in: back from how a row keeps it."""
        text = {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%Y-%m}"}.get(
            Precision(precision), f"{day:%Y-%m-%d}"
        )
        parsed = cls.parse(text)
        if parsed is None:  # pragma: no cover - a date always has these forms
            raise ValueError(text)
        return parsed

    def __str__(self) -> str:
        return in_words(self.first, self.precision)


def in_words(day: dt.date, precision: str = Precision.DAY) -> str:
    """``28 mars 2022``, ``mars 2022`` or ``2022``, in the reader's language; the spaces never break over a line."""
    return _in_words(day, Precision(precision), get_language())


@lru_cache(maxsize=4096)
def _in_words(day: dt.date, precision: Precision, _language: str | None) -> str:
    parts = [str(day.day), str(MONTHS[day.month]), str(day.year)]
    kept = {Precision.DAY: parts, Precision.MONTH: parts[1:], Precision.YEAR: parts[2:]}[precision]
    return "\N{NO-BREAK SPACE}".join(kept)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later (earlier if negative), or the last of that month if it has no such day.

    29 February and twelve months is 28 February. Always count from the first day: each step from the one before drifts.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # every month has 28 days: most days need no look at the calendar
    kept = day.day if day.day <= 28 else min(day.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, kept)


def today() -> dt.date:
    """The day in Sweden. ``SAMFRID_TODAY`` (YYYY-MM-DD) sets another, for courses; rules take it as an argument."""
    chosen = os.environ.get("SAMFRID_TODAY")
    return dt.date.fromisoformat(chosen) if chosen else timezone.localdate()


def now() -> dt.datetime:
    """The moment in Sweden: the time of the clock on the day that :func:`today` says it is."""
    clock = timezone.localtime()
    return clock if today() == clock.date() else dt.datetime.combine(today(), clock.time(), clock.tzinfo)
