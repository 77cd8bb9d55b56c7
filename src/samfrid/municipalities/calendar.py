"""The Swedish calendar: which days an authority works.

Public holidays: lagen (1989:253) om allmänna helgdagar. Saturdays, Midsummer Eve, Christmas Eve and New Year's Eve
count as holidays when a time runs out: lagen (1930:173) om beräkning av lagstadgad tid.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

#: from this year 6 June is a holiday, and Whit Monday is none (SFS 2004:1320)
NATIONAL_DAY_SINCE = 2005
_SATURDAY = 5


def easter_day(year: int) -> dt.date:
    """Easter Day by the Gregorian computation (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, years = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - moon - years) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _saturday_from(day: dt.date) -> dt.date:
    return day + dt.timedelta((_SATURDAY - day.weekday()) % 7)


@lru_cache(maxsize=128)
def holidays(year: int) -> frozenset[dt.date]:
    """The public holidays of a year, and the three eves that count as such; Sundays besides."""
    easter = easter_day(year)
    midsummer = _saturday_from(dt.date(year, 6, 20))
    found = {
        dt.date(year, 1, 1),
        dt.date(year, 1, 6),
        easter - dt.timedelta(2),
        easter,
        easter + dt.timedelta(1),
        dt.date(year, 5, 1),
        easter + dt.timedelta(39),
        easter + dt.timedelta(49),
        dt.date(year, 6, 6) if year >= NATIONAL_DAY_SINCE else easter + dt.timedelta(50),
        midsummer - dt.timedelta(1),
        midsummer,
        _saturday_from(dt.date(year, 10, 31)),
        dt.date(year, 12, 24),
        dt.date(year, 12, 25),
        dt.date(year, 12, 26),
        dt.date(year, 12, 31),
    }
    return frozenset(found)


def is_working_day(day: dt.date) -> bool:
    """Whether it is neither Saturday, Sunday, public holiday nor one of the three eves."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def next_working_day(day: dt.date) -> dt.date:
    """The day itself if it is a working day, else the first one after: when a time that runs out on ``day`` ends."""
    while not is_working_day(day):
        day += dt.timedelta(1)
    return day


def working_days_before(day: dt.date, n: int) -> dt.date:
    """The working day ``n`` working days before ``day``, which is itself not counted; ``day`` for none."""
    while n:
        day -= dt.timedelta(1)
        n -= is_working_day(day)
    return day
