"""Payments that an agreement's sums give rise to: each year, month or sum once, none twice, none beyond the period."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.partners.models import Per
from samfrid.partners.rules import AHEAD_MONTHS, Period, Proposed, Terms, coming_payments, period_to_plan
from tests.partners.sums import A

D = dt.date
TODAY = D(2026, 11, 22)
#: Vallentuna's third period
PERIOD = Period(D(2025, 7, 1), D(2027, 6, 30), 3)


def days(found: list[Proposed]) -> list[tuple[str, int]]:
    return [(one.due_on.isoformat(), one.sek) for one in found]


@pytest.mark.parametrize(
    ("amount", "period", "today", "expected"),
    [
        # the years of Vallentuna's period: the second has begun, so nothing is left of it
        (A(50_000, Per.YEAR), PERIOD, TODAY, []),
        (A(50_000, Per.YEAR), PERIOD, D(2026, 7, 1), ["2026-07-01"]),
        (A(50_000, Per.YEAR), PERIOD, D(2025, 7, 1), ["2025-07-01", "2026-07-01"]),
        (A(50_000, Per.YEAR), PERIOD, D(2025, 7, 2), ["2026-07-01"]),
        # a month at a time, to the period's end
        (A(1_000, Per.MONTH), PERIOD, D(2027, 3, 15), ["2027-04-01", "2027-05-01", "2027-06-01"]),
        # not farther ahead than two years
        (A(1, Per.YEAR), Period(D(2026, 1, 1), D(2035, 12, 31), 1), TODAY, ["2027-01-01", "2028-01-01"]),
        # once is once, and not again when the agreement is renewed
        (A(9, Per.ONCE), Period(D(2027, 1, 1), D(2027, 12, 31), 1), TODAY, ["2027-01-01"]),
        (A(9, Per.ONCE), Period(D(2027, 1, 1), D(2027, 12, 31), 2), TODAY, []),
        # the last day of a month does not drift
        (
            A(5, Per.MONTH),
            Period(D(2026, 12, 31), D(2027, 3, 30), 1),
            TODAY,
            ["2026-12-31", "2027-01-31", "2027-02-28"],
        ),
        # only the end known: years counted back from it
        (A(5, Per.YEAR), Period(None, D(2028, 12, 31), 1), TODAY, ["2027-01-01", "2028-01-01"]),
        (A(5, Per.ONCE), Period(None, D(2028, 12, 31), 1), TODAY, []),
        # a condition that nobody has decided, or that was not met, pays nothing
        (A(25_000, Per.YEAR, "tjejjour"), PERIOD, D(2025, 7, 1), []),
        (A(25_000, Per.YEAR, "tjejjour", declined_on=D(2025, 7, 1)), PERIOD, D(2025, 7, 1), []),
        # met last year: each whole year since; met in the running one: at once
        (A(25_000, Per.YEAR, "tjejjour", D(2024, 5, 1)), PERIOD, D(2025, 7, 1), ["2025-07-01", "2026-07-01"]),
        (A(25_000, Per.YEAR, "tjejjour", D(2026, 11, 20)), PERIOD, TODAY, ["2026-11-22"]),
        (A(25_000, Per.YEAR, "tjejjour", D(2026, 5, 1)), PERIOD, D(2026, 5, 3), ["2026-05-03", "2026-07-01"]),
        # what has no sum beforehand
        (A(2_300, Per.DAY), PERIOD, TODAY, []),
        (A(10, Per.INHABITANT_YEAR), PERIOD, TODAY, []),
        (A(10, Per.YEAR), None, TODAY, []),
    ],
)
def test_coming_payments(amount: A, period: Period | None, today: D, expected: list[str]) -> None:
    assert [day for day, _sek in days(coming_payments([amount], period, [], today))] == expected


@pytest.mark.parametrize(
    ("amount", "period", "expected"),
    [
        # a year that the agreement has half of is paid by half
        (
            A(50_000, Per.YEAR),
            Period(D(2027, 1, 1), D(2028, 6, 30), 1),
            [("2027-01-01", 50_000), ("2028-01-01", 25_000)],
        ),
        # a sum that holds for part of the time
        (
            A(100_000, Per.YEAR, from_on=D(2027, 7, 1), to_on=D(2028, 12, 31)),
            Period(D(2027, 1, 1), D(2029, 12, 31), 1),
            [("2027-07-01", 50_000), ("2028-01-01", 100_000)],
        ),
        (A(9, Per.ONCE, from_on=D(2027, 3, 1)), Period(D(2027, 1, 1), D(2027, 12, 31), 2), [("2027-03-01", 9)]),
        (A(9, Per.ONCE, from_on=D(2026, 12, 1)), Period(D(2027, 1, 1), D(2027, 12, 31), 1), []),
        # by inhabitants and by index, where they are known
        (A(10, Per.INHABITANT_YEAR), Period(D(2027, 1, 1), D(2028, 12, 31), 1), [("2027-01-01", 345_600)]),
        (
            A(100_000, Per.YEAR, index_kind="kpi", index_base_year=2026),
            Period(D(2027, 1, 1), D(2028, 12, 31), 1),
            [("2027-01-01", 105_000)],
        ),
        (
            A(100_000, Per.YEAR, index_kind="fixed_percent", index_base_year=2026, index_percent=Decimal("2.5")),
            Period(D(2027, 1, 1), D(2028, 12, 31), 1),
            [("2027-01-01", 102_500), ("2028-01-01", 105_063)],
        ),
    ],
)
def test_what_each_payment_comes_to(amount: A, period: Period, expected: list[tuple[str, int]]) -> None:
    index = {("kpi", 2026): Decimal(400), ("kpi", 2027): Decimal(420)}
    found = coming_payments([amount], period, [], TODAY, inhabitants={2027: 34_560}, index=index)
    assert days(found) == expected


def test_what_is_planned_is_not_proposed_again() -> None:
    amount, other = A(50_000, Per.YEAR), A(10_000, Per.YEAR)
    # the day was moved within the year that it is for
    known = [(amount.pk, D(2025, 9, 15)), (None, D(2026, 7, 1))]
    found = coming_payments([amount, other], PERIOD, known, D(2025, 7, 1))
    assert days(found) == [("2025-07-01", 10_000), ("2026-07-01", 50_000), ("2026-07-01", 10_000)]


@pytest.mark.parametrize(
    ("terms", "today", "expected"),
    [
        ((D(2021, 7, 1), D(2023, 6, 30), 24, None), TODAY, PERIOD),
        ((D(2027, 7, 1), D(2028, 6, 30), None, None), TODAY, Period(D(2027, 7, 1), D(2028, 6, 30), 1)),
        ((D(2025, 1, 1), None, None, None), TODAY, Period(D(2025, 1, 1), D(2028, 11, 22), 1)),
        ((D(2027, 1, 1), None, None, None), TODAY, Period(D(2027, 1, 1), D(2029, 1, 1), 1)),
        ((D(2020, 1, 1), D(2020, 12, 31), None, None), TODAY, None),
        ((None, None, None, None), TODAY, None),
    ],
)
def test_the_period_to_plan(
    terms: tuple[D | None, D | None, int | None, D | None], today: D, expected: Period | None
) -> None:
    assert period_to_plan(Terms(*terms), today) == expected


some_days = st.dates(D(1995, 1, 1), D(2085, 12, 31))


@settings(deadline=None)
@given(
    start=some_days, length=st.integers(0, 3000), ahead=st.integers(0, 3000), per=st.sampled_from([Per.YEAR, Per.MONTH])
)
def test_payments_lie_ahead_within_the_period_and_each_day_once(start: D, length: int, ahead: int, per: Per) -> None:
    period, today = Period(start, start + dt.timedelta(length), 1), start + dt.timedelta(ahead)
    amount = A(7, per)
    found = [one.due_on for one in coming_payments([amount], period, [], today)]
    assert found == sorted(set(found))
    assert all(today <= day <= period.end for day in found)
    assert len(found) <= AHEAD_MONTHS + 1
    # planned, they are not proposed again, and planning one leaves the others
    known = [(amount.pk, day) for day in found]
    assert coming_payments([amount], period, known, today) == []
    for day in found[:1]:
        rest = [one.due_on for one in coming_payments([amount], period, [(amount.pk, day)], today)]
        assert rest == found[1:]
