"""Commitments (åtaganden): what is promised, by whom, to when, how far."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.commitments.models import Commitment, Execution, Origin, OriginKind, Progress
from samfrid.openness.api.shapes.common import WORD_OF, AccessWord, Cursor, PartialDayOut, Ref, partial


class CommitmentRow(TypedDict):
    """A commitment, in the source's own words."""

    id: UUID
    text: str
    responsible: Annotated[Ref | None, Field(description="The unit (förvaltning); null: nobody answers for it")]
    responsible_organisation: Ref | None
    promised_on: dt.date | None
    due: PartialDayOut | None
    execution: Annotated[Execution, Field(description="How far it has come, as last reported")]
    kind: Annotated[str, Field(description="What sort of thing is promised; empty: nobody has said")]
    starts_on: dt.date | None
    every_months: Annotated[int | None, Field(description="Months between the turns of what comes back")]
    share_done: Annotated[int | None, Field(description="Hundredths done, as last reported")]
    proven: Annotated[bool, Field(description="Whether evidence (underlag) that still stands shows that it is done")]
    report_back_on: dt.date | None
    reported_back_on: dt.date | None
    last_word_on: dt.date | None
    access: AccessWord


class CommitmentList(TypedDict):
    """A page of commitments."""

    items: list[CommitmentRow]
    next: Cursor


class OriginOut(TypedDict):
    """What a commitment comes from."""

    kind: OriginKind
    label: str
    record: Annotated[str, Field(description="The kind of the record", examples=["matters.clause"])]
    id: UUID


class ProgressOut(TypedDict):
    """A report: on this day, it had come so far."""

    id: UUID
    on: dt.date
    execution: Execution
    share_done: int | None
    no_change: bool
    text: str
    evidence: Annotated[str, Field(description="What shows it, of what the reader may see, a line each")]
    waived: Annotated[bool, Field(description="Said to be done by somebody who may say so without evidence")]
    reported_by: str


class CommitmentWhole(CommitmentRow):
    """A commitment with where it comes from and what has been reported, the latest first."""

    partners: list[Ref]
    origins: list[OriginOut]
    progress: list[ProgressOut]


def commitment(one: Commitment) -> CommitmentRow:
    unit, organisation = one.responsible, one.responsible_organisation
    return {
        "id": one.pk,
        "text": one.text,
        "responsible": {"id": unit.pk, "name": unit.name} if unit else None,
        "responsible_organisation": {"id": organisation.pk, "name": organisation.name} if organisation else None,
        "promised_on": one.promised_on,
        "due": partial(one.due_on, one.due_precision),
        "execution": Execution(one.execution),
        "kind": one.kind,
        "starts_on": one.starts_on,
        "every_months": one.every_months,
        "share_done": one.share_done,
        "proven": one.proven,
        "report_back_on": one.report_back_on,
        "reported_back_on": one.reported_back_on,
        "last_word_on": one.last_word_on,
        "access": WORD_OF[one.access],  # type: ignore[index]
    }


def origin(one: Origin) -> OriginOut:
    return {"kind": OriginKind(one.kind), "label": one.label, "record": one.record_kind, "id": one.record_id}


def progress(one: Progress) -> ProgressOut:
    return {
        "id": one.pk,
        "on": one.on,
        "execution": Execution(one.execution),
        "share_done": one.share_done,
        "no_change": one.no_change,
        "text": one.text,
        "evidence": one.shown_by,
        "waived": one.waived,
        "reported_by": one.reported_by,
    }
