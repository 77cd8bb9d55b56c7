"""Until when a group may wait with its next meeting: by term, by months, after silence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.partners.rules import Rhythm, latest_day, term_of

D = dt.date
TWICE_A_TERM = Rhythm(2, 6, by_term=True)
ONCE_A_TERM = Rhythm(1, 6, by_term=True)
MONTHLY = Rhythm(1, 1)
QUARTERLY = Rhythm(1, 3)
FOUR_A_YEAR = Rhythm(4, 12)
START = D(2020, 1, 1)


@pytest.mark.parametrize(
    ("rhythm", "started", "met", "expected"),
    [
        # two each term: one held in the spring, the other by the end of June
        (TWICE_A_TERM, START, [D(2026, 2, 10)], D(2026, 6, 30)),
        (TWICE_A_TERM, START, [D(2026, 2, 10), D(2026, 5, 4)], D(2026, 12, 31)),
        (TWICE_A_TERM, START, [D(2026, 2, 10), D(2026, 5, 4), D(2026, 9, 1)], D(2026, 12, 31)),
        (TWICE_A_TERM, START, [D(2026, 9, 1), D(2026, 12, 31)], D(2027, 6, 30)),
        # the last day of June and the first of July are of two terms
        (TWICE_A_TERM, START, [D(2026, 6, 30), D(2026, 7, 1)], D(2026, 12, 31)),
        # more than asked for in one term does not count for the next
        (ONCE_A_TERM, START, [D(2026, 1, 7), D(2026, 2, 7), D(2026, 3, 7)], D(2026, 12, 31)),
        # silent since 2024: it was due at the end of that term; one meeting begins it anew
        (TWICE_A_TERM, START, [D(2024, 3, 1)], D(2024, 6, 30)),
        (TWICE_A_TERM, START, [D(2024, 3, 1), D(2026, 11, 20)], D(2026, 12, 31)),
        # not met yet: the first whole term
        (TWICE_A_TERM, D(2026, 7, 1), [], D(2026, 12, 31)),
        (TWICE_A_TERM, D(2026, 10, 15), [], D(2027, 6, 30)),
        # the term that it began in asks for no number
        (TWICE_A_TERM, D(2026, 10, 15), [D(2026, 11, 1)], D(2027, 6, 30)),
        # from meeting to meeting
        (MONTHLY, START, [D(2026, 1, 31)], D(2026, 2, 28)),
        (QUARTERLY, START, [D(2026, 9, 1)], D(2026, 12, 1)),
        (QUARTERLY, D(2026, 9, 1), [], D(2026, 12, 1)),
        # four a year: the year from the last but three, or three months from the last
        (FOUR_A_YEAR, START, [D(2026, 1, 10), D(2026, 2, 10), D(2026, 3, 10), D(2026, 4, 10)], D(2027, 1, 10)),
        (FOUR_A_YEAR, START, [D(2025, 1, 10), D(2026, 3, 10)], D(2026, 6, 10)),
        (FOUR_A_YEAR, D(2026, 1, 1), [D(2026, 2, 1)], D(2027, 1, 1)),
        # two in five months is no whole number of months each
        (Rhythm(2, 5), START, [D(2026, 1, 1)], D(2026, 3, 18)),
        # 29 February
        (Rhythm(1, 12), START, [D(2024, 2, 29)], D(2025, 2, 28)),
        # what was held before the group began is not its own
        (QUARTERLY, D(2026, 9, 1), [D(2026, 8, 1)], D(2026, 12, 1)),
    ],
)
def test_latest_day(rhythm: Rhythm, started: D, met: list[D], expected: D) -> None:
    assert latest_day(rhythm, started, met) == expected


def test_the_terms_of_a_year() -> None:
    assert term_of(D(2026, 1, 1)) == term_of(D(2026, 6, 30)) == (D(2026, 1, 1), D(2026, 6, 30))
    assert term_of(D(2026, 7, 1)) == term_of(D(2026, 12, 31)) == (D(2026, 7, 1), D(2026, 12, 31))


rhythms = st.one_of(
    st.builds(Rhythm, st.integers(1, 12), st.integers(1, 24)),
    st.builds(Rhythm, st.integers(1, 6), st.just(6), st.just(True)),
)
days = st.dates(D(2000, 1, 1), D(2060, 12, 31))


@given(rhythm=rhythms, started=days, met=st.lists(days, max_size=12))
def test_the_day_is_never_before_the_last_meeting_and_a_meeting_never_brings_it_nearer(
    rhythm: Rhythm, started: D, met: list[D]
) -> None:
    before = latest_day(rhythm, started, met)
    counted = [day for day in met if day >= started]
    assert before >= max(counted, default=started)
    last = max(counted, default=started)
    for later in (last + dt.timedelta(1), before):
        assert latest_day(rhythm, started, [*met, later]) >= before
    assert latest_day(rhythm, started, list(reversed(met))) == before
