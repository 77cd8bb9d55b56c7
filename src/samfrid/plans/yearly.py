"""What plans and routines have in a year: ends and reviews of plans, reviews of routines, values of indicators.

One query for each sort of row, whatever their number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.plans.models import IndicatorPlace, PlanVersion, Routine, VersionState
from samfrid.plans.rules.indicators import value_due
from samfrid.plans.rules.routines import review_due


def yearly(municipality_code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The days from ``first`` to ``last``."""
    yield from _plans(municipality_code, first, last)
    yield from _routines(municipality_code, first, last)
    yield from _values(municipality_code, first, last)


def _plans(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    days = (first, last)
    found = PlanVersion.objects.filter(municipality_id=code, state=VersionState.ADOPTED)
    found = found.filter(Q(ends_on__range=days) | Q(review_on__range=days))
    address, kind = page("plans:plan"), HappeningKind.PLAN
    for key, ends_on, review_on, plan, name in found.values_list("pk", "ends_on", "review_on", "plan_id", "plan__name"):
        if ends_on and first <= ends_on <= last:
            told = _("Planen slutar gälla: %(plan)s") % {"plan": name}
            yield Happening(ends_on, kind, told, address(plan), f"plans.version:{key}:end")
        if review_on and first <= review_on <= last:
            told = _("Planen ses över senast: %(plan)s") % {"plan": name}
            yield Happening(review_on, kind, told, address(plan), f"plans.version:{key}:review")


def _routines(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    found = Routine.objects.filter(municipality_id=code, ended_on__isnull=True)
    address = page("routines:routine")
    told = found.values_list("pk", "name", "decided_on", "last_reviewed_on", "review_months")
    for key, name, decided_on, reviewed_on, months in told:
        due = review_due(decided_on, reviewed_on, months)
        if due and first <= due <= last:
            words = _("Rutinen gås igenom senast: %(routine)s") % {"routine": name}
            yield Happening(due, HappeningKind.PLAN, words, address(key), f"plans.routine:{key}:review")


def _values(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """When the next value of each indicator is wanted, and those after it as long as the plan holds."""
    found = IndicatorPlace.objects.filter(municipality_id=code, version__state=VersionState.ADOPTED)
    # what is counted of an activity that the reader may not see is not told: the join has its row read too
    found = found.filter(Q(activity__isnull=True) | Q(activity__commitment__access__gte=0))
    rows = found.annotate(counted_on=Max("indicator__values__on")).values_list(
        "indicator_id",
        "indicator__name",
        "indicator__every_months",
        "created_at",
        "version__starts_on",
        "version__ends_on",
        "counted_on",
    )
    address = page("plans:indicator")
    for key, name, months, made_at, starts_on, ends_on, counted_on in rows:
        due = value_due(starts_on, timezone.localdate(made_at), counted_on, months)
        words = _("Nytt värde: %(indicator)s") % {"indicator": name}
        until, step = min(last, ends_on or last), 0
        while (on := months_after(due, months * step)) <= until:
            if on >= first:
                yield Happening(on, HappeningKind.INDICATOR, words, address(key), f"plans.indicator:{key}:{on}")
            step += 1
