"""New versions of a plan. What is adopted is frozen: it is changed in a draft that is adopted in its turn (house
rule 10).
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.frozen import locked_plan, next_number, opened, still
from samfrid.plans.actions.plans import check_period
from samfrid.plans.days import stands
from samfrid.plans.models import Activity, Goal, IndicatorPlace, Plan, PlanVersion, VersionState
from samfrid.plans.queries import before_of
from samfrid.plans.rules import PeriodState
from samfrid.provenance.actions import Sentence, cite
from samfrid.provenance.queries import sources_of


@transaction.atomic
def new_version(
    actor: Actor, plan: Plan, *, starts_on: dt.date | None = None, ends_on: dt.date | None = None
) -> PlanVersion:
    """Make a draft of the version that will hold when it is to begin (without a day, of the last to begin): its goals
    with their sentences, its activities, which are the same commitments, and its indicators, whose values go on. One
    draft at a time.
    """
    require(actor, "plans.edit", plan)
    check_period(starts_on, ends_on)
    locked = locked_plan(plan)
    if locked.versions.filter(state=VersionState.DRAFT).exists():
        raise ValidationError(_("Det finns redan ett förslag till ny version. Arbeta vidare i det."))
    made = PlanVersion.objects.create(
        municipality_id=actor.municipality_code,
        plan=locked,
        number=next_number(locked.versions),
        state=VersionState.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    before = before_of(made)
    if before:
        _copy(before, made)
    record(actor, "plans.new_version", locked, version=made.number)
    return made


def _copy(before: PlanVersion, made: PlanVersion) -> None:
    """All that stands in a version into another, by new rows."""
    goals = _copied_goals(before, made)
    activities: dict[UUID, Activity] = {
        one.pk: Activity(
            municipality_id=made.municipality_id,
            version=made,
            goal=goals[one.goal_id] if one.goal_id else None,
            number=one.number,
            commitment_id=one.commitment_id,
            **(_as_told(one) if before.awaited and one.changes else {}),
        )
        for one in before.activities.all()
    }
    Activity.objects.bulk_create(activities.values())
    IndicatorPlace.objects.bulk_create(
        IndicatorPlace(
            municipality_id=made.municipality_id,
            version=made,
            indicator_id=one.indicator_id,
            goal=goals[one.goal_id] if one.goal_id else None,
            activity=activities[one.activity_id] if one.activity_id else None,
            target=one.target,
        )
        for one in before.indicators.all()
    )


def _as_told(one: Activity) -> dict[str, Any]:
    """What an adopted version will say when it begins, which the ledger does not say yet."""
    names = ("told", "text", "responsible_id", "responsible_name", "due_on", "due_precision")
    return {name: getattr(one, name) for name in names}


def _copied_goals(before: PlanVersion, made: PlanVersion) -> dict[UUID, Goal]:
    old = list(before.goals.prefetch_related("corrections"))
    goals = {
        one.pk: Goal(
            municipality_id=made.municipality_id,
            version=made,
            number=one.number,
            text=one.words,
            level=one.level,
            key=one.key,
        )
        for one in old
    }
    for one in old:
        goals[one.pk].parent = goals[one.parent_id] if one.parent_id else None
    # a goal stands in the table before those under it
    Goal.objects.bulk_create(goals.values())
    grounds = sources_of(old)
    for key, goal in goals.items():
        cite(
            goal,
            [
                Sentence(one.document_id, one.document_title, one.start, one.end, one.quote, one.page)
                for one in grounds[key]
            ],
        )
    return goals


@transaction.atomic
def change_period(
    actor: Actor, version: PlanVersion, *, starts_on: dt.date | None, ends_on: dt.date | None
) -> PlanVersion:
    """Say for which time a draft is to hold."""
    require(actor, "plans.edit", version)
    check_period(starts_on, ends_on)
    fresh = opened(version)
    fresh.starts_on, fresh.ends_on = starts_on, ends_on
    fresh.save(update_fields=["starts_on", "ends_on"])
    record(
        actor,
        "plans.change_period",
        fresh.plan,
        version=fresh.number,
        starts_on=starts_on.isoformat() if starts_on else None,
        ends_on=ends_on.isoformat() if ends_on else None,
    )
    return fresh


@transaction.atomic
def set_review(actor: Actor, version: PlanVersion, on: dt.date | None) -> PlanVersion:
    """Say by when the plan is to be looked over; None for no day. It is no part of what was adopted."""
    require(actor, "plans.edit", version)
    locked_plan(version.plan)
    fresh = still(PlanVersion.objects.select_related("plan"), version)
    if stands(fresh) is PeriodState.SUPERSEDED:
        raise ValidationError(_("Versionen är ersatt och ändras inte mer. Lägg det i den som gäller."))
    if on and fresh.starts_on and on < fresh.starts_on:
        raise ValidationError({"review_on": _("Planen börjar gälla senare. Den kan inte ses över före det.")})
    fresh.review_on = on
    fresh.save(update_fields=["review_on"])
    record(actor, "plans.set_review", fresh.plan, version=fresh.number, on=on.isoformat() if on else None)
    return fresh


@transaction.atomic
def remove_draft(actor: Actor, version: PlanVersion) -> Plan:
    """Throw a draft away. Its commitments stay in the ledger; the plan stays, also where it now has no version."""
    require(actor, "plans.edit", version)
    fresh = opened(version)
    if fresh.state != VersionState.DRAFT:
        raise ValidationError(_("Det är inget förslag, utan något som dokument har berättat om."))
    plan, number = fresh.plan, fresh.number
    fresh.delete()
    record(actor, "plans.remove_draft", plan, version=number)
    return plan
