"""What the pages of agreements read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from samfrid.commitments.models import Commitment, Origin
from samfrid.commitments.queries import with_standing
from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import Agreement, AgreementGoal, Amendment, Amount, FollowUp, Notice, Party, Payment
from samfrid.partners.queries.money import PAYERS
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of

PARTIES = Party.objects.select_related("organisation").order_by("created_at")


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


def agreement_page(agreement: Agreement) -> AgreementPage:
    """An agreement with all that stands on its page."""
    prefetch_related_objects([agreement], Prefetch("parties", PARTIES))
    parties = list(agreement.parties.all())
    every = list(agreement.amounts.select_related(*PAYERS).order_by("created_at"))
    amounts, struck = [one for one in every if not one.struck_on], [one for one in every if one.struck_on]
    goals = list(agreement.goals.all())
    follow_ups = list(agreement.follow_ups.prefetch_related("goals__goal").order_by("-on", "-created_at"))
    told: list[TenantModel] = [agreement, *parties, *amounts, *goals, *follow_ups]
    return AgreementPage(
        agreement,
        parties,
        amounts,
        goals,
        follow_ups,
        promised_on_page("partners.agreement", agreement.pk),
        _payments(agreement, every),
        sources_of(told),
        struck,
        list(agreement.notices.select_related("party")),
        list(agreement.amendments.all()),
    )


def _payments(agreement: Agreement, amounts: Iterable[Amount]) -> list[Payment]:
    """By day; the sums that they are part of are known already."""
    known = {one.pk: one for one in amounts}
    found = list(agreement.payments.order_by("due_on", "created_at"))
    for one in found:
        if one.amount_id in known:
            one.amount = known[one.amount_id]
    return found


def promised_on_page(page_kind: str, page_id: UUID) -> list[Commitment]:
    """The commitments that come from a page's record, the first first."""
    origins = Origin.objects.filter(page_id=page_id, page_kind=page_kind)
    keys = list(dict.fromkeys(origins.order_by("created_at").values_list("commitment_id", flat=True)))
    found = with_standing(Commitment.objects.filter(pk__in=keys))
    by_key = {one.pk: one for one in found.select_related("responsible", "responsible_organisation")}
    return [by_key[key] for key in keys if key in by_key]


def awaited_payments(municipality_code: str) -> QuerySet[Payment]:
    """What is to be paid and is not."""
    found = Payment.objects.filter(municipality_id=municipality_code, paid_on__isnull=True, struck_on__isnull=True)
    return found.select_related("agreement", "amount")


def payments(municipality_code: str, cursor: str = "") -> Page[Payment]:
    """A page of what is to be paid and is not, the nearest first."""
    return page_of(awaited_payments(municipality_code), "due_on", cursor, descending=False)
