"""Plans, their goals and activities, and routines: what falls short there.

What is not mended one by one is told once for each plan: a plan with seventeen goals that all lack activities is one
thing to do, on one page. A plan that is known by name alone is only asked whether it has been adopted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet

from samfrid.commitments.models import SETTLED
from samfrid.gaps.checks.base import PLAN, ROUTINE, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.gaps.rules import plans as rules
from samfrid.gaps.rules.base import Verdict
from samfrid.municipalities.models import Access
from samfrid.plans.actions import current_version
from samfrid.plans.days import stands
from samfrid.plans.models import Activity, Goal, IndicatorPlace, Plan, PlanVersion, Routine
from samfrid.plans.rules import HELD, PeriodState, follower_of, review_due, routine_state, value_due

#: days in which a draft may lack its parts
DRAFT_DAYS: Final = 30
#: days after the end of the time that a value is for, in which it is gathered
VALUE_DAYS: Final = 90
#: what of a plan is asked for: one that nobody has begun to write or adopt is known by name alone, one whose time is
#: over is to be renewed and no longer filled in
ALIVE: Final = (PeriodState.DRAFT, PeriodState.COMING, PeriodState.CURRENT, PeriodState.NEARING)


def _current(code: str, ids: Ids, today: dt.date) -> Iterator[tuple[Plan, PlanVersion]]:
    """Each plan with the version that one means by its name on the day."""
    plans = only(Plan.objects.filter(municipality_id=code).prefetch_related("versions"), ids)
    for plan in plans.iterator(chunk_size=500):
        version = current_version(plan, today)
        if version is not None:
            yield plan, version


def _alive(code: str, ids: Ids, today: dt.date) -> list[tuple[Plan, PlanVersion]]:
    return [(plan, version) for plan, version in _current(code, ids, today) if stands(version, today) in ALIVE]


def _begun(version: PlanVersion) -> dt.date:
    return version.adopted_on or day_of(version.created_at)


def _unfinished(version: PlanVersion, ask: Ask, case: str = "") -> Verdict | None:
    days = DRAFT_DAYS if ask.days is None else ask.days
    return rules.plan_unfinished(version.state, _begun(version), ask.today, days, case)


Row = TypeVar("Row", Goal, Activity, IndicatorPlace)


def _by_version(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def _within(rows: QuerySet[Any], versions: Iterable[PlanVersion]) -> QuerySet[Any]:
    return rows.filter(version__in=[version.pk for version in versions])


def _plans_not_in_force(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for plan, version in _current(code, ids, ask.today):
        verdict = rules.plan_not_in_force(version.state, version.ends_on, day_of(version.created_at), ask.today)
        # where the next one is adopted already, nothing waits to be written
        if verdict and not follower_of(version, plan.versions.all()):
            yield Found(plan.pk, plan.name, verdict)


def _plans_without_goals(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    plans = _alive(code, ids, ask.today)
    versions = [version for _plan, version in plans]
    with_goals = set(_within(Goal.objects.order_by(), versions).values_list("version_id", flat=True))
    with_activities = set(_within(Activity.objects.order_by(), versions).values_list("version_id", flat=True))
    for plan, version in plans:
        if version.pk in with_goals:
            continue
        verdict = _unfinished(version, ask, "goals" if version.pk in with_activities else "empty")
        if verdict:
            yield Found(plan.pk, plan.name, verdict)


def _goals_without_activity(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    plans = _alive(code, ids, ask.today)
    versions = [version for _plan, version in plans]
    goals = _by_version(_within(Goal.objects.order_by("number").prefetch_related("corrections"), versions))
    served = set(_within(Activity.objects.order_by(), versions).values_list("goal_id", flat=True))
    for plan, version in plans:
        alone = [goal for goal in goals[version.pk] if goal.pk not in served]
        verdict = _unfinished(version, ask) if alone else None
        if verdict:
            facts = {"n": str(len(alone)), "total": str(len(goals[version.pk])), "goal": alone[0].words[:200]}
            yield Found(plan.pk, plan.name, verdict, facts=facts)


def _activities_without_indicator(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """An activity is seen by its own indicator, by its goal's, or where it has no goal by one of the whole plan. What
    is settled is past counting. Nothing is said of which ones: some may be kept from the reader.
    """
    plans = _alive(code, ids, ask.today)
    versions = [version for _plan, version in plans]
    waiting = _by_version(_within(Activity.objects.order_by().exclude(commitment__execution__in=SETTLED), versions))
    places = _by_version(_within(IndicatorPlace.objects.order_by(), versions))
    for plan, version in plans:
        own = places[version.pk]
        activities = {one.activity_id for one in own if one.activity_id}
        # None among them: the whole plan is counted, and with it what belongs to no goal
        goals = {one.goal_id for one in own if one.activity_id is None}
        n = sum(one.pk not in activities and one.goal_id not in goals for one in waiting[version.pk])
        verdict = _unfinished(version, ask, "some" if own else "none") if n else None
        if verdict:
            facts = {"n": str(n), "total": str(len(waiting[version.pk]))}
            yield Found(plan.pk, plan.name, verdict, facts=facts)


def _indicators_without_value(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    plans = [pair for pair in _alive(code, ids, ask.today) if stands(pair[1], ask.today) in HELD]
    places = IndicatorPlace.objects.select_related("indicator", "activity__commitment")
    places = places.annotate(last=Max("indicator__values__on")).order_by("created_at", "id")
    by_version = _by_version(_within(places, [version for _plan, version in plans]))
    for plan, version in plans:
        begins = version.starts_on or version.adopted_on
        lacking: list[tuple[Verdict, IndicatorPlace]] = []
        for place in by_version[version.pk]:
            one, last = place.indicator, getattr(place, "last", None)
            due = value_due(begins, day_of(one.created_at), last, one.every_months)
            days = VALUE_DAYS if ask.days is None else ask.days
            verdict = rules.value_missing(due, ask.today, days, never=last is None)
            if verdict:
                lacking.append((verdict, place))
        if lacking:
            first = min((verdict for verdict, _place in lacking), key=lambda verdict: verdict.since)
            # what counts something that is kept from some readers is not named
            names = [place.indicator.name for _verdict, place in lacking if _public(place)]
            facts = {"n": str(len(lacking)), "name": names[0] if len(lacking) == 1 and names else ""}
            yield Found(plan.pk, plan.name, first, facts=facts)


def _public(place: IndicatorPlace) -> bool:
    return place.activity is None or place.activity.commitment.access == Access.PUBLIC


def _used(code: str, ids: Ids) -> Iterator[Routine]:
    return only(Routine.objects.filter(municipality_id=code, ended_on__isnull=True), ids).iterator()


def _routines_undecided(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for one in _used(code, ids):
        state = routine_state(one.decided_on, one.last_reviewed_on, one.review_months, one.ended_on, ask.today)
        verdict = rules.routine_undecided(state, day_of(one.created_at), at_management=one.at_management)
        if verdict:
            yield Found(one.pk, one.name, verdict)


def _routines_not_reviewed(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for one in _used(code, ids):
        state = routine_state(one.decided_on, one.last_reviewed_on, one.review_months, one.ended_on, ask.today)
        due = review_due(one.decided_on, one.last_reviewed_on, one.review_months)
        verdict = rules.routine_not_reviewed(state, due)
        if verdict:
            yield Found(one.pk, one.name, verdict)


RULES: Final = (
    Rule("plan_not_in_force", PLAN, Group.PLAN, _plans_not_in_force),
    Rule("plan_without_goals", PLAN, Group.PLAN, _plans_without_goals, days=DRAFT_DAYS),
    Rule("goal_without_activity", PLAN, Group.PLAN, _goals_without_activity, days=DRAFT_DAYS),
    Rule("activity_without_indicator", PLAN, Group.PLAN, _activities_without_indicator, days=DRAFT_DAYS),
    Rule("indicator_without_value", PLAN, Group.PLAN, _indicators_without_value, days=VALUE_DAYS),
    Rule("routine_undecided", ROUTINE, Group.ROUTINE, _routines_undecided),
    Rule("routine_not_reviewed", ROUTINE, Group.ROUTINE, _routines_not_reviewed),
)
