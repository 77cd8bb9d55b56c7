"""Proposals and decisions per body and clause, how they were taken, and to whom they are sent."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.models import (
    Clause,
    Decision,
    Dispatch,
    Outcome,
    Recusal,
    RecusalGround,
    Reservation,
    SentBy,
    Stage,
    Vote,
)
from samfrid.openness.api.shapes.common import Ref


class ClauseOut(TypedDict):
    """One clause (att-sats) of a decision: what is decided and followed."""

    id: UUID
    number: int
    text: str
    outcome: Outcome
    unanimous: bool | None
    request: Annotated[UUID | None, Field(description="The clause of the motion that it answers")]
    reverses: Annotated[UUID | None, Field(description="The earlier clause that it undoes; both are kept")]


class VoteOut(TypedDict):
    """A vote (votering)."""

    id: UUID
    clause: UUID | None
    about: str
    yes: int
    no: int
    abstained: int
    absent: int
    chair_decided: bool


class ReservationOut(TypedDict):
    """A reservation (KL 4:27)."""

    id: UUID
    name: str
    party: str
    in_favour_of: str
    text: str


class RecusalOut(TypedDict):
    """Somebody who did not take part because of conflict of interest (jäv)."""

    id: UUID
    name: str
    party: str
    ground: RecusalGround


class DispatchOut(TypedDict):
    """A recipient of a decision (expediering), and when and how it was sent."""

    id: UUID
    recipient: str
    address: str
    sent_on: dt.date | None
    sent_by: SentBy | None


class DecisionOut(TypedDict):
    """What one body is recommended or proposed to decide, or has decided."""

    id: UUID
    matter: UUID
    body: Ref | None
    stage: Stage
    on: dt.date | None
    paragraph: str
    proposed_by: str
    minutes: UUID | None
    clauses: list[ClauseOut]
    votes: list[VoteOut]
    reservations: list[ReservationOut]
    recusals: list[RecusalOut]
    dispatches: list[DispatchOut]


#: what :func:`decision` reads besides the row
PARTS = ("clauses", "votes", "reservations", "recusals", "dispatches")


def clause(one: Clause) -> ClauseOut:
    return {
        "id": one.pk,
        "number": one.number,
        "text": one.text,
        "outcome": Outcome(one.outcome),
        "unanimous": one.unanimous,
        "request": one.request_id,
        "reverses": one.reverses_id,
    }


def vote(one: Vote) -> VoteOut:
    return {
        "id": one.pk,
        "clause": one.clause_id,
        "about": one.about,
        "yes": one.yes,
        "no": one.no,
        "abstained": one.abstained,
        "absent": one.absent,
        "chair_decided": one.chair_decided,
    }


def reservation(one: Reservation) -> ReservationOut:
    return {
        "id": one.pk,
        "name": one.name,
        "party": one.party,
        "in_favour_of": one.in_favour_of,
        "text": one.text,
    }


def recusal(one: Recusal) -> RecusalOut:
    return {"id": one.pk, "name": one.name, "party": one.party, "ground": RecusalGround(one.ground)}


def dispatch(one: Dispatch) -> DispatchOut:
    return {
        "id": one.pk,
        "recipient": one.recipient,
        "address": one.address,
        "sent_on": one.sent_on,
        "sent_by": SentBy(one.sent_by) if one.sent_by else None,
    }


def decision(one: Decision) -> DecisionOut:
    return {
        "id": one.pk,
        "matter": one.matter_id,
        "body": {"id": one.body.pk, "name": one.body.name} if one.body else None,
        "stage": Stage(one.stage),
        "on": one.on,
        "paragraph": one.paragraph,
        "proposed_by": one.proposed_by,
        "minutes": one.minutes_id,
        "clauses": [clause(part) for part in one.clauses.all()],
        "votes": [vote(part) for part in one.votes.all()],
        "reservations": [reservation(part) for part in one.reservations.all()],
        "recusals": [recusal(part) for part in one.recusals.all()],
        "dispatches": [dispatch(part) for part in one.dispatches.all()],
    }
