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

from samfrid.documents.models import Document
from samfrid.matters import actions, queries
from samfrid.matters.actions.access import classify, publish
from samfrid.matters.actions.attachments import attach, detach
from samfrid.matters.actions.opening import describe, open_matter
from samfrid.matters.models import Attachment, AttachmentRole, Matter, MatterKind, PersonRole
from samfrid.matters.rules.registration import Draft
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
    """A new matter, checked by the rules of its sort. Who may read it follows from those unless you say otherwise."""

    kind: MatterKind
    title: Annotated[Title, Field(examples=["Motion om skyddat boende"])]
    raised: PartialDay | None = None
    addressee: Annotated[Line, Field(max_length=200, examples=["kommunfullmäktige"])] = ""
    numbers: Annotated[list[Number], Field(max_length=20, examples=[["KS 2026/101"]])] = []
    people: Annotated[list[PersonIn], Field(max_length=60)] = []
    requests: Annotated[list[FullText], Field(max_length=60, description="What is asked for (yrkanden)")] = []
    questions: Annotated[list[FullText], Field(max_length=60, description="Questions put")] = []
    access: AccessWord | None = None
    series: Annotated[list[UUID], Field(max_length=10, description="Take the next number of each of these")] = []
    has_reasons: Annotated[YesNo, Field(description="It gives the reasons for what it asks (KL 5:60)")] = False
    passed: Annotated[YesNo, Field(description="Register it although something about it is doubtful")] = False


class MatterChange(Told):
    """What is to be changed; what is left out stays."""

    title: Title | None = None
    addressee: Annotated[Line | None, Field(max_length=200)] = None
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


class AttachmentIn(Told):
    """A document that is kept here already, and what it is in the matter."""

    document: UUID
    role: AttachmentRole = AttachmentRole.ATTACHMENT
    name: Annotated[Line, Field(description="What to call it; its own name if left out")] = ""


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
        others = [one for one in told.people if one.role != PersonRole.MOVER]
        if not others:
            return shapes.row(_opened(actor, told))
        with transaction.atomic():
            made = _opened(actor, told)
            for one in others:
                actions.add_person(actor, made, one.name, one.party, one.role)
            return shapes.row(made)

    return once(request, work)


def _opened(actor: Membership, told: MatterIn) -> Matter:
    draft = Draft(
        kind=told.kind,
        title=told.title,
        addressee=told.addressee,
        movers=tuple((one.name, one.party) for one in told.people if one.role == PersonRole.MOVER),
        requests=tuple(told.requests),
        questions=tuple(told.questions),
        has_reasons=told.has_reasons,
    )
    require(actor, "matters.edit")
    return open_matter(
        actor,
        draft,
        raised=told.raised,
        numbers=[(number, None) for number in told.numbers],
        series=[reading.given_series(actor, key, _("Serien finns inte i kommunen.")) for key in told.series],
        access=ACCESS_OF[told.access] if told.access else None,
        passed=told.passed,
    )


def etag_of(matter: Matter) -> str:
    """Another as soon as what a PATCH can change is another."""
    said = (matter.title, matter.addressee, matter.raised_on, matter.raised_precision, matter.access, matter.published)
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'


@operations.get("/matters/{uuid:key}", shapes.MatterWhole, headers=["ETag"])
def get_matter(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Read one matter with everything: people, clauses, steps, referrals, decisions, commitments."""
    actor = request.actor
    require(actor, "open.read")
    matter = reading.matter_of(actor, key)
    return answer(reading.whole(actor, matter), etag=etag_of(matter))


@operations.patch("/matters/{uuid:key}", shapes.MatterRow)
def change(request: Asked, code: str, key: UUID, told: MatterChange) -> HttpResponse:
    """Change the title, to whom it is put, when it was raised, who may read it, or whether it is published."""
    actor = request.actor
    with transaction.atomic():
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        matter = Matter.objects.select_for_update().get(pk=matter.pk)
        wanted = request.headers.get("If-Match", "*").strip()
        if wanted not in ("*", etag_of(matter)):
            raise RefusedError(412, _("Läs ärendet igen, och ändra det som står nu."))
        if told.title is not None or told.addressee is not None:
            title = matter.title if told.title is None else told.title
            whom = matter.addressee if told.addressee is None else told.addressee
            matter = describe(actor, matter, title=title, addressee=whom)
        if told.raised is not None:
            matter = actions.set_raised(actor, matter, told.raised, today=today())
        if told.access is not None:
            matter = classify(actor, matter, access=ACCESS_OF[told.access])
        if told.published is not None:
            matter = publish(actor, matter, published=told.published)
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
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        other = Matter.objects.filter(pk=told.matter, municipality_id=actor.municipality_code).first()
        if other is None:
            raise RefusedError(422, "", {"field": "matter", "message": _("Ärendet finns inte i kommunen.")})
        actions.relate(actor, matter, other)
        return {"id": other.pk}

    return once(request, work)


@operations.post("/matters/{uuid:key}/attachments", shapes.AttachmentOut)
def add_attachment(request: Asked, code: str, key: UUID, told: AttachmentIn) -> HttpResponse:
    """Attach a document that is kept here already."""

    def work(actor: Membership) -> shapes.AttachmentOut:
        matter = reading.matter_of(actor, key)
        require(actor, "matters.edit", matter)
        document = Document.objects.filter(pk=told.document, municipality_id=actor.municipality_code).first()
        if document is None:
            raise RefusedError(422, "", {"field": "document", "message": _("Handlingen finns inte i kommunen.")})
        name = told.name or document.title or document.name
        return shapes.attachment(attach(actor, matter, document_id=document.pk, name=name[:300], role=told.role))

    return once(request, work)


@operations.delete("/attachments/{uuid:key}")
def remove_attachment(request: Asked, code: str, key: UUID) -> HttpResponse:
    """Take a document away from a matter; it is kept, and so is the trail."""

    def work(actor: Membership) -> None:
        detach(actor, reading.part_of(actor, Attachment, key))

    return once(request, work, 204)
