"""An agreement's time as one value: amendments, notices, new periods; month ends and 29 February."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.partners.rules import (
    ONE_DAY,
    Change,
    Of,
    Period,
    Terms,
    amended,
    current_period,
    due_reminders,
    ends_by_notice,
    first_period,
    holds_together,
    last_day,
    next_period,
    notice_day,
    periods,
)

D = dt.date
#: Vallentuna (seed 004), with a time of notice that it does not say
VALLENTUNA = Terms(D(2021, 7, 1), D(2023, 6, 30), 24, None, 6)
GRANT = Terms(D(2026, 1, 1), D(2026, 12, 31))


def spans(terms: Terms, until: D) -> list[str]:
    return [f"{one.number}: {one.start} {one.end}" for one in periods(terms, until)]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (VALLENTUNA, ["1: 2021-07-01 2023-06-30", "2: 2023-07-01 2025-06-30", "3: 2025-07-01 2027-06-30"]),
        # a renewal that begins on 29 February
        (
            Terms(D(2023, 3, 1), D(2024, 2, 28), 12),
            [
                "1: 2023-03-01 2024-02-28",
                "2: 2024-02-29 2025-02-27",
                "3: 2025-02-28 2026-02-27",
                "4: 2026-02-28 2027-02-27",
            ],
        ),
        # a period that ends on 29 February
        (
            Terms(D(2023, 3, 1), D(2024, 2, 29), 12),
            [
                "1: 2023-03-01 2024-02-29",
                "2: 2024-03-01 2025-02-28",
                "3: 2025-03-01 2026-02-28",
                "4: 2026-03-01 2027-02-28",
            ],
        ),
        # month ends do not drift
        (
            Terms(D(2026, 7, 31), D(2026, 8, 30), 1),
            [
                "1: 2026-07-31 2026-08-30",
                "2: 2026-08-31 2026-09-29",
                "3: 2026-09-30 2026-10-30",
                "4: 2026-10-31 2026-11-29",
            ],
        ),
        # ended by a notice
        (replace(VALLENTUNA, ends_on=D(2025, 6, 30)), ["1: 2021-07-01 2023-06-30", "2: 2023-07-01 2025-06-30"]),
        # ended by agreement within a period
        (
            replace(VALLENTUNA, changes=(Change(D(2024, 12, 31), D(2024, 12, 31), None, None, 6),)),
            ["1: 2021-07-01 2023-06-30", "2: 2023-07-01 2024-12-31"],
        ),
        # from 2024 a year at a time, the period that ran let be
        (
            replace(VALLENTUNA, changes=(Change(D(2024, 1, 1), None, 12, None, 3),)),
            [
                "1: 2021-07-01 2023-06-30",
                "2: 2023-07-01 2025-06-30",
                "3: 2025-07-01 2026-06-30",
                "4: 2026-07-01 2027-06-30",
            ],
        ),
        # the running period made longer, later a new one by hand
        (
            replace(
                GRANT,
                changes=(
                    Change(D(2026, 6, 1), D(2027, 3, 31), None, None, None),
                    Change(D(2027, 5, 1), D(2027, 12, 31), None, None, None, D(2027, 5, 1)),
                ),
            ),
            ["1: 2026-01-01 2027-03-31"],
        ),
        (Terms(D(2021, 7, 1), None, None), []),
        (Terms(D(2021, 7, 1), open_ended=True, notice_months=3), []),
        (Terms(D(2021, 7, 1), open_ended=True, ends_on=D(2025, 1, 31)), ["1: 2021-07-01 2025-01-31"]),
    ],
)
def test_all_periods(terms: Terms, expected: list[str]) -> None:
    assert spans(terms, D(2026, 11, 22)) == expected
    assert holds_together(terms)


def test_a_new_period_by_hand_follows_the_last() -> None:
    terms = replace(GRANT, changes=(Change(D(2027, 2, 1), D(2027, 12, 31), None, None, None, D(2027, 2, 1)),))
    assert spans(terms, D(2030, 1, 1)) == ["1: 2026-01-01 2026-12-31", "2: 2027-02-01 2027-12-31"]
    assert last_day(terms) == D(2027, 12, 31)
    assert current_period(terms, D(2027, 1, 15)) is None
    first = first_period(terms)
    assert first
    assert next_period(terms, first) == Period(D(2027, 2, 1), D(2027, 12, 31), 2)
    overlapping = replace(GRANT, changes=(Change(D(2026, 12, 31), D(2027, 12, 31), None, None, None, D(2026, 12, 31)),))
    assert not holds_together(overlapping)
    for_ever = replace(VALLENTUNA, changes=(Change(D(2030, 1, 1), D(2031, 1, 1), None, None, None, D(2030, 1, 1)),))
    assert not holds_together(for_ever)


starts = st.dates(D(1990, 1, 1), D(2060, 12, 31))


@st.composite
def some_terms(draw: st.DrawFn) -> Terms:
    """Any agreement: with renewals, a last day, amendments within, and perhaps a notice."""
    start = draw(starts)
    end = start + dt.timedelta(draw(st.integers(0, 1500)))
    months = draw(st.none() | st.integers(1, 48))
    last = draw(st.none() | st.integers(0, 4000)) if months else None
    terms = Terms(
        start, end, months, end + dt.timedelta(last) if last is not None else None, draw(st.none() | st.integers(0, 24))
    )
    since = start
    for _number in range(draw(st.integers(0, 3))):
        since += dt.timedelta(draw(st.integers(0, 900)))
        before = amended(terms, since)
        if before.ends_on is None or before.ends_on < since:
            break
        new_end = draw(st.none() | st.integers(0, 1200))
        ends = since + dt.timedelta(new_end) if new_end is not None else None
        after = Change(since, ends, draw(st.none() | st.integers(1, 36)), None, draw(st.none() | st.integers(0, 12)))
        terms = replace(terms, changes=(*terms.changes, after))
    if draw(st.booleans()):
        given = start + dt.timedelta(draw(st.integers(0, 3000)))
        found = ends_by_notice(terms, given, draw(st.none() | st.integers(0, 12)))
        terms = replace(terms, ends_on=found[0]) if found else terms
    return terms


@given(terms=some_terms(), ahead=st.integers(0, 5000))
def test_periods_follow_one_another_and_each_day_lies_in_one(terms: Terms, ahead: int) -> None:
    assert terms.first_starts_on
    assert holds_together(terms)
    day = terms.first_starts_on + dt.timedelta(ahead)
    rows = list(periods(terms, day))
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    for one, following in itertools.pairwise(rows):
        assert following.start == one.end + ONE_DAY
    assert all(one.start and one.start <= one.end for one in rows)
    inside = [one for one in rows if one.start and one.start <= day <= one.end]
    assert current_period(terms, day) == (inside[0] if inside else None)
    last = last_day(terms)
    assert (last is None or day <= last) == bool(inside)
    for one in inside:
        assert current_period(terms, one.end) == one
        assert one.start
        assert current_period(terms, one.start) == one


@given(terms=some_terms(), ahead=st.integers(0, 4000), months=st.none() | st.integers(0, 24))
def test_a_notice_ends_a_period_and_nothing_follows(terms: Terms, ahead: int, months: int | None) -> None:
    start = terms.first_starts_on
    assert start
    terms = replace(terms, ends_on=None)
    given_on = start + dt.timedelta(ahead)
    found = ends_by_notice(terms, given_on, months)
    if found is None:
        return
    ends, in_time = found
    ended = replace(terms, ends_on=ends)
    assert last_day(ended) == ends
    assert ends >= given_on
    period = current_period(terms, ends)
    assert period
    assert period.end == ends
    assert current_period(ended, ends + ONE_DAY) is None
    running = current_period(terms, given_on)
    assert running
    assert in_time == (running.end == ends)
    day = notice_day(terms, period, months)
    assert day
    assert given_on <= day


@pytest.mark.parametrize(
    ("terms", "given_on", "own", "expected"),
    [
        # before the notice day, on it, the day after
        (VALLENTUNA, D(2026, 11, 22), None, (D(2027, 6, 30), True)),
        (VALLENTUNA, D(2026, 12, 31), None, (D(2027, 6, 30), True)),
        (VALLENTUNA, D(2027, 1, 1), None, (D(2029, 6, 30), False)),
        # a party with a time of its own
        (VALLENTUNA, D(2027, 1, 1), 3, (D(2027, 6, 30), True)),
        # before it begins
        (VALLENTUNA, D(2021, 1, 1), None, (D(2023, 6, 30), True)),
        # until further notice, without periods
        (Terms(D(2020, 1, 1), open_ended=True, notice_months=3), D(2026, 11, 30), None, (D(2027, 2, 28), True)),
        # no time of notice; ends by itself; has ended; late in the last period but one
        (replace(VALLENTUNA, notice_months=None), D(2026, 1, 1), None, None),
        (replace(GRANT, notice_months=3), D(2026, 1, 1), None, None),
        (replace(GRANT, notice_months=3), D(2027, 1, 1), None, None),
        (replace(VALLENTUNA, renewal_last_on=D(2029, 6, 30)), D(2027, 1, 1), None, None),
    ],
)
def test_what_a_notice_comes_to(terms: Terms, given_on: D, own: int | None, expected: tuple[D, bool] | None) -> None:
    assert ends_by_notice(terms, given_on, own) == expected


@pytest.mark.parametrize(
    ("terms", "own", "today", "expected"),
    [
        # Vallentuna says no time of notice: its period's end
        (replace(VALLENTUNA, notice_months=None), set(), D(2026, 6, 30), []),
        (replace(VALLENTUNA, notice_months=None), set(), D(2026, 7, 1), [(Of.RENEWAL, D(2027, 6, 30), 12)]),
        (replace(VALLENTUNA, notice_months=None), set(), D(2026, 10, 1), [(Of.RENEWAL, D(2027, 6, 30), 9)]),
        (replace(VALLENTUNA, notice_months=None), set(), D(2027, 4, 1), [(Of.RENEWAL, D(2027, 6, 30), 3)]),
        (replace(VALLENTUNA, notice_months=None), set(), D(2027, 6, 30), [(Of.RENEWAL, D(2027, 6, 30), 3)]),
        # with one: the notice day, and once it has been, the end
        (VALLENTUNA, set(), D(2026, 1, 1), [(Of.NOTICE, D(2026, 12, 31), 12)]),
        (VALLENTUNA, set(), D(2026, 12, 31), [(Of.NOTICE, D(2026, 12, 31), 3)]),
        (VALLENTUNA, set(), D(2027, 1, 1), [(Of.RENEWAL, D(2027, 6, 30), 6)]),
        # each party's
        (VALLENTUNA, {3}, D(2026, 11, 22), [(Of.NOTICE, D(2026, 12, 31), 3), (Of.NOTICE, D(2027, 3, 31), 6)]),
        # it ends; a year's agreement is reminded of from its first day
        (GRANT, set(), D(2026, 1, 1), [(Of.END, D(2026, 12, 31), 12)]),
        (GRANT, set(), D(2025, 12, 31), []),
        (GRANT, set(), D(2027, 1, 1), []),
        (replace(VALLENTUNA, ends_on=D(2027, 6, 30)), set(), D(2027, 4, 1), [(Of.END, D(2027, 6, 30), 3)]),
        # a time of notice as long as the period
        (
            Terms(D(2026, 1, 1), D(2026, 12, 31), 12, None, 12),
            set(),
            D(2026, 11, 22),
            [(Of.NOTICE, D(2026, 12, 31), 3), (Of.RENEWAL, D(2026, 12, 31), 3)],
        ),
        # a month at a time is not reminded of each month
        (Terms(D(2026, 1, 1), D(2026, 1, 31), 1, None, 1), set(), D(2026, 11, 22), []),
        (Terms(D(2026, 1, 1), open_ended=True, notice_months=3), set(), D(2026, 11, 22), []),
    ],
)
def test_reminders(terms: Terms, own: set[int | None], today: D, expected: list[tuple[Of, D, int]]) -> None:
    assert [(one.of, one.day, one.months) for one in due_reminders(terms, own, today)] == expected


@given(terms=some_terms(), months=st.sampled_from([set(), {1}, {3, 6}]))
def test_each_reminder_is_due_on_days_that_follow_one_another(terms: Terms, months: set[int | None]) -> None:
    """So that a ledger by what, day and months sends it once, and no more than one of each day at a time."""
    assert terms.first_starts_on
    day = terms.first_starts_on + dt.timedelta(500)
    found = due_reminders(terms, months, day)
    assert len({(one.of, one.day) for one in found}) == len(found)
    assert all(day <= one.day for one in found)


def test_vallentuna_on_each_day_until_2035() -> None:
    """Seed 004: begun 1 July 2021, to 30 June 2023, then two years at a time until further notice."""
    day, terms = D(2021, 7, 1), replace(VALLENTUNA, notice_months=None)
    while day <= D(2035, 12, 31):
        year = day.year if day >= D(day.year, 7, 1) else day.year - 1
        begins = year if year % 2 else year - 1
        number = (begins - 2021) // 2 + 1
        assert current_period(terms, day) == Period(D(begins, 7, 1), D(begins + 2, 6, 30), number)
        day += ONE_DAY
