"""Commitments (åtaganden): the ledger of what is promised, and what has been done."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from samfrid.commitments import actions, queries
from samfrid.commitments.models import Execution, Via
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Day, Text, Told
from samfrid.openness.api.paging import At, Limit, cursor_of
from samfrid.openness.api.shapes import ledger as shapes

operations = Operations("commitments")

NARROWED = {
    "nobody": queries.Filter.NOBODY,
    "late": queries.Filter.LATE,
    "at_risk": queries.Filter.AT_RISK,
    "unproven": queries.Filter.UNPROVEN,
    "handed_over": queries.Filter.HANDED_OVER,
    "silent": queries.Filter.SILENT,
    "open": queries.Filter.OPEN,
    "done": queries.Filter.DONE,
}


class ReportIn(Told):
    """How far it had come on a day. Done needs evidence (underlag); an end without it a reason."""

    on: Day
    execution: Execution
    text: Text = ""
    evidence: Annotated[Text, Field(description="What shows it (underlag)")] = ""
    share_done: Annotated[int | None, Field(ge=0, le=100, description="Hundredths done")] = None
    no_change: Annotated[bool, Field(description="It stands as before; execution is then not read")] = False
    decides: Annotated[Text, Field(description="Who decides that it cannot be carried out")] = ""
    overtaken_by: Annotated[Text, Field(description="Which decision has taken its place")] = ""


@operations.get("/commitments", shapes.CommitmentList)
def list_commitments(
    request: Asked,
    code: str,
    state: Literal["nobody", "late", "at_risk", "unproven", "handed_over", "silent", "open", "done"] | None = None,
    q: Annotated[str, Query(max_length=100, description="Words of the commitment")] = "",
    cursor: At = "",
    limit: Limit = 20,
) -> HttpResponse:
    """List the municipality's commitments, the newest first; the late ones by their last day."""
    require(request.actor, "open.read")
    chosen = NARROWED[state] if state else ""
    page = queries.commitments(code, today(), chosen=chosen, text=q.strip(), cursor=cursor_of(cursor), size=limit)
    return answer({"items": [shapes.commitment(one) for one in page.rows], "next": page.cursor or None})


@operations.get("/commitments/{uuid:key}", shapes.CommitmentWhole)
def get_commitment(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Read one commitment: where it comes from, who answers for it, and what has been reported."""
    require(request.actor, "open.read")
    page = queries.commitment_page(reading.commitment_of(request.actor, key))
    whole: shapes.CommitmentWhole = {
        **shapes.commitment(page.commitment),
        "partners": [{"id": one.pk, "name": one.name} for one in page.partners],
        "origins": [shapes.origin(one) for one in page.origins],
        "progress": [shapes.progress(one) for one in page.progress],
    }
    return answer(whole)


@operations.post("/commitments/{uuid:key}/reports", shapes.ProgressOut)
def report(request: Asked, code: str, key: UUID, told: ReportIn) -> HttpResponse:
    """Report how far it had come on a day; what was said for the latest day is what holds."""

    def work(actor: Membership) -> shapes.ProgressOut:
        made = actions.report(
            actor,
            reading.commitment_of(actor, key),
            on=told.on,
            execution=told.execution,
            text=told.text,
            evidence=told.evidence,
            share_done=told.share_done,
            no_change=told.no_change,
            decides=told.decides,
            overtaken_by=actions.Overtaken(told.overtaken_by.strip()) if told.overtaken_by.strip() else None,
            via=Via.PROGRAM,
        )
        return shapes.progress(made)

    return once(request, work)
