"""A version is adopted: what it says becomes what is promised, and it is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Overtaken, assign, report, revise, set_due
from samfrid.commitments.models import Commitment, Execution, OriginKind
from samfrid.commitments.rules import is_settled
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.frozen import locked_plan, still
from samfrid.plans.actions.plans import supersede
from samfrid.plans.models import Activity, Plan, PlanVersion, Succession, SuccessionKind, VersionState
from samfrid.plans.offered import DecisionOffer
from samfrid.plans.queries import adopted_elsewhere

#: rows written at a time
_BATCH = 500


@transaction.atomic
def adopt(
    actor: Actor,
    version: PlanVersion,
    *,
    body: Body | None,
    on: dt.date | None,
    paragraph: str = "",
    decision: DecisionOffer | None = None,
    today: dt.date | None = None,
) -> PlanVersion:
    """Record that a body has adopted the version. Earlier adopted versions are superseded by it.

    What the draft says otherwise than the ledger becomes what is promised; what it dropped, replaced or merged is
    closed where nothing else asks for it. Raises ``ValidationError`` for a day to come, for a day before that of the
    ``decision``, for a version whose period was over on that day, for one that is adopted already, and where it would
    change what another adopted plan says.
    """
    require(actor, "plans.edit", version)
    day = today or dates.today()
    on = on or (decision.on if decision else None)
    _check_day(on, decision, day)
    assert on is not None
    plan = locked_plan(version.plan)
    fresh = still(PlanVersion.objects.all(), version)
    _check_adoptable(fresh, on)
    written_here = fresh.state == VersionState.DRAFT
    if fresh.state in (VersionState.DRAFT, VersionState.UNKNOWN):
        activities = list(fresh.activities.select_related("commitment__responsible", "responsible"))
        _check_others(plan, activities)
        _promise(actor, activities, on)
        freeze(activities)
    fresh.adopted_by = fresh.adopted_by or body or _body_of(decision)
    fresh.adopted_on, fresh.state = fresh.adopted_on or on, VersionState.ADOPTED
    fresh.paragraph = fresh.paragraph or (paragraph.strip() or (decision.paragraph if decision else ""))[:20]
    fresh.complete = fresh.complete or written_here
    if decision and fresh.decision_id is None:
        fresh.decision_id, fresh.decision_title = decision.key, decision.label[:300]
    fresh.save()
    supersede(plan)
    for one in fresh.successions.select_related("before", "after"):
        _close(actor, plan, fresh, one, day)
    record(
        actor,
        "plans.adopt",
        plan,
        title=plan.name,
        version=fresh.number,
        body=fresh.adopted_by.name if fresh.adopted_by else None,
        on=fresh.adopted_on.isoformat(),
    )
    return PlanVersion.objects.get(pk=version.pk)


def _body_of(decision: DecisionOffer | None) -> Body | None:
    return Body.objects.filter(pk=decision.body_id).first() if decision and decision.body_id else None


def _check_day(on: dt.date | None, decision: DecisionOffer | None, today: dt.date) -> None:
    if on is None:
        raise ValidationError({"on": _("Ange dagen.")})
    if on > today:
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if decision and decision.on and on < decision.on:
        raise ValidationError(
            {
                "on": _("Beslutet som du valde fattades %(day)s. Planen kan inte ha antagits före den dagen.")
                % {"day": in_words(decision.on)}
            }
        )


def _check_adoptable(version: PlanVersion, on: dt.date) -> None:
    adopted = version.state in (VersionState.ADOPTED, VersionState.SUPERSEDED)
    if adopted and version.adopted_on and version.adopted_by_id:
        raise ValidationError(_("Versionen är redan antagen %(day)s.") % {"day": in_words(version.adopted_on)})
    if adopted and version.adopted_on and on != version.adopted_on:
        raise ValidationError(
            {"on": _("Handlingarna säger att den antogs %(day)s.") % {"day": in_words(version.adopted_on)}}
        )
    if version.ends_on and on > version.ends_on:
        raise ValidationError(
            {"on": _("Planens period slutade %(day)s, före antagandet.") % {"day": in_words(version.ends_on)}}
        )


def _check_others(plan: Plan, activities: Iterable[Activity]) -> None:
    """An activity may stand in two adopted plans: it is one commitment, followed in one place. But one plan does not
    change what another one that is adopted says.
    """
    others = adopted_elsewhere(plan, [one.commitment_id for one in activities if says_otherwise(one)])
    if others:
        held = next(one for one in activities if one.commitment_id in others)
        raise ValidationError(
            _(
                "”%(activity)s” står också i ”%(plan)s”, som är antagen och säger något annat. Låt den stå som där, "
                "eller ersätt den i förslaget med en egen aktivitet."
            )
            % {"activity": str(held.commitment), "plan": others[held.commitment_id][0]}
        )


def says_otherwise(activity: Activity) -> bool:
    """Whether the version says of the activity what its commitment does not."""
    one = activity.commitment
    said = (activity.text, activity.responsible_id, activity.due_on)
    return activity.told and said != (one.text, one.responsible_id, one.due_on)


def _promise(actor: Actor, activities: Iterable[Activity], on: dt.date) -> None:
    """What the version says of its activities is from now on what is promised."""
    for one in activities:
        if says_otherwise(one):
            if one.responsible_id != one.commitment.responsible_id:
                assign(actor, one.commitment, one.responsible)
            if one.due_on != one.commitment.due_on:
                due = PartialDate.around(one.due_on, one.due_precision) if one.due_on else None
                set_due(actor, one.commitment, due)
            revise(actor, one.commitment, text=one.text, promised_on=on)
        elif one.commitment.promised_on is None:
            revise(actor, one.commitment, promised_on=on)


def say_as_promised(activity: Activity) -> Activity:
    """Let the version say of the activity what its commitment says now; nothing of one that not everybody may read."""
    one = activity.commitment
    if one.access > Access.PUBLIC:
        return activity
    activity.told, activity.text = True, one.text
    activity.responsible_id = one.responsible_id
    activity.responsible_name = str(one.responsible or one.responsible_organisation or "")[:200]
    activity.due_on, activity.due_precision = one.due_on, one.due_precision
    return activity


def freeze(activities: Iterable[Activity]) -> None:
    """Keep what is said of the activities on the day of the adoption."""
    keys = [one.pk for one in activities]
    rows = Activity.objects.filter(pk__in=keys).select_related(
        "commitment__responsible", "commitment__responsible_organisation"
    )
    told = [say_as_promised(one) for one in rows]
    fields = ["told", "text", "responsible", "responsible_name", "due_on", "due_precision"]
    Activity.objects.bulk_update(told, fields, batch_size=_BATCH)


def _close(actor: Actor, plan: Plan, version: PlanVersion, gone: Succession, today: dt.date) -> None:
    """End a commitment that the plan no longer has, where nothing but the plan asked for it."""
    before = Commitment.objects.get(pk=gone.before_id)
    asked_by_others = before.origins.exclude(kind=OriginKind.ACTIVITY, page_id=plan.pk).exists()
    if is_settled(before.execution) or asked_by_others or not version.adopted_on:
        return
    on = max(filter(None, (version.adopted_on, before.last_word_on, before.promised_on)))
    if on > today:
        return
    label = f"{plan.name}, {version.adopted_by.name}" if version.adopted_by else plan.name
    if gone.kind == SuccessionKind.DROPPED:
        report(actor, before, on=on, execution=Execution.CANNOT, text=gone.why, decides=label, today=today)
        return
    overtaken = Overtaken(label, "plans.plan", plan.pk)
    report(actor, before, on=on, execution=Execution.OVERTAKEN, text=gone.why, overtaken_by=overtaken, today=today)
