"""At risk, set by hand, and turns: the rules, and the database asking as they do."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samfrid.commitments import actions, queries, rules
from samfrid.commitments.models import Commitment, Computed, Execution
from samfrid.commitments.queries import Filter
from samfrid.commitments.rules import Facts
from samfrid.municipalities.dates import PartialDate, months_after
from samfrid.municipalities.models import Membership

D = dt.date
TODAY = D(2026, 11, 22)
DAY = dt.timedelta(1)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        # begins tomorrow, today, yesterday
        ({"starts_on": TODAY + DAY}, ""),
        ({"starts_on": TODAY}, ""),
        ({"starts_on": TODAY - DAY}, "skulle ha börjat 21 november 2026"),
        ({"starts_on": TODAY - DAY, "execution": Execution.UNDER_WAY}, ""),
        # due in thirty days or in thirty-one, and not begun
        ({"due_on": TODAY + 30 * DAY}, "ska vara klart 22 december 2026"),
        ({"due_on": TODAY + 31 * DAY}, ""),
        ({"due_on": TODAY, "execution": Execution.NOT_STARTED}, "ska vara klart"),
        ({"due_on": TODAY, "execution": Execution.UNDER_WAY}, ""),
        # late is late
        ({"due_on": TODAY - DAY}, ""),
        # the share behind the time: 80 of 100 days
        ({"due_on": TODAY + 20 * DAY, "starts_on": TODAY - 80 * DAY, "share_done": 40}, "40 procent är klart, och 80"),
        ({"due_on": TODAY + 20 * DAY, "starts_on": TODAY - 80 * DAY, "share_done": 41}, ""),
        ({"due_on": TODAY + 20 * DAY, "starts_on": TODAY - 80 * DAY, "execution": Execution.UNDER_WAY}, ""),
        ({"share_done": 0}, ""),
        ({"due_on": TODAY, "starts_on": TODAY, "share_done": 60}, "100 procent av tiden"),
        ({"due_on": TODAY + 30 * DAY, "execution": Execution.DONE}, ""),
    ],
)
def test_at_risk(facts: dict[str, Any], says: str) -> None:
    told: dict[str, Any] = {"execution": Execution.UNKNOWN, "created_on": D(2026, 1, 1)} | facts
    if "share_done" in facts:
        told["execution"] = Execution.UNDER_WAY
    said = rules.at_risk(Facts(**told), TODAY).replace("\N{NO-BREAK SPACE}", " ")
    assert says in said
    assert bool(said) == bool(says)


days = st.dates(D(2000, 1, 1), D(2090, 12, 31))


@given(days, st.integers(1, 36), st.integers(1, 30))
def test_a_rhythm_never_drifts(first: D, months: int, turns: int) -> None:
    keeps, due = rules.turn_day_of(first), first
    for turn in range(1, turns + 1):
        before, due = due, rules.next_turn(due, months, keeps)
        assert due > before
        counted = months_after(first.replace(day=1), turn * months)
        last = calendar.monthrange(counted.year, counted.month)[1]
        assert (due.year, due.month, due.day) == (counted.year, counted.month, min(keeps, last))


@given(days, days, days)
def test_the_share_of_time_is_a_share(start: D, due: D, today: D) -> None:
    assert 0 <= rules.elapsed_share(start, due, today) <= 100


@dataclass
class Hand:
    state: str
    value: bool
    until: D
    reason: str = "skäl"
    ended_on: D | None = None


@pytest.mark.parametrize(
    ("hand", "late"),
    [
        (Hand("late", False, TODAY), False),
        (Hand("late", False, TODAY - DAY), True),
        (Hand("late", False, TODAY, ended_on=TODAY), True),
        (Hand("silent", False, TODAY), True),
        (Hand("late", True, TODAY), True),
    ],
)
def test_what_is_set_by_hand_counts_until_its_day(hand: Hand, late: bool) -> None:
    facts = Facts(Execution.UNDER_WAY, TODAY, due_on=TODAY - DAY)
    assert rules.standing(facts, [hand], TODAY).late == late


@given(st.sampled_from(Execution), st.booleans(), st.sampled_from(Computed))
def test_of_what_is_settled_nothing_is_awaited(execution: Execution, value: bool, state: Computed) -> None:
    facts = Facts(execution, D(2020, 1, 1), due_on=D(2020, 1, 1))
    found = rules.standing(facts, [Hand(state, value, TODAY)], TODAY)
    if rules.is_settled(execution):
        assert found.states == frozenset()
    else:
        assert (state in found.states) == value


def test_the_list_asks_as_the_rule_says(coordinator: Membership) -> None:
    """Every mix of start, day, state and share, some of them set by hand: the filters find what the rules say."""
    made = []
    spans = (None, -90, -1, 0)
    dues = (None, -1, 0, 10, 30, 31, 60)
    states = (Execution.UNKNOWN, Execution.UNDER_WAY, Execution.DONE)
    for start, due, execution, share in itertools.product(spans, dues, states, (None, 0, 40, 60)):
        begins = None if start is None else TODAY + start * DAY
        ends = None if due is None else TODAY + due * DAY
        if begins and ends and ends < begins:
            continue
        one = Commitment(
            municipality_id="0580", text="X", starts_on=begins, due_on=ends, execution=execution, share_done=share,
            promised_on=D(2026, 5, 1),
        )  # fmt: skip
        made.append(one)
    Commitment.objects.bulk_create(made)
    for number, one in enumerate(made):
        if number % 5 == 0 and not rules.is_settled(one.execution):
            state = list(Computed)[number % 3]
            until = TODAY + 3 * DAY
            actions.override(
                coordinator, one, state=state, value=number % 2 == 0, reason="Avtalat", until=until, today=TODAY
            )
    chosen = {Filter.LATE: Computed.LATE, Filter.SILENT: Computed.SILENT, Filter.AT_RISK: Computed.AT_RISK}
    rows = list(queries.with_standing(Commitment.objects.all()))
    for name, state in chosen.items():
        expected = {one.pk for one in rows if state in queries.standing_of(one, TODAY).states}
        page = queries.commitments("0580", TODAY, chosen=name, size=1000)
        assert {one.pk for one in page.rows} == expected, name
        assert expected


def test_setting_a_state_by_hand(coordinator: Membership, registrar: Membership) -> None:
    made = actions.commit(coordinator, text="X", due=PartialDate.parse("2026-10-01"))
    told: dict[str, Any] = {
        "state": "late",
        "value": False,
        "reason": "Nämnden har skjutit upp",
        "until": D(2027, 1, 31),
    }

    def refused(**other: Any) -> dict[str, list[str]]:
        with pytest.raises(ValidationError) as error:
            actions.override(coordinator, made, **told | other, today=TODAY)
        return error.value.message_dict

    assert "reason" in refused(reason=" ")
    assert "until" in refused(until=TODAY - DAY)
    assert "until" in refused(until=D(2027, 11, 23))
    assert "state" in refused(state="hittepå")
    with pytest.raises(PermissionDenied):
        actions.override(registrar, made, **told, today=TODAY)
    first = actions.override(coordinator, made, **told, today=TODAY)
    assert not queries.standing_of(made, TODAY).late
    assert queries.standing_of(made, D(2027, 2, 1)).late
    second = actions.override(coordinator, made, **told | {"value": True}, today=TODAY)
    first.refresh_from_db()
    assert first.ended_on == TODAY
    actions.end_override(coordinator, second, today=TODAY)
    actions.end_override(coordinator, second, today=TODAY)
    assert made.overrides.filter(ended_on__isnull=True).count() == 0
    actions.report(coordinator, made, on=TODAY, execution=Execution.DONE, today=TODAY)
    with pytest.raises(ValidationError, match="avslutat"):
        actions.override(coordinator, made, **told, today=TODAY)
