"""Matters: the list, one with everything, and the registrar's acts."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from samfrid.matters import actions, queries
from samfrid.matters.models import Matter, MatterKind, PersonRole
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import require
from samfrid.openness.api import reading
from samfrid.openness.api.answers import Asked, answer, once
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import FullText, Line, Name, Number, PartialDay, Text, Title, Told, Word, YesNo
from samfrid.openness.api.paging import At, Limit, cursor_of
from samfrid.openness.api.problems import RefusedError
from samfrid.openness.api.shapes import matters as shapes
from samfrid.openness.api.shapes.common import ACCESS_OF, AccessWord, Made

operations = Operations("matters")

STANDINGS = {"unanswered": queries.Standing.UNANSWERED, "decided": queries.Standing.DECIDED}


class PersonIn(Told):
    """Somebody with a part in the matter, with the party at that date."""

    name: Name
    party: Word = ""
    role: PersonRole = PersonRole.MOVER


class MatterIn(Told):
    """A new matter. What is raised in the council is public unless you say otherwise; an own matter is internal."""

    kind: MatterKind
    title: Annotated[Title, Field(examples=["Motion om skyddat boende"])]
    raised: PartialDay | None = None
    addressee: Annotated[Line, Field(max_length=200, examples=["kommunfullmäktige"])] = ""
    numbers: Annotated[list[Number], Field(max_length=20, examples=[["KS 2026/101"]])] = []
    people: Annotated[list[PersonIn], Field(max_length=60)] = []
    requests: Annotated[list[FullText], Field(max_length=60, description="What is asked for (yrkanden)")] = []
    questions: Annotated[list[FullText], Field(max_length=60, description="Questions put")] = []
    access: AccessWord | None = None


class MatterChange(Told):
    """What is to be changed; what is left out stays."""

    title: Title | None = None
    raised: PartialDay | None = None
    access: AccessWord | None = None
    published: YesNo | None = None


class NumberIn(Told):
    """A diary number that has been given elsewhere, kept as written."""

    number: Number


class RequestIn(Told):
    """One clause of what is asked for (yrkande)."""

    text: FullText


class QuestionIn(Told):
    """A question, with its answer where there is one."""

    text: FullText
    answer: Text = ""


class RelationIn(Told):
    """The other matter."""

    matter: UUID


@operations.get("/matters", shapes.MatterList)
def list_matters(
    request: Asked,
    code: str,
    kind: MatterKind | None = None,
    standing: Literal["unanswered", "decided"] | None = None,
    q: Annotated[str, Query(max_length=100, description="Words of the title, or a diary number")] = "",
    number: Annotated[str, Query(max_length=60, description="A diary number in any form: KS2026-101")] = "",
    mine: Annotated[bool, Query(description="Only those in which your name has a part")] = False,
    cursor: At = "",
    limit: Limit = 20,
) -> HttpResponse:
    """List the municipality's matters, the latest raised first."""
    actor = request.actor
    require(actor, "open.read")
    found = queries.matters(
        code,
        kind=kind or "",
        standing=STANDINGS[standing] if standing else "",
        text=q.strip(),
        number=number.strip(),
        person=actor.actor_name if mine else "",
        cursor=cursor_of(cursor),
        size=limit,
    )
    page = found.page
    return answer({"items": [shapes.row(matter) for matter in page.rows], "next": page.cursor or None})


@operations.post("/matters", shapes.MatterRow)
def register(request: Asked, code: str, told: MatterIn) -> HttpResponse:
    """Register a new matter with its numbers, people and what is asked for."""

    def work(actor: Membership) -> shapes.MatterRow:
        made = actions.register(
            actor,
            kind=told.kind,
            title=told.title,
            raised=told.raised,
            addressee=told.addressee,
            numbers=told.numbers,
            people=[(person.name, person.party, person.role) for person in told.people],
            access=ACCESS_OF[told.access] if told.access else None,
        )
        for text in told.requests:
            actions.add_request(actor, made, text)
        for text in told.questions:
            actions.add_question(actor, made, text=text)
        return shapes.row(made)

    return once(request, work)


def etag_of(matter: Matter) -> str:
    """Another as soon as what a PATCH can change is another."""
    said = (matter.title, matter.raised_on, matter.raised_precision, matter.access, matter.published)
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'


@operations.get("/matters/{uuid:key}", shapes.MatterWhole, headers=["ETag"])
def get_matter(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Read one matter with everything: people, clauses, steps, referrals, decisions, commitments."""
    actor = request.actor
    require(actor, "open.read")
    matter = reading.matter_of(actor, key)
    return answer(reading.whole(matter), etag=etag_of(matter))


@operations.patch("/matters/{uuid:key}", shapes.MatterRow)
def change(request: Asked, code: str, key: UUID, told: MatterChange) -> HttpResponse:
    """Change the title, the day on which it was raised, who may read it, or whether it is published."""
    actor = request.actor
    require(actor, "matters.edit")
    with transaction.atomic():
        matter = reading.matter_of(actor, key)
        matter = Matter.objects.select_for_update().get(pk=matter.pk)
        wanted = request.headers.get("If-Match", "*").strip()
        if wanted not in ("*", etag_of(matter)):
            raise RefusedError(412, _("Läs ärendet igen, och ändra det som står nu."))
        if told.title is not None:
            matter = actions.entitle(actor, matter, told.title)
        if told.raised is not None:
            matter = actions.set_raised(actor, matter, told.raised, today=today())
    matter = reading.matter_of(actor, key)
    return answer(shapes.row(matter), etag=etag_of(matter))


@operations.post("/matters/{uuid:key}/numbers", shapes.NumberOut)
def add_number(request: Asked, code: str, key: UUID, told: NumberIn) -> HttpResponse:
    """Give the matter one more diary number. The same number twice is harmless; one of another matter is refused."""
    return once(
        request, lambda actor: shapes.number(actions.add_number(actor, reading.matter_of(actor, key), told.number))
    )


@operations.post("/matters/{uuid:key}/people", shapes.PersonOut)
def add_person(request: Asked, code: str, key: UUID, told: PersonIn) -> HttpResponse:
    """Give somebody a part in the matter."""

    def work(actor: Membership) -> shapes.PersonOut:
        matter = reading.matter_of(actor, key)
        return shapes.person(actions.add_person(actor, matter, told.name, told.party, told.role))

    return once(request, work)


@operations.post("/matters/{uuid:key}/requests", shapes.RequestOut)
def add_request(request: Asked, code: str, key: UUID, told: RequestIn) -> HttpResponse:
    """Add one clause of what is asked for (yrkande)."""
    return once(
        request, lambda actor: shapes.request(actions.add_request(actor, reading.matter_of(actor, key), told.text))
    )


@operations.post("/matters/{uuid:key}/questions", shapes.QuestionOut)
def add_question(request: Asked, code: str, key: UUID, told: QuestionIn) -> HttpResponse:
    """Add a question, with its answer where there is one."""

    def work(actor: Membership) -> shapes.QuestionOut:
        matter = reading.matter_of(actor, key)
        return shapes.question(actions.add_question(actor, matter, text=told.text, answer=told.answer))

    return once(request, work)


@operations.post("/matters/{uuid:key}/relations", Made)
def relate(request: Asked, code: str, key: UUID, told: RelationIn) -> HttpResponse:
    """Say that two matters belong together, seen from both."""

    def work(actor: Membership) -> Made:
        other = reading.matter_of(actor, told.matter)
        actions.relate(actor, reading.matter_of(actor, key), other)
        return {"id": other.pk}

    return once(request, work)
