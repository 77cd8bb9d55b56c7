"""Plans by hand, new versions, indicators and their values: what is adopted stays as it is."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samfrid.audit.queries import history
from samfrid.commitments.actions import commit
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.plans import actions, rules
from samfrid.plans.models import Direction, Plan, PlanVersion, VersionState
from samfrid.plans.shown.indicators import figure
from samfrid.provenance.actions import Sentence
from samfrid.provenance.queries import sources_of
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)
NAME = "Handlingsplan mot våld i nära relationer"


@pytest.fixture
def version(coordinator: Membership) -> PlanVersion:
    """An adopted version with a goal that has a sentence, an activity and an indicator with a value."""
    plan = actions.register_plan(
        coordinator, name=NAME, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31), adopted_on=D(2023, 11, 27)
    )
    found = plan.versions.get()
    words = "Fler ska få stöd"
    goal = actions.add_goal(coordinator, found, words, [Sentence(uuid.uuid4(), "Planen", 0, len(words), words, 3)])
    activity = actions.add_activity(coordinator, found, commit(coordinator, text="Utbilda"), goal, where="s. 7")
    own = actions.add_indicator(coordinator, found, name="Utbildade", activity=activity, target=Decimal("80.5"))
    actions.add_indicator(coordinator, found, name="Anmälda brott", goal=goal)
    actions.give_value(coordinator, own.indicator, on=D(2025, 12, 31), value=Decimal(45), today=TODAY)
    return found


def test_a_plan_is_begun_as_a_draft_and_only_once(coordinator: Membership) -> None:
    made = actions.start_plan(coordinator, name=f"  {NAME} ", starts_on=D(2027, 1, 1))
    assert (made.state, made.plan.name, made.starts_on) == (VersionState.DRAFT, NAME, D(2027, 1, 1))
    for name, words in (
        (NAME.lower(), "finns redan"),
        (f"{NAME} och hedersförtryck", f"finns redan: ”{NAME}”"),
        (" ", "Skriv planens namn"),
    ):
        with pytest.raises(ValidationError, match=words):
            actions.start_plan(coordinator, name=name)
    with pytest.raises(ValidationError, match="slutar före den börjar"):
        actions.start_plan(coordinator, name="Program", starts_on=D(2027, 1, 1), ends_on=D(2026, 1, 1))
    assert Plan.objects.count() == 1


def test_a_new_version_has_what_the_one_before_has(coordinator: Membership, version: PlanVersion) -> None:
    draft = actions.new_version(coordinator, version.plan, starts_on=D(2027, 1, 1), ends_on=D(2030, 12, 31))
    assert (draft.state, draft.number) == (VersionState.DRAFT, 2)
    goal, activity = draft.goals.get(), draft.activities.get()
    assert (goal.text, activity.goal, activity.commitment) == (
        "Fler ska få stöd",
        goal,
        version.activities.get().commitment,
    )
    assert [one.page for one in sources_of([goal])[goal.pk]] == [3]
    places = {one.indicator.name: one for one in draft.indicators.all()}
    assert (places["Utbildade"].activity, places["Utbildade"].target) == (activity, Decimal("80.5"))
    assert places["Anmälda brott"].goal == goal
    # the series goes on
    assert places["Utbildade"].indicator.values.count() == 1
    with pytest.raises(ValidationError, match="redan ett förslag"):
        actions.new_version(coordinator, version.plan)


def test_what_counted_a_closed_activity_does_not_become_everybodys(
    coordinator: Membership, version: PlanVersion
) -> None:
    hidden = commit(coordinator, text="Det skyddade boendet", access=Access.CONFIDENTIAL)
    activity = actions.add_activity(coordinator, version, hidden, where="s. 9")
    actions.add_indicator(coordinator, version, name="Platser i det skyddade", activity=activity)
    draft = actions.new_version(coordinator, version.plan)
    actions.remove_activity(coordinator, draft.activities.get(commitment=hidden), why="Tas upp i en annan plan")
    assert not draft.indicators.filter(indicator__name="Platser i det skyddade").exists()
    assert version.indicators.filter(indicator__name="Platser i det skyddade").exists()


def test_what_is_changed_in_the_draft_leaves_the_adopted_as_it_is(
    coordinator: Membership, version: PlanVersion
) -> None:
    draft = actions.new_version(coordinator, version.plan)
    actions.change_goal(coordinator, draft.goals.get(), "Alla ska få stöd")
    actions.remove_activity(coordinator, draft.activities.get(), why="Alla är utbildade")
    assert version.goals.get().text == "Fler ska få stöd"
    promise = version.activities.get().commitment
    assert promise.origins.count() == 1
    # what counted the activity now counts the plan
    assert draft.indicators.get(indicator__name="Utbildade").activity is None
    actions.remove_goal(coordinator, draft.goals.get())
    assert not draft.goals.exists()
    assert draft.indicators.count() == 2
    adopted = actions.adopt(
        coordinator, draft, body=body_named(coordinator, "KF"), on=D(2026, 11, 20), paragraph="§ 9", today=TODAY
    )
    version.refresh_from_db()
    assert (adopted.state, version.state) == (VersionState.ADOPTED, VersionState.SUPERSEDED)


def test_what_is_adopted_is_frozen(coordinator: Membership, version: PlanVersion) -> None:
    for act in (
        lambda: actions.change_goal(coordinator, version.goals.get(), "Annat"),
        lambda: actions.remove_goal(coordinator, version.goals.get()),
        lambda: actions.remove_activity(coordinator, version.activities.get()),
        lambda: actions.change_period(coordinator, version, starts_on=None, ends_on=None),
    ):
        with pytest.raises(ValidationError, match="Versionen är antagen och ändras inte"):
            act()
    with pytest.raises(ValidationError, match="Skriv var i planen det står"):
        actions.add_goal(coordinator, version, "Nytt mål")
    assert actions.add_goal(coordinator, version, "Nytt mål", where="s. 4").number == 2


def test_a_document_that_names_the_plan_means_what_is_adopted_not_the_draft(
    coordinator: Membership, version: PlanVersion
) -> None:
    draft = actions.new_version(coordinator, version.plan, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31))
    assert actions.version_for(version.plan, D(2024, 1, 1), D(2026, 12, 31)) == version
    assert actions.version_for(version.plan, None, None) == version
    actions.register_plan(
        coordinator, name=NAME, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31), adopted_on=D(2023, 11, 27)
    )
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_values_are_given_and_never_silently_overwritten(coordinator: Membership, version: PlanVersion) -> None:
    officer = member(coordinator.municipality, Role.OFFICER)
    indicator = version.plan.indicators.get(name="Utbildade")
    give = {"on": D(2026, 6, 30), "today": TODAY}
    first = actions.give_value(officer, indicator, value=Decimal("12.5"), preliminary=True, **give)  # type: ignore[arg-type]
    assert first.given_by == officer.actor_name
    # what is preliminary is replaced, what is final only with a reason
    actions.give_value(coordinator, indicator, value=Decimal(13), **give)  # type: ignore[arg-type]
    entries = len(history(version.plan))
    again = actions.give_value(officer, indicator, value=Decimal(13), **give)  # type: ignore[arg-type]
    assert (again.given_by, len(history(version.plan))) == (coordinator.actor_name, entries)
    with pytest.raises(ValidationError, match=r"har redan gett ett slutligt värde för 30.+juni.+2026"):
        actions.give_value(officer, indicator, value=Decimal(14), **give)  # type: ignore[arg-type]
    actions.give_value(officer, indicator, value=Decimal(14), note="Räknat om", **give)  # type: ignore[arg-type]
    assert indicator.values.get(on=D(2026, 6, 30)).value == 14
    last = history(version.plan)[0]
    assert (last.act, last.detail["before"], last.detail["value"]) == ("plans.give_value", "13.000", "14.000")


@pytest.mark.parametrize(
    ("on", "value", "words"),
    [
        (D(2026, 11, 23), Decimal(1), "inte slut än"),
        (D(2026, 1, 1), Decimal("1e13"), "för stort"),
        (D(2026, 1, 1), Decimal("NaN"), "för stort"),
        (D(2026, 1, 1), Decimal("0.0001"), "högst tre decimaler"),
    ],
)
def test_an_impossible_value_is_refused(
    coordinator: Membership, version: PlanVersion, on: D, value: Decimal, words: str
) -> None:
    indicator = version.plan.indicators.get(name="Anmälda brott")
    with pytest.raises(ValidationError, match=words):
        actions.give_value(coordinator, indicator, on=on, value=value, today=TODAY)
    assert not indicator.values.exists()


def test_nought_is_a_value_and_a_wrong_one_is_taken_away_with_a_reason(
    coordinator: Membership, version: PlanVersion
) -> None:
    indicator = version.plan.indicators.get(name="Anmälda brott")
    made = actions.give_value(coordinator, indicator, on=D(2025, 12, 31), value=Decimal(0), today=TODAY)
    with pytest.raises(ValidationError, match="Skriv varför"):
        actions.withdraw_value(coordinator, made, reason=" ")
    actions.withdraw_value(coordinator, made, reason="Gällde en annan kommun")
    assert not indicator.values.exists()
    assert history(version.plan)[0].detail["reason"] == "Gällde en annan kommun"


def test_an_indicator_belongs_to_one_thing_and_is_named_once(coordinator: Membership, version: PlanVersion) -> None:
    goal, activity = version.goals.get(), version.activities.get()
    with pytest.raises(ValidationError, match="inte båda"):
        actions.add_indicator(coordinator, version, name="X", goal=goal, activity=activity)
    with pytest.raises(ValidationError, match="redan en indikator"):
        actions.add_indicator(coordinator, version, name="utbildade")
    with pytest.raises(ValidationError, match="mellan 1 och 120"):
        actions.add_indicator(coordinator, version, name="X", every_months=0)
    with pytest.raises(ValidationError, match="Skriv vad som mäts"):
        actions.add_indicator(coordinator, version, name=" ")
    draft = actions.new_version(coordinator, version.plan)
    with pytest.raises(ValidationError, match="annan version"):
        actions.add_indicator(coordinator, draft, name="X", goal=goal)
    actions.adopt(coordinator, draft, body=None, on=D(2026, 11, 20), today=TODAY)
    with pytest.raises(ValidationError, match="ersatt"):
        actions.add_indicator(coordinator, version, name="X")


def test_an_elected_member_and_another_municipality_change_nothing(
    coordinator: Membership, elected: Membership, vallentuna: Municipality, version: PlanVersion
) -> None:
    indicator, plan = version.plan.indicators.get(name="Utbildade"), version.plan
    for actor in (elected, member(vallentuna, Role.COORDINATOR)):
        with pytest.raises(PermissionDenied):
            actions.new_version(actor, plan, starts_on=None, ends_on=None)
        with pytest.raises(PermissionDenied):
            actions.change_period(actor, version, starts_on=None, ends_on=None)
        with pytest.raises(PermissionDenied):
            actions.add_indicator(actor, version, name="X")
        with pytest.raises(PermissionDenied):
            actions.give_value(actor, indicator, on=D(2026, 1, 1), value=Decimal(1), today=TODAY)
    with pytest.raises(PermissionDenied):
        actions.start_plan(elected, name="Program")


def test_an_officer_gives_values_and_writes_no_plan(coordinator: Membership, version: PlanVersion) -> None:
    officer = member(coordinator.municipality, Role.OFFICER)
    indicator = version.plan.indicators.get(name="Utbildade")
    actions.give_value(officer, indicator, on=D(2026, 1, 1), value=Decimal(1), today=TODAY)
    with pytest.raises(PermissionDenied):
        actions.new_version(officer, version.plan)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 250", "1250"),
        ("1\u00a0250\u202f000,25", "1250000.25"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("45 %", "45"),
        ("−3", "-3"),
        ("0", "0"),
        ("1.250,5", None),
        ("1 25", None),
        ("12,", None),
        ("tolv", None),
        ("", None),
    ],
)
def test_numbers_as_they_are_written(written: str, number: str | None) -> None:
    assert rules.number_in(written) == (None if number is None else Decimal(number))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False))
def test_a_figure_is_read_back_as_it_was(value: Decimal) -> None:
    assert rules.number_in(figure(value)) == value


DAYS = st.dates(D(2000, 1, 1), D(2060, 12, 31))


@given(st.none() | DAYS, DAYS, st.none() | DAYS, st.integers(1, 120))
def test_a_value_is_never_wanted_for_a_time_before_somebody_counted(
    begins: D | None, added: D, last: D | None, months: int
) -> None:
    due = rules.value_due(begins, added, last, months)
    assert due > last if last else due >= added


@pytest.mark.parametrize(
    ("value", "target", "direction", "met"),
    [
        (80, 80, Direction.UP, True),
        (79, 80, Direction.UP, False),
        (3, 5, Direction.DOWN, True),
        (6, 5, Direction.DOWN, False),
        (6, None, Direction.UP, None),
        (6, 5, "", None),
    ],
)
def test_whether_a_target_is_met(value: int, target: int | None, direction: str, met: bool | None) -> None:
    assert rules.reached(Decimal(value), None if target is None else Decimal(target), direction) is met
