"""What a matter's page reads."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q

from samfrid.commitments.models import Commitment, Origin
from samfrid.matters.models import (
    Clause,
    Decision,
    DiaryNumber,
    Dispatch,
    Matter,
    MatterLink,
    MatterPerson,
    Question,
    Recusal,
    Referral,
    Request,
    Reservation,
    Vote,
)
from samfrid.matters.queries.listed import Where, listed_where
from samfrid.matters.queries.process import Process, process_of
from samfrid.municipalities.models import TenantModel
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of


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
    #: other matters, by key, in which a clause is undone or undoes one of theirs: those that the reader may see
    elsewhere: dict[UUID, Matter]
    #: dated steps, pauses, reply and letters
    process: Process


def where_of(page: MatterPage) -> Where:
    """Where the matter of a page is: the same as its row of the list says."""
    return listed_where(page.matter.listed)


def matter_page(matter: Matter) -> MatterPage:
    """A matter with all that stands on its page, by a dozen queries whatever its size."""
    people = list(matter.people.order_by("created_at"))
    numbers = list(matter.diary_numbers.order_by("created_at"))
    requests, questions = list(matter.requests.all()), list(matter.questions.all())
    referrals = list(
        matter.referrals.select_related("body", "organisation").prefetch_related("reminders").order_by("created_at")
    )
    decisions = decisions_of(matter)
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
        _elsewhere(matter, clauses),
        process_of(matter),
    )


def decisions_of(matter: Matter) -> list[Decision]:
    """The matter's proposals and decisions, the oldest first, with all that their clauses and their taking need."""
    undoing = Clause.objects.select_related("decision__body")
    clauses = Clause.objects.select_related("request", "reverses__decision__body").prefetch_related(
        Prefetch("reversed_by", queryset=undoing)
    )
    found = matter.decisions.select_related("body", "minutes__body").prefetch_related(
        Prefetch("clauses", queryset=clauses),
        *(
            Prefetch(name, queryset=rows.objects.order_by("created_at"))
            for name, rows in (
                ("votes", Vote),
                ("reservations", Reservation),
                ("recusals", Recusal),
                ("dispatches", Dispatch),
            )
        ),
    )
    return list(found.order_by("on", "created_at"))


def _elsewhere(matter: Matter, clauses: list[Clause]) -> dict[UUID, Matter]:
    """The other matters that the clauses' reversals lead to. One that the reader may not see is not there."""
    keys = {one.decision.matter_id for clause in clauses for one in clause.reversed_by.all()}
    keys |= {clause.reverses.decision.matter_id for clause in clauses if clause.reverses}
    return Matter.objects.only("id", "title", "municipality_id").in_bulk(keys - {matter.pk})


def _commitments(matter: Matter, clauses: list[Clause]) -> tuple[dict[UUID, list[Commitment]], list[Commitment]]:
    """The commitments that come from the matter: by clause, and the rest."""
    origins = Origin.objects.filter(page_id=matter.pk, page_kind="matters.matter").select_related(
        "commitment__responsible", "commitment__responsible_organisation"
    )
    origins = origins.prefetch_related("commitment__overrides")
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
