"""From the meeting to legal force: the law's days as a table, and what holds for every day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters.models import Outcome
from samfrid.matters.rules.minutes import (
    Days,
    Force,
    adjustment_due,
    announcement_due,
    appealable,
    earliest_down,
    kept_up,
    last_day_of_appeal,
    legal_force,
)
from samfrid.municipalities.calendar import is_working_day

D = dt.date
DAYS = st.dates(D(2005, 1, 1), D(2060, 12, 31))


@pytest.mark.parametrize(
    ("announced", "last", "down", "why"),
    [
        # Nynäshamn, socialnämndens arbetsutskott: up 18 August, down 9 September 2020
        (D(2020, 8, 18), D(2020, 9, 8), D(2020, 9, 9), "an ordinary Tuesday"),
        (D(2018, 1, 19), D(2018, 2, 9), D(2018, 2, 10), "Gnesta: it may come down on a Saturday"),
        (D(2020, 8, 20), D(2020, 9, 10), D(2020, 9, 11), "the brief's example"),
        (D(2026, 5, 29), D(2026, 6, 22), D(2026, 6, 23), "midsummer eve is a Friday: to Monday"),
        (D(2026, 12, 3), D(2026, 12, 28), D(2026, 12, 29), "Christmas eve, two holidays, Sunday"),
        (D(2026, 12, 10), D(2027, 1, 4), D(2027, 1, 5), "New Year's eve, New Year's Day, weekend"),
        (D(2026, 3, 13), D(2026, 4, 7), D(2026, 4, 8), "Good Friday: to Tuesday after Easter"),
        (D(2026, 4, 10), D(2026, 5, 4), D(2026, 5, 5), "1 May is a Friday: to Monday"),
        (D(2026, 5, 16), D(2026, 6, 8), D(2026, 6, 9), "6 June is a Saturday: to Monday"),
        (D(2026, 10, 10), D(2026, 11, 2), D(2026, 11, 3), "All Saints' Day is a Saturday: to Monday"),
        (D(2024, 2, 8), D(2024, 2, 29), D(2024, 3, 1), "leap day"),
    ],
)
def test_the_last_day_of_appeal(announced: dt.date, last: dt.date, down: dt.date, why: str) -> None:
    assert last_day_of_appeal(announced).on == last, why
    assert earliest_down(announced).on == down, why


def test_a_day_explains_itself() -> None:
    assert last_day_of_appeal(D(2020, 8, 20)).text.replace("\xa0", " ") == (
        "anslaget 20 augusti 2020 + tre veckor (kommunallagen 13 kap. 5 §)"
    )
    moved = last_day_of_appeal(D(2026, 5, 29)).text.replace("\xa0", " ")
    assert "19 juni 2026 är ingen arbetsdag" in moved
    assert "lagen 1930:173, 2 §" in moved
    assert "dagen efter sista dagen att överklaga, 8 september 2020" in earliest_down(D(2020, 8, 18)).text.replace(
        "\xa0", " "
    )


@pytest.mark.parametrize(
    ("met", "due"),
    [
        (D(2026, 11, 2), D(2026, 11, 16)),
        (D(2026, 11, 7), D(2026, 11, 23)),
        (D(2026, 12, 10), D(2026, 12, 28)),
    ],
)
def test_adjusted_within_fourteen_days(met: dt.date, due: dt.date) -> None:
    assert adjustment_due(met).on == due
    assert "5 kap. 69 §" in adjustment_due(met).text


@pytest.mark.parametrize(
    ("adjusted", "due"),
    [(D(2026, 11, 16), D(2026, 11, 18)), (D(2026, 11, 19), D(2026, 11, 23)), (D(2026, 12, 22), D(2026, 12, 28))],
)
def test_announced_by_the_second_day(adjusted: dt.date, due: dt.date) -> None:
    assert announcement_due(adjusted).on == due
    assert "8 kap. 12 §" in announcement_due(adjusted).text


MET, UP = D(2020, 8, 17), D(2020, 8, 18)


@pytest.mark.parametrize(
    ("days", "today", "state", "on"),
    [
        (Days(MET), D(2020, 8, 20), Force.NOT_ANNOUNCED, None),
        (Days(MET, MET, UP), D(2020, 9, 8), Force.RUNNING, D(2020, 9, 9)),
        (Days(MET, MET, UP), D(2020, 9, 9), Force.REACHED, D(2020, 9, 9)),
        (Days(MET, MET, UP, D(2020, 9, 9)), D(2021, 1, 1), Force.REACHED, D(2020, 9, 9)),
        (Days(MET, MET, UP, D(2020, 9, 8)), D(2021, 1, 1), Force.BROKEN, None),
        # Gnesta: fourteen days only
        (Days(D(2018, 1, 10), D(2018, 1, 19), D(2018, 1, 19), D(2018, 2, 2)), D(2019, 1, 1), Force.BROKEN, None),
        (Days(MET, MET, UP, None, D(2020, 9, 1)), D(2021, 1, 1), Force.APPEALED, None),
        (Days(MET, MET, UP, D(2020, 9, 9), D(2020, 9, 1), D(2021, 2, 3)), D(2021, 2, 3), Force.REACHED, D(2021, 2, 3)),
        # settled while others could still appeal: the time for appeal is awaited
        (Days(MET, MET, UP, None, D(2020, 8, 20), D(2020, 8, 25)), D(2020, 9, 1), Force.RUNNING, D(2020, 9, 9)),
        # appealed and taken down early: it must be put up again all the same
        (Days(MET, MET, UP, D(2020, 8, 30), D(2020, 8, 20)), D(2021, 1, 1), Force.BROKEN, None),
    ],
)
def test_legal_force(days: Days, today: dt.date, state: Force, on: dt.date | None) -> None:
    force = legal_force(days, today)
    assert (force.state, force.on) == (state, on)
    assert force.text.endswith(".")


def test_what_a_notice_that_came_down_too_early_means() -> None:
    days = Days(D(2018, 1, 10), D(2018, 1, 19), D(2018, 1, 19), D(2018, 2, 2))
    text = legal_force(days, D(2018, 3, 1)).text.replace("\xa0", " ")
    assert "togs ned 2 februari 2018" in text
    assert "till och med 9 februari 2018" in text
    assert "Anslå protokollet på nytt" in text


@given(DAYS)
def test_every_time_that_runs_out_ends_on_a_working_day(day: dt.date) -> None:
    for due, least in ((adjustment_due(day), 14), (announcement_due(day), 2), (last_day_of_appeal(day), 21)):
        assert is_working_day(due.on)
        # the longest row of days off is Christmas eve to the day after a weekend, or Easter
        assert least <= (due.on - day).days <= least + 5
        assert ("1930:173" in due.text) == ((due.on - day).days > least)


@given(DAYS, st.integers(0, 60))
def test_a_notice_is_kept_up_or_it_is_not(day: dt.date, days: int) -> None:
    down = day + dt.timedelta(days)
    kept = kept_up(day, down)
    assert kept == (down > last_day_of_appeal(day).on)
    force = legal_force(Days(day, day, day, down), down)
    assert (force.state == Force.REACHED) == kept
    assert kept_up(day, None)


@given(DAYS, DAYS)
def test_a_later_announcement_never_gives_an_earlier_day(one: dt.date, other: dt.date) -> None:
    first, second = sorted((one, other))
    assert last_day_of_appeal(first).on <= last_day_of_appeal(second).on


@given(DAYS, st.integers(0, 400), st.integers(0, 400), st.integers(0, 800))
def test_nothing_has_legal_force_before_an_appeal_is_settled(day: dt.date, came: int, took: int, now: int) -> None:
    today = day + dt.timedelta(now)
    appealed = day + dt.timedelta(came)
    settled = appealed + dt.timedelta(took)
    awaited = legal_force(Days(day, day, day, None, appealed), today)
    assert awaited.state == Force.APPEALED
    done = legal_force(Days(day, day, day, None, appealed, settled), today)
    assert done.on == max(settled, earliest_down(day).on)
    assert (done.state == Force.REACHED) == (done.on is not None and done.on <= today)


@pytest.mark.parametrize(
    ("outcomes", "may"),
    [
        ([Outcome.GRANTED], True),
        ([Outcome.REJECTED, Outcome.SUPPORTED], True),
        ([Outcome.SUPPORTED], False),
        ([Outcome.REFERRED_BACK], False),
        ([Outcome.POSTPONED, Outcome.CIRCULATED], False),
        ([], False),
    ],
)
def test_what_only_prepares_is_not_appealed(outcomes: list[Outcome], may: bool) -> None:
    assert appealable(outcomes) is may
