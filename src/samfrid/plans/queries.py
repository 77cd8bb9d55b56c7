"""What the pages of plans read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.plans.models import Activity, Goal, Plan, PlanAlias, PlanVersion
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of

VERSIONS = PlanVersion.objects.select_related("adopted_by").order_by("-number")
ACTIVITIES = (
    Activity.objects.select_related("commitment__responsible", "commitment__responsible_organisation")
    .prefetch_related("commitment__overrides")
    .order_by("number")
)


def plans(municipality_code: str, cursor: str = "") -> Page[Plan]:
    """A page of the municipality's plans with their versions and activities, the latest entered first."""
    found = Plan.objects.filter(municipality_id=municipality_code).prefetch_related(
        Prefetch("versions", VERSIONS), Prefetch("versions__activities", ACTIVITIES)
    )
    return page_of(found, "created_at", cursor)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that a plan's page shows."""

    plan: Plan
    aliases: list[PlanAlias]
    #: the latest first
    versions: list[PlanVersion]
    goals: dict[UUID, list[Goal]]
    activities: dict[UUID, list[Activity]]
    sources: dict[UUID, list[Source]]


def plan_page(plan: Plan) -> PlanPage:
    """A plan with all that stands on its page."""
    versions = list(
        plan.versions.select_related("adopted_by")
        .prefetch_related("goals", Prefetch("activities", ACTIVITIES))
        .order_by("-number")
    )
    goals = {version.pk: list(version.goals.all()) for version in versions}
    activities = {version.pk: list(version.activities.all()) for version in versions}
    told: list[TenantModel] = [plan, *versions]
    told += [goal for listed in goals.values() for goal in listed]
    told += [activity.commitment for listed in activities.values() for activity in listed]
    return PlanPage(plan, list(plan.aliases.order_by("name")), versions, goals, activities, sources_of(told))
