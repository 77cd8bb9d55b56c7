"""Until when the night has nothing to do with an agreement: never too long."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.partners.rules import ONE_DAY, Change, Terms, current_period, due_reminders
from samfrid.partners.rules.resting import rests_until
from tests.partners.test_terms import GRANT, VALLENTUNA, some_terms

D = dt.date
NEVER = D.max


@pytest.mark.parametrize(
    ("terms", "today", "until"),
    [
        # the reminders of its notice day, 31 December 2026, and of the period's end
        (VALLENTUNA, D(2025, 7, 1), D(2026, 1, 1)),
        (VALLENTUNA, D(2026, 10, 1), D(2027, 1, 1)),
        (VALLENTUNA, D(2027, 4, 1), D(2027, 7, 1)),
        # it ends, and is over
        (GRANT, D(2026, 10, 1), D(2027, 1, 1)),
        (GRANT, D(2027, 1, 1), NEVER),
        (GRANT, D(2025, 1, 1), D(2026, 1, 1)),
        # nothing is known of its time
        (Terms(), D(2026, 1, 1), NEVER),
        (Terms(open_ended=True, first_starts_on=D(2026, 1, 1)), D(2026, 5, 1), NEVER),
        # a new period by hand, after a year without
        (
            replace(GRANT, changes=(Change(D(2028, 1, 1), D(2028, 12, 31), None, None, None, D(2028, 1, 1)),)),
            D(2027, 5, 1),
            D(2028, 1, 1),
        ),
    ],
)
def test_the_next_day_on_which_something_happens(terms: Terms, today: D, until: D) -> None:
    assert rests_until(terms, [], today) == until


@settings(deadline=None)
@given(some_terms(), st.lists(st.integers(0, 24), max_size=2), st.integers(-600, 4000), st.integers(1, 400))
def test_nothing_happens_while_it_rests(terms: Terms, own: list[int], after: int, ahead: int) -> None:
    assert terms.first_starts_on
    today = terms.first_starts_on + dt.timedelta(after)
    until = min(rests_until(terms, own, today), today + dt.timedelta(ahead))
    period, due = current_period(terms, today), set(due_reminders(terms, own, today))
    day = today + ONE_DAY
    while day < until:
        assert current_period(terms, day) == period
        assert set(due_reminders(terms, own, day)) <= due
        day += ONE_DAY
