"""Tabling and referral back: KL 5:50 to 5:51 and 6:33, as a rule and as the registrar's acts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters.models import PauseKind
from samfrid.matters.rules import pauses
from samfrid.matters.rules.pauses import Asked

D = dt.date


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        # KL 5:50: a third of those present. Hammarö: 14 of 31, 17 abstained
        (Asked(PauseKind.REFERRED_BACK, True, True, 14, 31), None),
        (Asked(PauseKind.TABLED, True, True, 11, 31), None),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, 31), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, 30), None),
        (Asked(PauseKind.REFERRED_BACK, True, True, 9, 30), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 1, 1), None),
        # the numbers are needed where a minority asks
        (Asked(PauseKind.REFERRED_BACK, True, True, None, 30), "votes_for"),
        (Asked(PauseKind.REFERRED_BACK, True, True, 10, None), "present"),
        # the second time a simple majority
        (Asked(PauseKind.REFERRED_BACK, True, True, 14, 31, waited_for_minority=True), "by_minority"),
        (Asked(PauseKind.REFERRED_BACK, True, False, 16, 31, waited_for_minority=True), None),
        (Asked(PauseKind.REFERRED_BACK, True, False, 14, 31, waited_for_minority=True), "votes_for"),
        # equal: the chair decides (KL 5:56)
        (Asked(PauseKind.TABLED, True, False, 15, 30), None),
        (Asked(PauseKind.TABLED, True, False, 12, 30), "votes_for"),
        # nobody voted
        (Asked(PauseKind.TABLED, True), None),
        (Asked(PauseKind.TABLED, False), None),
        # KL 6:33: a committee by simple majority
        (Asked(PauseKind.TABLED, False, True, 5, 11), "by_minority"),
        (Asked(PauseKind.TABLED, False, False, 6, 11), None),
        (Asked(PauseKind.TABLED, False, False, 5, 11), "votes_for"),
        # what cannot be
        (Asked(PauseKind.TABLED, True, False, 32, 31), "votes_for"),
        (Asked(PauseKind.TABLED, True, True, 0, 0), "present"),
        (Asked(PauseKind.TABLED, True, True, 0, 31), "votes_for"),
    ],
)
def test_who_may_let_a_matter_wait(asked: Asked, field: str | None) -> None:
    problem = pauses.refusal(asked)
    assert (problem.field if problem else None) == field


def test_it_says_how_many_are_needed() -> None:
    problem = pauses.refusal(Asked(PauseKind.REFERRED_BACK, True, True, 10, 31))
    assert problem
    assert problem.text == (
        "10 av 31 närvarande är färre än en tredjedel. Det krävs minst 11 (kommunallagen 5 kap. 50 §)."
    )


@given(st.integers(1, 101), st.integers(1, 101), st.sampled_from([PauseKind.REFERRED_BACK, PauseKind.TABLED]))
def test_a_third_is_a_third(votes: int, present: int, kind: PauseKind) -> None:
    """In the council exactly where three times the votes are at least those present; never more votes than people."""
    may = pauses.refusal(Asked(kind, True, True, votes, present)) is None
    assert may == (votes <= present <= 3 * votes)


@given(st.integers(1, 101), st.integers(1, 101), st.booleans())
def test_whoever_is_enough_stays_enough_with_one_more(votes: int, present: int, by_minority: bool) -> None:
    def enough(number: int) -> bool:
        return pauses.refusal(Asked(PauseKind.TABLED, True, by_minority, number, present)) is None

    if votes < present and enough(votes):
        assert enough(votes + 1)


@given(st.integers(1, 101), st.integers(1, 101))
def test_what_a_committee_may_the_council_may(votes: int, present: int) -> None:
    if pauses.refusal(Asked(PauseKind.TABLED, False, False, votes, present)) is None:
        assert pauses.refusal(Asked(PauseKind.TABLED, True, False, votes, present)) is None
