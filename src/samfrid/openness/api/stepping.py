"""The process as dated events: steps, and pauses that move the deadline."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from samfrid.matters import actions
from samfrid.matters.models import Event, EventKind, Pause
from samfrid.municipalities.models import Body, Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Count, Day, FullText, Text, Told, YesNo
from samfrid.openness.api.shapes import process as shapes

operations = Operations("process")


class StepIn(Told):
    """A step on a day."""

    kind: EventKind
    on: Day
    body: Annotated[UUID | None, Field(description="To whom it was referred, or on whose agenda it is")] = None
    note: Text = ""


class StrikeIn(Told):
    """Why it was wrong."""

    reason: FullText


class PauseIn(Told):
    """Why the matter is to stand still. A minority of one third can ask for it in the council (KL 5:50)."""

    kind: Literal["referred_back", "tabled"]
    on: Day
    reasons: FullText
    body: UUID | None = None
    votes_for: Count | None = None
    present: Count | None = None
    by_minority: YesNo = False


class EndIn(Told):
    """The last day of the pause, which is counted."""

    on: Day


@operations.post("/matters/{uuid:key}/events", shapes.EventOut)
def take_step(request: Asked, code: str, key: UUID, told: StepIn) -> HttpResponse:
    """Record a step on a day. The day that counts as raised, by the rules of its type, starts the clock."""

    def work(actor: Membership) -> shapes.EventOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        body = reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen."))
        return shapes.event(actions.take_step(actor, matter, kind=told.kind, on=told.on, body=body, note=told.note))

    return once(request, work)


@operations.post("/events/{uuid:key}/strike", shapes.EventOut, 200)
def strike(request: Asked, code: str, key: UUID, told: StrikeIn) -> HttpResponse:
    """Strike a step that was wrong. It stays to be seen, with the reason."""
    return once(
        request,
        lambda actor: shapes.event(actions.strike(actor, reading.part_of(actor, Event, key), reason=told.reason)),
        200,
    )


@operations.post("/matters/{uuid:key}/pauses", shapes.PauseOut)
def pause(request: Asked, code: str, key: UUID, told: PauseIn) -> HttpResponse:
    """Let the matter stand still: referred back (återremiss) or tabled (bordläggning). It moves the deadline."""

    def work(actor: Membership) -> shapes.PauseOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        act = actions.refer_back if told.kind == "referred_back" else actions.table
        made = act(
            actor,
            matter,
            on=told.on,
            reasons=told.reasons,
            body=reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen.")),
            votes_for=told.votes_for,
            present=told.present,
            by_minority=told.by_minority,
        )
        return shapes.pause(made)

    return once(request, work)


@operations.post("/pauses/{uuid:key}/end", shapes.PauseOut, 200)
def end_pause(request: Asked, code: str, key: UUID, told: EndIn) -> HttpResponse:
    """Take the matter up again."""
    return once(
        request,
        lambda actor: shapes.pause(actions.end_pause(actor, reading.part_of(actor, Pause, key), on=told.on)),
        200,
    )


@operations.post("/pauses/{uuid:key}/removal", None, 204)
def remove_pause(request: Asked, code: str, key: UUID, told: StrikeIn) -> HttpResponse:
    """Take away a pause that never was. The trail keeps what it said, and why it went."""

    def work(actor: Membership) -> None:
        actions.remove_pause(actor, reading.part_of(actor, Pause, key), reason=told.reason)

    return once(request, work, 204)
