"""Proposals and decisions per body and clause, how they were taken, and what they promise."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from samfrid.matters import actions
from samfrid.matters.actions import ClauseIn as Clause
from samfrid.matters.models import Decision, Outcome, RecusalGround, Stage
from samfrid.municipalities.models import Body, Membership, Unit
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import (
    Count,
    Day,
    FullText,
    Line,
    Name,
    Paragraph,
    PartialDay,
    Text,
    Told,
    Word,
    YesNo,
)
from samfrid.openness.api.problems import RefusedError
from samfrid.openness.api.shapes import decisions as shapes
from samfrid.openness.api.shapes import ledger

operations = Operations("decisions")


class ClauseIn(Told):
    """One clause (att-sats) and what was decided of it."""

    text: Annotated[FullText, Field(examples=["att bifalla motionens första att-sats"])]
    outcome: Outcome
    unanimous: Annotated[YesNo | None, Field(description="null where nothing is said")] = None
    request: Annotated[int | None, Field(strict=True, ge=1, le=500, description="Number of the request")] = None
    reverses: Annotated[UUID | None, Field(description="The earlier final clause that it undoes")] = None


class DecisionIn(Told):
    """What a body is recommended or proposed to decide, or has decided."""

    stage: Stage
    body: Annotated[UUID | None, Field(description="The body (organ)")] = None
    on: Day | None = None
    paragraph: Annotated[Paragraph, Field(examples=["§ 267"])] = ""
    proposed_by: Annotated[Line, Field(max_length=160)] = ""
    minutes: UUID | None = None
    clauses: Annotated[list[ClauseIn], Field(min_length=1, max_length=80)]


class VoteIn(Told):
    """A vote (votering) on a clause, or on the decision as a whole."""

    clause: UUID | None = None
    about: Annotated[Line, Field(description="What yes and no meant (propositionsordning)")] = ""
    yes: Count
    no: Count
    abstained: Count = 0
    absent: Count = 0
    chair_decided: YesNo = False


class ReservationIn(Told):
    """A reservation (KL 4:27): only by one who took part."""

    name: Name
    party: Word = ""
    in_favour_of: Line = ""
    text: Text = ""


class RecusalIn(Told):
    """Somebody who took no part because of conflict of interest, jäv (KL 5:47, 6:28)."""

    name: Name
    party: Word = ""
    ground: RecusalGround


class PromiseIn(Told):
    """A commitment (åtagande) that a clause makes."""

    text: FullText
    responsible: Annotated[UUID | None, Field(description="The unit (förvaltning); null: nobody answers for it")] = None
    due: PartialDay | None = None


@operations.post("/matters/{uuid:key}/decisions", shapes.DecisionOut)
def decide(request: Asked, code: str, key: UUID, told: DecisionIn) -> HttpResponse:
    """Record a recommendation, a proposal or a decision, clause by clause.

    The same decision told again joins the first. A later decision that undoes an earlier clause names it in `reverses`;
    both are kept.
    """

    def work(actor: Membership) -> shapes.DecisionOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.decide", matter)
        made = actions.record_decision(
            actor,
            matter,
            body=reading.named(actor, Body, told.body, "body", _("Organet finns inte i kommunen.")),
            stage=told.stage,
            on=told.on,
            paragraph=told.paragraph,
            proposed_by=told.proposed_by,
            minutes=reading.given_minutes(actor, told.minutes, _("Protokollet finns inte i kommunen.")),
            clauses=[
                Clause(one.text, one.outcome, one.unanimous, request=one.request, reverses=one.reverses)
                for one in told.clauses
            ],
        )
        return shapes.decision(reading.decision_with_parts(made.pk))

    return once(request, work)


@operations.get("/decisions/{uuid:key}", shapes.DecisionOut)
def get_decision(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Read one decision with its clauses, votes, reservations, recusals and recipients."""
    require(request.actor, "open.read")
    reading.part_of(request.actor, Decision, key)
    return answer(shapes.decision(reading.decision_with_parts(key)))


@operations.post("/decisions/{uuid:key}/votes", shapes.VoteOut)
def add_vote(request: Asked, code: str, key: UUID, told: VoteIn) -> HttpResponse:
    """Record a vote. At equal numbers the chair decides (KL 5:56)."""

    def work(actor: Membership) -> shapes.VoteOut:
        decision = reading.part_of(actor, Decision, key)
        require(actor, "matters.decide", decision.matter)
        clause = decision.clauses.filter(pk=told.clause).first() if told.clause else None
        if told.clause and clause is None:
            raise RefusedError(422, "", {"field": "clause", "message": _("Att-satsen hör till ett annat beslut.")})
        made = actions.add_vote(
            actor,
            decision,
            clause=clause,
            about=told.about,
            yes=told.yes,
            no=told.no,
            abstained=told.abstained,
            absent=told.absent,
            chair_decided=told.chair_decided,
        )
        return shapes.vote(made)

    return once(request, work)


@operations.post("/decisions/{uuid:key}/reservations", shapes.ReservationOut)
def add_reservation(request: Asked, code: str, key: UUID, told: ReservationIn) -> HttpResponse:
    """Record a reservation (KL 4:27)."""

    def work(actor: Membership) -> shapes.ReservationOut:
        decision = reading.part_of(actor, Decision, key)
        made = actions.add_reservation(
            actor, decision, name=told.name, party=told.party, in_favour_of=told.in_favour_of, text=told.text
        )
        return shapes.reservation(made)

    return once(request, work)


@operations.post("/decisions/{uuid:key}/recusals", shapes.RecusalOut)
def add_recusal(request: Asked, code: str, key: UUID, told: RecusalIn) -> HttpResponse:
    """Record that somebody took no part because of conflict of interest (jäv)."""

    def work(actor: Membership) -> shapes.RecusalOut:
        decision = reading.part_of(actor, Decision, key)
        return shapes.recusal(
            actions.add_recusal(actor, decision, name=told.name, party=told.party, ground=told.ground)
        )

    return once(request, work)


@operations.post("/clauses/{uuid:key}/commitments", ledger.CommitmentRow)
def promise(request: Asked, code: str, key: UUID, told: PromiseIn) -> HttpResponse:
    """Make a commitment (åtagande) of a clause of a final decision. A clause may give several."""

    def work(actor: Membership) -> ledger.CommitmentRow:
        clause = reading.clause_of(actor, key)
        require(actor, "commitments.edit", clause.decision.matter)
        unit = reading.named(actor, Unit, told.responsible, "responsible", _("Enheten finns inte i kommunen."))
        return ledger.commitment(actions.promise(actor, clause, text=told.text, responsible=unit, due=told.due))

    return once(request, work)
