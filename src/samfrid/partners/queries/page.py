"""An agreement with all that stands on its page, read by one statement of the database (``samfrid_agreement``).

Each table by itself would be a query of its own, eighteen of them: most of what the page cost. The rows come as JSON
and become the records that the ORM would have made, so that nobody who takes them needs to know.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

from samfrid.audit.models import Entry
from samfrid.commitments.models import Commitment
from samfrid.municipalities.models import Body, Organisation, Unit
from samfrid.municipalities.records import record
from samfrid.partners.models import (
    PROCUREMENT_SEK,
    Agreement,
    AgreementGoal,
    Amendment,
    Amount,
    FollowUp,
    GoalFollowUp,
    Notice,
    Party,
    Payment,
    PlannedFollowUp,
    ProcurementAnswer,
)
from samfrid.partners.queries.money import Grounds
from samfrid.partners.queries.promised import commitments_of
from samfrid.provenance.models import Source

Record = TypeVar("Record", bound=models.Model)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that an agreement's page shows."""

    agreement: Agreement
    parties: list[Party]
    #: with who pays them; those that are struck stand in ``struck``
    amounts: list[Amount]
    goals: list[AgreementGoal]
    #: the latest first, with what was said of each goal
    follow_ups: list[FollowUp]
    #: what the parties have undertaken
    commitments: list[Commitment]
    #: by day, those that are struck too
    payments: list[Payment]
    sources: dict[UUID, list[Source]]
    struck: list[Amount] = field(default_factory=list)
    #: the first given first, those that were withdrawn too
    notices: list[Notice] = field(default_factory=list)
    #: the first first
    amendments: list[Amendment] = field(default_factory=list)
    #: follow-ups that are to be held
    planned: list[PlannedFollowUp] = field(default_factory=list)
    #: the agreements that came after it
    replaced_by: list[Agreement] = field(default_factory=list)
    #: which commitment a goal is followed as
    followed: dict[UUID, UUID] = field(default_factory=dict)
    #: what was answered on procurement, the latest first, and from which value an agreement is large
    answers: list[ProcurementAnswer] = field(default_factory=list)
    limit: int = PROCUREMENT_SEK
    #: what its sums are reckoned from, as far as they ask for it
    grounds: Grounds = field(default_factory=Grounds)
    #: what has been done to it, the latest first
    history: list[Entry] = field(default_factory=list)
    #: whether an association has submitted a report on what it paid for
    is_reported: bool = False


def page_of_agreement(key: UUID) -> AgreementPage | None:
    """An agreement with all that stands on its page; None where there is none that the reader's session sees.

    One statement, and two more where something has been promised in it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT samfrid_agreement(%s)::text", [key])
        found = cursor.fetchone()[0]
    return _page(json.loads(found, parse_float=Decimal)) if found else None


def agreement_page(agreement: Agreement) -> AgreementPage:
    """The page of an agreement that has been found already."""
    page = page_of_agreement(agreement.pk)
    if page is None:
        raise Agreement.DoesNotExist
    return page


def _page(rows: Mapping[str, Any]) -> AgreementPage:
    outside = {one.pk: one for one in _records(Organisation, rows["organisations"])}
    bodies = {one.pk: one for one in _records(Body, rows["bodies"])}
    agreement = _agreement(rows, bodies)
    parties, goals = _records(Party, rows["parties"]), _records(AgreementGoal, rows["goals"])
    for party in parties:
        party.organisation = outside[party.organisation_id] if party.organisation_id else None
    _know(agreement, "parties", Party, parties)
    amounts = _amounts(rows, bodies, outside)
    notices, by_key = _records(Notice, rows["notices"]), {one.pk: one for one in parties}
    for notice in notices:
        notice.party = by_key[notice.party_id]
    origins = [(UUID(one), kind, UUID(key)) for one, kind, key in rows["origins"] or ()]
    return AgreementPage(
        agreement,
        parties,
        [one for one in amounts if not one.struck_on],
        goals,
        _follow_ups(rows, goals),
        commitments_of(list(dict.fromkeys(one for one, _kind, _key in origins))),
        _payments(rows, amounts),
        _sources(rows),
        [one for one in amounts if one.struck_on],
        notices,
        _records(Amendment, rows["amendments"]),
        _records(PlannedFollowUp, rows["planned"]),
        _records(Agreement, rows["replaced_by"]),
        {key: one for one, kind, key in origins if kind == AgreementGoal._meta.label_lower},
        _records(ProcurementAnswer, rows["answers"]),
        rows["limit"] or PROCUREMENT_SEK,
        _grounds(rows),
        _records(Entry, rows["history"]),
        rows["reported"],
    )


def _records(model: type[Record], rows: Iterable[Mapping[str, Any]] | None) -> list[Record]:
    return [record(model, row) for row in rows or ()]


def _agreement(rows: Mapping[str, Any], bodies: Mapping[UUID, Body]) -> Agreement:
    found = record(Agreement, rows["agreement"])
    found.decided_by = bodies[found.decided_by_id] if found.decided_by_id else None
    found.replaces = record(Agreement, rows["replaces"]) if rows["replaces"] else None
    return found


def _amounts(
    rows: Mapping[str, Any], bodies: Mapping[UUID, Body], outside: Mapping[UUID, Organisation]
) -> list[Amount]:
    """The sums, with who pays each."""
    units = {one.pk: one for one in _records(Unit, rows["units"])}
    found = _records(Amount, rows["amounts"])
    for one in found:
        one.payer_body = bodies[one.payer_body_id] if one.payer_body_id else None
        one.payer_unit = units[one.payer_unit_id] if one.payer_unit_id else None
        one.payer_organisation = outside[one.payer_organisation_id] if one.payer_organisation_id else None
    return found


def _payments(rows: Mapping[str, Any], amounts: Iterable[Amount]) -> list[Payment]:
    """By day, each with the sum that it is part of."""
    known = {one.pk: one for one in amounts}
    found = _records(Payment, rows["payments"])
    for one in found:
        one.amount = known[one.amount_id] if one.amount_id else None
    return found


def _follow_ups(rows: Mapping[str, Any], goals: Iterable[AgreementGoal]) -> list[FollowUp]:
    """Each with what was said of the goals, in their order."""
    known, said = {one.pk: one for one in goals}, defaultdict(list)
    for one in _records(GoalFollowUp, rows["said"]):
        one.goal = known[one.goal_id]
        said[one.follow_up_id].append(one)
    found = _records(FollowUp, rows["follow_ups"])
    for follow_up in found:
        _know(follow_up, "goals", GoalFollowUp, sorted(said[follow_up.pk], key=lambda one: one.goal.number))
    return found


def _know(of: models.Model, name: str, model: type[Record], rows: list[Record]) -> None:
    """Let who asks a record for its rows find them read, as after a prefetch."""
    known: Any = model._default_manager.all()
    known._result_cache, known._prefetch_done = rows, True
    of.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


def _sources(rows: Mapping[str, Any]) -> dict[UUID, list[Source]]:
    grouped: dict[UUID, list[Source]] = defaultdict(list)
    for one in _records(Source, rows["sources"]):
        grouped[one.record_id].append(one)
    return grouped


def _grounds(rows: Mapping[str, Any]) -> Grounds:
    return Grounds(
        dict(rows["inhabitants"] or ()),
        {(kind, year): Decimal(value) for kind, year, value in rows["index"] or ()},
    )
