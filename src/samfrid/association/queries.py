"""What an association reads. Each asks for the organisation's own; the database shows its session no other row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from samfrid.commitments.models import Commitment, Origin, Progress
from samfrid.partners.models import (
    Agreement,
    Amount,
    FollowUp,
    Group,
    Meeting,
    MeetingState,
    Payment,
    PlannedFollowUp,
    ReportState,
    YearReport,
)

AGREEMENT = "partners.agreement"


def agreements(organisation: UUID) -> QuerySet[Agreement]:
    """The agreements that it is a party to, the latest entered first."""
    found = Agreement.objects.filter(parties__organisation=organisation).distinct()
    return found.prefetch_related("amounts", "payments", "parties").order_by("-created_at", "-id")


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that the association is shown of an agreement."""

    agreement: Agreement
    parties: list[str]
    amounts: list[Amount]
    #: by day, those that are struck left out
    payments: list[Payment]
    goals: list[str]
    commitments: list[Commitment]
    planned: list[PlannedFollowUp]
    #: the latest first, with ``goals`` and the goal of each
    follow_ups: list[FollowUp]


def agreement_page(organisation: UUID, key: UUID) -> AgreementPage:
    """One of its agreements; ``Http404`` for another's."""
    found = get_object_or_404(agreements(organisation), pk=key)
    origins = Origin.objects.filter(page_kind=AGREEMENT, page_id=found.pk)
    hers = commitments(organisation).filter(pk__in=origins.values("commitment"))
    return AgreementPage(
        found,
        [party.name for party in found.parties.all()],
        list(found.amounts.filter(struck_on__isnull=True).order_by("created_at")),
        list(found.payments.filter(struck_on__isnull=True).select_related("amount").order_by("due_on", "created_at")),
        [goal.text for goal in found.goals.all()],
        list(hers),
        list(found.planned_follow_ups.filter(held__isnull=True, called_off_on__isnull=True).order_by("on")),
        list(found.follow_ups.prefetch_related("goals__goal").order_by("-on", "-created_at")),
    )


def commitments(organisation: UUID) -> QuerySet[Commitment]:
    """What it has undertaken, and what it takes part in: the nearest day first."""
    own = Q(responsible_organisation=organisation) | Q(commitmentpartner__organisation=organisation)
    return Commitment.objects.filter(own).distinct().order_by("due_on", "created_at", "id")


def may_report(organisation: UUID, commitment: Commitment) -> bool:
    """Whether it reports on it: what it has undertaken, and the goals of its own agreements."""
    if commitment.responsible_organisation_id == organisation:
        return True
    hers = agreements(organisation).order_by().values("pk")
    return Origin.objects.filter(commitment=commitment, page_kind=AGREEMENT, page_id__in=hers).exists()


def reports_on(commitment: Commitment) -> list[Progress]:
    """What has been said of it, the latest first, with what shows it."""
    return list(commitment.progress.prefetch_related("evidence").order_by("-on", "-created_at"))


def origins(commitment: Commitment) -> list[Origin]:
    """What it comes from that the association may see: its agreements and groups."""
    return list(commitment.origins.order_by("created_at"))


def groups(organisation: UUID, today: dt.date) -> list[Group]:
    """The groups that it is a member of, each with ``coming``: meetings planned and proposed, the nearest first, and
    what it proposed itself and was declined: the reason is an answer to it.
    """
    awaited = Q(state__in=(MeetingState.PLANNED, MeetingState.PROPOSED))
    answered = Q(state=MeetingState.DECLINED, proposed_by=organisation)
    coming = Prefetch(
        "meetings", Meeting.objects.filter(awaited | answered, on__gte=today).order_by("on"), to_attr="coming"
    )
    member = Q(members__organisation=organisation, members__ended_on__isnull=True)
    found = Group.objects.filter(member, ended_on__isnull=True).distinct()
    return list(found.prefetch_related(coming).order_by("name"))


def own_reports(organisation: UUID) -> QuerySet[YearReport]:
    """Its yearly reports, with those that it handed in under a name that has been merged into its own."""
    whose = Q(organisation=organisation) | Q(organisation__merged_into=organisation)
    return YearReport.objects.filter(whose).select_related("organisation")


def reports(organisation: UUID) -> list[YearReport]:
    """The same, the latest year and version first; of each year those under its own name before the others."""
    return list(
        own_reports(organisation).order_by("-year", F("organisation__merged_into").desc(nulls_first=True), "-version")
    )


def planned_follow_ups(organisation: UUID, today: dt.date) -> list[PlannedFollowUp]:
    """The follow-ups to come of its agreements."""
    found = PlannedFollowUp.objects.filter(held__isnull=True, called_off_on__isnull=True, on__gte=today)
    hers = agreements(organisation).order_by().values("pk")
    return list(found.filter(agreement__in=hers).select_related("agreement").order_by("on"))


def is_submitted(every: list[YearReport], year: int) -> bool:
    """Whether the year's report is with the municipality, and no correction of it is asked for."""
    latest = next((one for one in every if one.year == year), None)
    return latest is not None and latest.state == ReportState.SUBMITTED and latest.correction_on is None
