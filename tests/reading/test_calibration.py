"""What the reader says of how sure it is: counted, in order, and kept to by the band that may be taken unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.reading.calibration import BELOW, UNCOUNTED, Step, confidence, steps, table, worth
from scripts.calibrate import held_out, made_from, recorded

CASES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9]), st.booleans()), max_size=60
)


@given(CASES)
def test_a_higher_grade_is_never_worth_less(cases: list[tuple[str, float, bool]]) -> None:
    known = {"people": steps(cases)}
    values = [worth(known, "people", grade / 100) for grade in range(101)]
    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


@given(CASES)
def test_each_case_is_counted_in_the_step_of_its_grade(cases: list[tuple[str, float, bool]]) -> None:
    made = steps(cases)
    assert {step.grade for step in made} <= {grade for _, grade, _ in cases}
    assert all(0 <= step.right <= step.papers <= 8 for step in made)
    assert bool(made) == bool(cases)


def test_a_paper_counts_once_however_much_stands_in_it() -> None:
    one = steps([("a", 0.9, True)] * 40)
    forty = steps([(str(number), 0.9, True) for number in range(40)])
    assert (one[0].papers, forty[0].papers) == (1, 40)
    assert one[0].share < 0.8 < 0.98 < forty[0].share


@pytest.mark.parametrize(("grade", "expected"), [(0.4, BELOW), (0.6, 0.5), (0.7, 0.5), (0.8, 0.955), (1.0, 0.955)])
def test_a_grade_is_worth_the_step_below_it(grade: float, expected: float) -> None:
    known = {"plans": (Step(0.6, 5, 10), Step(0.8, 10, 10))}
    assert worth(known, "plans", grade) == expected


def test_what_was_never_counted_is_never_certain() -> None:
    assert (confidence("title", 0.98), confidence("title", 0.4)) == (UNCOUNTED, 0.4)


def test_the_table_is_made_from_the_record() -> None:
    assert table() == made_from(recorded())


def test_the_band_that_may_be_taken_unseen_was_right_99_times_of_100() -> None:
    """Each paper judged by a table made without it."""
    right, all_of_it = held_out(recorded())["certain"]
    assert all_of_it >= 100
    assert right / all_of_it >= 0.99
