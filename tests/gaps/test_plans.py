"""Rules about plans and routines: each opens, stays quiet, and is closed by the act that mends it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import commit, report
from samfrid.commitments.models import Execution
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap
from samfrid.gaps.rules import plans as rules
from samfrid.gaps.sentences import act, sentence
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.models import Access, Membership
from samfrid.plans import actions
from samfrid.plans.models import PlanVersion, Routine, VersionState
from samfrid.plans.rules import RoutineState

D = dt.date
TODAY = D(2026, 11, 22)
NAME = "Handlingsplan mot våld i nära relationer"
PLANS = {"plan_without_goals", "goal_without_activity", "activity_without_indicator", "indicator_without_value"}
OURS = PLANS | {"plan_not_in_force", "routine_undecided", "routine_not_reviewed"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def open_rules(today: D = TODAY) -> list[str]:
    catch_up("0580", today)
    return sorted(Gap.objects.filter(mended_on__isnull=True, rule__in=OURS).values_list("rule", flat=True))


def said(rule: str) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    return sentence(gap, TODAY).replace("\N{NO-BREAK SPACE}", " ")


def mended_by(rule: str) -> str:
    """Where the act of an open gap leads."""
    return act(Gap.objects.get(rule=rule, mended_on__isnull=True)).url


def adopted(actor: Membership, **period: Any) -> PlanVersion:
    plan = actions.register_plan(actor, name=NAME, adopted_on=D(2024, 1, 15), **period)
    version = actions.current_version(plan)
    assert version
    return version


def activity(actor: Membership, version: PlanVersion, goal: Any = None, **about: Any) -> Any:
    promise = commit(actor, text="Utbilda personalen", responsible=unit_named(actor, "Socialförvaltningen"), **about)
    return actions.add_activity(actor, version, promise, goal, where="s. 7")


def whole(actor: Membership, **period: Any) -> PlanVersion:
    """An adopted plan that lacks nothing: a goal with an activity, counted by an indicator with its value."""
    version = adopted(actor, **period)
    goal = actions.add_goal(actor, version, "Fler ska få stöd", where="s. 3")
    activity(actor, version, goal)
    made = actions.add_indicator(actor, version, name="Utbildade", goal=goal)
    actions.give_value(actor, made.indicator, on=D(2026, 6, 30), value=Decimal(45))
    return version


def test_a_plan_without_goals_until_they_are_entered(coordinator: Membership) -> None:
    version = adopted(coordinator)
    assert open_rules() == ["plan_without_goals"]
    assert said("plan_without_goals") == f"Inget av det som {NAME} lovar är infört: inga mål och inga aktiviteter."
    assert mended_by("plan_without_goals") == f"/planer/{version.plan_id}/#mal"
    activity(coordinator, version)
    assert open_rules() == ["activity_without_indicator", "plan_without_goals"]
    assert "har aktiviteter men inga mål" in said("plan_without_goals")
    actions.add_goal(coordinator, version, "Fler ska få stöd", where="s. 3")
    assert "plan_without_goals" not in open_rules()


def test_a_plan_that_is_known_by_name_alone_is_only_asked_whether_it_is_adopted(coordinator: Membership) -> None:
    actions.register_plan(coordinator, name=NAME)
    assert open_rules() == ["plan_not_in_force"]


def test_a_draft_has_a_month_to_be_written_in(coordinator: Membership) -> None:
    actions.start_plan(coordinator, name=NAME)
    begun = dt.datetime.now(dt.UTC).date()
    assert open_rules(begun) == ["plan_not_in_force"]
    assert open_rules(begun + dt.timedelta(29)) == ["plan_not_in_force"]
    assert open_rules(begun + dt.timedelta(31)) == ["plan_not_in_force", "plan_without_goals"]


def test_a_plan_whose_time_is_over_is_to_be_renewed_not_filled_in(coordinator: Membership) -> None:
    version = adopted(coordinator, starts_on=D(2024, 1, 1), ends_on=D(2025, 12, 31))
    assert open_rules() == ["plan_not_in_force"]
    assert mended_by("plan_not_in_force") == f"/planer/{version.plan_id}/#version"
    draft = actions.new_version(coordinator, version.plan, starts_on=D(2026, 1, 1), ends_on=D(2029, 12, 31))
    assert open_rules() == ["plan_not_in_force"]
    actions.add_goal(coordinator, draft, "Fler ska få stöd")
    actions.adopt(coordinator, draft, body=body_named(coordinator, "KF"), on=D(2026, 1, 20), today=TODAY)
    assert open_rules() == ["goal_without_activity"]


def test_a_plan_that_lacks_nothing_is_quiet(coordinator: Membership) -> None:
    whole(coordinator)
    assert open_rules() == []


def test_goals_without_activity_are_one_thing_to_do(coordinator: Membership) -> None:
    version = whole(coordinator)
    goals = [actions.add_goal(coordinator, version, f"Mål {n}", where="s. 3") for n in (2, 3)]
    assert open_rules() == ["goal_without_activity"]
    assert said("goal_without_activity") == f"2 av 3 mål i {NAME} har ingen aktivitet, bland dem ”Mål 2”."
    assert mended_by("goal_without_activity") == f"/planer/{version.plan_id}/#mal"
    for goal in goals:
        assert "goal_without_activity" in open_rules()
        activity(coordinator, version, goal)
    assert "goal_without_activity" not in open_rules()


def test_activities_that_nothing_counts(coordinator: Membership) -> None:
    version = whole(coordinator)
    actions.add_goal(coordinator, version, "Mål 2", where="s. 3")
    goal = version.goals.get(number=2)
    one, two = activity(coordinator, version, goal), activity(coordinator, version)
    assert open_rules() == ["activity_without_indicator"]
    assert said("activity_without_indicator").startswith(f"2 av 3 aktiviteter i {NAME} har ingen indikator")
    assert mended_by("activity_without_indicator") == f"/planer/{version.plan_id}/#indikatorer"
    # by its own, and for what belongs to no goal by one of the whole plan
    actions.add_indicator(coordinator, version, name="Deltagare", activity=one)
    assert open_rules() == ["activity_without_indicator"]
    actions.add_indicator(coordinator, version, name="Anmälda brott")
    assert open_rules() == []
    assert two.goal is None


def test_what_is_done_is_past_counting(coordinator: Membership) -> None:
    version = adopted(coordinator)
    actions.add_goal(coordinator, version, "Fler ska få stöd", where="s. 3")
    made = activity(coordinator, version, version.goals.get())
    assert open_rules() == ["activity_without_indicator"]
    assert said("activity_without_indicator").startswith(f"Ingenting mäts i {NAME}, som har 1 aktivitet.")
    report(coordinator, made.commitment, on=D(2026, 11, 1), execution=Execution.DONE, text="Klart", evidence="Intyg")
    assert open_rules() == []


def test_an_indicator_without_value_until_it_is_given(coordinator: Membership) -> None:
    version = whole(coordinator)
    indicator = version.indicators.get().indicator
    actions.withdraw_value(coordinator, indicator.values.get(), reason="Fel dag")
    # asked for a quarter after somebody thought of counting
    added = indicator.created_at.date()
    assert open_rules(added + dt.timedelta(90)) == []
    assert open_rules(added + dt.timedelta(92)) == ["indicator_without_value"]
    assert said("indicator_without_value").startswith(f"Indikatorn ”Utbildade” i {NAME} saknar värde")
    assert mended_by("indicator_without_value") == f"/planer/{version.plan_id}/#indikatorer"
    actions.give_value(coordinator, indicator, on=TODAY, value=Decimal(0), today=TODAY)
    assert open_rules(added + dt.timedelta(93)) == []


def test_the_next_value_is_wanted_a_year_after_the_last(coordinator: Membership) -> None:
    whole(coordinator)
    assert open_rules(D(2027, 9, 28)) == []
    assert open_rules(D(2027, 9, 29)) == ["indicator_without_value"]


def test_what_is_kept_from_some_readers_is_not_named(coordinator: Membership) -> None:
    version = whole(coordinator)
    hidden = activity(coordinator, version, version.goals.get(), access=Access.CONFIDENTIAL)
    actions.add_indicator(coordinator, version, name="Platser på det hemliga boendet", activity=hidden)
    assert open_rules(D(2027, 6, 1)) == ["indicator_without_value"]
    gap = Gap.objects.get(rule="indicator_without_value", mended_on__isnull=True)
    assert "hemliga" not in sentence(gap, TODAY) + str(gap.facts)


def routine(actor: Membership) -> Routine:
    return actions.enter_routine(actor, name="Fråga om våld", field="ekonomiskt bistånd")


def test_a_routine_until_those_who_lead_have_decided_it(coordinator: Membership) -> None:
    one = routine(coordinator)
    assert open_rules() == ["routine_undecided"]
    assert said("routine_undecided") == "Det framgår inte att någon har beslutat rutinen ”Fråga om våld”."
    assert mended_by("routine_undecided") == f"/rutiner/{one.pk}/#beslut"
    actions.decide_routine(coordinator, one, by="enhetschefen", on=D(2026, 9, 1), at_management=False, today=TODAY)
    assert open_rules() == ["routine_undecided"]
    assert said("routine_undecided") == "Rutinen ”Fråga om våld” är inte beslutad på ledningsnivå."
    actions.decide_routine(coordinator, one, by="socialchefen", on=D(2026, 9, 2), at_management=True, today=TODAY)
    assert open_rules() == []


def test_a_routine_that_has_ended_is_let_be(coordinator: Membership) -> None:
    one = routine(coordinator)
    actions.end_routine(coordinator, one, on=TODAY, reason="Ersatt", today=TODAY)
    assert open_rules() == []
    actions.resume_routine(coordinator, one)
    assert open_rules() == ["routine_undecided"]


def test_a_routine_until_it_is_looked_through(coordinator: Membership) -> None:
    one = routine(coordinator)
    actions.decide_routine(coordinator, one, by="socialchefen", on=D(2025, 11, 22), at_management=True, today=TODAY)
    # the last day is in time
    assert open_rules() == []
    assert open_rules(D(2026, 11, 23)) == ["routine_not_reviewed"]
    assert said("routine_not_reviewed").startswith("Rutinen ”Fråga om våld” skulle ha gåtts igenom senast 22 november")
    assert mended_by("routine_not_reviewed") == f"/rutiner/{one.pk}/#genomgang"
    actions.review_routine(coordinator, one, on=TODAY, today=TODAY)
    assert open_rules(D(2026, 11, 24)) == []


def test_many_plans_cost_as_many_queries_as_few(coordinator: Membership) -> None:
    from samfrid.gaps.checks import Ask
    from samfrid.gaps.checks.plans import RULES

    counted = []
    for n in (1, 12):
        for one in range(n):
            plan = actions.register_plan(coordinator, name=f"Plan för {'x' * (n + one)}", adopted_on=D(2024, 1, 1))
            version = plan.versions.get()
            goal = actions.add_goal(coordinator, version, "Mål", where="s. 1")
            activity(coordinator, version, goal)
            actions.add_indicator(coordinator, version, name="Antal")
        with CaptureQueriesContext(connection) as queries:
            for rule in RULES:
                list(rule.look("0580", None, Ask(TODAY, rule.days)))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("state", "begun", "opens"),
    [
        (VersionState.ADOPTED, TODAY, True),
        (VersionState.DRAFT, D(2026, 10, 23), True),
        (VersionState.DRAFT, D(2026, 10, 24), False),
    ],
)
def test_when_a_plan_counts_as_unfinished(state: VersionState, begun: D, opens: bool) -> None:
    assert (rules.plan_unfinished(state, begun, TODAY, 30) is not None) == opens


@pytest.mark.parametrize(
    ("state", "lead", "case"),
    [
        (RoutineState.UNDECIDED, False, "undecided"),
        (RoutineState.OLD, False, "management"),
        (RoutineState.CURRENT, True, None),
        (RoutineState.ENDED, False, None),
    ],
)
def test_routines(state: RoutineState, lead: bool, case: str | None) -> None:
    verdict = rules.routine_undecided(state, TODAY, at_management=lead)
    assert (verdict.case if verdict else None) == case
