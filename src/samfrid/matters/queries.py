"""What the pages of matters read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from samfrid.commitments.models import Commitment, Origin
from samfrid.matters import rules
from samfrid.matters.matching import Certainty, Match, find_match
from samfrid.matters.models import (
    Clause,
    Decision,
    DiaryNumber,
    Matter,
    MatterKind,
    MatterLink,
    MatterPerson,
    PersonRole,
    Question,
    Referral,
    Request,
    Stage,
)
from samfrid.municipalities.models import BodyKind, TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of

__all__ = ["Certainty", "Match", "Standing", "find_match", "matter_page", "matters", "settled"]


class Standing(StrEnum):
    """What a list of matters can be narrowed to; the values stand in addresses."""

    UNANSWERED = "obesvarade"
    DECIDED = "beslutade"


def settled() -> Q:
    """Of which matters nothing more is awaited from those who decide: the same rule as ``rules.settles``.

    A motion is the council's to decide (KL 5:35). That a committee has approved its own statement settles nothing.
    """
    final = Clause.objects.filter(
        decision__matter=OuterRef("pk"), decision__stage=Stage.FINAL, outcome__in=rules.SETTLING
    )
    by_council = final.filter(Q(decision__body__isnull=True) | Q(decision__body__kind=BodyKind.COUNCIL))
    answer = Question.objects.filter(matter=OuterRef("pk")).exclude(answer="")
    motion = Q(kind=MatterKind.MOTION)
    asking = Q(kind__in=rules.ASKING_KINDS)
    return (motion & Q(Exists(by_council))) | (~motion & Q(Exists(final))) | (asking & Q(Exists(answer)))


@dataclass(slots=True)
class Where:
    """What is known of where a matter is: enough for a row of the list, and for the head of its page."""

    #: body's kind and outcome of each clause of a final decision, the oldest first
    finals: list[tuple[str | None, str]] = field(default_factory=list)
    proposed: bool = False
    answered: bool = False
    stances: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MatterList:
    """A page of the list, with what its rows say besides."""

    page: Page[Matter]
    where: dict[UUID, Where]
    movers: dict[UUID, list[str]]
    numbers: dict[UUID, list[str]]


def _with_parts(page: Page[Matter]) -> MatterList:
    """Movers, numbers and where each matter is, as plain values: rows of a list need no objects."""
    ids = [matter.pk for matter in page.rows]
    where: dict[UUID, Where] = defaultdict(Where)
    clauses = Clause.objects.filter(decision__matter__in=ids).order_by("decision__on", "decision__created_at", "number")
    for key, stage, kind, outcome in clauses.values_list(
        "decision__matter_id", "decision__stage", "decision__body__kind", "outcome"
    ):
        if stage == Stage.FINAL:
            where[key].finals.append((kind, outcome))
        else:
            where[key].proposed = True
    answered = Question.objects.filter(matter__in=ids).exclude(answer="").order_by()
    for key in answered.values_list("matter_id", flat=True):
        where[key].answered = True
    for key, stance in Referral.objects.filter(matter__in=ids).values_list("matter_id", "stance"):
        where[key].stances.append(stance)
    movers: dict[UUID, list[str]] = defaultdict(list)
    people = MatterPerson.objects.filter(matter__in=ids, role=PersonRole.MOVER).order_by("created_at")
    for key, name, party in people.values_list("matter_id", "name", "party"):
        movers[key].append(f"{name} ({party})" if party else name)
    numbers: dict[UUID, list[str]] = defaultdict(list)
    found = DiaryNumber.objects.filter(matter__in=ids).order_by("created_at")
    for key, number in found.values_list("matter_id", "number"):
        numbers[key].append(number)
    return MatterList(page, where, movers, numbers)


def matters(
    municipality_code: str, *, kind: str = "", standing: str = "", text: str = "", cursor: str = ""
) -> MatterList:
    """A page of the municipality's matters, the latest raised first. ``text`` is words of the title or a diary number.

    An unknown kind or standing narrows nothing.
    """
    found = Matter.objects.filter(municipality_id=municipality_code)
    if kind in MatterKind:
        found = found.filter(kind=kind)
    if standing == Standing.DECIDED:
        found = found.filter(settled())
    elif standing == Standing.UNANSWERED:
        found = found.filter(~settled())
    if text:
        words = Q()
        for word in text.split()[:6]:
            words &= Q(title__icontains=word)
        key = rules.number_key(text)
        numbers = DiaryNumber.objects.filter(municipality_id=municipality_code, key=key)
        found = found.filter(words | Q(pk__in=numbers.values("matter"))) if key else found.filter(words)
    return _with_parts(page_of(found, "raised_on", cursor))


@dataclass(frozen=True, slots=True)
class MatterPage:
    """All that a matter's page shows, from asked to done."""

    matter: Matter
    people: list[MatterPerson]
    numbers: list[DiaryNumber]
    requests: list[Request]
    questions: list[Question]
    referrals: list[Referral]
    #: proposed and final, the oldest first, each with its clauses
    decisions: list[Decision]
    #: by the clause that they come from
    commitments: dict[UUID, list[Commitment]]
    #: those that come from the matter but from no clause of it: an answer's promises
    other_commitments: list[Commitment]
    related: list[Matter]
    sources: dict[UUID, list[Source]]


