"""Two associations in one municipality, each with what is its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.test import Client

from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import add_member, organisation_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership, Organisation, Role
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.models import Agreement, AgreementForm, Group, Meeting, Per


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


@dataclass(frozen=True)
class Association:
    """An organisation with its log-in, its agreement and what hangs on that."""

    organisation: Organisation
    partner: Membership
    agreement: Agreement
    undertaking: Commitment
    goal: Commitment
    group: Group
    meeting: Meeting

    def enter(self) -> None:
        """See from now on what its session sees."""
        actor = self.partner
        enter(actor.municipality_code, str(actor.user_id), clearance(actor), actor.organisation_id)


def make(coordinator: Membership, name: str, form: AgreementForm = AgreementForm.IOP) -> Association:
    """An association with an agreement, an undertaking, a goal that is followed, and a group that meets."""
    whose = organisation_named(coordinator, name)
    agreement = actions.register_agreement(
        coordinator,
        form=form,
        title=f"Avtal med {name}",
        parties=[("Linköpings kommun", None), (name, whose)],
        first_starts_on=dt.date(2025, 1, 1),
        first_ends_on=dt.date(2027, 12, 31),
        amounts=[actions.AmountIn(50_000, Per.YEAR)],
        goals=[f"Mål för {name}"],
    )
    actions.plan_payment(coordinator, agreement, due_on=dt.date(2027, 1, 31), sek=50_000)
    party = agreement.parties.get(organisation=whose)
    undertaking = actions.add_undertaking(coordinator, agreement, party, f"{name} bemannar telefonen")
    goal = actions.promise_goal(coordinator, agreement, agreement.goals.get(), responsible=None)
    group = actions.form_group(coordinator, name=f"Grupp med {name}")
    actions.add_member(coordinator, group, whose)
    meeting = actions.plan_meeting(coordinator, group, on=dt.date(2026, 12, 10), place="Rådhuset")
    system = SystemActor(coordinator.municipality_code)
    email = f"{whose.pk}@forening.example"
    partner = add_member(
        system,
        email=email,
        name=f"Person i {name}",
        role=Role.PARTNER,
        password="ett långt lösenord",
        organisation=whose,
    )
    return Association(whose, partner, agreement, undertaking, goal, group, meeting)


@pytest.fixture
def hers(coordinator: Membership) -> Association:
    """The association that the test logs in as."""
    return make(coordinator, "Kvinnojouren Exempel")


@pytest.fixture
def others(coordinator: Membership) -> Association:
    """Another in the same municipality, of which she must see nothing."""
    return make(coordinator, "Brottsofferjouren Exempel")


@pytest.fixture
def browser(hers: Association) -> Client:
    """Logged in as the association."""
    client = Client()
    client.force_login(hers.partner.user)
    return client
