"""Matters and their parts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.models import (
    Attachment,
    AttachmentRole,
    DiaryNumber,
    Matter,
    MatterKind,
    MatterPerson,
    Outcome,
    PersonRole,
    Question,
    Request,
)
from samfrid.openness.api.shapes.common import WORD_OF, AccessWord, Cursor, PartialDayOut, Ref, partial
from samfrid.openness.api.shapes.decisions import DecisionOut
from samfrid.openness.api.shapes.ledger import CommitmentRow
from samfrid.openness.api.shapes.process import EventOut, PauseOut, ReferralOut, ReplyOut


class MatterRow(TypedDict):
    """A matter (ärende) as a row of the list."""

    id: UUID
    kind: MatterKind
    title: str
    raised: Annotated[PartialDayOut | None, Field(description="When it was raised (väcktes)")]
    access: AccessWord
    published: bool
    numbers: Annotated[list[str], Field(description="Diary numbers (diarienummer) as written")]
    movers: Annotated[list[str], Field(description="Those who raised it, with party")]
    settled: Annotated[bool, Field(description="Decided, answered, withdrawn or closed: nothing more is awaited")]
    settled_on: dt.date | None
    outcomes: Annotated[list[Outcome], Field(description="Of the clauses of its final decisions, the oldest first")]


class MatterList(TypedDict):
    """A page of matters, the latest raised first."""

    items: list[MatterRow]
    next: Cursor


class NumberOut(TypedDict):
    """A diary number (diarienummer) as written."""

    id: UUID
    number: str
    series: Annotated[UUID | None, Field(description="The series of ours that it is from")]


class PersonOut(TypedDict):
    """Somebody with a part in the matter, with the party at that date."""

    id: UUID
    name: str
    party: str
    role: PersonRole


class RequestOut(TypedDict):
    """What is asked for, clause by clause (yrkande)."""

    id: UUID
    number: int
    text: str


class QuestionOut(TypedDict):
    """A question put in the matter, with its answer where there is one."""

    id: UUID
    number: int
    text: str
    answer: str


class AttachmentOut(TypedDict):
    """A kept document that belongs to the matter."""

    id: UUID
    document: UUID
    name: str
    role: AttachmentRole


class DeadlineOut(TypedDict):
    """The last day for a decision or an answer, and why (KL 5:35)."""

    on: dt.date
    because: Annotated[str, Field(description="The rule and the days that it is counted from")]


class MatterWhole(MatterRow):
    """A matter with all its parts."""

    addressee: str
    deadline: DeadlineOut | None
    all_numbers: list[NumberOut]
    people: list[PersonOut]
    requests: list[RequestOut]
    questions: list[QuestionOut]
    events: list[EventOut]
    pauses: list[PauseOut]
    referrals: list[ReferralOut]
    decisions: list[DecisionOut]
    reply: ReplyOut | None
    attachments: list[AttachmentOut]
    related: list[Ref]
    commitments: list[CommitmentRow]


def row(matter: Matter) -> MatterRow:
    """A matter of the list: of its own row alone."""
    facts = matter.listed
    return {
        "id": matter.pk,
        "kind": MatterKind(matter.kind),
        "title": matter.title,
        "raised": partial(matter.raised_on, matter.raised_precision),
        "access": WORD_OF[matter.access],  # type: ignore[index]
        "published": matter.published,
        "numbers": facts.get("numbers", []),
        "movers": facts.get("movers", []),
        "settled": matter.settled,
        "settled_on": matter.settled_on,
        "outcomes": [outcome for _kind, outcome in facts.get("finals", ())],
    }


def number(one: DiaryNumber) -> NumberOut:
    return {"id": one.pk, "number": one.number, "series": one.series_id}


def person(one: MatterPerson) -> PersonOut:
    return {"id": one.pk, "name": one.name, "party": one.party, "role": PersonRole(one.role)}


def request(one: Request) -> RequestOut:
    return {"id": one.pk, "number": one.number, "text": one.text}


def question(one: Question) -> QuestionOut:
    return {"id": one.pk, "number": one.number, "text": one.text, "answer": one.answer}


def attachment(one: Attachment) -> AttachmentOut:
    return {"id": one.pk, "document": one.document_id, "name": one.name, "role": AttachmentRole(one.role)}
