"""A version holds from its day: what is adopted for a time to come changes nothing before that time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.answers.chain.queries import read as read_chain
from samfrid.commitments.actions import assign, report
from samfrid.commitments.models import Commitment, Execution
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership
from samfrid.plans import actions, days, queries, shown
from samfrid.plans.models import Plan, PlanVersion, SuccessionKind, VersionState
from samfrid.plans.rules import (
    HELD,
    TAKEN,
    PeriodState,
    adopted_of,
    begins_on,
    follower_of,
    in_force_on,
    meant_on,
    standing,
)
from samfrid.plans.yearly import yearly

BrowserOf = Callable[[Membership], Client]
D = dt.date
ADOPTED_ON = D(2026, 11, 20)
BEGINS = D(2027, 1, 1)
EVE = D(2026, 12, 31)
NAME = "Handlingsplan mot våld i nära relationer"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    def on(day: dt.date) -> None:
        monkeypatch.setenv("SAMFRID_TODAY", day.isoformat())

    on(ADOPTED_ON)
    return on


@dataclass
class Row:
    """A version without a database."""

    number: int
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    adopted_on: dt.date | None


some_day = st.dates(D(2024, 1, 1), D(2028, 12, 31))
maybe_day = st.none() | some_day
#: a version as acts can make it: only what is adopted is superseded
rows = st.lists(st.tuples(st.sampled_from(VersionState.values), maybe_day, maybe_day, maybe_day), max_size=5).map(
    lambda told: [Row(number, *one) for number, one in enumerate(told, 1)]
)


@given(rows, some_day)
@settings(deadline=None)
def test_on_each_day_one_version_holds_and_it_is_the_latest_whose_day_has_come(
    versions: list[Row], day: dt.date
) -> None:
    held = in_force_on(versions, day)
    taken = adopted_of(versions)
    stand = [standing(one, versions, day) for one in versions]
    # at most one holds, and it is the one that is found
    holding = [one for one, now in zip(versions, stand, strict=True) if now in HELD]
    assert holding == ([held] if held else [])
    assert (held is None) == all(begins_on(one) > day for one in taken)
    for one, now in zip(versions, stand, strict=True):
        if one.state not in TAKEN:
            assert now == one.state
        elif begins_on(one) > day:
            assert now is PeriodState.COMING
        elif held and one is not held:
            assert now is PeriodState.SUPERSEDED
            assert (begins_on(one), one.number) < (begins_on(held), held.number)
    # what is written down of an earlier night is not asked
    other = [Row(one.number, VersionState.ADOPTED, one.starts_on, one.ends_on, one.adopted_on) for one in taken]
    again = in_force_on(other, day)
    assert (again.number if again else None) == (held.number if held else None)
    meant = meant_on(versions, day)
    assert (meant is None) == (not versions)
    assert held is None or meant is held


@given(rows, some_day, st.integers(0, 400))
@settings(deadline=None)
def test_days_go_forward_only(versions: list[Row], day: dt.date, later: int) -> None:
    """What has been superseded never holds again, and each that holds is followed by the one that takes its place."""
    then = day + dt.timedelta(later)
    for one in versions:
        if standing(one, versions, day) is PeriodState.SUPERSEDED:
            assert standing(one, versions, then) is PeriodState.SUPERSEDED
        follower = follower_of(one, versions)
        if follower and begins_on(one) < begins_on(follower):
            eve = max(begins_on(one), begins_on(follower) - dt.timedelta(1))
            assert in_force_on(versions, eve) is one
            assert standing(one, versions, begins_on(follower)) is PeriodState.SUPERSEDED


def test_the_database_says_the_same_on_each_day(coordinator: Membership) -> None:
    told = (
        (None, None, None),
        (D(2026, 1, 1), D(2026, 12, 31), D(2025, 11, 1)),
        (D(2026, 1, 1), D(2026, 12, 31), D(2026, 5, 1)),
        (D(2027, 1, 1), None, D(2026, 9, 1)),
        (D(2027, 1, 1), None, D(2026, 10, 1)),
        (None, None, D(2027, 3, 1)),
    )
    plan = Plan.objects.create(municipality_id=coordinator.municipality_code, name=NAME)
    for number, (starts, ends, on) in enumerate(told, 1):
        PlanVersion.objects.create(
            municipality_id=coordinator.municipality_code,
            plan=plan,
            number=number,
            state=VersionState.ADOPTED if number % 2 else VersionState.SUPERSEDED,
            starts_on=starts,
            ends_on=ends,
            adopted_on=on,
        )
    other = Plan.objects.create(municipality_id=coordinator.municipality_code, name="Jämställdhetsplan")
    PlanVersion.objects.create(municipality_id=coordinator.municipality_code, plan=other, state=VersionState.UNKNOWN)
    versions = list(plan.versions.all())
    for day in (
        D(2025, 1, 1),
        D(2025, 11, 1),
        D(2026, 1, 1),
        D(2026, 5, 1),
        EVE,
        BEGINS,
        D(2027, 2, 28),
        D(2027, 3, 1),
    ):
        held = in_force_on(versions, day)
        assert list(days.holding(day)) == ([held] if held else [])
        waiting = {one for one in adopted_of(versions) if begins_on(one) > day}
        assert set(days.not_followed(day)) == waiting | ({held} if held else set())


@pytest.fixture
def two(coordinator: Membership) -> tuple[PlanVersion, PlanVersion]:
    """A plan that holds, and its next version, adopted for the year to come: one activity says otherwise, one is
    replaced, one struck.
    """
    unit = unit_named(coordinator, "Socialförvaltningen")
    first = actions.start_plan(coordinator, name=NAME, starts_on=D(2024, 1, 1), ends_on=EVE)
    goal = actions.add_goal(coordinator, first, "Fler ska få stöd")
    for text in ("Utbilda", "Informera", "Kartlägga"):
        actions.enter_activity(coordinator, first, text=text, goal=goal)
    first = _adopt(coordinator, first, D(2025, 3, 1))
    draft = actions.new_version(coordinator, first.plan, starts_on=BEGINS, ends_on=D(2029, 12, 31))
    new, _other = actions.enter_activity(coordinator, draft, text="Informera varje år")
    by_text = {one.commitment.text: one for one in draft.activities.select_related("commitment", "version__plan")}
    actions.change_activity(
        coordinator, by_text["Utbilda"], text="Utbilda alla", responsible=unit, due=PartialDate.parse("2028-06")
    )
    actions.succeed(coordinator, by_text["Informera"], kind=SuccessionKind.REPLACED, after=new, why="Räcker inte")
    actions.remove_activity(coordinator, by_text["Kartlägga"], why="Redan gjort av länet")
    return first, _adopt(coordinator, draft, ADOPTED_ON)


def _adopt(actor: Membership, version: PlanVersion, on: dt.date) -> PlanVersion:
    return actions.adopt(actor, version, body=body_named(actor, "KF"), on=on, paragraph="§ 9", today=ADOPTED_ON)


def _ledger() -> dict[str, tuple[Any, ...]]:
    return {
        one.text: (str(one.execution), str(one.responsible or ""), one.due_on, one.last_word_on)
        for one in Commitment.objects.select_related("responsible")
    }


def _run(actor: Membership, day: dt.date) -> int:
    return actions.run_day(actor.municipality_code, today=day)


UNTOUCHED = (Execution.UNKNOWN, "", None, None)


def test_until_its_day_the_version_before_holds_everywhere(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion], browser_of: BrowserOf
) -> None:
    first, second = two
    first.refresh_from_db()
    assert (first.state, second.state, second.awaited) == (VersionState.ADOPTED, VersionState.ADOPTED, True)
    assert _run(coordinator, EVE) == 0
    assert all(told == UNTOUCHED for told in _ledger().values())
    plan = first.plan
    assert actions.current_version(plan) == first
    assert {one.version for one in queries.in_force(plan.municipality_id)} == {first}
    assert sum(n for _place, n in queries.placed(plan.municipality_id)) == 3
    group = queries.group_of_plan(plan.municipality_id, str(plan.pk))
    assert group
    assert Commitment.objects.filter(pk__in=group.keys).count() == 3
    row = shown.row(plan, ADOPTED_ON)
    assert row["word"] == "gäller"
    assert "nästa version gäller från 1 januari 2027" in [one.replace("\N{NO-BREAK SPACE}", " ") for one in row["meta"]]
    # what the coming one says stands in it, not in the ledger
    assert second.activities.get(commitment__text="Utbilda").words == "Utbilda alla"
    page = browser_of(coordinator).get(plan.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "antagen, gäller från 1 januari 2027" in page
    assert "Antagen för en tid som kommer" in page
    listed = browser_of(coordinator).get("/planer/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "3 aktiviteter" in listed
    chain = read_chain("plan", plan.pk, ADOPTED_ON)
    assert chain
    assert "gäller från" in chain.steps[-1].title
    assert "gäller från" not in chain.steps[0].title
    with pytest.raises(ValidationError, match="låst"):
        actions.add_goal(coordinator, second, "Nytt", where="s. 1")


def test_what_falls_short_is_asked_of_the_version_of_the_day(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    """The plan ends in six weeks, but the next one is adopted: nothing waits to be written."""
    for day in (ADOPTED_ON, EVE, BEGINS):
        catch_up(coordinator.municipality_code, day)
        assert not Gap.objects.filter(rule="plan_not_in_force", mended_on__isnull=True).exists()
    catch_up(coordinator.municipality_code, D(2030, 1, 1))
    assert Gap.objects.filter(rule="plan_not_in_force", mended_on__isnull=True).exists()


def test_on_its_day_it_holds_and_the_night_lets_the_ledger_follow(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion], clock: Callable[[dt.date], None]
) -> None:
    first, second = two
    clock(BEGINS)
    # before the night has been, too
    assert actions.current_version(first.plan) == second
    assert not actions.takes_more(first)
    assert {one.version for one in queries.in_force(first.municipality_id)} == {second}
    assert _run(coordinator, BEGINS) == 1
    expected = {
        "Utbilda alla": (Execution.UNKNOWN, "Socialförvaltningen", D(2028, 6, 30), None),
        "Informera": (Execution.OVERTAKEN, "", None, BEGINS),
        "Informera varje år": UNTOUCHED,
        "Kartlägga": (Execution.CANNOT, "", None, BEGINS),
    }
    assert _ledger() == expected
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.awaited) == (VersionState.SUPERSEDED, VersionState.ADOPTED, False)
    # twice without harm
    assert _run(coordinator, BEGINS) == 0
    assert _ledger() == expected


def test_nights_that_were_missed_are_made_good_and_the_day_is_kept(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    first, _second = two
    done = Commitment.objects.get(text="Kartlägga")
    report(coordinator, done, on=D(2026, 11, 1), execution=Execution.UNDER_WAY, today=ADOPTED_ON)
    assert _run(coordinator, D(2027, 4, 1)) == 1
    ledger = _ledger()
    assert ledger["Kartlägga"][0] == Execution.CANNOT
    assert {ledger["Kartlägga"][3], ledger["Informera"][3]} == {BEGINS}
    assert actions.current_version(first.plan, D(2026, 12, 1)) == first


def test_a_later_version_can_follow_before_the_coming_one_has_begun(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    """It is drafted from the coming one, with that one's words, and what it has again is not closed by it."""
    first, second = two
    draft = actions.new_version(coordinator, first.plan, starts_on=BEGINS, ends_on=D(2029, 12, 31))
    texts = {one.words for one in draft.activities.select_related("commitment")}
    assert texts == {"Utbilda alla", "Informera varje år"}
    actions.add_activity(coordinator, draft, Commitment.objects.get(text="Kartlägga"))
    third = _adopt(coordinator, draft, ADOPTED_ON)
    _run(coordinator, BEGINS)
    ledger = _ledger()
    assert ledger["Kartlägga"] == UNTOUCHED
    assert ledger["Informera"][0] == Execution.OVERTAKEN
    assert ledger["Utbilda alla"][1] == "Socialförvaltningen"
    second.refresh_from_db()
    assert second.state == VersionState.SUPERSEDED
    assert actions.current_version(first.plan, BEGINS) == third


