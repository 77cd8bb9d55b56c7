"""Plans by hand, and new versions of them. What is adopted is frozen: it is changed in a draft that is adopted in its
turn (house rule 10).
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.plans import known_plan, latest_of, locked_plan, next_number
from samfrid.plans.models import Activity, Goal, IndicatorPlace, Plan, PlanVersion, VersionState
from samfrid.provenance.actions import Sentence, cite
from samfrid.provenance.queries import sources_of

#: what may be changed: nobody is known to have adopted it
OPEN = (VersionState.DRAFT, VersionState.UNKNOWN)


def _check_period(starts_on: dt.date | None, ends_on: dt.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Planens period slutar före den börjar.")})


@transaction.atomic
def start_plan(
    actor: Actor, *, name: str, starts_on: dt.date | None = None, ends_on: dt.date | None = None
) -> PlanVersion:
    """Begin a plan by hand: its first version is a draft. One that is there already is refused, and told by name."""
    require(actor, "plans.edit")
    tidy = " ".join(name.split())[:300]
    if not tidy:
        raise ValidationError({"name": _("Skriv planens namn.")})
    _check_period(starts_on, ends_on)
    known = known_plan(actor, tidy, (starts_on, ends_on))
    if known:
        raise ValidationError(
            {
                "name": _("Planen finns redan: ”%(name)s”. Öppna den och gör en ny version av den.")
                % {"name": known.name}
            }
        )
    plan = Plan.objects.create(municipality_id=actor.municipality_code, name=tidy)
    made = PlanVersion.objects.create(
        municipality_id=actor.municipality_code,
        plan=plan,
        state=VersionState.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(actor, "plans.start", plan, name=tidy)
    return made


@transaction.atomic
def new_version(
    actor: Actor, plan: Plan, *, starts_on: dt.date | None = None, ends_on: dt.date | None = None
) -> PlanVersion:
    """Make a draft of the version that holds: its goals with their sentences, its activities, which are the same
    commitments, and its indicators, whose values go on. One draft at a time.
    """
    require(actor, "plans.edit", plan)
    _check_period(starts_on, ends_on)
    locked = locked_plan(plan)
    versions = list(locked.versions.all())
    if any(one.state == VersionState.DRAFT for one in versions):
        raise ValidationError(_("Det finns redan ett förslag till ny version. Arbeta vidare i det."))
    made = PlanVersion.objects.create(
        municipality_id=actor.municipality_code,
        plan=locked,
        number=next_number(locked.versions),
        state=VersionState.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    before = latest_of(versions)
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


def _copied_goals(before: PlanVersion, made: PlanVersion) -> dict[UUID, Goal]:
    old = list(before.goals.all())
    goals = {
        one.pk: Goal(municipality_id=made.municipality_id, version=made, number=one.number, text=one.text)
        for one in old
    }
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


def _open(version: PlanVersion) -> PlanVersion:
    """The version, its plan held, if it may be changed; raises ``ValidationError`` for what is adopted."""
    locked_plan(version.plan)
    fresh = PlanVersion.objects.select_related("plan").get(pk=version.pk)
    if fresh.state not in OPEN:
        raise ValidationError(_("Versionen är antagen och ändras inte. Gör en ny version och ändra i den."))
    return fresh


@transaction.atomic
def change_period(
    actor: Actor, version: PlanVersion, *, starts_on: dt.date | None, ends_on: dt.date | None
) -> PlanVersion:
    """Say for which time a draft is to hold."""
    require(actor, "plans.edit", version)
    _check_period(starts_on, ends_on)
    fresh = _open(version)
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
def change_goal(actor: Actor, goal: Goal, text: str) -> Goal:
    """Write a goal of a draft in other words."""
    require(actor, "plans.edit", goal)
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv målet.")})
    version = _open(goal.version)
    if version.goals.filter(text__iexact=tidy).exclude(pk=goal.pk).exists():
        raise ValidationError({"text": _("Målet står redan i planen.")})
    fresh = Goal.objects.get(pk=goal.pk)
    before, fresh.text = fresh.text, tidy
    fresh.save(update_fields=["text"])
    record(actor, "plans.change_goal", version.plan, goal=tidy[:200], before=before[:200])
    return fresh


@transaction.atomic
def remove_goal(actor: Actor, goal: Goal) -> None:
    """Take a goal out of a draft. Its activities and indicators stay in the draft, under no goal."""
    require(actor, "plans.edit", goal)
    version = _open(goal.version)
    text = goal.text
    goal.delete()
    record(actor, "plans.remove_goal", version.plan, goal=text[:200])


@transaction.atomic
def remove_activity(actor: Actor, activity: Activity) -> None:
    """Take an activity out of a draft. The commitment stays, with its history and where it came from.

    What was counted of it stays in the draft, of the plan as a whole; but not what was counted of something that not
    everybody may read, since then everybody would.
    """
    require(actor, "plans.edit", activity)
    version = _open(activity.version)
    commitment = activity.commitment
    if commitment.access > Access.PUBLIC:
        IndicatorPlace.objects.filter(version=version, activity=activity).delete()
    activity.delete()
    record(actor, "plans.remove_activity", version.plan, commitment=str(commitment.pk))
