"""Register plans, add what they hold, adopt them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, add_origin
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require
from samfrid.plans.models import Activity, Goal, Plan, PlanAlias, PlanVersion, VersionState
from samfrid.plans.rules import same_plan, same_sort, says_nothing
from samfrid.provenance.actions import Sentence, cite
from samfrid.provenance.queries import sources_of

#: first and last day of a version
Period = tuple[dt.date | None, dt.date | None]


def known_plan(actor: Actor, name: str, period: Period) -> Plan | None:
    """The plan with that name, or one alike; a municipality has tens of plans, so they are compared in memory.

    A name that does not say what the plan is about ("Handlingsplan 2024–2026") is the one plan of that sort and period,
    if there is just one.
    """
    found = Plan.objects.filter(municipality_id=actor.municipality_code).prefetch_related("aliases", "versions")
    plans = list(found.order_by("created_at"))
    names = [(plan, known) for plan in plans for known in (plan.name, *(alias.name for alias in plan.aliases.all()))]
    exact = (plan for plan, known in names if known.casefold() == name.casefold())
    alike = (plan for plan, known in names if same_plan(known, name))
    return next(exact, None) or next(alike, None) or _by_period(plans, name, period)


def _by_period(plans: list[Plan], name: str, period: Period) -> Plan | None:
    if None in period:
        return None
    same = [
        plan
        for plan in plans
        if any((version.starts_on, version.ends_on) == period for version in plan.versions.all())
        and same_sort(plan.name, name)
        and (says_nothing(plan.name) or says_nothing(name))
    ]
    return same[0] if len(same) == 1 else None


def version_for(plan: Plan, starts_on: dt.date | None, ends_on: dt.date | None) -> PlanVersion | None:
    """The version of that period; a document that does not say the period means the latest one that it can mean."""
    # a document tells of what there is: a new version that is being written is meant only where there is no other
    versions = sorted(plan.versions.all(), key=lambda one: (one.state == VersionState.DRAFT, -one.number))
    for version in versions:
        if (version.starts_on, version.ends_on) == (starts_on, ends_on):
            return version
    for version in versions:
        if _agree(version.starts_on, starts_on) and _agree(version.ends_on, ends_on):
            return version
    return None


def _agree(one: dt.date | None, two: dt.date | None) -> bool:
    return one is None or two is None or one == two


def locked_plan(plan: Plan) -> Plan:
    """The plan, held until the transaction ends: what its versions hold changes one act at a time."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


@transaction.atomic
def register_plan(
    actor: Actor,
    *,
    name: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    adopted_by: Body | None = None,
    adopted_on: dt.date | None = None,
    paragraph: str = "",
    sentences: Sequence[Sentence] = (),
) -> Plan:
    """Enter a plan that a document is or names. One with the same name, or a name alike, is the same plan; one with the
    same period the same version. What was not known is filled in, what was is never overwritten.
    """
    require(actor, "plans.edit")
    tidy = " ".join(name.split())[:300]
    if not tidy:
        raise ValidationError({"name": _("Skriv planens namn.")})
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Planens period slutar före den börjar.")})
    known = known_plan(actor, tidy, (starts_on, ends_on))
    plan = locked_plan(known) if known else Plan.objects.create(municipality_id=actor.municipality_code, name=tidy)
    _call_it(plan, tidy)
    version = version_for(plan, starts_on, ends_on) or PlanVersion(
        municipality_id=actor.municipality_code, plan=plan, number=next_number(plan.versions)
    )
    made = version._state.adding
    filled = _fill(
        version,
        starts_on=starts_on,
        ends_on=ends_on,
        adopted_by=adopted_by,
        adopted_on=adopted_on,
        paragraph=paragraph.strip()[:20],
    )
    if version.state in (VersionState.UNKNOWN, VersionState.DRAFT) and (version.adopted_by or version.adopted_on):
        version.state = VersionState.ADOPTED
    version.save()
    supersede(plan)
    cite(plan, list(sentences))
    cite(version, list(sentences))
    if made or filled:
        record(actor, "plans.register", plan, name=tidy, version=version.number, filled=filled)
    return plan


def _call_it(plan: Plan, name: str) -> None:
    """Keep every name that the plan is called by; the one to show is the first that says what it is about."""
    if plan.name.casefold() == name.casefold():
        return
    alias = name
    if says_nothing(plan.name) and not says_nothing(name):
        plan.name, alias = name, plan.name
        plan.save(update_fields=["name"])
    PlanAlias.objects.bulk_create(
        [PlanAlias(municipality_id=plan.municipality_id, plan=plan, name=alias)], ignore_conflicts=True
    )


def _fill(version: PlanVersion, **values: object) -> list[str]:
    """Set what is empty; the names of what was set."""
    filled = [name for name, value in values.items() if value and not getattr(version, name)]
    for name in filled:
        setattr(version, name, values[name])
    return filled


