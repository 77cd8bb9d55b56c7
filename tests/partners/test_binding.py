"""What an agreement binds to becomes commitments; follow-ups are planned, held goal by goal, or called off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from samfrid.commitments.models import Commitment, OriginKind
from samfrid.municipalities.actions import organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import GoalIn
from samfrid.partners.models import Agreement, AgreementForm, GoalOutcome

D = dt.date
TODAY = D(2026, 11, 22)
BrowserOf = Callable[[Membership], Client]


def made(actor: Membership, *outside: str) -> Agreement:
    parties = [("Linköpings kommun", None), *((name, organisation_named(actor, name)) for name in outside)]
    return actions.register_agreement(
        actor,
        form=AgreementForm.IOP,
        title="Partnerskap",
        parties=parties,
        first_starts_on=D(2025, 1, 1),
        first_ends_on=D(2027, 12, 31),
        goals=["Fler ska få stöd", "Fler ska veta"],
    )


def test_goals_become_commitments_by_one_press_and_once(coordinator: Membership, browser_of: BrowserOf) -> None:
    found, browser = made(coordinator, "Kvinnojouren"), browser_of(coordinator)
    page = browser.get(found.get_absolute_url()).content.decode()
    address = reverse("partners:promise_goals", args=[found.pk])
    assert address in page
    assert not Commitment.objects.exists()
    browser.post(address)
    browser.post(address)
    rows = Commitment.objects.order_by("created_at")
    assert [one.text for one in rows] == ["Fler ska få stöd", "Fler ska veta"]
    assert {str(one.responsible_organisation) for one in rows} == {"Kvinnojouren"}
    assert {one.origins.get().kind for one in rows} == {OriginKind.AGREEMENT}
    assert address not in browser.get(found.get_absolute_url()).content.decode()


def test_of_several_parties_nobody_is_said_to_be_responsible(coordinator: Membership) -> None:
    rows = actions.promise_goals(coordinator, made(coordinator, "Kvinnojouren", "Tjejjouren"))
    assert [one.responsible_organisation for one in rows] == [None, None]
    assert {str(one) for one in rows[0].partners.all()} == {"Kvinnojouren", "Tjejjouren"}


def test_a_goal_is_entered_by_hand_numbered_and_once(coordinator: Membership, browser_of: BrowserOf) -> None:
    found, browser = made(coordinator, "Kvinnojouren"), browser_of(coordinator)
    address = reverse("partners:add_goal", args=[found.pk])
    assert address in browser.get(found.get_absolute_url()).content.decode()
    assert browser.post(address, {"text": " Alla barn \n får stöd "}).status_code == 302
    for words in ("", "   ", "alla barn får STÖD"):
        refused = browser.post(address, {"text": words})
        assert refused.status_code == 422
    assert "alla barn får STÖD" in refused.content.decode()
    assert [(one.number, one.text) for one in found.goals.all()][2:] == [(3, "Alla barn får stöd")]


def test_an_undertaking_is_the_partys(coordinator: Membership) -> None:
    found = made(coordinator, "Kvinnojouren")
    party, own = found.parties.get(name="Kvinnojouren"), found.parties.get(name="Linköpings kommun")
    unit = unit_named(coordinator, "Socialförvaltningen")
    hers = actions.add_undertaking(coordinator, found, party, "Bemanna telefonen", due=PartialDate.parse("2026"))
    ours = actions.add_undertaking(coordinator, found, own, "Betala i tid", unit=unit)
    assert (hers.responsible_organisation, hers.due_on) == (party.organisation, D(2026, 12, 31))
    assert (ours.responsible, list(ours.partners.all())) == (unit, [party.organisation])


@pytest.mark.parametrize(
    "case", ["unit of another party", "no words", "another agreement's party", "no months between"]
)
def test_an_undertaking_that_cannot_be_is_refused(coordinator: Membership, case: str) -> None:
    found, unit = made(coordinator, "Kvinnojouren"), unit_named(coordinator, "Socialförvaltningen")
    party, other = (
        found.parties.get(name="Kvinnojouren"),
        made(coordinator, "Tjejjouren").parties.get(name="Tjejjouren"),
    )
    asked = {
        "unit of another party": lambda: actions.add_undertaking(coordinator, found, party, "x", unit=unit),
        "no words": lambda: actions.add_undertaking(coordinator, found, party, "  "),
        "another agreement's party": lambda: actions.add_undertaking(coordinator, found, other, "x"),
        "no months between": lambda: actions.add_undertaking(coordinator, found, party, "x", every_months=0),
    }
    with pytest.raises(ValidationError):
        asked[case]()
    assert not Commitment.objects.exists()


def test_a_follow_up_from_the_goals(coordinator: Membership, browser_of: BrowserOf) -> None:
    found, browser = made(coordinator, "Kvinnojouren"), browser_of(coordinator)
    actions.plan_follow_up(coordinator, found, D(2026, 11, 22), today=D(2026, 11, 1))
    first, second = found.goals.all()
    address = reverse("partners:follow_up", args=[found.pk])
    told = {"uppfoljning-on": "2026-11-22", "uppfoljning-note": "Bra möte", f"mal-{first.pk}-outcome": "partly"}
    wrong = browser.post(address, told | {f"mal-{second.pk}-text": "Ord utan läge"})
    assert wrong.status_code == 422
    assert "Ord utan läge" in wrong.content.decode()
    assert not found.follow_ups.exists()
    assert browser.post(address, told | {f"mal-{first.pk}-figures": "42 samtal"}).status_code == 302
    one = found.follow_ups.get().goals.get()
    assert (one.goal, one.outcome, one.figures) == (first, GoalOutcome.PARTLY, "42 samtal")
    assert found.planned_follow_ups.get().held == found.follow_ups.get()
    assert "42 samtal" in browser.get(found.get_absolute_url()).content.decode()


def test_a_follow_up_is_planned_once_ahead_and_called_off_with_a_reason(coordinator: Membership) -> None:
    found = made(coordinator, "Kvinnojouren")
    planned = actions.plan_follow_up(coordinator, found, D(2026, 12, 1), today=TODAY)
    for on in (D(2026, 12, 1), D(2026, 11, 1), D(2024, 1, 1)):
        with pytest.raises(ValidationError):
            actions.plan_follow_up(coordinator, found, on, today=TODAY)
    with pytest.raises(ValidationError, match="varför"):
        actions.call_off_follow_up(coordinator, planned, " ")
    actions.call_off_follow_up(coordinator, planned, "Ordföranden är sjuk", today=TODAY)
    with pytest.raises(ValidationError, match="redan"):
        actions.call_off_follow_up(coordinator, planned, "Igen")
    actions.plan_follow_up(coordinator, found, D(2026, 12, 1), today=TODAY)


def test_a_goal_of_another_agreement_is_not_followed_up_here(coordinator: Membership) -> None:
    found, other = made(coordinator, "Kvinnojouren"), made(coordinator, "Tjejjouren")
    told = [GoalIn(other.goals.first(), GoalOutcome.NOT)]  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="annat avtal"):
        actions.hold_follow_up(coordinator, found, D(2026, 11, 1), "x", told, today=TODAY)
    assert not found.follow_ups.exists()


def test_who_only_reads_binds_nobody(elected: Membership, coordinator: Membership) -> None:
    found = made(coordinator, "Kvinnojouren")
    for act in (
        lambda: actions.promise_goals(elected, found),
        lambda: actions.add_undertaking(elected, found, None, "x"),
        lambda: actions.plan_follow_up(elected, found, D(2026, 12, 1), today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            act()
