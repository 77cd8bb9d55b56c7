"""Sums as people write them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.municipalities.sums import parse_sum


@pytest.mark.parametrize(
    ("text", "sek"),
    [
        ("50000", 50_000),
        ("50 000", 50_000),
        ("50\N{NO-BREAK SPACE}000", 50_000),
        ("50\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr", 50_000),
        ("50\N{THIN SPACE}000 kronor", 50_000),
        ("  50   000  kr ", 50_000),
        ("50.000:-", 50_000),
        ("50 000:-", 50_000),
        ("50 000,-", 50_000),
        ("50 000,00 SEK", 50_000),
        ("1.000.000", 1_000_000),
        ("50 tkr", 50_000),
        ("50tkr", 50_000),
        ("345,6 tkr", 345_600),
        ("1 200 tkr", 1_200_000),
        ("1.200 tkr", 1_200_000),
        ("50 KKR", 50_000),
        ("650 tusen kronor", 650_000),
        ("1,2 mnkr", 1_200_000),
        ("1.2 mnkr", 1_200_000),
        ("1,02 Mkr", 1_020_000),
        ("18 MSEK", 18_000_000),
        ("1,5 miljoner kronor", 1_500_000),
        ("2 milj. kr", 2_000_000),
        ("1 miljon", 1_000_000),
        ("\N{FULLWIDTH DIGIT FIVE}0 000", 50_000),
        ("0", 0),
    ],
)
def test_sums(text: str, sek: int) -> None:
    assert parse_sum(text) == sek


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "i siffror"),
        ("femtio tusen", "i siffror"),
        ("ca 50 000", "i siffror"),
        ("-50 000", "i siffror"),
        ("50 000 - 60 000", "i siffror"),
        ("50 dollar", "i siffror"),
        ("50 000 kr per år", "i siffror"),
        ("9" * 61, "i siffror"),
        ("50000²", "i siffror"),
        ("50 00", "ojämnt"),
        ("5 0 0 0 0", "ojämnt"),
        ("1.000 000", "ojämnt"),
        ("50,000,00", "ojämnt"),
        ("12,50", "utan ören"),
        ("0,5", "utan ören"),
        ("1,23456 tkr", "utan ören"),
        ("50.00", "ojämnt"),
    ],
)
def test_what_is_no_sum_says_what_to_write(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_sum(text)


@settings(deadline=None)
@given(
    sek=st.integers(0, 10**12),
    space=st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", ".", ""]),
    unit=st.sampled_from(["", " kr", " kronor", ":-", ",00 kr", "kr"]),
)
def test_what_is_written_is_read(sek: int, space: str, unit: str) -> None:
    assert parse_sum(f"{sek:,}".replace(",", space) + unit) == sek


@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_anything_is_a_sum_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_sum(text) >= 0
