"""Dates as documents give them: sometimes only a month or a year; and what day it is."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils import timezone

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


def today() -> dt.date:
    """The day in Sweden. ``SAMFRID_TODAY`` (YYYY-MM-DD) sets another, for courses and tests; rules take it as an argument."""
    chosen = os.environ.get("SAMFRID_TODAY")
    return dt.date.fromisoformat(chosen) if chosen else timezone.localdate()
