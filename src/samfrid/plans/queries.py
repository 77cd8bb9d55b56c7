"""What the pages of plans read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from samfrid.commitments.models import Commitment
from samfrid.municipalities.models import Access, TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.plans.models import (
    Activity,
    Goal,
    Indicator,
    IndicatorPlace,
    IndicatorValue,
    Plan,
    PlanAlias,
    PlanVersion,
    Routine,
    VersionState,
)
from samfrid.plans.rules import same_words
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of

VERSIONS = PlanVersion.objects.select_related("adopted_by").order_by("-number")
ACTIVITIES = (
    Activity.objects.select_related("commitment__responsible", "commitment__responsible_organisation")
    .prefetch_related("commitment__overrides")
    .order_by("number")
)
PLACES = (
    IndicatorPlace.objects.select_related("indicator", "goal")
    .prefetch_related("indicator__values")
    .order_by("created_at", "id")
)


def plans(municipality_code: str, cursor: str = "") -> Page[Plan]:
    """A page of the municipality's plans with their versions and activities, the latest entered first."""
    found = Plan.objects.filter(municipality_id=municipality_code).prefetch_related(
        Prefetch("versions", VERSIONS), Prefetch("versions__activities", ACTIVITIES)
    )
    return page_of(found, "created_at", cursor)


def before_of(version: PlanVersion) -> PlanVersion | None:
    """The version that a version follows: the one that held before it, else the latest one."""
    earlier = version.plan.versions.filter(number__lt=version.number).exclude(state=VersionState.DRAFT)
    return max(earlier, key=lambda one: (one.state == VersionState.ADOPTED, one.number), default=None)


def adopted_elsewhere(plan: Plan, commitments: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Which of the commitments stand in other plans that are adopted, with the names of those plans."""
    found = (
        Activity.objects.filter(commitment__in=list(commitments), version__state=VersionState.ADOPTED)
        .exclude(version__plan=plan)
        .order_by("version__plan__name")
        .values_list("commitment", "version__plan__name")
    )
    names: dict[UUID, list[str]] = {}
    for key, name in found:
        names.setdefault(key, []).append(name)
    return names


def same_words_elsewhere(plan: Plan, text: str) -> tuple[Commitment | None, str]:
    """The commitment that another plan of the municipality has in the same words, in a version that is not superseded,
    and that plan's name.
    """
    # the first word narrows in the database, the rest is compared by the rule
    first = next(iter(text.split()), "")
    found = (
        Activity.objects.filter(municipality_id=plan.municipality_id, commitment__text__icontains=first)
        .exclude(version__plan=plan)
        .exclude(version__state=VersionState.SUPERSEDED)
        .filter(commitment__access=Access.PUBLIC)
        .select_related("commitment", "version__plan")
    )
    same = next((one for one in found if same_words(one.commitment.text, text)), None)
    return (same.commitment, same.version.plan.name) if same else (None, "")


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that a plan's page shows."""

    plan: Plan
    aliases: list[PlanAlias]
    #: the latest first
    versions: list[PlanVersion]
    goals: dict[UUID, list[Goal]]
    activities: dict[UUID, list[Activity]]
    indicators: dict[UUID, list[IndicatorPlace]]
    sources: dict[UUID, list[Source]]


def plan_page(plan: Plan) -> PlanPage:
    """A plan with all that stands on its page."""
    versions = list(
        plan.versions.select_related("adopted_by")
        .prefetch_related("goals", Prefetch("activities", ACTIVITIES), Prefetch("indicators", PLACES))
        .order_by("-number")
    )
    goals = {version.pk: list(version.goals.all()) for version in versions}
    activities = {version.pk: list(version.activities.all()) for version in versions}
    told: list[TenantModel] = [plan, *versions]
    told += [goal for listed in goals.values() for goal in listed]
    told += [activity.commitment for listed in activities.values() for activity in listed]
    # what is counted of an activity that the reader may not see is not told either
    seen = {one.pk for listed in activities.values() for one in listed}
    indicators = {
        version.pk: [
            place for place in version.indicators.all() if place.activity_id is None or place.activity_id in seen
        ]
        for version in versions
    }
    aliases = list(plan.aliases.order_by("name"))
    return PlanPage(plan, aliases, versions, goals, activities, indicators, sources_of(told))


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """All that an indicator's page shows."""

    indicator: Indicator
    #: its place in the version that one means by the plan's name, else in the latest that has it
    place: IndicatorPlace
    values: list[IndicatorValue]


def indicator_page(key: UUID) -> IndicatorPage | None:
    """An indicator with its values, latest first; None for one that there is not, or that counts what the reader may
    not see.
    """
    indicator = Indicator.objects.select_related("plan").filter(pk=key).first()
    if indicator is None:
        return None
    places = list(indicator.places.select_related("version__plan", "goal", "activity").order_by("-version__number"))
    place = next((one for one in places if one.version.state == VersionState.ADOPTED), places[0] if places else None)
    if place is None:
        return None
    # asked of the commitment itself: whether it may be seen is held on its own rows
    if place.activity and not Commitment.objects.filter(pk=place.activity.commitment_id).exists():
        return None
    return IndicatorPage(indicator, place, list(indicator.values.all()))


def routines(municipality_code: str, cursor: str = "") -> Page[Routine]:
    """A page of the municipality's routines, the latest entered first."""
    found = Routine.objects.filter(municipality_id=municipality_code).select_related("decided_by_body", "unit")
    return page_of(found, "created_at", cursor)
