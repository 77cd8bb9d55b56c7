"""A version is adopted: what it says becomes what is promised, and it is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import revise
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.beginning import begin, says_otherwise, try_promise
from samfrid.plans.actions.frozen import locked_plan, still
from samfrid.plans.models import Activity, Plan, PlanVersion, VersionState
from samfrid.plans.offered import DecisionOffer
from samfrid.plans.queries import adopted_elsewhere
from samfrid.plans.rules import TAKEN, begins_on

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
    """Record that a body has adopted the version. It is frozen, and takes the place of the one before it on the day on
    which it begins to hold: at once, or when its period begins (``actions/beginning.py``).

    What the draft says otherwise than the ledger then becomes what is promised; what it dropped, replaced or merged is
    closed where nothing else asks for it. Raises ``ValidationError`` for a day to come, for a day before that of the
    ``decision``, for a version whose period was over on that day, for one that is adopted already, and where it would
    change what another adopted plan says.
    """
    require(actor, "plans.edit", version)
    day = today or dates.today()
    on = on or (decision.on if decision else None)
    _check_day(on, decision, day)
    _check_decision(body, paragraph, decision)
    assert on is not None
    plan = locked_plan(version.plan)
    fresh = still(PlanVersion.objects.all(), version)
    _check_adoptable(fresh, on)
    written_here = fresh.state == VersionState.DRAFT
    if fresh.state in (VersionState.DRAFT, VersionState.UNKNOWN):
        activities = list(fresh.activities.select_related("commitment__responsible", "responsible"))
        _check_others(plan, activities)
        try_promise(actor, activities, on)
        for one in activities:
            if one.commitment.promised_on is None and not says_otherwise(one):
                revise(actor, one.commitment, promised_on=on)
        freeze(activities)
        fresh.awaited = True
    fresh.adopted_by = fresh.adopted_by or body or _body_of(decision)
    fresh.adopted_on, fresh.state = fresh.adopted_on or on, VersionState.ADOPTED
    fresh.paragraph = fresh.paragraph or ((decision.paragraph if decision else "") or paragraph.strip())[:20]
    fresh.complete = fresh.complete or written_here
    if decision and fresh.decision_id is None:
        fresh.decision_id, fresh.decision_title = decision.key, decision.label[:300]
    fresh.save()
    begin(actor, plan, day, asked=fresh)
    record(
        actor,
        "plans.adopt",
        plan,
        title=plan.name,
        version=fresh.number,
        body=fresh.adopted_by.name if fresh.adopted_by else None,
        on=fresh.adopted_on.isoformat(),
        holds_from=begins_on(fresh).isoformat(),
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


def _check_decision(body: Body | None, paragraph: str, decision: DecisionOffer | None) -> None:
    """What is said of the adoption is what the decision says, where it says anything."""
    by = _body_of(decision)
    if body and by and body.pk != by.pk:
        raise ValidationError(
            {
                "body": _(
                    "Beslutet som du valde fattades av %(body)s. Lämna fältet tomt, så tas organet därifrån, eller "
                    "välj ett annat beslut."
                )
                % {"body": by.name}
            }
        )
    if paragraph.strip() and decision and decision.paragraph and _number(paragraph) != _number(decision.paragraph):
        raise ValidationError(
            {
                "paragraph": _("Beslutet som du valde är %(paragraph)s. Lämna fältet tomt eller välj ett annat beslut.")
                % {"paragraph": decision.paragraph}
            }
        )


def _number(paragraph: str) -> str:
    return "".join(paragraph.replace("§", "").split()).casefold()


def _check_adoptable(version: PlanVersion, on: dt.date) -> None:
    adopted = version.state in TAKEN
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
    told = out_of_order(version, on)
    if told:
        raise ValidationError({"on": told})


def out_of_order(version: PlanVersion, on: dt.date) -> str:
    """Why the version cannot have been adopted on a day: one with a lower number was adopted later. "" where it can.

    An older plan that is entered after a newer one, as an archive is, has a higher number and an earlier period: there
    the days are right.
    """
    later = PlanVersion.objects.filter(
        plan=version.plan_id, number__lt=version.number, state__in=TAKEN, adopted_on__gt=on
    ).order_by("-adopted_on", "number")
    other = next((one for one in later if not _of_earlier_time(version, one)), None)
    if other is None or other.adopted_on is None:
        return ""
    return _("Version %(other)s antogs %(day)s; version %(number)s kan inte antas före den dagen. Rätta dagen.") % {
        "other": other.number,
        "day": in_words(other.adopted_on),
        "number": version.number,
    }


def _of_earlier_time(version: PlanVersion, other: PlanVersion) -> bool:
    """Whether the period of a version is before that of another, by what is known of both."""
    for mine, its in ((version.starts_on, other.starts_on), (version.ends_on, other.ends_on)):
        if mine and its and mine != its:
            return mine < its
    return False


def _check_others(plan: Plan, activities: Sequence[Activity]) -> None:
    """An activity may stand in two adopted plans: it is one commitment, followed in one place. But one plan does not
    change what another one that is adopted says, or will say when it begins.
    """
    others = adopted_elsewhere(plan, [one.commitment_id for one in activities if says_otherwise(one)])
    held = next((one for one in activities if one.commitment_id in others), None)
    name = others[held.commitment_id][0] if held else ""
    if held is None:
        held, name = _to_be_changed(plan, activities)
    if held:
        raise ValidationError(
            _(
                "”%(activity)s” står också i ”%(plan)s”, som är antagen och säger något annat. Låt den stå som där, "
                "eller ersätt den i förslaget med en egen aktivitet."
            )
            % {"activity": str(held.commitment), "plan": name}
        )


def _to_be_changed(plan: Plan, activities: Sequence[Activity]) -> tuple[Activity | None, str]:
    """An activity that another plan, adopted for a time to come, will say something else of; and that plan's name."""
    awaited = Activity.objects.filter(changes=True, version__awaited=True).exclude(version__plan=plan)
    keys = [one.commitment_id for one in activities]
    for other in awaited.filter(commitment__in=keys).select_related("version__plan"):
        mine = next(one for one in activities if one.commitment_id == other.commitment_id)
        said = mine if mine.told else mine.commitment
        if (said.text, said.responsible_id, said.due_on) != (other.text, other.responsible_id, other.due_on):
            return mine, other.version.plan.name
    return None, ""


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


def _as_adopted(activity: Activity) -> Activity:
    """What is adopted of an activity: the version's own words where it has such, else the ledger's."""
    if not says_otherwise(activity):
        return say_as_promised(activity)
    activity.changes = True
    if activity.responsible:
        activity.responsible_name = activity.responsible.name[:200]
    return activity


def freeze(activities: Iterable[Activity]) -> None:
    """Keep what is said of the activities on the day of the adoption."""
    keys = [one.pk for one in activities]
    rows = Activity.objects.filter(pk__in=keys).select_related(
        "responsible", "commitment__responsible", "commitment__responsible_organisation"
    )
    told = [_as_adopted(one) for one in rows]
    fields = ["told", "changes", "text", "responsible", "responsible_name", "due_on", "due_precision"]
    Activity.objects.bulk_update(told, fields, batch_size=_BATCH)
