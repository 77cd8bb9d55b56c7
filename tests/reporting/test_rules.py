"""When letters are due and rounds open, whether a link is good, whom to ask, and where a question stands."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.post.rules import Over
from samfrid.reporting import rules
from samfrid.reporting.rules import Asked, Chase, ItemState, Reachable

ASKED, DUE = dt.date(2026, 11, 2), dt.date(2026, 11, 16)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "written", "due"),
    [
        ("2026-11-02", {}, []),
        ("2026-11-12", {}, []),
        ("2026-11-13", {}, [Chase.BEFORE]),
        ("2026-11-16", {}, [Chase.BEFORE]),
        ("2026-11-16", {Chase.BEFORE: "2026-11-13"}, []),
        ("2026-11-17", {Chase.BEFORE: "2026-11-13"}, [Chase.AFTER]),
        # after a pause: no word of a day that has been, and the head only when she has been reminded
        ("2026-11-25", {}, [Chase.AFTER]),
        ("2026-11-23", {Chase.AFTER: "2026-11-17"}, [Chase.ESCALATE]),
        ("2026-11-22", {Chase.AFTER: "2026-11-17"}, []),
        ("2026-11-26", {Chase.AFTER: "2026-11-24"}, []),
        ("2026-11-27", {Chase.AFTER: "2026-11-24"}, [Chase.ESCALATE]),
        ("2026-11-30", {Chase.AFTER: "2026-11-17", Chase.ESCALATE: "2026-11-23"}, []),
    ],
)
def test_what_is_written_on_a_day(today: str, written: dict[Chase, str], due: list[Chase]) -> None:
    days = {chase: dt.date.fromisoformat(day) for chase, day in written.items()}
    assert rules.letters_due(DUE, ASKED, days, dt.date.fromisoformat(today)) == due


@given(st.integers(1, 60), st.sets(st.integers(0, 90)))
def test_whatever_nights_are_missed_each_is_written_at_most_once_and_the_head_last(
    length: int, nights: set[int]
) -> None:
    due, written = ASKED + length * DAY, dict[Chase, dt.date]()
    for night in sorted(nights):
        today = ASKED + night * DAY
        for _turn in range(2):
            for chase in rules.letters_due(due, ASKED, written, today):
                assert chase not in written
                written[chase] = today
    if Chase.ESCALATE in written:
        assert written[Chase.ESCALATE] >= written[Chase.AFTER] + rules.ROOM_TO_ANSWER * DAY
        assert written[Chase.ESCALATE] > due
    if Chase.BEFORE in written:
        assert ASKED < written[Chase.BEFORE] <= due


@pytest.mark.parametrize(
    ("rhythm", "first", "turn", "today", "coming"),
    [
        ("once", "2026-01-31", 0, "2027-01-31", None),
        ("monthly", "2026-01-31", 0, "2026-02-27", None),
        ("monthly", "2026-01-31", 0, "2026-02-28", (1, "2026-02-28")),
        # the day does not drift
        ("monthly", "2026-01-31", 1, "2026-03-31", (2, "2026-03-31")),
        # what a pause has missed is not made up for
        ("monthly", "2026-01-31", 1, "2026-07-01", (5, "2026-06-30")),
        ("tertial", "2026-01-15", 0, "2026-05-15", (1, "2026-05-15")),
    ],
)
def test_the_next_round(rhythm: str, first: str, turn: int, today: str, coming: tuple[int, str] | None) -> None:
    found = rules.next_turn(rhythm, dt.date.fromisoformat(first), turn, dt.date.fromisoformat(today))
    assert found == (coming and (coming[0], dt.date.fromisoformat(coming[1])))


GOOD = {"closed": False, "request_revoked": False, "link_revoked": False, "contact_ended": False}


@pytest.mark.parametrize(
    ("told", "today", "over"),
    [
        ({}, "2026-11-30", None),
        ({}, "2026-12-01", Over.EXPIRED),
        ({"closed": True}, "2026-11-03", Over.CLOSED),
        ({"request_revoked": True}, "2026-11-03", Over.REVOKED),
        ({"link_revoked": True, "closed": True}, "2026-11-03", Over.REVOKED),
        ({"contact_ended": True}, "2026-11-03", Over.REVOKED),
    ],
)
def test_whether_a_link_is_good(told: dict[str, bool], today: str, over: Over | None) -> None:
    expires = dt.date(2026, 11, 30)
    assert rules.over(**(GOOD | told), expires_on=expires, today=dt.date.fromisoformat(today)) is over


US, THEM, ANNA, BO = (uuid.uuid4() for _one in range(4))
STANDS = Asked(0, "under_way", (US, None), (US, None), ANNA, None, answered=False, reported_since=False)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ItemState.WAITS),
        ({"contact_now": ANNA}, ItemState.WAITS),
        ({"access": 1}, ItemState.WAITS),
        ({"answered": True}, ItemState.ANSWERED),
        ({"reported_since": True}, ItemState.ELSEWHERE),
        ({"answered": True, "reported_since": True}, ItemState.ANSWERED),
        ({"execution": "done", "answered": True}, ItemState.CLOSED),
        ({"now": (THEM, None)}, ItemState.MOVED),
        ({"now": (None, None)}, ItemState.MOVED),
        ({"contact_now": BO}, ItemState.MOVED),
        ({"access": 2, "now": (THEM, None)}, ItemState.HIDDEN),
    ],
)
def test_where_a_question_stands(changes: dict[str, object], state: ItemState) -> None:
    from dataclasses import replace

    assert rules.item_state(replace(STANDS, **changes)) is state  # type: ignore[arg-type]


HEAD, MAILED, UNMAILED = (
    Reachable(uuid.uuid4(), True, False, "Ö"),
    Reachable(uuid.uuid4(), False, True, "B"),
    Reachable(uuid.uuid4(), False, False, "A"),
)


@pytest.mark.parametrize(
    ("own", "there", "active", "asked"),
    [
        (ANNA, [HEAD], [ANNA, HEAD.key], ANNA),
        (ANNA, [MAILED, HEAD], [HEAD.key, MAILED.key], HEAD.key),
        (None, [UNMAILED, MAILED], [], MAILED.key),
        (None, [UNMAILED], [], UNMAILED.key),
        (ANNA, [], [], None),
    ],
)
def test_whom_to_ask(own: uuid.UUID, there: list[Reachable], active: list[uuid.UUID], asked: uuid.UUID) -> None:
    assert rules.whom(own, there, active) == asked
