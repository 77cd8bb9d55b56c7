"""What agreements are worth, by year: the forms that municipalities have published, and what cannot be reckoned."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.partners.models import AgreementForm, Per
from samfrid.partners.rules import (
    Period,
    Sign,
    Terms,
    Why,
    coming_payments,
    looks_like_procurement,
    months,
    period_to_reckon,
    procurement_signs,
    unanswered,
    worth,
)
from tests.partners.sums import A

D = dt.date
TODAY = D(2026, 11, 22)
THREE = Period(D(2022, 1, 1), D(2024, 12, 31), 1)
#: Vallentuna's first period
HALVES = Period(D(2021, 7, 1), D(2023, 6, 30), 1)
INHABITANTS = {2021: 34_560, 2022: 35_000}
INDEX = {("kpi", 2022): Decimal("400"), ("kpi", 2023): Decimal("434.4"), ("opi", 2022): Decimal(100)}


def by_year(amounts: list[A], period: Period | None) -> dict[int, int]:
    found = worth(amounts, period, INHABITANTS, INDEX)
    return {year: found.of(year) for year in found.years if found.of(year)}


@pytest.mark.parametrize(
    ("amounts", "period", "expected"),
    [
        # Kalmar: 650 000 + 350 000 a year, three years
        ([A(650_000, Per.YEAR), A(350_000, Per.YEAR)], THREE, {2022: 1_000_000, 2023: 1_000_000, 2024: 1_000_000}),
        # Lund, of which it was said: just over 1 million over three years
        ([A(340_000, Per.YEAR)], Period(D(2018, 1, 1), D(2020, 12, 31), 1), dict.fromkeys((2018, 2019, 2020), 340_000)),
        # Värnamo: 10 kr for each inhabitant
        ([A(10, Per.INHABITANT_YEAR)], Period(D(2021, 1, 1), D(2021, 12, 31), 1), {2021: 345_600}),
        # Vallentuna: from July to June, with a condition that nobody has decided, that was met, that was not
        ([A(50_000, Per.YEAR)], HALVES, {2021: 25_000, 2022: 50_000, 2023: 25_000}),
        ([A(25_000, Per.YEAR, "tjejjour")], HALVES, {}),
        # met in March 2022: the agreement's running year is paid, and not before it was met
        ([A(25_000, Per.YEAR, "tjejjour", D(2022, 3, 1))], HALVES, {2022: 25_000 + 12_500, 2023: 12_500}),
        ([A(25_000, Per.YEAR, "tjejjour", D(2022, 9, 1))], HALVES, {2022: 12_500, 2023: 12_500}),
        ([A(25_000, Per.YEAR, "tjejjour", D(2019, 9, 1))], HALVES, {2021: 12_500, 2022: 25_000, 2023: 12_500}),
        ([A(25_000, Per.YEAR, "tjejjour", D(2023, 9, 1))], HALVES, {}),
        ([A(25_000, Per.YEAR, "tjejjour", None, D(2022, 3, 1))], HALVES, {}),
        # a part of the time
        ([A(120_000, Per.YEAR, from_on=D(2023, 7, 1))], THREE, {2023: 60_000, 2024: 120_000}),
        ([A(10_000, Per.MONTH, to_on=D(2022, 3, 31))], THREE, {2022: 30_000}),
        ([A(10_000, Per.MONTH, from_on=D(2026, 1, 1))], THREE, {}),
        # once: with the first period, or on its own day
        ([A(75_000, Per.ONCE)], THREE, {2022: 75_000}),
        ([A(75_000, Per.ONCE)], Period(D(2022, 1, 1), D(2024, 12, 31), 2), {}),
        ([A(75_000, Per.ONCE, from_on=D(2023, 5, 1))], Period(D(2022, 1, 1), D(2024, 12, 31), 2), {2023: 75_000}),
        ([A(75_000, Per.ONCE, "lokal", D(2024, 2, 1))], THREE, {2024: 75_000}),
        # raised by an index, from the year after its base year
        ([A(100_000, Per.YEAR, index_kind="kpi", index_base_year=2022)], THREE, {2022: 100_000, 2023: 108_600}),
        (
            [A(100_000, Per.YEAR, index_kind="fixed_percent", index_base_year=2022, index_percent=Decimal(3))],
            THREE,
            {2022: 100_000, 2023: 103_000, 2024: 106_090},
        ),
        ([A(100_000, Per.YEAR)], None, {}),
        ([A(100_000, Per.YEAR)], Period(None, D(2024, 12, 31), 1), {}),
    ],
)
def test_what_is_certain_by_year(amounts: list[A], period: Period | None, expected: dict[int, int]) -> None:
    assert by_year(amounts, period) == expected


@pytest.mark.parametrize(
    ("amount", "period", "why", "years"),
    [
        (A(2_300, Per.DAY), THREE, Why.DAY_PRICE, [None]),
        (A(1, Per.YEAR), None, Why.NO_PERIOD, [None]),
        (A(1, Per.YEAR), Period(None, D(2024, 12, 31), 1), Why.NO_PERIOD, [None]),
        (A(10, Per.INHABITANT_YEAR), THREE, Why.NO_INHABITANTS, [2023, 2024]),
        (A(1_000, Per.YEAR, index_kind="kpi", index_base_year=2022), THREE, Why.NO_INDEX, [2024]),
        (A(1_000, Per.YEAR, index_kind="opi", index_base_year=2020), THREE, Why.NO_INDEX, [2022, 2023, 2024]),
    ],
)
def test_what_cannot_be_reckoned_says_why(amount: A, period: Period | None, why: Why, years: list[int | None]) -> None:
    found = worth([amount], period, INHABITANTS, INDEX).uncounted
    assert [(one.why, one.year) for one in found] == [(why, year) for year in years]


def test_the_base_year_of_an_index_is_named_where_it_is_lacking() -> None:
    amount = A(1_000, Per.YEAR, index_kind="opi", index_base_year=2020)
    lacking = worth([amount], THREE, {}, INDEX).uncounted[0].lacking
    assert lacking
    assert (lacking.kind, lacking.year) == ("opi", 2020)


def test_payers_and_funding_are_kept_apart_and_conditions_beside() -> None:
    amounts = [
        A(650_000, Per.YEAR, payer_name="Socialnämnden"),
        A(350_000, Per.YEAR, payer_name="Kommunstyrelsen"),
        A(40_000, Per.YEAR, payer_name="Kommunstyrelsen", funding="state"),
        A(25_000, Per.YEAR, "om jouren startar en tjejjour"),
    ]
    found = worth(amounts, THREE, {}, {})
    assert found.split() == {
        ("Kommunstyrelsen", "own"): dict.fromkeys((2022, 2023, 2024), 350_000),
        ("Kommunstyrelsen", "state"): dict.fromkeys((2022, 2023, 2024), 40_000),
        ("Socialnämnden", "own"): dict.fromkeys((2022, 2023, 2024), 650_000),
    }
    assert (found.total, found.conditional_total, found.conditional_of(2023)) == (3_120_000, 75_000, 25_000)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms(D(2021, 7, 1), D(2023, 6, 30), 24), Period(D(2025, 7, 1), D(2027, 6, 30), 3)),
        # ended: what it was
        (Terms(D(2022, 1, 1), D(2024, 12, 31)), THREE),
        (Terms(D(2018, 1, 1), D(2018, 12, 31), 12, D(2020, 12, 31)), Period(D(2020, 1, 1), D(2020, 12, 31), 3)),
        # to come
        (Terms(D(2028, 1, 1), D(2028, 12, 31)), Period(D(2028, 1, 1), D(2028, 12, 31), 1)),
        # no end known: to the end of next year
        (Terms(D(2025, 3, 1)), Period(D(2025, 3, 1), D(2027, 12, 31), 1)),
        (Terms(), None),
    ],
)
def test_the_period_that_is_reckoned(terms: Terms, expected: Period | None) -> None:
    assert period_to_reckon(terms, TODAY) == expected


days = st.dates(D(1995, 1, 1), D(2085, 12, 31))
rated = st.builds(
    A,
    st.integers(1, 10**7),
    st.sampled_from([Per.YEAR, Per.MONTH, Per.ONCE]),
    from_on=st.none() | days,
    index_kind=st.sampled_from(["none", "fixed_percent"]),
    index_base_year=st.integers(1990, 2090),
    index_percent=st.decimals(Decimal(0), Decimal(10), places=2),
)


@settings(deadline=None, max_examples=60)
@given(start=days, years=st.integers(1, 6), sek=st.integers(1, 10**7), per=st.sampled_from([Per.YEAR, Per.MONTH]))
def test_whole_turns_come_to_the_whole_however_they_lie_in_the_year(start: D, years: int, sek: int, per: Per) -> None:
    start = start.replace(day=min(start.day, 28))
    period = Period(start, start.replace(year=start.year + years) - dt.timedelta(1), 1)
    found = worth([A(sek, per)], period, {}, {})
    assert found.total == sek * years * (12 if per == Per.MONTH else 1)
    assert all(one.sek >= 0 for one in found.lines)


@settings(deadline=None, max_examples=60)
@given(start=days, length=st.integers(0, 700), amount=rated)
def test_what_is_paid_is_what_it_is_worth(start: D, length: int, amount: A) -> None:
    period = Period(start, start + dt.timedelta(length), 1)
    total = worth([amount], period, {}, {}).total
    payments = coming_payments([amount], period, [], start)
    assert abs(total - sum(one.sek for one in payments)) <= len(payments) + 1


@settings(deadline=None, max_examples=60)
@given(one=days, two=days, three=days)
def test_months_add_up(one: D, two: D, three: D) -> None:
    first, middle, last = sorted((one, two, three))
    assert months(first, middle) + months(middle + dt.timedelta(1), last) == months(first, last)
    assert months(D(first.year, 1, 1), D(first.year, 12, 31)) == Fraction(12)


@pytest.mark.parametrize(
    ("form", "parties", "amounts", "value", "signs", "asked"),
    [
        # a usual partnership with one association
        (AgreementForm.IOP, 1, [A(50_000, Per.YEAR)], 100_000, [Sign.ONE_PARTY], False),
        (AgreementForm.IOP, 1, [A(2_300, Per.DAY)], 0, [Sign.ONE_PARTY, Sign.UNIT_PRICE], True),
        (AgreementForm.IOP, 1, [A(18, Per.YEAR)], 54_000_000, [Sign.ONE_PARTY, Sign.LARGE], True),
        (AgreementForm.GRANT, 3, [A(2_300, Per.DAY)], 7_802_550, [Sign.UNIT_PRICE, Sign.LARGE], True),
        (AgreementForm.IOP, 3, [A(1, Per.YEAR)], 7_802_550, [Sign.LARGE], False),
        (AgreementForm.IOP, 1, [A(2_300, Per.DAY, "x", None, TODAY)], 7_802_549, [Sign.ONE_PARTY], False),
        (AgreementForm.CONTRACT, 1, [A(2_300, Per.DAY)], 54_000_000, [], False),
    ],
)
def test_what_looks_like_procurement(
    form: str, parties: int, amounts: list[A], value: int, signs: list[Sign], *, asked: bool
) -> None:
    found = procurement_signs(form, parties, amounts, value, 7_802_550)
    assert found == signs
    assert looks_like_procurement(found) is asked
    assert unanswered(found, None) is asked
    # answered, until it has a sign more
    assert not unanswered(found, [str(one) for one in signs])
    assert unanswered(found, [str(one) for one in signs[1:]]) is asked
