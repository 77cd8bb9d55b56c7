"""Which versions hold on a day, asked of the database: the same as ``rules/standing.py`` says of rows in memory."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from samfrid.municipalities import dates
from samfrid.plans.models import PlanVersion
from samfrid.plans.rules import TAKEN, PeriodState, standing

#: the later of the two days that are known (PostgreSQL's greatest passes over what is not)
_BEGINS: Final = Coalesce(
    Greatest("starts_on", "adopted_on"), Value(dt.date.min, DateField()), output_field=DateField()
)


def not_followed(day: dt.date) -> QuerySet[PlanVersion]:
    """The adopted versions that no other has taken the place of by a day: what holds, and what will."""
    later = (
        PlanVersion.objects.filter(plan=OuterRef("plan"), state__in=TAKEN)
        .annotate(begins=_BEGINS)
        .filter(begins__lte=day)
        .filter(Q(begins__gt=OuterRef("begins")) | Q(begins=OuterRef("begins"), number__gt=OuterRef("number")))
    )
    return PlanVersion.objects.filter(state__in=TAKEN).annotate(begins=_BEGINS).exclude(Exists(later))


def holding(day: dt.date) -> QuerySet[PlanVersion]:
    """The versions that hold on a day, at most one of each plan."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    return not_followed(day).filter(begun, Q(adopted_on__isnull=True) | Q(adopted_on__lte=day))


def awaited(day: dt.date) -> QuerySet[PlanVersion]:
    """The versions whose day has come without the ledger having followed them yet, the first to begin first."""
    found = PlanVersion.objects.filter(awaited=True, state__in=TAKEN).annotate(begins=_BEGINS)
    return found.filter(begins__lte=day).order_by(F("begins"), "number")


def stands(version: PlanVersion, day: dt.date | None = None) -> PeriodState:
    """What a version is on a day (today), among all versions of its plan."""
    return standing(version, version.plan.versions.all(), day or dates.today())
