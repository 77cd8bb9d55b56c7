"""Steps, pauses, referrals and the answer in the council."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.models import Event, EventKind, Pause, PauseKind, Referral, ReferralRole, Reply, Stance
from samfrid.municipalities.models import Body
from samfrid.openness.api.shapes.common import Ref


class EventOut(TypedDict):
    """A step on a day. One that was wrong is struck, with a reason, and stays to be seen."""

    id: UUID
    kind: EventKind
    on: dt.date
    body: Ref | None
    note: str
    struck: bool
    struck_reason: str


class PauseOut(TypedDict):
    """A time in which the matter stands still (återremiss, bordläggning); it moves the deadline."""

    id: UUID
    kind: PauseKind
    began_on: dt.date
    ended_on: Annotated[dt.date | None, Field(description="The last day of it; null while it lasts")]
    reasons: str
    body: Ref | None
    votes_for: int | None
    present: int | None
    by_minority: bool


class ReferralOut(TypedDict):
    """A body or an organisation that was asked (remiss), and what it answered."""

    id: UUID
    body: Ref | None
    organisation: Ref | None
    role: ReferralRole
    sent_on: dt.date | None
    due_on: dt.date | None
    answered_on: dt.date | None
    stance: Annotated[Stance | None, Field(description="null while nothing is answered")]
    condition: str
    text: str
    reminders: list[dt.date]


class ReplyOut(TypedDict):
    """Who answers an interpellation or a question, at which meeting, and when the asker had the answer."""

    id: UUID
    meeting_on: dt.date | None
    answerer: str
    function: str
    passed_on: bool
    text: Annotated[str | None, Field(description="null until you may read it: all may from the day of the meeting")]
    given_at: dt.datetime | None
    answered_on: dt.date | None
    minutes: UUID | None
    paragraph: str


def named(body: Body | None) -> Ref | None:
    """A body by key and name."""
    return {"id": body.pk, "name": body.name} if body else None


def event(one: Event) -> EventOut:
    return {
        "id": one.pk,
        "kind": EventKind(one.kind),
        "on": one.on,
        "body": named(one.body),
        "note": one.note,
        "struck": one.struck,
        "struck_reason": one.struck_reason,
    }


def pause(one: Pause) -> PauseOut:
    return {
        "id": one.pk,
        "kind": PauseKind(one.kind),
        "began_on": one.began_on,
        "ended_on": one.ended_on,
        "reasons": one.reasons,
        "body": named(one.body),
        "votes_for": one.votes_for,
        "present": one.present,
        "by_minority": one.by_minority,
    }


def referral(one: Referral) -> ReferralOut:
    organisation = one.organisation
    return {
        "id": one.pk,
        "body": named(one.body),
        "organisation": {"id": organisation.pk, "name": organisation.name} if organisation else None,
        "role": ReferralRole(one.role),
        "sent_on": one.sent_on,
        "due_on": one.due_on,
        "answered_on": one.answered_on,
        "stance": Stance(one.stance) if one.stance else None,
        "condition": one.condition,
        "text": one.text,
        "reminders": [reminder.on for reminder in one.reminders.all()],
    }


def reply(one: Reply, *, text: bool) -> ReplyOut:
    """The reply; its words only with ``text``, for whoever may read them as yet (``rules.replies.sees_answer``)."""
    return {
        "id": one.pk,
        "meeting_on": one.meeting_on,
        "answerer": one.answerer,
        "function": one.function,
        "passed_on": one.passed_on,
        "text": one.text if text else None,
        "given_at": one.given_at,
        "answered_on": one.answered_on,
        "minutes": one.minutes_id,
        "paragraph": one.paragraph,
    }