def next_number(rows: object) -> int:
    """The number after the last of numbered rows."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1  # type: ignore[attr-defined]


def supersede(plan: Plan) -> None:
    """All adopted versions but the last one to begin are superseded. One with no day at all is the oldest."""
    adopted = plan.versions.filter(state__in=(VersionState.ADOPTED, VersionState.SUPERSEDED))
    ordered = sorted(adopted, key=lambda one: (one.starts_on or one.adopted_on or dt.date.min, one.number))
    for version in ordered:
        state = VersionState.ADOPTED if version is ordered[-1] else VersionState.SUPERSEDED
        if version.state != state:
            version.state = state
            version.save(update_fields=["state"])


def latest_of(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """The version that one means by the plan's name: the adopted one, or else the latest."""
    ordered = sorted(versions, key=lambda one: (one.state == VersionState.ADOPTED, one.number))
    return ordered[-1] if ordered else None


def current_version(plan: Plan) -> PlanVersion | None:
    """:func:`latest_of` the plan's versions."""
    return latest_of(plan.versions.all())


@transaction.atomic
def add_goal(
    actor: Actor, version: PlanVersion, text: str, sentences: Sequence[Sentence] = (), *, where: str = ""
) -> Goal:
    """Add a goal of the version; the same words again are the same goal. To an adopted version only what stands in it:
    see :func:`add_activity`.
    """
    require(actor, "plans.edit", version)
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv målet.")})
    plan = locked_plan(version.plan)
    known = version.goals.filter(text__iexact=tidy).first()
    if known is None:
        _check_frozen(version, where, grounded=bool(sentences))
        known = Goal.objects.create(
            municipality_id=actor.municipality_code, version=version, number=next_number(version.goals), text=tidy
        )
        record(actor, "plans.add_goal", plan, goal=tidy[:200], where=where.strip()[:120])
    cite(known, list(sentences))
    return known


@transaction.atomic
def add_activity(
    actor: Actor, version: PlanVersion, commitment: Commitment, goal: Goal | None = None, *, where: str = ""
) -> Activity:
    """Give a commitment its place in the plan, which becomes one of its origins. Twice is harmless.

    An adopted version is frozen (house rule 10): only what stands in it can be added, so either the commitment has a
    sentence for its ground, or ``where`` says where in the plan it stands. A superseded version takes nothing more.
    """
    require(actor, "plans.edit", version)
    plan = locked_plan(version.plan)
    known = version.activities.filter(commitment=commitment).first()
    if known is None:
        _check_frozen(version, where, grounded=bool(sources_of([commitment])))
        if goal and goal.version_id != version.pk:
            raise ValidationError({"goal": _("Målet hör till en annan version av planen.")})
        known = Activity.objects.create(
            municipality_id=actor.municipality_code,
            version=version,
            goal=goal,
            number=next_number(version.activities),
            commitment=commitment,
        )
        record(actor, "plans.add_activity", plan, commitment=str(commitment.pk), where=where.strip()[:120])
    label = f"{plan.name}, {where.strip()[:120]}" if where.strip() else plan.name
    add_origin(
        actor,
        commitment,
        Link(OriginKind.ACTIVITY, "plans.activity", known.pk, "plans.plan", plan.pk, label),
    )
    return known


def _check_frozen(version: PlanVersion, where: str, *, grounded: bool) -> None:
    fresh = PlanVersion.objects.get(pk=version.pk)
    if fresh.state == VersionState.SUPERSEDED:
        raise ValidationError(_("Versionen är ersatt och ändras inte mer. Lägg det i den som gäller."))
    if fresh.state == VersionState.ADOPTED and not where.strip() and not grounded:
        raise ValidationError(
            {"where": _("Planen är antagen och ändras inte. Skriv var i planen det står, till exempel ”s. 7”.")}
        )


@transaction.atomic
def adopt(
    actor: Actor,
    version: PlanVersion,
    *,
    body: Body | None,
    on: dt.date,
    paragraph: str = "",
    today: dt.date | None = None,
) -> PlanVersion:
    """Record that a body has adopted the version. Earlier adopted versions are superseded by it.

    Raises ``ValidationError`` for a day to come, for a version whose period was over on that day, and for one that is
    adopted already.
    """
    require(actor, "plans.edit", version)
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    plan = locked_plan(version.plan)
    fresh = PlanVersion.objects.get(pk=version.pk)
    if fresh.state in (VersionState.ADOPTED, VersionState.SUPERSEDED) and fresh.adopted_on and fresh.adopted_by_id:
        raise ValidationError(_("Versionen är redan antagen %(day)s.") % {"day": in_words(fresh.adopted_on)})
    if fresh.ends_on and on > fresh.ends_on:
        raise ValidationError(
            {"on": _("Planens period slutade %(day)s, före antagandet.") % {"day": in_words(fresh.ends_on)}}
        )
    fresh.adopted_by = body or fresh.adopted_by
    fresh.adopted_on, fresh.state = on, VersionState.ADOPTED
    fresh.paragraph = paragraph.strip()[:20] or fresh.paragraph
    fresh.save()
    supersede(plan)
    record(
        actor,
        "plans.adopt",
        plan,
        title=plan.name,
        version=fresh.number,
        body=fresh.adopted_by.name if fresh.adopted_by else None,
        on=on.isoformat(),
    )
    return PlanVersion.objects.get(pk=version.pk)
