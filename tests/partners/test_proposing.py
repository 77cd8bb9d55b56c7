"""Times of a meeting and the day that is proposed for the next one: pure rules, by table and by property."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.municipalities.calendar import is_working_day
from samfrid.partners.rules import Rhythm, latest_day
from samfrid.partners.rules.invited import to_remind
from samfrid.partners.rules.proposing import propose, usual_weekday
from samfrid.partners.rules.times import WrongTime, wrong_time

D = dt.date
T = dt.time
TWICE_A_TERM = Rhythm(2, 6, by_term=True)


@pytest.mark.parametrize(
    ("on", "starts", "ends", "wrong"),
    [
        (D(2026, 12, 1), None, None, None),
        (D(2026, 12, 1), T(13), None, None),
        (D(2026, 12, 1), T(13), T(15), None),
        (D(2026, 12, 1), None, T(15), WrongTime.END_ALONE),
        (D(2026, 12, 1), T(15), T(13), WrongTime.END_BEFORE),
        (D(2026, 12, 1), T(15), T(15), WrongTime.END_BEFORE),
        # summer time begins on 29 March 2026: from 02 the clock goes to 03
        (D(2026, 3, 29), T(2, 30), None, WrongTime.NOT_THERE),
        (D(2026, 3, 29), T(1), T(2, 30), WrongTime.NOT_THERE),
        (D(2026, 3, 29), T(1, 59), T(3), None),
        # and ends on 25 October 2026: 02:30 is there twice
        (D(2026, 10, 25), T(2, 30), T(3), None),
    ],
)
def test_the_times_of_a_meeting(on: D, starts: T | None, ends: T | None, wrong: WrongTime | None) -> None:
    assert wrong_time(on, starts, ends) is wrong


@pytest.mark.parametrize(
    ("met", "weekday"),
    [
        ([], None),
        ([D(2026, 3, 3)], None),
        ([D(2026, 3, 3), D(2026, 5, 5)], 1),
        # of old habits and new ones the last six meetings tell
        ([D(2020, 1, 2 + 7 * n) for n in range(4)] + [D(2026, 3, 4 + 7 * n) for n in range(4)], 2),
    ],
)
def test_the_groups_usual_weekday(met: list[D], weekday: int | None) -> None:
    assert usual_weekday(met) == weekday


@pytest.mark.parametrize(
    ("met", "today", "on"),
    [
        # two in the spring are held; the first of the autumn is a third into the weeks in which people work
        ([D(2026, 2, 10), D(2026, 5, 12)], D(2026, 6, 20), D(2026, 9, 22)),
        # one is left of the autumn: in the middle of what is left of it, three weeks ahead
        ([D(2026, 9, 15), D(2026, 9, 29)], D(2026, 10, 1), D(2027, 3, 2)),
        ([D(2026, 5, 12), D(2026, 9, 15)], D(2026, 10, 1), D(2026, 11, 17)),
        # a group without habits meets in midweek
        ([], D(2026, 1, 1), D(2026, 3, 11)),
    ],
)
def test_the_day_that_is_proposed(met: list[D], today: D, on: D) -> None:
    latest = latest_day(TWICE_A_TERM, D(2026, 1, 1), met)
    found = propose(TWICE_A_TERM, latest, met, today)
    assert (found.on, found.late) == (on, False)


def test_a_group_that_is_late_meets_in_three_weeks() -> None:
    met = [D(2025, 2, 11), D(2025, 5, 13)]
    found = propose(TWICE_A_TERM, D(2025, 12, 31), met, D(2026, 11, 22))
    assert found.late
    assert found.on == D(2026, 12, 15)


def test_red_days_are_left_out() -> None:
    # every Thursday of these weeks but one is red or the day before: Ascension Day is 14 May 2026
    met = [D(2026, 1, 15), D(2026, 2, 12)]
    found = propose(Rhythm(1, 1), D(2026, 5, 14), met, D(2026, 5, 11))
    assert found.on == D(2026, 5, 13)


@given(
    today=st.dates(D(2024, 1, 1), D(2032, 12, 31)),
    ahead=st.integers(-400, 400),
    times=st.integers(1, 6),
    months=st.sampled_from([1, 3, 6, 12, 24]),
    by_term=st.booleans(),
    gaps=st.lists(st.integers(1, 120), max_size=8),
)
def test_what_holds_of_every_proposal(
    today: D, ahead: int, times: int, months: int, by_term: bool, gaps: list[int]
) -> None:
    rhythm = Rhythm(times, 6, by_term=True) if by_term else Rhythm(times, months)
    met = [today - dt.timedelta(sum(gaps[: n + 1])) for n in range(len(gaps))]
    latest = today + dt.timedelta(ahead)
    found = propose(rhythm, latest, met, today)
    assert found.on > today
    assert is_working_day(found.on)
    assert found.late is (found.on > latest)
    left = (today + dt.timedelta(n) for n in range(1, max(ahead, 0) + 1))
    if any(is_working_day(day) for day in left):
        assert found.on <= latest


@pytest.mark.parametrize(
    ("today", "sent_on", "says_no", "wanted"),
    [
        (D(2026, 11, 23), D(2026, 11, 1), False, False),
        (D(2026, 11, 24), D(2026, 11, 1), False, True),
        (D(2026, 11, 30), D(2026, 11, 1), False, True),
        # not on the day itself, not one who does not come, not one who was asked just now
        (D(2026, 12, 1), D(2026, 11, 1), False, False),
        (D(2026, 11, 26), D(2026, 11, 1), True, False),
        (D(2026, 11, 26), D(2026, 11, 25), False, False),
    ],
)
def test_who_is_reminded(today: D, sent_on: D, says_no: bool, wanted: bool) -> None:
    assert to_remind(on=D(2026, 12, 1), sent_on=sent_on, says_no=says_no, today=today) is wanted
