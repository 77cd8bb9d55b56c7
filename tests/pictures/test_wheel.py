"""The wheel of a year: every day has its place, each kind its own shape, and the table counts the same."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.pictures import Picture, Ring, WheelWords, wheel
from samfrid.pictures.wheel import _MARKS, WIDE, most_kinds

D = dt.date
MONTHS: Final = [f"m{month:02}" for month in range(1, 13)]
WORDS: Final = WheelWords("Månad", "Summa", "idag", "Större: flera", "Streckad: inget", MONTHS, MONTHS)


TODAY: Final = D(2027, 4, 12)


def drawn(rings: list[Ring], year: int = 2027, today: dt.date = TODAY) -> Picture:
    return wheel(year, rings, title="T", description="D", words=WORDS, today=today)


def marks(picture: Picture) -> list[tuple[float, float]]:
    """Where the marks of the wheel stand; those of the legend stand below it."""
    found = re.findall(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\)">', picture.svg)
    return [(float(x), float(y)) for x, y in found if float(y) < WIDE]


def test_the_table_counts_each_month_and_each_kind() -> None:
    made = drawn([Ring("Möten", [D(2027, 1, 1), D(2027, 1, 31), D(2027, 12, 31)]), Ring("Planer", [D(2027, 1, 5)])])
    assert made.columns == ("Månad", "Möten", "Planer", "Summa")
    assert made.rows[0] == ("m01", "2", "1", "3")
    assert made.rows[1] == ("m02", "0", "0", "0"), "a month without anything is told too"
    assert made.rows[-1] == ("Summa", "3", "1", "4")


def test_days_of_other_years_are_not_drawn() -> None:
    made = drawn([Ring("Möten", [D(2026, 12, 31), D(2028, 1, 1)])])
    assert made.rows[-1] == ("Summa", "0", "0")
    assert not marks(made)


def test_days_of_one_week_are_one_larger_mark_and_it_is_said() -> None:
    made = drawn([Ring("Möten", [D(2027, 3, 1), D(2027, 3, 1), D(2027, 6, 1)])])
    assert len(marks(made)) == 2
    assert "Större: flera" in made.svg
    assert "Större: flera" not in drawn([Ring("Möten", [D(2027, 3, 1)])]).svg


def test_the_year_goes_clockwise_from_the_top() -> None:
    (x1, y1), (x2, y2), (x3, _y3) = marks(drawn([Ring("x", [D(2027, 1, 3), D(2027, 7, 3), D(2027, 10, 3)])]))
    assert y1 < y2, "January above July"
    assert x3 < min(x1, x2), "October to the left"


@pytest.mark.parametrize(("today", "seen"), [(D(2027, 4, 12), True), (D(2026, 4, 12), False), (D(2028, 1, 1), False)])
def test_today_is_a_line_in_its_own_year_alone(today: dt.date, seen: bool) -> None:
    made = drawn([Ring("x", [])], today=today)
    assert ("pic-today" in made.svg) is seen
    assert ("idag" in made.svg) is seen


def test_an_empty_month_is_seen_and_a_full_year_has_no_word_of_it() -> None:
    full = [D(2027, month, 9) for month in range(1, 13)]
    assert "Streckad: inget" in drawn([Ring("x", full[:-1])]).svg
    assert "Streckad: inget" not in drawn([Ring("x", full)]).svg


def test_no_two_kinds_look_alike_without_colour() -> None:
    assert len({(shape, filled) for shape, _tone, filled in _MARKS}) == len(_MARKS)
    made = drawn([Ring(f"kind{place}", [D(2027, 5, 5)]) for place in range(most_kinds())])
    assert all(f"kind{place} (1)" in made.svg for place in range(most_kinds()))
    with pytest.raises(ValueError, match="at most"):
        drawn([Ring("x", [])] * (most_kinds() + 1))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(1990, 2100), st.lists(st.dates(D(1990, 1, 1), D(2100, 12, 31)), max_size=60), st.integers(1, 9))
def test_every_mark_stands_within_the_picture(year: int, days: list[dt.date], kinds: int) -> None:
    days = [day.replace(year=year, day=min(day.day, 28)) for day in days]
    made = drawn([Ring(f"{place}", days) for place in range(kinds)], year=year, today=D(year, 12, 31))
    assert all(0 < x < WIDE and 0 < y < WIDE for x, y in marks(made))
    assert made.rows[-1][-1] == str(len(days) * kinds)
