"""Sittings as people write them, read line by line; and a year month by month."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.municipalities.happenings import Happening, HappeningKind
from samfrid.yearly.rules import MOST_LINES, by_month, names_of, read_lines

D = dt.date
T = dt.time
BODIES: Final = names_of(
    [
        ("Kommunfullmäktige", "council"),
        ("Kommunstyrelsen", "executive"),
        ("Socialnämnden", "committee"),
        ("Kommunstyrelsens arbetsutskott", "subcommittee"),
    ]
)
KF, KS, SN = "Kommunfullmäktige", "Kommunstyrelsen", "Socialnämnden"


@pytest.mark.parametrize(
    ("line", "on", "at", "body", "note"),
    [
        ("2027-02-15 kommunfullmäktige", D(2027, 2, 15), None, KF, ""),
        ("15 februari kommunfullmäktige", D(2027, 2, 15), None, KF, ""),
        ("15 febr. KF", D(2027, 2, 15), None, KF, ""),
        ("mån 15 feb KF", D(2027, 2, 15), None, KF, ""),
        ("Måndagen den 15 februari 2028, Kommunfullmäktige", D(2028, 2, 15), None, KF, ""),
        ("15/2 KS", D(2027, 2, 15), None, KS, ""),
        ("15/2-2028 KS", D(2028, 2, 15), None, KS, ""),
        ("2027-2-5 Socialnämnden", D(2027, 2, 5), None, SN, ""),
        ("2027-02-15 kl. 18 KF", D(2027, 2, 15), T(18), KF, ""),
        ("2027-02-15 klockan 18.30 KF", D(2027, 2, 15), T(18, 30), KF, ""),
        ("2027-02-15 18:30 KF, budget", D(2027, 2, 15), T(18, 30), KF, "budget"),
        ("KF 2027-02-15 13:00", D(2027, 2, 15), T(13), KF, ""),
        ("KF 15 mars", D(2027, 3, 15), None, KF, ""),
        ("2027-02-15\tSocialnämnden\t13:00\tinternat", D(2027, 2, 15), T(13), SN, "internat"),
        ('2027-02-15;"Socialnämnden";13:00;"internat; två dagar"', D(2027, 2, 15), T(13), SN, "internat; två dagar"),
        ("3 maj kommunstyrelsens arbetsutskott", D(2027, 5, 3), None, "Kommunstyrelsens arbetsutskott", ""),
        ("3 maj kommunstyrelsen budgetdag", D(2027, 5, 3), None, KS, "budgetdag"),
        ("29 februari 2028 KF", D(2028, 2, 29), None, KF, ""),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, on: dt.date, at: dt.time | None, body: str, note: str) -> None:
    (read,) = read_lines(line, 2027, BODIES)
    assert read.wrong == ""
    assert (read.on, read.starts_at, read.body, read.note, read.new) == (on, at, body, note, False)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("KF i påsk", "ingen dag"),
        ("30 februari KF", "finns inte: 30 februari"),
        ("29 februari 2027 KF", "finns inte"),
        ("2027-13-01 KF", "finns inte"),
        ("15 marsch KF", "finns inte"),
        ("32/1 KF", "finns inte"),
        ("1827-02-15 KF", "Året 1827 kan inte stämma"),
        ("2027-02-15", "Skriv vilket organ"),
        ("2027-02-15 kl. 27 KF", "Klockslaget finns inte"),
        ("2027-02-15 12:75 KF", "Klockslaget finns inte"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, wrong: str) -> None:
    (read,) = read_lines(line, 2027, BODIES)
    assert wrong in read.wrong
    assert read.text == line


def test_lines_keep_their_numbers_and_a_head_is_passed_over() -> None:
    read = read_lines("Datum;Organ\n\n2027-02-15;KF\n\n2027-03-15;KF", 2027, BODIES)
    assert [(one.number, one.on) for one in read] == [(3, D(2027, 2, 15)), (5, D(2027, 3, 15))]


def test_the_same_day_of_the_same_body_twice_is_told_with_the_line() -> None:
    read = read_lines("2027-02-15 KF\n15 februari kommunfullmäktige\n2027-02-15 KS", 2027, BODIES)
    assert [one.wrong for one in read] == ["", "Samma dag och organ står på rad 1.", ""]


def test_a_body_that_is_not_known_is_told_as_new() -> None:
    (read,) = read_lines("15 februari Bygg- och miljönämnden, på plats", 2027, BODIES)
    assert (read.body, read.note, read.new) == ("Bygg- och miljönämnden", "på plats", True)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="Högst 500"):
        read_lines("1 mars KF\n" * (MOST_LINES + 1), 2027, BODIES)


def test_two_councils_have_no_short_name() -> None:
    assert "kf" not in names_of([("A", "council"), ("B", "council")])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_whatever_is_pasted_is_read_or_refused_in_words(text: str) -> None:
    for read in read_lines(text, 2027, BODIES):
        assert read.wrong or (read.on and read.body)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.dates(D(1990, 1, 1), D(2100, 12, 31)), st.sampled_from(["{:%Y-%m-%d}", "{0.day}/{0.month}-{0.year}"]))
def test_every_day_is_read_back(day: dt.date, form: str) -> None:
    (read,) = read_lines(f"{form.format(day)} KF", 2027, BODIES)
    assert (read.on, read.body, read.wrong) == (day, KF, "")


def test_a_year_is_twelve_months_by_day_and_time() -> None:
    def one(on: dt.date, at: dt.time | None = None) -> Happening:
        return Happening(on, HappeningKind.MEETING, "x", "/", f"{on}{at}", starts_at=at)

    rows = [one(D(2027, 1, 9), T(13)), one(D(2027, 1, 9), T(9)), one(D(2026, 12, 31)), one(D(2027, 12, 31))]
    months = by_month(rows, 2027)
    assert [len(month) for month in months] == [2, *[0] * 10, 1]
    assert [row.starts_at for row in months[0]] == [T(9), T(13)]
