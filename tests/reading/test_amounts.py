"""Sums of money and numbers in words: what is paid, how often and on what condition."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.numerals import value_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3 120", 3120),
        ("1,9", 1.9),
        ("12.500", 12500),
        ("tjugofyra", 24),
        ("etthundratjugofem", 125),
        ("en miljon tvåhundratusen", 1_200_000),
        ("fjärde", None),
        ("tre och", None),
        ("", None),
    ],
)
def test_a_number_has_one_value_or_none(written: str, value: float | None) -> None:
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("sentence", "sums"),
    [
        ("Jouren får 410 000 kronor per år.", [(410_000, "year", None)]),
        ("Ersättningen är 1,15 mnkr om året.", [(1_150_000, "year", None)]),
        ("Kommunen betalar 15 kronor per invånare och år.", [(15, "inhabitant_year", None)]),
        ("Stödet är 42 500 kr per månad.", [(42_500, "month", None)]),
        ("För platserna betalas 1 850 kronor per dygn.", [(1_850, "day", None)]),
        ("Ett engångsbelopp på 75 tkr lämnas.", [(75_000, "once", None)]),
        ("Anvisa 120.000:- ur förfogandeanslaget.", [(120_000, "", None)]),
        ("en ersättning på två miljoner (2 000 000) kronor per år", [(2_000_000, "year", None)]),
        (
            "Ersättningen är 600 000 kr/år, och därutöver högst 80 000 kr/år om jouren öppnar en filial.",
            [(600_000, "year", None), (80_000, "year", "om jouren öppnar en filial")],
        ),
        (
            "Om antalet stödsökande överstiger 200 kan ytterligare 100 tkr utgå.",
            [(100_000, "", "Om antalet stödsökande överstiger 200")],
        ),
        ("Kommunen lämnar årligen 175 000 kr till föreningen.", [(175_000, "year", None)]),
        ("Beslutet om 90 000 kronor togs 2024.", [(90_000, "", None)]),
        ("Ärendet har 1 500 sidor och nummer 2024/18.", []),
    ],
)
def test_a_sum_is_read_with_its_rate_and_condition(sentence: str, sums: list[tuple[int, str, str | None]]) -> None:
    assert [(money.sek, money.per, money.condition) for money in money_in(sentence)] == sums


def test_a_sum_points_at_its_own_words() -> None:
    sentence = "Jouren får 410 000 kronor per år."
    (money,) = money_in(sentence)
    assert sentence[money.start : money.end] == "410 000 kronor"
