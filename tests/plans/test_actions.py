"""Plans are joined by name and period; what is adopted is frozen."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TypedDict

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.queries import history
from samfrid.commitments.actions import commit
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Membership
from samfrid.plans import actions
from samfrid.plans.models import Plan, PlanVersion, VersionState
from samfrid.provenance.actions import Sentence

D = dt.date
TODAY = D(2026, 11, 22)


class _Period(TypedDict):
    starts_on: D
    ends_on: D


NAME = "Handlingsplan mot våld i nära relationer"


def test_documents_that_name_the_plan_differently_mean_one_plan(coordinator: Membership) -> None:
    board = body_named(coordinator, "kommunstyrelsen")
    one = actions.register_plan(coordinator, name=NAME)
    two = actions.register_plan(
        coordinator,
        name=f"{NAME} och hedersrelaterat förtryck",
        adopted_by=board,
        adopted_on=D(2018, 6, 12),
        paragraph="§ 267",
    )
    assert one == two
    assert [alias.name for alias in one.aliases.all()] == [f"{NAME} och hedersrelaterat förtryck"]
    version = one.versions.get()
    assert (version.state, version.adopted_by, version.adopted_on) == (VersionState.ADOPTED, board, D(2018, 6, 12))


def test_a_name_that_says_nothing_is_the_plan_of_that_period(coordinator: Membership) -> None:
    period = _Period(starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31))
    loose = actions.register_plan(coordinator, name="Handlingsplan 2024–2026", **period)
    named = actions.register_plan(coordinator, name=NAME, **period)
    assert loose == named
    assert named.name == NAME
    assert [alias.name for alias in named.aliases.all()] == ["Handlingsplan 2024–2026"]
    assert actions.register_plan(coordinator, name="Handlingsplanen 2024-2026", **period) == named
    # another sort, another period, or none: another plan
    actions.register_plan(coordinator, name="Program 2024–2026", **period)
    actions.register_plan(coordinator, name="Handlingsplan 2020–2023", starts_on=D(2020, 1, 1), ends_on=D(2023, 12, 31))
    actions.register_plan(coordinator, name="Handlingsplanen")
    assert Plan.objects.count() == 4


def test_what_is_known_is_never_overwritten(coordinator: Membership) -> None:
    plan = actions.register_plan(coordinator, name=NAME, ends_on=D(2026, 12, 31), adopted_on=D(2023, 11, 27))
    actions.register_plan(
        coordinator, name=NAME, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31), adopted_on=D(2023, 12, 1)
    )
    version = plan.versions.get()
    assert (version.starts_on, version.adopted_on) == (D(2024, 1, 1), D(2023, 11, 27))
    entries = len(history(plan))
    actions.register_plan(coordinator, name=NAME, ends_on=D(2026, 12, 31))
    assert len(history(plan)) == entries


def test_another_period_is_another_version_and_the_older_is_superseded(coordinator: Membership) -> None:
    periods = [(2024, 2026, D(2023, 11, 27)), (2020, 2023, D(2019, 11, 4))]
    for first, last, adopted in periods:
        plan = actions.register_plan(
            coordinator,
            name=f"{NAME} {first}–{last}",
            starts_on=D(first, 1, 1),
            ends_on=D(last, 12, 31),
            adopted_on=adopted,
        )
    assert Plan.objects.count() == 1
    assert {version.ends_on.year: version.state for version in plan.versions.all() if version.ends_on} == {
        2026: VersionState.ADOPTED,
        2023: VersionState.SUPERSEDED,
    }
    current = actions.current_version(plan)
    assert current is not None
    assert current.ends_on == D(2026, 12, 31)


def test_another_plan_is_another_plan(coordinator: Membership) -> None:
    actions.register_plan(coordinator, name=NAME)
    actions.register_plan(coordinator, name="Strategi mot våld i nära relationer")
    assert Plan.objects.count() == 2


def test_a_period_that_ends_before_it_begins_is_refused(coordinator: Membership) -> None:
    with pytest.raises(ValidationError, match="slutar före den börjar"):
        actions.register_plan(coordinator, name=NAME, starts_on=D(2026, 1, 1), ends_on=D(2025, 12, 31))


def draft(coordinator: Membership, starts_on: D | None = None, ends_on: D | None = None) -> PlanVersion:
    return actions.register_plan(coordinator, name=NAME, starts_on=starts_on, ends_on=ends_on).versions.get()


def test_adopting_records_who_and_when(coordinator: Membership) -> None:
    version = draft(coordinator)
    council = body_named(coordinator, "KF")
    adopted = actions.adopt(coordinator, version, body=council, on=D(2023, 11, 27), paragraph="§ 188", today=TODAY)
    assert (adopted.state, adopted.adopted_by, adopted.paragraph) == (VersionState.ADOPTED, council, "§ 188")
    assert history(version.plan)[0].act == "plans.adopt"
    with pytest.raises(ValidationError, match="redan antagen"):
        actions.adopt(coordinator, version, body=council, on=D(2024, 11, 27), today=TODAY)


@pytest.mark.parametrize(
    ("on", "sentence"), [(D(2026, 11, 23), "har inte varit än"), (D(2024, 1, 1), "slutade 31.+december.+2023")]
)
def test_an_impossible_adoption_is_refused(coordinator: Membership, on: D, sentence: str) -> None:
    version = draft(coordinator, ends_on=D(2023, 12, 31))
    with pytest.raises(ValidationError, match=sentence):
        actions.adopt(coordinator, version, body=None, on=on, today=TODAY)


def test_goals_and_activities_of_a_draft(coordinator: Membership) -> None:
    version = draft(coordinator)
    goal = actions.add_goal(coordinator, version, "Fler ska få stöd")
    assert actions.add_goal(coordinator, version, "fler ska få stöd") == goal
    commitment = commit(coordinator, text="Utbilda personalen")
    activity = actions.add_activity(coordinator, version, commitment, goal)
    assert actions.add_activity(coordinator, version, commitment, goal) == activity
    origin = commitment.origins.get()
    assert (origin.kind, origin.page_id, origin.label) == ("activity", version.plan_id, NAME)


def test_an_adopted_plan_takes_only_what_stands_in_it(coordinator: Membership) -> None:
    version = draft(coordinator)
    version = actions.adopt(coordinator, version, body=None, on=D(2023, 11, 27), today=TODAY)
    loose = commit(coordinator, text="Något nytt")
    with pytest.raises(ValidationError, match="Planen är antagen och ändras inte"):
        actions.add_activity(coordinator, version, loose)
    actions.add_activity(coordinator, version, loose, where="s. 7")
    assert loose.origins.get().label == f"{NAME}, s. 7"
    words = "Personalen utbildas."
    read = commit(coordinator, text=words, sentences=[Sentence(uuid.uuid4(), "Planen", 0, len(words), words)])
    assert actions.add_activity(coordinator, version, read).number == 2


def test_a_superseded_version_takes_nothing_more(coordinator: Membership) -> None:
    old = draft(coordinator, starts_on=D(2020, 1, 1), ends_on=D(2023, 12, 31))
    actions.adopt(coordinator, old, body=None, on=D(2019, 11, 4), today=TODAY)
    actions.register_plan(
        coordinator, name=NAME, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31), adopted_on=D(2023, 11, 27)
    )
    old.refresh_from_db()
    with pytest.raises(ValidationError, match="Versionen är ersatt"):
        actions.add_activity(coordinator, old, commit(coordinator, text="X"), where="s. 1")


def test_an_elected_member_changes_nothing(coordinator: Membership, elected: Membership) -> None:
    version = draft(coordinator)
    for act in (
        lambda: actions.register_plan(elected, name="X"),
        lambda: actions.add_goal(elected, version, "X"),
        lambda: actions.adopt(elected, version, body=None, on=D(2023, 1, 1), today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Plan.objects.count() == 1
    assert version.goals.count() == 0


def test_a_version_is_not_adopted_before_the_one_before_it(coordinator: Membership) -> None:
    first = draft(coordinator, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31))
    actions.adopt(coordinator, first, body=None, on=D(2023, 11, 27), today=TODAY)
    second = PlanVersion.objects.create(
        municipality_id=first.municipality_id, plan=first.plan, number=2, state=VersionState.DRAFT
    )
    said = r"Version 1 antogs 27.+november.+2023; version 2 kan inte antas före den dagen\. Rätta dagen\."
    with pytest.raises(ValidationError, match=said) as refused:
        actions.adopt(coordinator, second, body=None, on=D(2023, 11, 26), today=TODAY)
    assert list(refused.value.message_dict) == ["on"]
    second.refresh_from_db()
    assert (second.state, second.adopted_on) == (VersionState.DRAFT, None)
    assert actions.adopt(coordinator, second, body=None, on=D(2023, 11, 27), today=TODAY).adopted_on == D(2023, 11, 27)


def test_a_document_does_not_adopt_a_version_before_the_one_before_it(coordinator: Membership) -> None:
    first = draft(coordinator, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31))
    actions.adopt(coordinator, first, body=None, on=D(2023, 11, 27), today=TODAY)
    said = f"”{NAME}”: Version 1 antogs 27.+november.+2023; version 2 kan inte antas före den dagen"
    for state in ("none", "draft"):
        if state == "draft":
            actions.register_plan(
                coordinator, name=NAME, starts_on=D(2027, 1, 1), ends_on=D(2029, 12, 31), proposed=True
            )
        with pytest.raises(ValidationError, match=said):
            actions.register_plan(
                coordinator, name=NAME, starts_on=D(2027, 1, 1), ends_on=D(2029, 12, 31), adopted_on=D(2022, 11, 27)
            )
    assert [one.state for one in first.plan.versions.order_by("number")] == [VersionState.ADOPTED, VersionState.DRAFT]
