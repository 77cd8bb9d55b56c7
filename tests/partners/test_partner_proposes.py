"""A partner's own database session proposes a meeting of a group that it is in, in its own name and no other's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership, Municipality, Role, User
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.models import Meeting, MeetingState
from tests.partners.test_cooperation import group

D = dt.date
TODAY = D(2026, 11, 22)


def test_a_partner_proposes_in_its_own_name_alone(coordinator: Membership, linkoping: Municipality) -> None:
    found, closed = group(coordinator), group(coordinator, "Ledningsgruppen")
    own, other = organisation_named(coordinator, "Jouren"), organisation_named(coordinator, "Annan")
    actions.add_member(coordinator, found, own)
    actions.add_member(coordinator, found, other)
    user = User.objects.create_user("jour@x.example", "Ordförande", "ett långt lösenord")
    enter("0580", str(user.pk))
    partner = Membership.objects.create(municipality=linkoping, user=user, role=Role.PARTNER, organisation=own)
    enter("0580", str(user.pk), 0, own.pk)
    made = actions.propose_meeting(partner, found, D(2026, 12, 8), why="Läget", organisation=other, today=TODAY)
    assert (made.proposed_by_id, made.state) == (own.pk, MeetingState.PROPOSED)
    with pytest.raises(PermissionDenied):
        actions.propose_meeting(partner, closed, D(2026, 12, 8), why="Läget", today=TODAY)
    with pytest.raises(PermissionDenied):
        actions.accept_meeting(partner, made)
    # nor by the database: not for another, and not as planned
    told = {"municipality_id": "0580", "group": found, "on": D(2026, 12, 9), "version": 1}
    for state, by in ((MeetingState.PROPOSED, other), (MeetingState.PLANNED, own)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Meeting.objects.create(state=state, proposed_by_id=by.pk, **told)
