"""Organisation numbers: odd writing is taken, wrong ones are refused with what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.municipalities.numbers import control_digit, organisation_number


@pytest.mark.parametrize(
    "text",
    [
        "212000-2965",
        "2120002965",
        " 212000 2965 ",
        "212 000-29 65",
        "212000\N{NO-BREAK SPACE}2965",
        "212000\N{EN DASH}2965",
        "212000\N{NON-BREAKING HYPHEN}2965",
        "16212000-2965",
        "162120002965",
        "SE212000296501",
        "Org.nr: 212000-2965",
        "orgnr 212000-2965",
        "Organisationsnummer: 212000-2965",
    ],
)
def test_odd_writing_is_taken(text: str) -> None:
    assert organisation_number(text) == "212000-2965"


@pytest.mark.parametrize("text", ["", "  ", "\N{NO-BREAK SPACE}", "-"])
def test_nothing_is_nothing(text: str) -> None:
    assert organisation_number(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("212000-2966", "Kontrollsiffran stämmer inte"),
        ("212000-2956", "Kontrollsiffran stämmer inte"),
        ("212000-296", "tio siffror. Det här har 9"),
        ("212000-29655", "tio siffror. Det här har 11"),
        ("212000-296X", "bara ha siffror"),
        ("tjugoett", "bara ha siffror"),
        ("٢١٢٠٠٠٢٩٦٥", "bara ha siffror"),
        ("811218-9876", "personnummer"),
        ("19811218-9876", "personnummer"),
        ("200101019876", "personnummer"),
    ],
)
def test_a_wrong_one_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        organisation_number(text)


def test_one_that_is_seen_in_an_agreement() -> None:
    assert organisation_number("222000-0448") == "222000-0448"


@settings(deadline=None)
@given(st.from_regex(r"[25789][0-9][2-9][0-9]{6}", fullmatch=True))
def test_a_slip_of_one_digit_never_passes(nine: str) -> None:
    number = nine + str(control_digit(nine))
    assert organisation_number(number).replace("-", "") == number
    for at in range(3, 10):
        slip = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        with pytest.raises(ValueError, match="Kontrollsiffran"):
            organisation_number(slip)
