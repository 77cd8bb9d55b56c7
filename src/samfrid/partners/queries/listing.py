"""The list of agreements, narrowed by whether they hold, near their end or lack a follow-up, and by form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import DateField, OuterRef, Prefetch, Q, QuerySet, Subquery

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.paging import Page, page_of
from samfrid.partners.models import Agreement, AgreementForm, Amount, FollowUp
from samfrid.partners.queries.agreements import PARTIES
from samfrid.partners.rules import FOLLOW_UP_MONTHS, REMIND_MONTHS, due_reminders


class Show(StrEnum):
    """What the list can be narrowed to, by its name in addresses."""

    ALL = ""
    IN_FORCE = "galler"
    ENDING = "slutar"
    FOLLOW_UP = "folj-upp"
    ENDED = "upphort"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed by. What is none of ours counts as nothing."""

    show: Show = Show.ALL
    form: str = ""

    @classmethod
    def of(cls, show: str, form: str) -> Asked:
        """From an address."""
        shown = Show(show) if show in set(Show) else Show.ALL
        return cls(shown, form if form in AgreementForm.values else "")


#: an agreement's last follow-up
_LATEST: Final = FollowUp.objects.filter(agreement=OuterRef("pk")).order_by("-on").values("on")[:1]


def agreements(
    municipality_code: str, cursor: str = "", *, asked: Asked = Asked(), today: dt.date | None = None
) -> Page[Agreement]:
    """A page of the municipality's agreements with their parties and sums, the latest entered first."""
    every = Agreement.objects.filter(municipality_id=municipality_code)
    found: QuerySet[Agreement] = every.annotate(followed_up_on=Subquery(_LATEST, output_field=DateField()))
    if asked.form:
        found = found.filter(form=asked.form)
    if today:
        found = _narrowed(found, municipality_code, asked.show, today)
    amounts = Amount.objects.filter(struck_on__isnull=True).order_by("-sek")
    return page_of(
        found.prefetch_related(Prefetch("parties", PARTIES), Prefetch("amounts", amounts)), "created_at", cursor
    )


def in_force(today: dt.date) -> Q:
    """Begun, and not ended."""
    begun = Q(first_starts_on__isnull=True) | Q(first_starts_on__lte=today)
    return begun & (Q(last_on__isnull=True) | Q(last_on__gte=today))


def _narrowed(found: QuerySet[Agreement], code: str, show: Show, today: dt.date) -> QuerySet[Agreement]:
    if show is Show.IN_FORCE:
        return found.filter(in_force(today))
    if show is Show.ENDED:
        return found.filter(last_on__lt=today)
    if show is Show.ENDING:
        return found.filter(pk__in=list(_ending(code, today)))
    if show is Show.FOLLOW_UP:
        since = months_after(today, -FOLLOW_UP_MONTHS)
        never = Q(followed_up_on__isnull=True) & (Q(first_starts_on__isnull=True) | Q(first_starts_on__lt=since))
        return found.filter(in_force(today) & (never | Q(followed_up_on__lt=since)))
    return found


def _ending(code: str, today: dt.date) -> Iterator[UUID]:
    """Those of which a day is near: their end, their notice day, or a new period. The days are computed, not kept:
    one query reads the time of the agreements in force, of which a municipality has hundreds at most.
    """
    soon = months_after(today, max(REMIND_MONTHS))
    living = Agreement.objects.filter(in_force(today), municipality_id=code)
    near = living.filter(Q(last_on__lte=soon) | Q(renewal_months__isnull=False) | ~Q(changes=[]))
    for one in near.prefetch_related("parties"):
        if due_reminders(one.terms, {party.notice_months for party in one.parties.all()}, today):
            yield one.pk
