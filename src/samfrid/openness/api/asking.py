"""Referrals (remisser): who is asked, what they answer, reminders."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from samfrid.matters import actions
from samfrid.matters.models import Referral, ReferralRole, Stance
from samfrid.municipalities.models import Body, Membership, Organisation
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Day, Line, Text, Told
from samfrid.openness.api.shapes import process as shapes

operations = Operations("referrals")


class ReferralIn(Told):
    """Who is asked, and for what. Exactly one of `body` and `organisation`."""

    body: Annotated[UUID | None, Field(description="A body of the municipality (organ)")] = None
    organisation: Annotated[UUID | None, Field(description="An organisation outside")] = None
    role: ReferralRole = ReferralRole.STATEMENT
    sent_on: Day | None = None
    due_on: Day | None = None


class AnswerIn(Told):
    """What was answered; a support on a condition says which."""

    stance: Stance
    text: Text = ""
    condition: Text = ""
    answered_on: Day | None = None


class ReminderIn(Told):
    """The day of the reminder."""

    on: Day


class DueIn(Told):
    """The last day for the answer; null takes it away."""

    due_on: Day | None


class WithdrawalIn(Told):
    """Why it is taken back."""

    reason: Annotated[Line, Field(min_length=1)]


def _asked(actor: Membership, told: ReferralIn) -> tuple[Body | None, Organisation | None]:
    body = reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen."))
    outside = _("Organisationen finns inte i kommunens register.")
    return body, reading.named(actor, Organisation, told.organisation, "organisation", outside)


@operations.post("/matters/{uuid:key}/referrals", shapes.ReferralOut)
def refer(request: Asked, code: str, key: UUID, told: ReferralIn) -> HttpResponse:
    """Ask a body or an organisation outside for its statement, preparation or decision (remiss)."""

    def work(actor: Membership) -> shapes.ReferralOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        body, organisation = _asked(actor, told)
        made = actions.refer(
            actor,
            matter,
            body=body,
            organisation=organisation,
            role=told.role,
            sent_on=told.sent_on,
            due_on=told.due_on,
        )
        return shapes.referral(reading.referral_with_parts(made.pk))

    return once(request, work)


@operations.put("/referrals/{uuid:key}/answer", shapes.ReferralOut)
def answer_referral(request: Asked, code: str, key: UUID, told: AnswerIn) -> HttpResponse:
    """Record what was answered (yttrande), or put a recorded answer right."""

    def work(actor: Membership) -> shapes.ReferralOut:
        referral = reading.part_of(actor, Referral, key)
        actions.answer_referral(
            actor,
            referral,
            stance=told.stance,
            text=told.text,
            condition=told.condition,
            answered_on=told.answered_on,
        )
        return shapes.referral(reading.referral_with_parts(key))

    return once(request, work, 200)


@operations.put("/referrals/{uuid:key}/due", shapes.ReferralOut)
def set_due(request: Asked, code: str, key: UUID, told: DueIn) -> HttpResponse:
    """Move the last day for the answer, or take it away."""

    def work(actor: Membership) -> shapes.ReferralOut:
        actions.set_referral_due(actor, reading.part_of(actor, Referral, key), due_on=told.due_on)
        return shapes.referral(reading.referral_with_parts(key))

    return once(request, work, 200)


@operations.post("/referrals/{uuid:key}/reminders", shapes.ReferralOut)
def remind(request: Asked, code: str, key: UUID, told: ReminderIn) -> HttpResponse:
    """Note that the answer was asked for again. Each day's reminder is noted once."""

    def work(actor: Membership) -> shapes.ReferralOut:
        actions.remind(actor, reading.part_of(actor, Referral, key), on=told.on)
        return shapes.referral(reading.referral_with_parts(key))

    return once(request, work)


@operations.post("/referrals/{uuid:key}/withdrawal", None, 204)
def withdraw(request: Asked, code: str, key: UUID, told: WithdrawalIn) -> HttpResponse:
    """Take a referral back, with a reason, which the trail keeps."""

    def work(actor: Membership) -> None:
        actions.withdraw_referral(actor, reading.part_of(actor, Referral, key), reason=told.reason)

    return once(request, work, 204)
