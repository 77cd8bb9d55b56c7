"""What rounds read: whom to ask, where each question stands. A constant number of queries, whatever the number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from samfrid.commitments.models import SETTLED, Commitment, Origin, Progress
from samfrid.municipalities.models import Access, Contact
from samfrid.municipalities.paging import PAGE, Page, page_of
from samfrid.post.models import Letter
from samfrid.post.queries import letters_about
from samfrid.reporting import rules
from samfrid.reporting.models import Item, Request, Round, Unreached, Why
from samfrid.reporting.rules import ItemState, Reachable


def rounds(municipality_code: str, cursor: str = "", size: int = PAGE) -> Page[Round]:
    """A page of the municipality's rounds, the newest first."""
    found = Round.objects.filter(municipality_id=municipality_code).select_related("unit")
    return page_of(found, "opens_on", cursor, size=size)


def open_commitments(round_: Round, today: dt.date) -> QuerySet[Commitment]:
    """What a round asks about: all that is open and has begun, narrowed as the round says."""
    found = Commitment.objects.filter(municipality_id=round_.municipality_id).exclude(execution__in=SETTLED)
    found = found.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
    if round_.unit_id:
        found = found.filter(responsible_id=round_.unit_id)
    if round_.origin_kind:
        found = found.filter(Exists(Origin.objects.filter(commitment=OuterRef("pk"), kind=round_.origin_kind)))
    return found.order_by("created_at", "id")


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Which commitments each contact is asked about, and which nobody can be."""

    by_contact: dict[UUID, list[Commitment]]
    unreached: list[tuple[Commitment, Why]]


def to_ask(commitments: Iterable[Commitment], municipality_code: str) -> ToAsk:
    """Whom to ask about each. A confidential commitment is never asked about by link."""
    there: dict[UUID, list[Reachable]] = defaultdict(list)
    active: set[UUID] = set()
    for one in Contact.objects.filter(municipality_id=municipality_code, ended_on__isnull=True):
        active.add(one.pk)
        place = one.unit_id or one.organisation_id
        if place:
            there[place].append(Reachable(one.pk, one.is_head, bool(one.email), one.name))
    found = ToAsk(defaultdict(list), [])
    for commitment in commitments:
        place = commitment.responsible_id or commitment.responsible_organisation_id
        contact = rules.whom(commitment.contact_id, there.get(place, []) if place else [], active)
        if commitment.access > Access.INTERNAL:
            found.unreached.append((commitment, Why.CONFIDENTIAL))
        elif contact:
            found.by_contact[contact].append(commitment)
        else:
            found.unreached.append((commitment, Why.NO_CONTACT if place else Why.NOBODY))
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """One question with where it stands; ``commitment`` is None where it may not be told what it is about."""

    item: Item
    commitment: Commitment | None
    #: the latest report, whoever made it
    latest: Progress | None
    state: ItemState


def latest_reports(commitments: Iterable[UUID]) -> dict[UUID, Progress]:
    """The report that was entered last, for each."""
    rows = Progress.objects.filter(commitment__in=list(commitments)).order_by("commitment_id", "-created_at")
    return {one.commitment_id: one for one in rows.distinct("commitment_id").prefetch_related("evidence")}


def questions(items: Iterable[Item]) -> list[Question]:
    """Where each of these questions stands, with all that its page tells. Five queries; what this database session may
    not see is hidden.
    """
    asked = list(items)
    # asked for apart from the items: row-level security may keep a commitment from a session that sees its item
    wanted = ("responsible", "responsible_organisation", "contact")
    seen = Commitment.objects.select_related(*wanted).in_bulk([one.commitment_id for one in asked])
    latest = latest_reports(seen)
    found = []
    for one in asked:
        report = latest.get(one.commitment_id)
        since = report is not None and report.created_at > one.created_at
        made = _question(one, seen.get(one.commitment_id), report, reported_since=since)
        if made.state is ItemState.ANSWERED and one.progress and one.progress.turn_on:
            # her answer settled the turn that she was asked about: another would be about the next
            made = replace(made, state=ItemState.CLOSED)
        found.append(made)
    return found


#: what the state of a question follows from
_STANDS: Final = ("access", "execution", "responsible_id", "responsible_organisation_id", "contact_id")


def states(items: Iterable[Item]) -> list[Question]:
    """Where each of these questions stands and no more: for thousands at once. Two queries."""
    asked = list(items)
    if not asked:
        return []
    seen = Commitment.objects.only(*_STANDS).in_bulk([one.commitment_id for one in asked])
    reports = Progress.objects.filter(commitment__in=seen, created_at__gt=min(one.created_at for one in asked))
    last = dict(reports.values_list("commitment_id").annotate(Max("created_at")).order_by())
    return [
        _question(
            one,
            seen.get(one.commitment_id),
            None,
            reported_since=one.commitment_id in last and last[one.commitment_id] > one.created_at,
        )
        for one in asked
    ]


def _question(item: Item, commitment: Commitment | None, latest: Progress | None, *, reported_since: bool) -> Question:
    if commitment is None or commitment.access > Access.INTERNAL:
        return Question(item, None, None, ItemState.HIDDEN)
    asked = rules.Asked(
        access=commitment.access,
        execution=commitment.execution,
        was=(item.unit_id, item.organisation_id),
        now=(commitment.responsible_id, commitment.responsible_organisation_id),
        asked_contact=item.request.contact_id,
        contact_now=commitment.contact_id,
        answered=item.progress_id is not None,
        reported_since=reported_since,
    )
    return Question(item, commitment, latest, rules.item_state(asked))


def questions_of(request: Request) -> list[Question]:
    """All that somebody is asked about, in the order in which it was promised."""
    return questions(request.items.select_related("request", "progress").order_by("created_at", "id"))


def states_of(request: Request) -> list[Question]:
    """Where each question stands that somebody is asked."""
    return states(request.items.select_related("request"))


def waiting(found: Iterable[Question]) -> int:
    """How many still wait for a word."""
    return sum(one.state is ItemState.WAITS for one in found)


@dataclass(frozen=True, slots=True)
class Answering:
    """How one who was asked stands: her questions, her letters, what has been written to her and when."""

    request: Request
    questions: list[Question]
    letters: list[Letter]

    @property
    def waiting(self) -> int:
        """How many questions still wait."""
        return waiting(self.questions)

    @property
    def written(self) -> dict[rules.Chase, dt.date]:
        """The letters after the first, by what they were for."""
        ends = {str(chase): chase for chase in rules.Chase}
        found = ((ends.get(one.key.rpartition("/")[2]), one) for one in self.letters)
        return {chase: timezone.localdate(one.created_at) for chase, one in found if chase}


def answering(round_: Round) -> list[Answering]:
    """All who were asked in a round. Five queries, whatever their number."""
    requests = list(
        round_.requests.select_related("contact__unit", "contact__organisation").order_by("contact__name", "id")
    )
    by_request: dict[UUID, list[Question]] = defaultdict(list)
    known = {one.pk: one for one in requests}
    items = list(Item.objects.filter(request__in=known).order_by("created_at", "id"))
    for item in items:
        item.request = known[item.request_id]
    for one in states(items):
        by_request[one.item.request_id].append(one)
    by_about: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters_about([one.about for one in requests]):
        by_about[letter.about].append(letter)
    for request in requests:
        request.round = round_
    return [Answering(one, by_request[one.pk], by_about[one.about]) for one in requests]


def unreached(round_: Round) -> list[Unreached]:
    """What nobody could be asked about, of which this reader may know."""
    rows = round_.unreached.select_related("commitment__responsible", "commitment__responsible_organisation")
    return list(rows.order_by("why", "created_at", "id"))
