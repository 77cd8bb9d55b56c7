"""What plans and routines have in a year: ends and reviews of plans, reviews of routines, values of indicators.

One query for each sort of row, whatever their number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import months_after
from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.plans.models import IndicatorPlace, PlanVersion, Routine
from samfrid.plans.rules import TAKEN, begins_on, follower_of
from samfrid.plans.rules.indicators import value_due
from samfrid.plans.rules.routines import review_due


def yearly(municipality_code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The days from ``first`` to ``last``."""
    held = _held(municipality_code)
    yield from _plans(held, first, last)
    yield from _routines(municipality_code, first, last)
    yield from _values(held, first, last)


#: a version with the time in which it holds
Held = tuple[PlanVersion, dt.date, dt.date]


def _held(code: str) -> list[Held]:
    """Each adopted version with its first day, and the last one before another begins. One that another came before on
    the very day never holds.
    """
    by_plan: dict[UUID, list[PlanVersion]] = defaultdict(list)
    for version in PlanVersion.objects.filter(municipality_id=code, state__in=TAKEN).select_related("plan"):
        by_plan[version.plan_id].append(version)
    found: list[Held] = []
    for versions in by_plan.values():
        for version in versions:
            follower, begins = follower_of(version, versions), begins_on(version)
            if follower is None:
                found.append((version, begins, dt.date.max))
            elif begins < begins_on(follower):
                found.append((version, begins, begins_on(follower) - dt.timedelta(1)))
    return found


def _plans(held: list[Held], first: dt.date, last: dt.date) -> Iterator[Happening]:
    address, kind = page("plans:plan"), HappeningKind.PLAN
    for version, begins, until in held:
        name = {"plan": version.plan.name}
        told = (
            (version.starts_on, _("Planen börjar gälla: %(plan)s"), "begin"),
            (version.ends_on, _("Planen slutar gälla: %(plan)s"), "end"),
            (version.review_on, _("Planen ses över senast: %(plan)s"), "review"),
        )
        for on, words, what in told:
            # a day on which another version holds is none of this one
            if on and max(first, begins) <= on <= min(last, until):
                yield Happening(on, kind, words % name, address(version.plan_id), f"plans.version:{version.pk}:{what}")


def _routines(code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    found = Routine.objects.filter(municipality_id=code, ended_on__isnull=True)
    address = page("routines:routine")
    told = found.values_list("pk", "name", "decided_on", "last_reviewed_on", "review_months")
    for key, name, decided_on, reviewed_on, months in told:
        due = review_due(decided_on, reviewed_on, months)
        if due and first <= due <= last:
            words = _("Rutinen gås igenom senast: %(routine)s") % {"routine": name}
            yield Happening(due, HappeningKind.PLAN, words, address(key), f"plans.routine:{key}:review")


def _values(held: list[Held], first: dt.date, last: dt.date) -> Iterator[Happening]:
    """When the next value of each indicator is wanted, and those after it as long as the version holds."""
    times = {one.pk: (begins, min(until, one.ends_on or dt.date.max)) for one, begins, until in held}
    found = IndicatorPlace.objects.filter(version__in=times)
    # what is counted of an activity that the reader may not see is not told: the join has its row read too
    found = found.filter(Q(activity__isnull=True) | Q(activity__commitment__access__gte=0))
    rows = found.annotate(counted_on=Max("indicator__values__on")).values_list(
        "indicator_id",
        "indicator__name",
        "indicator__every_months",
        "created_at",
        "version__starts_on",
        "version_id",
        "counted_on",
    )
    address = page("plans:indicator")
    for key, name, months, made_at, starts_on, version, counted_on in rows:
        due = value_due(starts_on, timezone.localdate(made_at), counted_on, months)
        words = _("Nytt värde: %(indicator)s") % {"indicator": name}
        (begins, ends), step = times[version], 0
        while (on := months_after(due, months * step)) <= min(last, ends):
            if on >= max(first, begins):
                yield Happening(on, HappeningKind.INDICATOR, words, address(key), f"plans.indicator:{key}:{on}")
            step += 1