def where_of(page: MatterPage) -> Where:
    """Where the matter of a page is."""
    where = Where(answered=any(question.answer for question in page.questions))
    where.stances = [referral.stance for referral in page.referrals]
    for decision in page.decisions:
        if decision.stage == Stage.FINAL:
            kind = decision.body.kind if decision.body else None
            where.finals += [(kind, clause.outcome) for clause in decision.clauses.all()]
        else:
            where.proposed = True
    return where


def matter_page(matter: Matter) -> MatterPage:
    """A matter with all that stands on its page, by a dozen queries whatever its size."""
    people = list(matter.people.order_by("created_at"))
    numbers = list(matter.diary_numbers.order_by("created_at"))
    requests, questions = list(matter.requests.all()), list(matter.questions.all())
    referrals = list(matter.referrals.select_related("body", "organisation").order_by("created_at"))
    decisions = list(matter.decisions.select_related("body").prefetch_related("clauses").order_by("on", "created_at"))
    clauses = [clause for decision in decisions for clause in decision.clauses.all()]
    commitments, others = _commitments(matter, clauses)
    told: list[TenantModel] = [matter, *requests, *questions, *referrals, *decisions, *clauses]
    return MatterPage(
        matter,
        people,
        numbers,
        requests,
        questions,
        referrals,
        decisions,
        commitments,
        others,
        _related(matter),
        sources_of(told),
    )


def _commitments(matter: Matter, clauses: list[Clause]) -> tuple[dict[UUID, list[Commitment]], list[Commitment]]:
    """The commitments that come from the matter: by clause, and the rest."""
    origins = Origin.objects.filter(page_id=matter.pk, page_kind="matters.matter").select_related(
        "commitment__responsible", "commitment__responsible_organisation"
    )
    keys = {clause.pk for clause in clauses}
    by_clause: dict[UUID, list[Commitment]] = defaultdict(list)
    others: dict[Commitment, None] = {}
    for origin in origins.order_by("created_at"):
        if origin.record_id in keys:
            by_clause[origin.record_id].append(origin.commitment)
        else:
            others[origin.commitment] = None
    placed = {one for listed in by_clause.values() for one in listed}
    return by_clause, [one for one in others if one not in placed]


def _related(matter: Matter) -> list[Matter]:
    """The matters that belong together with it, from whichever side that was said."""
    links = MatterLink.objects.filter(Q(from_matter=matter) | Q(to_matter=matter)).select_related(
        "from_matter", "to_matter"
    )
    found = [link.to_matter if link.from_matter_id == matter.pk else link.from_matter for link in links]
    return sorted(found, key=lambda one: (one.raised_on or dt.date.max, one.title))
