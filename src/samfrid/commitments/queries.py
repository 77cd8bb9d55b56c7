"""What the pages of commitments read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from samfrid.commitments.models import SETTLED, Commitment, Execution, Origin, Progress
from samfrid.commitments.rules import Facts, Standing, is_settled, silent_before, standing
from samfrid.municipalities.models import Organisation
from samfrid.municipalities.paging import PAGE, Page, page_of
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of


def with_standing(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments with what :func:`standing_of` needs: one query more for all, none for each."""
    return found.prefetch_related("overrides")


def standing_of(commitment: Commitment, today: dt.date) -> Standing:
    """Which computed states hold today; a query for each where the rows do not come :func:`with_standing`."""
    facts = Facts(
        execution=commitment.execution,
        created_on=timezone.localdate(commitment.created_at),
        promised_on=commitment.promised_on,
        starts_on=commitment.starts_on,
        due_on=commitment.due_on,
        last_word_on=commitment.last_word_on,
        share_done=commitment.share_done,
    )
    # what is settled stands in no computed state: nothing needs to be asked
    by_hand = () if is_settled(commitment.execution) else commitment.overrides.all()
    return standing(facts, by_hand, today)


class Filter(StrEnum):
    """What a list of commitments can be narrowed to; the values stand in addresses."""

    NOBODY = "utan-ansvarig"
    LATE = "forsenade"
    SILENT = "tysta"
    OPEN = "pagar"
    DONE = "klara"


def narrowed(found: QuerySet[Commitment], chosen: str, today: dt.date) -> QuerySet[Commitment]:
    """The commitments of a filter, by the same rules as ``rules.py``; an unknown filter narrows nothing."""
    awaited = ~Q(execution__in=SETTLED)
    if chosen == Filter.NOBODY:
        return found.filter(awaited, responsible__isnull=True, responsible_organisation__isnull=True)
    if chosen == Filter.LATE:
        return found.filter(awaited, due_on__lt=today)
    if chosen == Filter.SILENT:
        entered = TruncDate("created_at", tzinfo=timezone.get_default_timezone())
        last = Greatest(F("last_word_on"), Coalesce("promised_on", entered))
        return found.filter(awaited).alias(last=last).filter(last__lte=silent_before(today))
    if chosen == Filter.OPEN:
        return found.filter(execution__in=(Execution.UNDER_WAY, Execution.PARTLY_DONE))
    if chosen == Filter.DONE:
        return found.filter(execution__in=SETTLED)
    return found


def commitments(
    municipality_code: str, today: dt.date, *, chosen: str = "", text: str = "", cursor: str = "", size: int = PAGE
) -> Page[Commitment]:
    """A page of the municipality's commitments: the newest first, the late ones by their day."""
    found = Commitment.objects.filter(municipality_id=municipality_code)
    found = with_standing(narrowed(found, chosen, today)).select_related("responsible", "responsible_organisation")
    for word in text.split()[:6]:
        found = found.filter(text__icontains=word)
    if chosen == Filter.LATE:
        return page_of(found, "due_on", cursor, descending=False, size=size)
    return page_of(found, "created_at", cursor, size=size)


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """All that a commitment's page shows."""

    commitment: Commitment
    partners: list[Organisation]
    origins: list[Origin]
    #: the latest first
    progress: list[Progress]
    sources: dict[UUID, list[Source]]


def commitment_page(commitment: Commitment) -> CommitmentPage:
    """A commitment with all that stands on its page."""
    progress = list(commitment.progress.prefetch_related("evidence").order_by("-on", "-created_at"))
    return CommitmentPage(
        commitment,
        list(commitment.partners.all()),
        list(commitment.origins.order_by("created_at")),
        progress,
        sources_of([commitment, *progress]),
    )
