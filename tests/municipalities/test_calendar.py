"""The Swedish calendar against printed almanacs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.municipalities.calendar import (
    easter_day,
    holidays,
    is_working_day,
    next_working_day,
    working_days_before,
)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 1))


@pytest.mark.parametrize(
    "day",
    ["1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20",
     "2026-04-05", "2038-04-25"],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(day: str) -> None:
    expected = dt.date.fromisoformat(day)
    assert easter_day(expected.year) == expected


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-01-01", False),  # New Year's Day
        ("2026-01-02", True),
        ("2026-01-05", True),  # Twelfth Night is a working day before the law
        ("2026-01-06", False),  # Epiphany
        ("2026-04-02", True),  # Maundy Thursday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-05-01", False),
        ("2026-05-14", False),  # Ascension
        ("2026-05-15", True),  # the Friday after is a working day, though few work
        ("2026-05-25", True),  # Whit Monday is none since 2005
        ("2004-05-31", False),  # and was one until then
        ("2004-06-07", True),
        ("2025-06-06", False),  # the National Day, a Friday
        ("2003-06-06", True),
        ("2026-06-19", False),  # Midsummer Eve
        ("2026-06-20", False),
        ("2025-06-20", False),  # Midsummer Eve on another date
        ("2026-10-31", False),  # All Saints' Day
        ("2026-10-30", True),
        ("2026-12-23", True),
        ("2026-12-24", False),
        ("2026-12-25", False),
        ("2026-12-28", True),
        ("2026-12-31", False),
        ("2026-11-21", False),  # a Saturday
        ("2026-11-22", False),  # a Sunday
        ("2026-11-23", True),
    ],
)
def test_working_days(day: str, works: bool) -> None:
    assert is_working_day(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-25", 1, "2026-11-24"),
        ("2026-11-23", 1, "2026-11-20"),  # over a week-end
        ("2026-11-30", 7, "2026-11-19"),  # Kalix: seven working days
        ("2026-04-07", 1, "2026-04-02"),  # over Easter
        ("2027-01-04", 3, "2026-12-28"),  # over New Year
        ("2026-04-04", 1, "2026-04-02"),  # from a day that is none
    ],
)
def test_working_days_before(day: str, n: int, expected: str) -> None:
    assert working_days_before(dt.date.fromisoformat(day), n) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-04-03", "2026-04-07"), ("2026-12-24", "2026-12-28"), ("2026-11-23", "2026-11-23")],
)
def test_what_runs_out_on_a_holiday_ends_on_the_next_working_day(day: str, expected: str) -> None:
    assert next_working_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(expected)


@given(st.integers(1900, 2199))
def test_every_year_has_its_holidays(year: int) -> None:
    days = holidays(year)
    assert easter_day(year).weekday() == 6
    assert dt.date(year, 3, 22) <= easter_day(year) <= dt.date(year, 4, 25)
    # 1 May and Ascension fall on one day in some years
    assert len(days) in {15, 16}


@given(DAYS, st.integers(0, 30))
def test_working_days_are_counted_one_by_one(day: dt.date, n: int) -> None:
    before = working_days_before(day, n)
    between = [before + dt.timedelta(step) for step in range((day - before).days)]
    assert sum(map(is_working_day, between)) == n
    assert n == 0 or is_working_day(before)


@given(DAYS)
def test_the_next_working_day_is_the_first(day: dt.date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + dt.timedelta(step)) for step in range((found - day).days))
