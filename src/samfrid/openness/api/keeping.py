"""Minutes (protokoll), the decisions in them, and dispatch (expediering)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from samfrid.matters import actions
from samfrid.matters.models import Decision, Minutes, SentBy
from samfrid.matters.queries.minutes import MinutesStanding, minutes_list
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Body, Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Day, Line, Text, Told, YesNo
from samfrid.openness.api.paging import At, Limit, cursor_of
from samfrid.openness.api.shapes import decisions as decided
from samfrid.openness.api.shapes import minutes as shapes

operations = Operations("minutes")

STANDINGS = {
    "to_adjust": MinutesStanding.TO_ADJUST,
    "to_announce": MinutesStanding.TO_ANNOUNCE,
    "up": MinutesStanding.UP,
    "archive": MinutesStanding.ARCHIVE,
}


class MinutesIn(Told):
    """The minutes of a meeting."""

    body: UUID
    met_on: Day
    part: Annotated[Line, Field(max_length=60, examples=["§ 12"])] = ""
    kept_at: Annotated[Line, Field(max_length=200, description="Where they are kept, as the notice says")] = ""
    secretary: Annotated[Line, Field(max_length=160)] = ""


class OnIn(Told):
    """The day."""

    on: Day


class DownIn(OnIn):
    """The day. Before the time for appeal is over only with `early`: then nothing has legal force."""

    early: YesNo = False


class PlaceIn(Told):
    """The minutes; null takes the decision out of them."""

    minutes: UUID | None


class RecipientIn(Told):
    """Somebody whom the decision is sent to."""

    recipient: Annotated[Line, Field(min_length=1, max_length=200)]
    address: Annotated[Text, Field(max_length=2000)] = ""


class SentIn(Told):
    """When and how it was sent."""

    on: Day
    by: SentBy


@operations.get("/minutes", shapes.MinutesList)
def list_minutes(
    request: Asked,
    code: str,
    standing: Literal["to_adjust", "to_announce", "up", "archive"] | None = None,
    cursor: At = "",
    limit: Limit = 20,
) -> HttpResponse:
    """List the municipality's minutes, the latest meeting first."""
    require(request.actor, "open.read")
    day, chosen = today(), STANDINGS[standing] if standing else ""
    page = minutes_list(code, day, standing=chosen, cursor=cursor_of(cursor), size=limit)
    return answer({"items": [shapes.row(one, day) for one in page.rows], "next": page.cursor or None})


@operations.get("/minutes/{uuid:key}", shapes.MinutesWhole)
def get_minutes(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Read some minutes with the decisions in them that you may read."""
    require(request.actor, "open.read")
    minutes = reading.minutes_of(request.actor, key)
    # the join with the matter leaves out what the asker has no clearance for
    found = Decision.objects.filter(minutes=minutes).select_related("matter", "body").order_by("created_at")
    whole: shapes.MinutesWhole = {
        **shapes.row(minutes, today()),
        "decisions": [decided.decision(one) for one in found.prefetch_related(*decided.PARTS)],
    }
    return answer(whole)


@operations.post("/minutes", shapes.MinutesRow)
def open_minutes(request: Asked, code: str, told: MinutesIn) -> HttpResponse:
    """Enter the minutes of a meeting."""

    def work(actor: Membership) -> shapes.MinutesRow:
        require(actor, "matters.edit")
        body = reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen."))
        assert body is not None
        made = actions.open_minutes(
            actor, body=body, met_on=told.met_on, part=told.part, kept_at=told.kept_at, secretary=told.secretary
        )
        return shapes.row(made, today())

    return once(request, work)


def _act(request: Asked, key: UUID, act: Callable[[Membership, Minutes], Minutes]) -> HttpResponse:
    def work(actor: Membership) -> shapes.MinutesRow:
        return shapes.row(act(actor, reading.minutes_of(actor, key)), today())

    return once(request, work, 200)


@operations.post("/minutes/{uuid:key}/adjustment", shapes.MinutesRow, 200)
def adjust(request: Asked, code: str, key: UUID, told: OnIn) -> HttpResponse:
    """Say when the minutes were adjusted (justerat; KL 5:69: within 14 days)."""
    return _act(request, key, lambda actor, minutes: actions.adjust(actor, minutes, on=told.on))


@operations.post("/minutes/{uuid:key}/announcement", shapes.MinutesRow, 200)
def announce(request: Asked, code: str, key: UUID, told: OnIn) -> HttpResponse:
    """Say when the notice was put up (anslaget; KL 8:12: by the second day after)."""
    return _act(request, key, lambda actor, minutes: actions.announce(actor, minutes, on=told.on))


@operations.post("/minutes/{uuid:key}/removal", shapes.MinutesRow, 200)
def take_down(request: Asked, code: str, key: UUID, told: DownIn) -> HttpResponse:
    """Say when the notice came down (KL 8:12: when the time for appeal is over)."""
    return _act(request, key, lambda actor, minutes: actions.take_down(actor, minutes, on=told.on, early=told.early))


@operations.post("/minutes/{uuid:key}/appeal", shapes.MinutesRow, 200)
def appeal(request: Asked, code: str, key: UUID, told: OnIn) -> HttpResponse:
    """Say that an appeal came in (KL 13:5): nothing in them has legal force until it is settled."""
    return _act(request, key, lambda actor, minutes: actions.appeal(actor, minutes, on=told.on))


@operations.post("/minutes/{uuid:key}/settlement", shapes.MinutesRow, 200)
def settle_appeal(request: Asked, code: str, key: UUID, told: OnIn) -> HttpResponse:
    """Say when the appeal was settled for good."""
    return _act(request, key, lambda actor, minutes: actions.settle_appeal(actor, minutes, on=told.on))


@operations.put("/decisions/{uuid:key}/minutes", decided.DecisionOut)
def place(request: Asked, code: str, key: UUID, told: PlaceIn) -> HttpResponse:
    """Place a decision in the minutes of its meeting, or take it out of them."""

    def work(actor: Membership) -> decided.DecisionOut:
        decision = reading.part_of(actor, Decision, key)
        require(actor, "matters.edit", decision.matter)
        minutes = reading.given_minutes(actor, told.minutes, _("Protokollet finns inte i kommunen."))
        actions.place(actor, decision, minutes=minutes)
        return decided.decision(reading.decision_with_parts(key))

    return once(request, work, 200)


@operations.post("/decisions/{uuid:key}/dispatches", decided.DispatchOut)
def add_recipient(request: Asked, code: str, key: UUID, told: RecipientIn) -> HttpResponse:
    """Say that the decision is to be sent to somebody (expediering)."""

    def work(actor: Membership) -> decided.DispatchOut:
        decision = reading.part_of(actor, Decision, key)
        return decided.dispatch(actions.add_recipient(actor, decision, recipient=told.recipient, address=told.address))

    return once(request, work)


@operations.post("/dispatches/{uuid:key}/sending", decided.DispatchOut, 200)
def send(request: Asked, code: str, key: UUID, told: SentIn) -> HttpResponse:
    """Say when and how the decision was sent to a recipient. Once."""

    def work(actor: Membership) -> decided.DispatchOut:
        return decided.dispatch(actions.send(actor, reading.dispatch_of(actor, key), on=told.on, by=told.by))

    return once(request, work, 200)


@operations.delete("/dispatches/{uuid:key}")
def remove_recipient(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Take away somebody whom it has not been sent to."""

    def work(actor: Membership) -> None:
        actions.remove_recipient(actor, reading.dispatch_of(actor, key))

    return once(request, work, 204)
