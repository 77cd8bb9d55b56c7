"""What was proposed beside what was decided: which clause became which, and what differs word by word."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samfrid.matters.models import Outcome, Stage
from samfrid.matters.rules.decisions import Step, compared_with
from samfrid.matters.rules.difference import ClauseText, Pair, Piece, difference, pairs

D = dt.date
on_a_busy_machine = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
WORDS = st.lists(st.sampled_from(["att", "kommunen", "kartlägger", "våldet", ",", ".", " ", "\n", "10", "kr", "é"]))


def said(before: str, after: str) -> str:
    """A difference as one reads it: [-struck-] and {+added+}."""
    marks = {"same": "%s", "struck": "[-%s-]", "added": "{+%s+}"}
    return "".join(marks[piece.op] % piece.text for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("att avslå", "att avslå", "att avslå"),
        ("", "att avslå", "{+att avslå+}"),
        ("att avslå", "", "[-att avslå-]"),
        (
            "att kartlägga våldet i kommunen",
            "att årligen kartlägga våldet i kommunen",
            "att {+årligen +}kartlägga våldet i kommunen",
        ),
        (
            "att avsätta 5 kronor per invånare",
            "att avsätta 10 kronor per invånare",
            "att avsätta [-5-]{+10+} kronor per invånare",
        ),
        # two words changed beside each other are one change
        (
            "att ge socialnämnden medel för en ny plan om våld",
            "att ge barnnämnden resurser för en ny plan om våld",
            "att ge [-socialnämnden medel-]{+barnnämnden resurser+} för en ny plan om våld",
        ),
        # nearly nothing in common: two texts, not a patchwork
        (
            "att anställa en samordnare",
            "att motionen därmed är besvarad",
            "[-att anställa en samordnare-]{+att motionen därmed är besvarad+}",
        ),
    ],
)
def test_a_difference_is_read_like_a_sentence(before: str, after: str, words: str) -> None:
    assert said(before, after) == words


@on_a_busy_machine
@given(WORDS.map(" ".join) | st.text(max_size=60), WORDS.map(" ".join) | st.text(max_size=60))
def test_nothing_is_lost_of_either_text(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "added") == before
    assert "".join(piece.text for piece in pieces if piece.op != "struck") == after
    assert all(piece.text for piece in pieces)
    # never two of one sort in a row, and what was struck stands before what took its place
    assert all(one.op != two.op for one, two in pairwise(pieces))
    assert all((one.op, two.op) != ("added", "struck") for one, two in pairwise(pieces))


@on_a_busy_machine
@given(st.text(max_size=80))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ([Piece("same", text)] if text else [])


def test_very_long_texts_are_shown_whole() -> None:
    before, after = "ett ord till " * 2_000, "ett annat ord " * 2_000
    assert [piece.op for piece in difference(before, after)] == ["struck", "added"]


# --- which clause became which --------------------------------------------------------------------------------------


def clause(text: str, outcome: str = Outcome.GRANTED, request: int | None = None) -> ClauseText:
    return ClauseText(uuid.uuid4(), request, text, outcome)


MAP, TRAIN, COUNCIL = "att kartlägga våldet i kommunen", "att utbilda all personal", "att inrätta ett råd"


@pytest.mark.parametrize(
    ("before", "after", "matched"),
    [
        # the same words, in another order
        ([clause(MAP), clause(TRAIN)], [clause(TRAIN), clause(MAP)], [(1, 0), (0, 1)]),
        # the same request, though the words are all others
        ([clause(MAP, request=1), clause(TRAIN, request=2)], [clause("Avslås", request=2)], [(1, 0), (0, None)]),
        # two answers to two requests are not one clause, however alike
        ([clause(MAP, request=1)], [clause(MAP, request=2)], [(None, 0), (0, None)]),
        # one that was not proposed, one that fell away
        ([clause(MAP)], [clause(COUNCIL)], [(None, 0), (0, None)]),
        # what is only told in passing is one and the same
        (
            [clause("Motionen besvaras", Outcome.ANSWERED)],
            [clause("Motionen bifalls i sin helhet")],
            [(0, 0)],
        ),
        ([], [clause(MAP)], [(None, 0)]),
        ([clause(MAP)], [], [(0, None)]),
    ],
)
def test_which_clause_became_which(
    before: list[ClauseText], after: list[ClauseText], matched: list[tuple[int | None, int | None]]
) -> None:
    found = pairs(before, after)
    assert found == [
        Pair(before[old] if old is not None else None, after[new] if new is not None else None) for old, new in matched
    ]


TEXTS = st.sampled_from([MAP, TRAIN, COUNCIL, "Motionen avslås", "att avsätta 10 kronor", ""])
CLAUSES = st.lists(st.builds(clause, TEXTS, st.sampled_from(list(Outcome)), st.none() | st.integers(1, 3)), max_size=6)


@on_a_busy_machine
@given(CLAUSES, CLAUSES)
def test_every_clause_is_in_one_pair(before: list[ClauseText], after: list[ClauseText]) -> None:
    found = pairs(before, after)
    assert [pair.after for pair in found if pair.after] == after
    assert sorted(str(pair.before.key) for pair in found if pair.before) == sorted(str(one.key) for one in before)


def test_a_pair_tells_whether_something_changed() -> None:
    one = clause(MAP)
    assert not Pair(one, clause(f" {MAP} ")).changed
    assert Pair(one, clause(MAP, Outcome.REJECTED)).changed
    assert Pair(one, None).changed
    assert Pair(None, one).changed


# --- what a decision is compared with -------------------------------------------------------------------------------

OFFICER, KSAU, KS, KF = (uuid.uuid4() for _ in range(4))


def step(stage: Stage, body: uuid.UUID | None, on: dt.date | None = None) -> Step:
    return Step(uuid.uuid4(), stage, body, on)


@pytest.mark.parametrize(
    ("steps", "answers"),
    [
        # officer → KSAU → KS → KF, each to the next: each is measured against the one before
        (
            [
                step(Stage.RECOMMENDED, KS, D(2022, 9, 1)),
                step(Stage.PROPOSED, KS, D(2022, 10, 3)),
                step(Stage.PROPOSED, KF, D(2022, 11, 7)),
                step(Stage.FINAL, KF, D(2022, 12, 14)),
            ],
            [None, 0, 1, 2],
        ),
        # one letter that recommends to three bodies on one day: the council's own line is what the council is given
        (
            [
                step(Stage.RECOMMENDED, KSAU, D(2022, 3, 28)),
                step(Stage.RECOMMENDED, KS, D(2022, 3, 28)),
                step(Stage.RECOMMENDED, KF, D(2022, 3, 28)),
                step(Stage.FINAL, KF, D(2022, 5, 31)),
            ],
            [None, None, None, 2],
        ),
        # what has been decided on is no proposal to what is decided a year later
        (
            [
                step(Stage.PROPOSED, KF, D(2022, 1, 1)),
                step(Stage.FINAL, KF, D(2022, 2, 1)),
                step(Stage.PROPOSED, KF, D(2023, 1, 1)),
                step(Stage.FINAL, KF, D(2023, 2, 1)),
                step(Stage.FINAL, KF, D(2024, 2, 1)),
            ],
            [None, 0, None, 2, None],
        ),
        # a proposal made after the decision is no proposal to it
        ([step(Stage.FINAL, KF, D(2022, 1, 1)), step(Stage.PROPOSED, KF, D(2022, 2, 1))], [None, None]),
        # without a day it may have been before
        ([step(Stage.PROPOSED, KF), step(Stage.FINAL, KF, D(2022, 1, 1))], [None, 0]),
        ([step(Stage.FINAL, KF, D(2022, 1, 1)), step(Stage.FINAL, KF, D(2023, 1, 1))], [None, None]),
    ],
)
def test_what_a_step_is_compared_with(steps: list[Step], answers: list[int | None]) -> None:
    found = [compared_with(one, steps) for one in steps]
    assert found == [steps[place].key if place is not None else None for place in answers]
