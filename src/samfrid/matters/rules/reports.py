"""Counting for the reports that the law asks for."""

from __future__ import annotations

import datetime as dt

from samfrid.municipalities.dates import months_after


def months_waited(raised_on: dt.date, today: dt.date) -> int:
    """Whole months from one day to another; 0 before the first has gone, and for a day to come."""
    months = (today.year - raised_on.year) * 12 + today.month - raised_on.month
    return max(months - (months_after(raised_on, months) > today), 0)
