"""An adopted version begins to hold: what it says becomes what is promised, and what it no longer has is closed.

That is done by the act that adopts it where its day has come, else by the first night after. Which version holds on a
day is worked out and waits for no night (``rules/standing.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Overtaken, assign, report, revise, set_due
from samfrid.commitments.models import Commitment, Execution, OriginKind
from samfrid.commitments.rules import is_settled
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import PartialDate
from samfrid.plans import days
from samfrid.plans.actions.frozen import locked_plan
from samfrid.plans.models import Activity, Plan, PlanVersion, Succession, SuccessionKind, VersionState
from samfrid.plans.rules import PeriodState, adopted_of, begins_on, follower_of, in_force_on, standing


def supersede(plan: Plan, today: dt.date) -> None:
    """Write down which adopted versions another has taken the place of by the day: they are closed for good."""
    adopted = adopted_of(plan.versions.all())
    for version in adopted:
        gone = standing(version, adopted, today) is PeriodState.SUPERSEDED
        state = VersionState.SUPERSEDED if gone else VersionState.ADOPTED
        if version.state != state:
            version.state = state
            version.save(update_fields=["state"])


def says_otherwise(activity: Activity) -> bool:
    """Whether the version says of the activity what its commitment does not."""
    one = activity.commitment
    said = (activity.text, activity.responsible_id, activity.due_on)
    return activity.told and said != (one.text, one.responsible_id, one.due_on)


def promise(actor: Actor, activities: Iterable[Activity], on: dt.date) -> None:
    """What the version says of its activities is from now on what is promised."""
    for one in activities:
        if says_otherwise(one):
            if one.responsible_id != one.commitment.responsible_id:
                assign(actor, one.commitment, one.responsible)
            if one.due_on != one.commitment.due_on:
                due = PartialDate.around(one.due_on, one.due_precision) if one.due_on else None
                set_due(actor, one.commitment, due)
            revise(actor, one.commitment, text=one.text, promised_on=on)


def try_promise(actor: Actor, activities: Iterable[Activity], on: dt.date) -> None:
    """Raise the ``ValidationError`` that :func:`promise` would, and change nothing."""
    point = transaction.savepoint()
    promise(actor, activities, on)
    transaction.savepoint_rollback(point)


@transaction.atomic
def begin(actor: Actor, plan: Plan, today: dt.date, *, asked: PlanVersion | None = None) -> list[PlanVersion]:
    """Let the ledger follow the versions of the plan whose day has come, the first to begin first. Twice is harmless.

    ``asked`` is the one that a person is adopting: she is told what cannot be promised. Of the others what no longer
    can, since the commitment has changed meanwhile, is left as it is, and the plan's page shows both.
    """
    locked = locked_plan(plan)
    begun = list(days.awaited(today).filter(plan=locked).select_related("plan", "adopted_by"))
    versions = list(locked.versions.all())
    held = in_force_on(versions, today)
    # what the version that holds has again is not closed by one before it
    kept = set(held.activities.values_list("commitment", flat=True)) if held else set()
    for version in begun:
        follower = follower_of(version, versions)
        left: list[UUID] = []
        if follower is None or begins_on(follower) > begins_on(version):
            left = _promised(actor, version, alone=version != asked)
        for gone in version.successions.select_related("before", "after").exclude(before__in=kept):
            _close(actor, version, gone, today)
        version.awaited = False
        version.save(update_fields=["awaited"])
        if version != asked:
            record(actor, "plans.begin", locked, version=version.number, left=[str(one) for one in left])
    supersede(locked, today)
    return begun


def _promised(actor: Actor, version: PlanVersion, *, alone: bool) -> list[UUID]:
    """Promise what the version was adopted saying; the commitments of which that could not be done."""
    left: list[UUID] = []
    rows = version.activities.filter(changes=True).select_related("commitment__responsible", "responsible")
    for one in rows:
        try:
            with transaction.atomic():
                promise(actor, [one], version.adopted_on or begins_on(version))
        except ValidationError:
            if not alone:
                raise
            left.append(one.commitment_id)
    return left


def _close(actor: Actor, version: PlanVersion, gone: Succession, today: dt.date) -> None:
    """End a commitment that the plan no longer has, where nothing but the plan asked for it: on the day on which the
    version begins, or that of a later word.
    """
    plan, before = version.plan, Commitment.objects.get(pk=gone.before_id)
    asked_by_others = before.origins.exclude(kind=OriginKind.ACTIVITY, page_id=plan.pk).exists()
    if is_settled(before.execution) or asked_by_others:
        return
    on = max(filter(None, (begins_on(version), before.last_word_on, before.promised_on)))
    if on > today:
        return
    label = f"{plan.name}, {version.adopted_by.name}" if version.adopted_by else plan.name
    if gone.kind == SuccessionKind.DROPPED:
        report(actor, before, on=on, execution=Execution.CANNOT, text=gone.why, decides=label, today=today)
        return
    overtaken = Overtaken(label, "plans.plan", plan.pk)
    report(actor, before, on=on, execution=Execution.OVERTAKEN, text=gone.why, overtaken_by=overtaken, today=today)


def run_day(municipality_code: str, *, today: dt.date) -> int:
    """A night's work in one municipality: how many versions the ledger followed. A night that was missed is made good
    by the next, and each commitment is closed on the day on which the version began.
    """
    actor = SystemActor(municipality_code)
    found = days.awaited(today).filter(municipality_id=municipality_code).values_list("plan", flat=True)
    plans = Plan.objects.filter(pk__in=list(dict.fromkeys(found)))
    done = sum(len(begin(actor, plan, today)) for plan in plans)
    for plan in _to_close(municipality_code, today):
        with transaction.atomic():
            supersede(locked_plan(plan), today)
    return done


def _to_close(code: str, today: dt.date) -> list[Plan]:
    """The plans in which another version has begun to hold since somebody last wrote down which are superseded."""
    standing_by = days.not_followed(today).values("pk")
    late = PlanVersion.objects.filter(municipality_id=code, state=VersionState.ADOPTED).exclude(pk__in=standing_by)
    return list(Plan.objects.filter(pk__in=late.values("plan")))