def test_what_cannot_be_promised_is_told_at_the_adoption_and_left_at_night(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    one = Commitment.objects.get(text="Utbilda")
    Commitment.objects.filter(pk=one.pk).update(starts_on=D(2029, 1, 1))
    assert _run(coordinator, BEGINS) == 1
    assert "Utbilda" in _ledger()
    assert _ledger()["Kartlägga"][0] == Execution.CANNOT
    draft = actions.new_version(coordinator, two[0].plan, starts_on=D(2028, 1, 1))
    again = draft.activities.select_related("version__plan", "commitment").get(commitment=one)
    Commitment.objects.filter(pk=one.pk).update(starts_on=None)
    actions.change_activity(coordinator, again, text="Utbilda", responsible=None, due=PartialDate.parse("2028-06"))
    Commitment.objects.filter(pk=one.pk).update(starts_on=D(2029, 1, 1))
    with pytest.raises(ValidationError, match="Det kan inte vara klart före"):
        _adopt(coordinator, draft, ADOPTED_ON)


def test_two_plans_do_not_say_two_things_of_one_commitment_also_in_time_to_come(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    other = actions.start_plan(coordinator, name="Jämställdhetsplan")
    actions.enter_activity(coordinator, other, text="Utbilda")
    with pytest.raises(ValidationError, match=f"står också i ”{NAME}”"):
        _adopt(coordinator, other, ADOPTED_ON)


def test_who_is_named_meanwhile_gives_way_to_what_was_adopted(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion]
) -> None:
    assign(coordinator, Commitment.objects.get(text="Utbilda"), unit_named(coordinator, "Barnförvaltningen"))
    _run(coordinator, BEGINS)
    assert _ledger()["Utbilda alla"][1] == "Socialförvaltningen"


def test_the_year_tells_of_both(coordinator: Membership, two: tuple[PlanVersion, PlanVersion]) -> None:
    told = [(one.on, one.title) for one in yearly(coordinator.municipality_code, D(2026, 6, 1), D(2027, 12, 31))]
    assert told == [(EVE, f"Planen slutar gälla: {NAME}"), (BEGINS, f"Planen börjar gälla: {NAME}")]
    # a version that is followed before its time is out does not end on that day
    draft = actions.new_version(coordinator, two[0].plan, starts_on=D(2028, 1, 1))
    _adopt(coordinator, draft, ADOPTED_ON)
    years = [(one.on, one.title) for one in yearly(coordinator.municipality_code, D(2028, 1, 1), D(2030, 12, 31))]
    assert years == [(D(2028, 1, 1), f"Planen börjar gälla: {NAME}")]


def test_the_year_of_versions_without_any_day(coordinator: Membership) -> None:
    """Documents that say who adopted each, and not when: the later one entered holds."""
    made = actions.register_plan(coordinator, name=NAME, adopted_by=body_named(coordinator, "KF"))
    PlanVersion.objects.create(
        municipality_id=made.municipality_id, plan=made, number=2, state=VersionState.ADOPTED, ends_on=EVE
    )
    told = [one.title for one in yearly(coordinator.municipality_code, D(2026, 1, 1), EVE)]
    assert told == [f"Planen slutar gälla: {NAME}"]


def test_a_draft_that_a_document_says_was_adopted_holds_from_its_day_too(
    coordinator: Membership, two: tuple[PlanVersion, PlanVersion], clock: Callable[[dt.date], None]
) -> None:
    clock(BEGINS)
    _run(coordinator, BEGINS)
    draft = actions.new_version(coordinator, two[0].plan, starts_on=D(2027, 6, 1), ends_on=D(2029, 12, 31))
    one = draft.activities.select_related("commitment", "version__plan").get(commitment__text="Utbilda alla")
    actions.change_activity(coordinator, one, text="Utbilda alla varje år", responsible=None, due=None)
    told: dict[str, Any] = {"name": NAME, "starts_on": D(2027, 6, 1), "ends_on": D(2029, 12, 31)}
    actions.register_plan(coordinator, **told, adopted_on=D(2026, 12, 15), adopted_by=body_named(coordinator, "KF"))
    draft.refresh_from_db()
    assert (draft.state, draft.awaited) == (VersionState.ADOPTED, True)
    assert "Utbilda alla" in _ledger()
    _run(coordinator, D(2027, 6, 1))
    assert _ledger()["Utbilda alla varje år"][1:3] == ("", None)
