"""What the pages of agreements read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Subquery

from samfrid.commitments.models import Commitment, Origin
from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import Agreement, AgreementGoal, Amount, FollowUp, Party
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of

PARTIES = Party.objects.select_related("organisation").order_by("created_at")


def agreements(municipality_code: str, cursor: str = "") -> Page[Agreement]:
    """A page of the municipality's agreements with their parties and sums, the latest entered first."""
    latest = FollowUp.objects.filter(agreement=OuterRef("pk")).order_by("-on").values("on")[:1]
    found = Agreement.objects.filter(municipality_id=municipality_code).annotate(followed_up_on=Subquery(latest))
    found = found.prefetch_related(Prefetch("parties", PARTIES), Prefetch("amounts", Amount.objects.order_by("-sek")))
    return page_of(found, "created_at", cursor)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that an agreement's page shows."""

    agreement: Agreement
    parties: list[Party]
    amounts: list[Amount]
    goals: list[AgreementGoal]
    #: the latest first
    follow_ups: list[FollowUp]
    #: what the parties have undertaken
    commitments: list[Commitment]
    sources: dict[UUID, list[Source]]


def agreement_page(agreement: Agreement) -> AgreementPage:
    """An agreement with all that stands on its page."""
    parties = list(agreement.parties.select_related("organisation").order_by("created_at"))
    amounts = list(agreement.amounts.order_by("created_at"))
    goals = list(agreement.goals.all())
    follow_ups = list(agreement.follow_ups.order_by("-on", "-created_at"))
    origins = Origin.objects.filter(page_id=agreement.pk, page_kind="partners.agreement").select_related(
        "commitment__responsible", "commitment__responsible_organisation"
    )
    origins = origins.prefetch_related("commitment__overrides")
    commitments = list(dict.fromkeys(origin.commitment for origin in origins.order_by("created_at")))
    told: list[TenantModel] = [agreement, *parties, *amounts, *goals, *follow_ups]
    return AgreementPage(agreement, parties, amounts, goals, follow_ups, commitments, sources_of(told))
