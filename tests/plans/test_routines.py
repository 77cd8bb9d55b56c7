"""Routines: decided, written, looked through, ended."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samfrid.audit.queries import history
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.models import Membership
from samfrid.plans import actions
from samfrid.plans.models import Routine
from samfrid.plans.rules import Lack, RoutineState, lacks, review_due, routine_state

D = dt.date
TODAY = D(2026, 11, 22)


@pytest.fixture
def routine(coordinator: Membership) -> Routine:
    return actions.enter_routine(coordinator, name="Fråga om våld", field="ekonomiskt bistånd")


def test_a_routine_is_entered_once_within_a_field(coordinator: Membership, routine: Routine) -> None:
    with pytest.raises(ValidationError, match="redan en rutin"):
        actions.enter_routine(coordinator, name="fråga  om våld", field="Ekonomiskt bistånd")
    actions.enter_routine(coordinator, name="Fråga om våld", field="missbruk")
    actions.end_routine(coordinator, routine, on=TODAY, reason="Ersatt", today=TODAY)
    actions.enter_routine(coordinator, name="Fråga om våld", field="ekonomiskt bistånd")
    with pytest.raises(ValidationError, match="redan en rutin"):
        actions.resume_routine(coordinator, routine)
    for name, months, words in ((" ", 12, "Skriv rutinens namn"), ("X", 0, "mellan 1 och 120"), ("X", 121, "120")):
        with pytest.raises(ValidationError, match=words):
            actions.enter_routine(coordinator, name=name, review_months=months)


def test_it_is_decided_by_a_body_or_by_somebody_who_leads(coordinator: Membership, routine: Routine) -> None:
    board = body_named(coordinator, "socialnämnden")
    decided = actions.decide_routine(
        coordinator, routine, body=board, on=D(2026, 3, 1), at_management=True, today=TODAY
    )
    assert (decided.decider, decided.at_management) == ("Socialnämnden", True)
    anew = actions.decide_routine(
        coordinator, routine, by=" socialchefen ", on=D(2026, 9, 1), at_management=True, today=TODAY
    )
    assert (anew.decider, anew.decided_by_body) == ("socialchefen", None)
    assert history(routine)[0].detail["by"] == "socialchefen"


def test_an_impossible_decision_is_refused(coordinator: Membership, routine: Routine) -> None:
    board = body_named(coordinator, "socialnämnden")
    actions.decide_routine(coordinator, routine, body=board, on=D(2026, 3, 1), at_management=True, today=TODAY)
    for body, by, on, words in (
        (None, " ", D(2026, 4, 1), "vem som beslutade"),
        (board, "socialchefen", D(2026, 4, 1), "inte båda"),
        (board, "", D(2026, 11, 23), "inte varit än"),
        (board, "", D(2026, 2, 28), "senare beslut, från 1.+mars.+2026"),
    ):
        with pytest.raises(ValidationError, match=words):
            actions.decide_routine(coordinator, routine, body=body, by=by, on=on, at_management=True, today=TODAY)
    routine.refresh_from_db()
    assert routine.decided_on == D(2026, 3, 1)


def test_it_is_looked_through(coordinator: Membership, routine: Routine) -> None:
    actions.review_routine(coordinator, routine, on=D(2026, 5, 1), note="Gäller som den är", today=TODAY)
    routine.refresh_from_db()
    assert routine.last_reviewed_on == D(2026, 5, 1)
    for on, words in ((D(2026, 4, 1), "senare än så: 1.+maj"), (D(2026, 11, 23), "inte varit än")):
        with pytest.raises(ValidationError, match=words):
            actions.review_routine(coordinator, routine, on=on, today=TODAY)


def test_one_that_has_ended_changes_no_more_until_it_is_taken_back(coordinator: Membership, routine: Routine) -> None:
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.end_routine(coordinator, routine, on=TODAY, reason=" ", today=TODAY)
    actions.end_routine(coordinator, routine, on=TODAY, reason="Ersatt av riktlinjen", today=TODAY)
    acts: list[Callable[[], object]] = [
        lambda: actions.review_routine(coordinator, routine, on=TODAY, today=TODAY),
        lambda: actions.decide_routine(coordinator, routine, by="X", on=TODAY, at_management=True, today=TODAY),
        lambda: actions.write_down(coordinator, routine, document_id=uuid.uuid4(), name="x.pdf"),
        lambda: actions.end_routine(coordinator, routine, on=TODAY, reason="Igen", today=TODAY),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match=r"Rutinen upphörde 22.+november.+2026"):
            act()
    assert actions.resume_routine(coordinator, routine).ended_on is None
    actions.review_routine(coordinator, routine, on=TODAY, today=TODAY)


def test_it_is_changed_and_written_down(coordinator: Membership, routine: Routine) -> None:
    unit, key = unit_named(coordinator, "Socialförvaltningen"), uuid.uuid4()
    changed = actions.change_routine(coordinator, routine, name="Frågor om våld", field="", unit=unit, review_months=24)
    assert (changed.name, changed.unit, changed.review_months) == ("Frågor om våld", unit, 24)
    told = history(routine)[0].detail["changed"]
    assert (told["unit"], told["review_months"]) == (["", unit.name], ["12", "24"])
    assert actions.write_down(coordinator, routine, document_id=key, name="rutin.pdf").document_id == key
    assert actions.write_down(coordinator, routine, document_id=None).document_name == ""


def test_an_elected_member_changes_nothing(elected: Membership, routine: Routine) -> None:
    acts: list[Callable[[], object]] = [
        lambda: actions.enter_routine(elected, name="X"),
        lambda: actions.review_routine(elected, routine, on=TODAY, today=TODAY),
        lambda: actions.resume_routine(elected, routine),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("decided", "reviewed", "ended", "state"),
    [
        (None, None, None, RoutineState.UNDECIDED),
        (None, D(2026, 11, 1), None, RoutineState.UNDECIDED),
        (D(2026, 11, 1), None, None, RoutineState.CURRENT),
        (D(2025, 11, 22), None, None, RoutineState.NEARING),
        (D(2025, 11, 21), None, None, RoutineState.OLD),
        (D(2020, 1, 1), D(2026, 11, 1), None, RoutineState.CURRENT),
        (D(2020, 1, 1), None, D(2026, 1, 1), RoutineState.ENDED),
    ],
)
def test_what_a_routine_is_on_a_day(
    decided: D | None, reviewed: D | None, ended: D | None, state: RoutineState
) -> None:
    assert routine_state(decided, reviewed, 12, ended, TODAY) is state


@pytest.mark.parametrize(
    ("state", "lead", "written", "missing"),
    [
        (RoutineState.CURRENT, True, True, []),
        (RoutineState.NEARING, True, True, []),
        (RoutineState.UNDECIDED, False, False, [Lack.DECISION, Lack.DOCUMENT]),
        (RoutineState.OLD, False, True, [Lack.MANAGEMENT, Lack.CURRENT]),
    ],
)
def test_what_it_lacks_in_the_national_survey(
    state: RoutineState, lead: bool, written: bool, missing: list[Lack]
) -> None:
    assert lacks(state, at_management=lead, written=written) == missing


DAYS = st.none() | st.dates(D(2000, 1, 1), D(2060, 12, 31))


@given(DAYS, DAYS, st.integers(1, 120))
def test_a_review_is_due_after_the_last_time_somebody_looked(
    decided: D | None, reviewed: D | None, months: int
) -> None:
    due = review_due(decided, reviewed, months)
    known = [day for day in (decided, reviewed) if day]
    assert (due is None) == (not known)
    assert due is None or all(due > day for day in known)
