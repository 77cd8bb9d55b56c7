"""What the pages of plans read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samfrid.commitments.groups import Group
from samfrid.commitments.models import SETTLED, Commitment
from samfrid.municipalities import dates
from samfrid.municipalities.models import Access, TenantModel
from samfrid.municipalities.paging import Page, page_of
from samfrid.plans.days import holding, not_followed
from samfrid.plans.models import (
    Activity,
    Goal,
    Indicator,
    IndicatorPlace,
    IndicatorValue,
    Plan,
    PlanAlias,
    PlanLayout,
    PlanVersion,
    Routine,
    Succession,
    VersionState,
)
from samfrid.plans.offered import closed_decisions
from samfrid.plans.rules import TAKEN, adopted_of, begins_on, in_force_on, meant_on, same_words
from samfrid.provenance.models import Source
from samfrid.provenance.queries import closed_documents, sources_of

_WORD: Final = re.compile(r"\w+")
VERSIONS = PlanVersion.objects.select_related("adopted_by").order_by("-number")
ACTIVITIES = (
    Activity.objects.select_related(
        "commitment__responsible", "commitment__responsible_organisation", "responsible", "goal"
    )
    .prefetch_related("commitment__overrides")
    .order_by("number")
)
SUCCESSIONS = Succession.objects.select_related("before", "after")
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
    """The version that a version follows: the adopted one that holds until it begins; of a draft without a day the last
    one to begin. Where none is adopted, the latest.
    """
    earlier = list(version.plan.versions.filter(number__lt=version.number).exclude(state=VersionState.DRAFT))
    taken, begins = adopted_of(earlier), begins_on(version)
    if version.state not in TAKEN and version.starts_on:
        begins = max(begins, dates.today())
    elif version.state not in TAKEN:
        begins = dt.date.max
    held = [one for one in taken if begins_on(one) <= begins]
    if held:
        return held[-1]
    return None if taken else max(earlier, key=lambda one: one.number, default=None)


def adopted_elsewhere(plan: Plan, commitments: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Which of the commitments stand in other plans that are adopted, with the names of those plans: of their versions
    those that hold or will.
    """
    found = (
        Activity.objects.filter(commitment__in=list(commitments), version__in=not_followed(dates.today()).values("pk"))
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
    first = next(iter(_WORD.findall(text)), "")
    still_there = not_followed(dates.today()).values("pk")
    followed = PlanVersion.objects.filter(state__in=TAKEN).exclude(pk__in=still_there).values("pk")
    found = (
        Activity.objects.filter(municipality_id=plan.municipality_id, commitment__text__icontains=first)
        .exclude(version__plan=plan)
        .exclude(version__in=followed)
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
    #: what became of activities that the version before had, by version
    successions: dict[UUID, list[Succession]]
    #: names of other adopted plans that have the same commitment
    shared: dict[UUID, list[str]]
    #: decisions that the reader may not read today
    closed: set[UUID]


def plan_page(plan: Plan) -> PlanPage:
    """A plan with all that stands on its page."""
    found = VERSIONS.prefetch_related(
        "goals__corrections",
        Prefetch("activities", ACTIVITIES),
        Prefetch("indicators", PLACES),
        Prefetch("successions", SUCCESSIONS),
    )
    # each version leads to the others by its plan, since how it stands is asked of all of them
    versions = list(Plan.objects.prefetch_related(Prefetch("versions", found)).get(pk=plan.pk).versions.all())
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
    successions = {version.pk: list(version.successions.all()) for version in versions}
    closed = closed_decisions({one.decision_id for one in versions if one.decision_id})
    shared = adopted_elsewhere(plan, {one.commitment_id for listed in activities.values() for one in listed})
    return PlanPage(
        plan, aliases, versions, goals, activities, indicators, sources_of(told), successions, shared, closed
    )


def group_of_plan(municipality_code: str, key: str) -> Group | None:
    """The commitments of the version that one means by the plan's name, for the ledger's list."""
    try:
        plan = Plan.objects.filter(municipality_id=municipality_code, pk=UUID(key)).first()
    except ValueError:
        return None
    if plan is None:
        return None
    keys = Activity.objects.filter(version=meant_on(plan.versions.all(), dates.today())).values("commitment")
    return Group(_("Bara det som står i ”%(plan)s”.") % {"plan": plan.name}, keys)


def in_force(municipality_code: str) -> QuerySet[Activity]:
    """The activities of plans that hold today, or that documents tell of without saying by whom they were adopted."""
    held = Q(version__in=holding(dates.today()).values("pk")) | Q(version__state=VersionState.UNKNOWN)
    return Activity.objects.filter(held, municipality_id=municipality_code)


def group_of_plans(municipality_code: str, _rest: str) -> Group | None:
    """The commitments of all plans in force, for the ledger's list."""
    return Group(_("Bara det som står i planerna."), in_force(municipality_code).values("commitment"))


#: level, arena, whether it is settled, whether anybody answers for it
Placed = tuple[str, str, bool, bool]


def placed(municipality_code: str) -> list[tuple[Placed, int]]:
    """How many commitments of plans in force there are of each sort: one query, whatever their number."""
    keys = in_force(municipality_code).values("commitment")
    found = Commitment.objects.filter(pk__in=keys).annotate(
        settled=Q(execution__in=SETTLED),
        answered=Q(responsible__isnull=False) | Q(responsible_organisation__isnull=False),
    )
    rows = found.values_list("level", "arena", "settled", "answered").annotate(n=Count("id")).order_by()
    return [((level, arena, settled, answered), n) for level, arena, settled, answered, n in rows]


def lives_of(commitment: Commitment) -> list[tuple[Activity | Succession, bool]]:
    """Where a commitment stands in plans, the latest version first, and what it replaced or was replaced by; whether
    it is the one that something else took the place of.
    """
    stands = list(
        commitment.activities.select_related("version__plan")
        .prefetch_related("version__plan__versions")
        .order_by("-version__plan__created_at", "-version__number")
    )
    both = Succession.objects.filter(Q(before=commitment) | Q(after=commitment))
    moved = both.select_related("version__plan", "before", "after").order_by("-created_at")
    rows: list[tuple[Activity | Succession, bool]] = [(one, False) for one in stands]
    return rows + [(one, one.before_id == commitment.pk) for one in moved]


def said_in(version: PlanVersion) -> tuple[list[Goal], list[Activity], list[Succession]]:
    """What a version says, to be compared or given out."""
    return (
        list(version.goals.prefetch_related("corrections")),
        list(ACTIVITIES.filter(version=version)),
        list(SUCCESSIONS.filter(version=version)),
    )


def stood_before(version: PlanVersion, commitment: Commitment) -> bool:
    """Whether the version that a version follows has the commitment too."""
    before = before_of(version)
    return before is not None and before.activities.filter(commitment=commitment).exists()


def layout_of(municipality_code: str) -> PlanLayout:
    """How the municipality wants a plan on paper; not kept where nobody has said."""
    found = PlanLayout.objects.filter(municipality_id=municipality_code).first()
    return found or PlanLayout(municipality_id=municipality_code)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What a version is given out with, as a file."""

    municipality: str
    version: PlanVersion
    goals: list[Goal]
    activities: list[Activity]
    indicators: list[IndicatorPlace]
    gone: list[Succession]
    sources: dict[UUID, list[Source]]
    #: the documents that are not for everybody, whoever makes the paper
    closed: set[UUID]
    layout: PlanLayout


def on_paper(version: PlanVersion) -> OnPaper:
    """All that a version says, with the sentences behind it."""
    goals = list(version.goals.prefetch_related("corrections"))
    activities = list(ACTIVITIES.prefetch_related("commitment__partners").filter(version=version))
    told: list[TenantModel] = [*goals, *(one.commitment for one in activities)]
    sources = sources_of(told)
    return OnPaper(
        str(version.plan.municipality),
        version,
        goals,
        activities,
        list(PLACES.filter(version=version)),
        list(SUCCESSIONS.filter(version=version)),
        sources,
        closed_documents(one for listed in sources.values() for one in listed),
        layout_of(version.municipality_id),
    )


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
    held = in_force_on(indicator.plan.versions.all(), dates.today())
    place = next((one for one in places if held and one.version_id == held.pk), places[0] if places else None)
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
