"""Periods of agreements: any renewal, any day, month ends and 29 February."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.partners.models import Per
from samfrid.partners.rules import Period, Terms, current_period, follow_up_wanted_since, notice_day, yearly_sum

D = dt.date


@pytest.mark.parametrize(
    ("first", "months", "last", "today", "expected"),
    [
        # Vallentuna 2021: two years, prolonged by two years at a time until further notice
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2026, 11, 22), (D(2025, 7, 1), D(2027, 6, 30), 3)),
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2025, 6, 30), (D(2023, 7, 1), D(2025, 6, 30), 2)),
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2025, 7, 1), (D(2025, 7, 1), D(2027, 6, 30), 3)),
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2021, 7, 1), (D(2021, 7, 1), D(2023, 6, 30), 1)),
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2023, 6, 30), (D(2021, 7, 1), D(2023, 6, 30), 1)),
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(2021, 6, 30), None),
        # nothing said about renewal: it simply ends
        ((D(2022, 1, 1), D(2024, 12, 31)), None, None, D(2024, 12, 31), (D(2022, 1, 1), D(2024, 12, 31), 1)),
        ((D(2022, 1, 1), D(2024, 12, 31)), None, None, D(2025, 1, 1), None),
        # prolonged at most to a day, which cuts the last period short
        ((D(2020, 1, 1), D(2020, 12, 31)), 12, D(2022, 6, 30), D(2022, 6, 30), (D(2022, 1, 1), D(2022, 6, 30), 3)),
        ((D(2020, 1, 1), D(2020, 12, 31)), 12, D(2022, 6, 30), D(2022, 7, 1), None),
        ((D(2020, 1, 1), D(2020, 12, 31)), 12, D(2021, 12, 31), D(2022, 1, 1), None),
        # the end of February is the end of February, leap year or not
        ((D(2019, 3, 1), D(2020, 2, 29)), 12, None, D(2021, 2, 28), (D(2020, 3, 1), D(2021, 2, 28), 2)),
        ((D(2019, 3, 1), D(2020, 2, 29)), 12, None, D(2024, 2, 29), (D(2023, 3, 1), D(2024, 2, 29), 5)),
        # a period that begins on the 31st does not drift to the 28th for ever
        ((D(2020, 12, 31), D(2021, 1, 30)), 1, None, D(2021, 2, 27), (D(2021, 1, 31), D(2021, 2, 27), 2)),
        ((D(2020, 12, 31), D(2021, 1, 30)), 1, None, D(2021, 3, 30), (D(2021, 2, 28), D(2021, 3, 30), 3)),
        ((D(2020, 12, 31), D(2021, 1, 30)), 1, None, D(2021, 3, 31), (D(2021, 3, 31), D(2021, 4, 29), 4)),
        # far ahead
        ((D(2021, 7, 1), D(2023, 6, 30)), 24, None, D(9990, 1, 1), (D(9989, 7, 1), D(9991, 6, 30), 3985)),
        # only the end is known
        ((None, D(2023, 6, 30)), 12, None, D(2020, 1, 1), (None, D(2023, 6, 30), 1)),
        ((D(2021, 7, 1), None), 12, None, D(2022, 1, 1), None),
    ],
)
def test_current_period(
    first: tuple[D | None, D | None], months: int | None, last: D | None, today: D, expected: tuple[D, D, int] | None
) -> None:
    assert current_period(Terms(*first, months, last), today) == (Period(*expected) if expected else None)


days = st.dates(D(1990, 1, 1), D(2090, 12, 31))


@given(first_from=days, length=st.integers(0, 2000), months=st.integers(1, 120), ahead=st.integers(0, 40000))
def test_today_lies_in_the_current_period(first_from: D, length: int, months: int, ahead: int) -> None:
    first_to, today = first_from + dt.timedelta(length), first_from + dt.timedelta(ahead)
    period = current_period(Terms(first_from, first_to, months), today)
    assert period is not None
    assert period.start is not None
    assert period.start <= today <= period.end


@given(first_from=days, length=st.integers(0, 2000), months=st.integers(1, 120), ahead=st.integers(0, 40000))
def test_periods_follow_one_another_without_hole_or_overlap(
    first_from: D, length: int, months: int, ahead: int
) -> None:
    first_to = first_from + dt.timedelta(length)
    period = current_period(Terms(first_from, first_to, months), first_from + dt.timedelta(ahead))
    assert period is not None
    following = current_period(Terms(first_from, first_to, months), period.end + dt.timedelta(1))
    assert following is not None
    assert following.start == period.end + dt.timedelta(1)
    assert following.number == period.number + 1


@given(first_from=days, length=st.integers(0, 2000), months=st.integers(1, 120), ahead=st.integers(0, 40000))
def test_every_day_of_a_period_gives_that_period(first_from: D, length: int, months: int, ahead: int) -> None:
    first_to = first_from + dt.timedelta(length)
    period = current_period(Terms(first_from, first_to, months), first_from + dt.timedelta(ahead))
    assert period is not None
    assert period.start is not None
    for day in (period.start, period.end, period.start + (period.end - period.start) / 2):
        assert current_period(Terms(first_from, first_to, months), day) == period


@given(first_from=days, length=st.integers(0, 2000), months=st.integers(1, 60), limit=st.integers(0, 4000), day=days)
def test_nothing_is_agreed_after_the_last_day(first_from: D, length: int, months: int, limit: int, day: D) -> None:
    first_to = first_from + dt.timedelta(length)
    last = first_to + dt.timedelta(limit)
    period = current_period(Terms(first_from, first_to, months, last), day)
    assert (period is not None) == (first_from <= day <= last)
    if period:
        assert period.end <= last


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [
        (D(2027, 6, 30), 6, D(2026, 12, 31)),
        (D(2024, 12, 31), 3, D(2024, 9, 30)),
        (D(2024, 2, 29), 12, D(2023, 2, 28)),
        (D(2027, 5, 31), 3, D(2027, 2, 28)),
        (D(2027, 6, 15), 1, D(2027, 5, 15)),
        (D(2027, 6, 30), 0, D(2027, 6, 30)),
        (D(2027, 6, 30), None, None),
        (None, 6, None),
    ],
)
def test_notice_day(end: D | None, months: int | None, expected: D | None) -> None:
    period = Period(None, end, 1) if end else None
    assert notice_day(Terms(notice_months=months), period) == expected


@pytest.mark.parametrize(
    ("started", "last", "today", "expected"),
    [
        (D(2021, 7, 1), None, D(2026, 11, 22), D(2023, 7, 1)),
        (D(2021, 7, 1), D(2024, 11, 23), D(2026, 11, 22), None),
        (D(2021, 7, 1), D(2024, 11, 22), D(2026, 11, 22), None),
        (D(2021, 7, 1), D(2024, 11, 21), D(2026, 11, 22), D(2026, 11, 21)),
        (D(2026, 1, 1), None, D(2026, 11, 22), None),
        (None, None, D(2026, 11, 22), D(2026, 11, 22)),
    ],
)
def test_follow_up_is_wanted_every_24_months(started: D | None, last: D | None, today: D, expected: D | None) -> None:
    assert follow_up_wanted_since(started, last, today) == expected


@dataclass
class A:
    sek: int
    per: str
    condition: str = ""
    released_on: D | None = None
    declined_on: D | None = None


@pytest.mark.parametrize(
    ("amounts", "inhabitants", "expected"),
    [
        ([A(50_000, Per.YEAR), A(25_000, Per.YEAR, "tjejjour")], None, (50_000, 25_000, 0)),
        ([A(50_000, Per.YEAR), A(25_000, Per.YEAR, "tjejjour", D(2022, 1, 1))], None, (75_000, 0, 0)),
        ([A(50_000, Per.YEAR), A(25_000, Per.YEAR, "tjejjour", None, D(2022, 1, 1))], None, (50_000, 0, 0)),
        ([A(1_000, Per.MONTH)], None, (12_000, 0, 0)),
        ([A(10, Per.INHABITANT_YEAR)], 34_560, (345_600, 0, 0)),
        ([A(10, Per.INHABITANT_YEAR)], None, (0, 0, 1)),
        ([A(2_300, Per.DAY), A(100_000, Per.ONCE)], None, (0, 0, 2)),
        ([], None, (0, 0, 0)),
    ],
)
def test_yearly_sum(amounts: list[A], inhabitants: int | None, expected: tuple[int, int, int]) -> None:
    total = yearly_sum(amounts, inhabitants)
    assert (total.certain, total.conditional, total.uncounted) == expected
