"""What the pages of organisations read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear

from samfrid.commitments.models import Commitment
from samfrid.commitments.queries import with_standing
from samfrid.municipalities.actions.merging import pairs_of
from samfrid.municipalities.alike import likely_same, may_be_same
from samfrid.municipalities.freshness import stale_before
from samfrid.municipalities.models import Contact, Merge, Organisation, OrganisationName, SwedishKey, ToldApart
from samfrid.municipalities.paging import PAGE, Page
from samfrid.municipalities.queries import contacts_now
from samfrid.partners.models import Agreement, FollowUp, GroupMember, Payment
from samfrid.partners.queries.agreements import PARTIES

#: what the list is narrowed to, besides the kind
ENDED: Final = "upphort"
STALE: Final = "kontakter"
#: in addresses, the kind of those of which nobody has said any
NO_KIND: Final = "ingen"
#: rows of a part of an organisation's page; whoever has more finds them in the lists
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class OrganisationsAsked:
    """What the list is narrowed by."""

    shown: str = ""
    kind: str = ""
    text: str = ""


def listed(municipality_code: str, asked: OrganisationsAsked, today: dt.date) -> QuerySet[Organisation]:
    """The organisations as asked, in Swedish order, with the contacts (``asked``) and number of agreements of each."""
    found = Organisation.objects.filter(municipality_id=municipality_code, ended_on__isnull=asked.shown != ENDED)
    if asked.kind:
        found = found.filter(kind="" if asked.kind == NO_KIND else asked.kind)
    if asked.shown == STALE:
        stale = contacts_now(municipality_code).filter(organisation=OuterRef("pk"))
        before = stale_before(today)
        found = found.filter(Exists(stale.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=before))))
    if asked.text:
        former = OrganisationName.objects.filter(organisation=OuterRef("pk"), name__icontains=asked.text)
        words = Q(name__icontains=asked.text) | Q(abilities__icontains=asked.text) | Exists(former)
        digits = asked.text.replace(" ", "")
        found = found.filter(words | Q(number__icontains=digits) if digits else words)
    rows = found.prefetch_related(Prefetch("contacts", contacts_now(municipality_code), to_attr="asked"))
    agreements = Count("agreements__agreement", distinct=True)
    return rows.annotate(key=SwedishKey(F("name")), signed=agreements).order_by("key", "id")


def page_by_name(found: QuerySet[Any], cursor: str, size: int = PAGE) -> Page[Organisation]:
    """The page after the organisation whose key is ``cursor``; a cursor of nothing counts as the first page."""
    last = _last(cursor)
    if last is not None:
        key = SwedishKey(F("name"))
        at = Organisation.every.filter(pk=last).annotate(key=key).values_list("key", flat=True).first()
        if at is not None:
            found = found.filter(key__gte=at).filter(Q(key__gt=at) | Q(id__gt=last))
    rows = list(found[: size + 1])
    return Page(rows[:size], str(rows[size - 1].pk) if len(rows) > size else "")


def _last(cursor: str) -> UUID | None:
    try:
        return UUID(cursor)
    except ValueError:
        return None


def kinds_in_use(municipality_code: str) -> list[str]:
    """The kinds that there are organisations of; an empty one where some have none."""
    found = Organisation.objects.filter(municipality_id=municipality_code)
    return list(found.order_by("kind").values_list("kind", flat=True).distinct())


def duplicates(municipality_code: str) -> list[tuple[Organisation, Organisation]]:
    """The pairs that are likely one organisation entered twice, but for those that somebody has told apart."""
    apart = {frozenset((one.first_id, one.second_id)) for one in told_apart(municipality_code)}
    pairs = likely_same(Organisation.objects.filter(municipality_id=municipality_code))
    return [(first, second) for first, second in pairs if frozenset((first.pk, second.pk)) not in apart]


def told_apart(municipality_code: str) -> list[ToldApart]:
    """The pairs that somebody has said are two, the latest first."""
    found = ToldApart.objects.filter(municipality_id=municipality_code).select_related("first", "second")
    return list(found.order_by("-on", "-created_at"))


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """All that an organisation's page shows."""

    organisation: Organisation
    #: the names that it and those merged into it had
    names: list[OrganisationName]
    merges: list[Merge]
    contacts: list[Contact]
    agreements: list[Agreement]
    #: what it answers for, and what it takes part in
    answers_for: list[Commitment]
    takes_part: list[Commitment]
    groups: list[GroupMember]
    #: by year: what was paid and what is to be, of the agreements that it is a party to
    payments: list[tuple[int, int, int]]
    #: those that may be the same one
    alike: list[Organisation]


def organisation_page(found: Organisation) -> OrganisationPage:
    """An organisation with all that stands on its page."""
    code = found.municipality_id
    latest = FollowUp.objects.filter(agreement=OuterRef("pk")).order_by("-on").values("on")[:1]
    agreements = Agreement.objects.filter(parties__organisation=found).distinct().annotate(followed_up_on=latest)
    agreements = agreements.prefetch_related(Prefetch("parties", PARTIES), "amounts").order_by("-created_at", "-id")
    promised = with_standing(Commitment.objects.select_related("responsible", "responsible_organisation"))
    newest = promised.order_by(F("due_on").asc(nulls_last=True), "id")
    groups = GroupMember.objects.filter(organisation=found, ended_on__isnull=True).select_related("group")
    others = Organisation.objects.filter(municipality_id=code).exclude(pk=found.pk)
    apart = {key for one in pairs_of(found) for key in (one.first_id, one.second_id)}
    return OrganisationPage(
        found,
        list(found.names.order_by("-since", "name")),
        list(found.merges.order_by("-on", "-created_at")),
        list(contacts_now(code).filter(organisation=found)),
        list(agreements[:MOST]),
        list(newest.filter(responsible_organisation=found)[:MOST]),
        list(newest.filter(partners=found)[:MOST]),
        list(groups.order_by("group__name")),
        _payments(found),
        [one for one in others if one.pk not in apart and may_be_same(found, one)],
    )


def _payments(found: Organisation) -> list[tuple[int, int, int]]:
    own = Agreement.objects.filter(parties__organisation=found).values("pk")
    rows = (
        Payment.objects.filter(agreement__in=own, struck_on__isnull=True)
        .annotate(year=ExtractYear(Coalesce("paid_on", "due_on")))
        .values("year")
        .annotate(paid=Sum("sek", filter=Q(paid_on__isnull=False)), awaited=Sum("sek", filter=Q(paid_on__isnull=True)))
        .order_by("-year")
    )
    return [(row["year"], row["paid"] or 0, row["awaited"] or 0) for row in rows]
