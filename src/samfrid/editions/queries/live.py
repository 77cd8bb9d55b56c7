"""Which commitments the list has today, and what has moved since the edition that was sent last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from samfrid.commitments.models import SETTLED, Commitment, Computed, Origin, Override
from samfrid.commitments.queries import Filter, narrowed, with_standing
from samfrid.commitments.rules import is_late, is_settled
from samfrid.editions.models import Edition, EditionForm, EditionRow
from samfrid.editions.rules.moved import Fact, Move, Moves, moved
from samfrid.matters.models import Clause
from samfrid.municipalities.dates import months_after
from samfrid.municipalities.models import Access
from samfrid.municipalities.paging import PAGE, Page, page_of
from samfrid.plans.models import Activity

#: months back from which what is settled stands in a first list; ours
FIRST_MONTHS: Final = 12


class Narrow(StrEnum):
    """What the list can be narrowed to on the page; the values stand in addresses."""

    LATE = "forsenade"
    AT_RISK = "i-riskzonen"
    NOBODY = "utan-ansvarig"
    SILENT = "tysta"
    DONE = "avslutade"
    MOVED = "andrat"


_FILTERS: Final = {
    Narrow.LATE: Filter.LATE,
    Narrow.AT_RISK: Filter.AT_RISK,
    Narrow.NOBODY: Filter.NOBODY,
    Narrow.SILENT: Filter.SILENT,
    Narrow.DONE: Filter.DONE,
}


def within_form(found: QuerySet[Commitment], form: EditionForm) -> QuerySet[Commitment]:
    """Those that the form is about: of its plan, of its body's decisions, of its unit, with its goal."""
    if form.plan_id:
        of_plan = Activity.objects.filter(version__plan=form.plan_id, commitment=OuterRef("pk"))
        found = found.filter(Exists(of_plan))
    if form.decided_by_id:
        clauses = Clause.objects.filter(decision__body=form.decided_by_id).values("pk")
        decided = Origin.objects.filter(commitment=OuterRef("pk"), record_kind="matters.clause", record_id__in=clauses)
        found = found.filter(Exists(decided))
    if form.unit_id:
        found = found.filter(responsible=form.unit_id)
    if form.tag:
        found = found.filter(tags__name__iexact=form.tag).distinct()
    return found


def followed(
    code: str, form: EditionForm, previous: Edition | None, today: dt.date, *, ceiling: int = Access.CONFIDENTIAL
) -> QuerySet[Commitment]:
    """All that is open, and what was settled since the edition before (a year back where there is none).

    What stood as open in the edition before and is settled now is told once, whatever its day; what that edition
    told as settled is not told again. ``ceiling``: the highest access of what is followed.
    """
    since = previous.on if previous else months_after(today, -FIRST_MONTHS)
    entered = Cast(TruncDate("created_at", tzinfo=timezone.get_default_timezone()), DateField())
    ended = Q(settled_on__gt=since)
    if previous:
        then = EditionRow.objects.filter(edition=previous, gone=False)
        ended = Q(pk__in=then.filter(settled=False).values("commitment")) | (
            ended & ~Q(pk__in=then.filter(settled=True).values("commitment"))
        )
    found = Commitment.objects.filter(municipality_id=code, access__lte=ceiling)
    found = found.alias(settled_on=Coalesce("last_word_on", entered))
    return within_form(found.filter(~Q(execution__in=SETTLED) | ended), form)


def spans_of(code: str, form: EditionForm, *, ceiling: int) -> list[tuple[dt.date, dt.date | None]]:
    """Of all that the form is about, also what was settled long ago: the day that it began and that of the report that
    settled it, if it is; where no document gives a day, that on which it was entered.
    """
    found = within_form(Commitment.objects.filter(municipality_id=code, access__lte=ceiling), form)
    columns = ("promised_on", "created_at", "execution", "last_word_on")
    return [
        (
            promised or timezone.localdate(created),
            (last or timezone.localdate(created)) if is_settled(execution) else None,
        )
        for promised, created, execution, last in found.values_list(*columns)
    ]


def previous_of(body_id: UUID | None, *, public: bool) -> Edition | None:
    """The edition that was sent last to a body, of the same openness; None before the first."""
    if body_id is None:
        return None
    sent = Edition.objects.filter(body=body_id, public=public, sent_on__isnull=False)
    return sent.select_related("body").order_by("-sent_on", "-number").first()


def facts_of(code: str, found: QuerySet[Commitment], today: dt.date) -> list[Fact]:
    """What is compared of each commitment, two queries for all of them."""
    in_force = Override.objects.filter(municipality_id=code, state=Computed.LATE, ended_on__isnull=True)
    by_hand = dict(in_force.filter(until__gte=today).values_list("commitment_id", "value"))
    columns = ("pk", "execution", "due_on", "responsible__name", "responsible_organisation__name", "last_word_on")
    return [
        Fact(
            key,
            execution,
            is_settled(execution),
            not is_settled(execution) and by_hand.get(key, is_late(due_on, execution, today)),
            due_on,
            unit or organisation or "",
            last_word_on,
        )
        for key, execution, due_on, unit, organisation, last_word_on in found.values_list(*columns)
    ]


def frozen_facts(edition: Edition | None) -> list[Fact]:
    """The same of an edition's rows; none where there is no edition."""
    if edition is None:
        return []
    columns = ("commitment", "execution", "settled", "late", "due_on", "responsible", "last_word_on")
    return [Fact(*row) for row in EditionRow.objects.filter(edition=edition, gone=False).values_list(*columns)]


def moves_since(previous: Edition | None, found: QuerySet[Commitment], today: dt.date) -> Moves:
    """What has moved since an edition that was sent; nothing has before there is one to compare with.

    What a public edition never told of is not new to it either: only public commitments are compared with one.
    """
    if previous is None:
        return {}
    compared = found.filter(access=Access.PUBLIC) if previous.public else found
    return moved(frozen_facts(previous), facts_of(previous.municipality_id, compared, today))


def page(
    found: QuerySet[Commitment], moves: Moves, today: dt.date, *, chosen: str = "", cursor: str = "", size: int = PAGE
) -> Page[Commitment]:
    """A page of the list by last day, those without one last."""
    if chosen == Narrow.MOVED or chosen in set(Move):
        found = found.filter(pk__in=_keys(moves, chosen))
    elif chosen in _FILTERS:
        found = narrowed(found, _FILTERS[Narrow(chosen)], today)
    return page_of(whole(found), "due_on", cursor, descending=False, size=size)


def whole(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments with all that a row needs of them, without a query for each."""
    joined = ("responsible", "responsible_organisation", "contact", "report_back_body")
    return with_standing(found).select_related(*joined)


def _keys(moves: Moves, chosen: str) -> Iterable[UUID]:
    return [key for key, changes in moves.items() if chosen == Narrow.MOVED or chosen in {one.kind for one in changes}]
