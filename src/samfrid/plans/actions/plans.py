"""Plans under their names: what a document is or names, and plans begun, named and renamed by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.adopting import freeze, out_of_order
from samfrid.plans.actions.beginning import begin
from samfrid.plans.actions.frozen import locked_plan, next_number
from samfrid.plans.models import Plan, PlanAlias, PlanKind, PlanVersion, VersionState
from samfrid.plans.rules import TAKEN, begins_on, kind_of, meant_on, same_plan, same_sort, says_nothing
from samfrid.provenance.actions import Sentence, cite

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
    # a document tells of what there is: a version that is being written, or whose time has not begun, is meant only
    # where there is no other
    day = dates.today()
    versions = sorted(
        plan.versions.all(),
        key=lambda one: (one.state == VersionState.DRAFT, one.state in TAKEN and begins_on(one) > day, -one.number),
    )
    for version in versions:
        if (version.starts_on, version.ends_on) == (starts_on, ends_on):
            return version
    for version in versions:
        if _agree(version.starts_on, starts_on) and _agree(version.ends_on, ends_on):
            return version
    return None


def _agree(one: dt.date | None, two: dt.date | None) -> bool:
    return one is None or two is None or one == two


def tidy_name(name: str) -> str:
    """A plan's name on one line; raises ``ValidationError`` for none."""
    tidy = " ".join(name.split())[:300]
    if not tidy:
        raise ValidationError({"name": _("Skriv planens namn.")})
    return tidy


def check_period(starts_on: dt.date | None, ends_on: dt.date | None) -> None:
    """A period ends on its first day at the earliest."""
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Planens period slutar före den börjar.")})


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
    proposed: bool = False,
) -> Plan:
    """Enter a plan that a document is or names. One with the same name, or a name alike, is the same plan; one with the
    same period the same version. What was not known is filled in, what was is never overwritten.

    ``proposed`` says that the document is the plan itself and that nobody is said to have adopted it: a new version is
    then a draft. Raises ``ValidationError`` where there is a draft of another time already.
    """
    require(actor, "plans.edit")
    tidy = tidy_name(name)
    check_period(starts_on, ends_on)
    known = known_plan(actor, tidy, (starts_on, ends_on))
    plan = locked_plan(known) if known else _new(actor, tidy)
    _call_it(plan, tidy)
    version = version_for(plan, starts_on, ends_on) or PlanVersion(
        municipality_id=actor.municipality_code, plan=plan, number=next_number(plan.versions)
    )
    made = version._state.adding
    told: dict[str, object] = {"starts_on": starts_on, "ends_on": ends_on, "adopted_by": adopted_by}
    told |= {"adopted_on": adopted_on, "paragraph": paragraph.strip()[:20]}
    filled = _fill(version, told)
    if proposed and made and not (adopted_by or adopted_on):
        _check_one_draft(plan)
        version.state = VersionState.DRAFT
    if version.state in (VersionState.UNKNOWN, VersionState.DRAFT) and (version.adopted_by or version.adopted_on):
        if version.state == VersionState.DRAFT:
            # what was written here holds too, from its day on
            freeze(version.activities.all())
            version.awaited = True
        version.state = VersionState.ADOPTED
    if made or filled:
        version.save()
    begin(actor, plan, dates.today())
    cite(plan, list(sentences))
    cite(version, list(sentences))
    if made or filled:
        record(actor, "plans.register", plan, name=tidy, version=version.number, filled=filled)
    return plan


def _new(actor: Actor, name: str, kind: PlanKind | str = "") -> Plan:
    made = Plan(municipality_id=actor.municipality_code, name=name, kind=kind or kind_of(name))
    _save_named(made)
    return made


def _save_named(plan: Plan) -> None:
    """Save a plan with its name; raises ``ValidationError`` where another was given that name in this moment."""
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        told = _("Någon annan har just fört in en plan som heter så. Öppna den och gör en ny version av den.")
        raise ValidationError({"name": told}) from None


def _check_one_draft(plan: Plan) -> None:
    if plan.versions.filter(state=VersionState.DRAFT).exists():
        raise ValidationError(
            _("”%(plan)s” har redan ett förslag till ny version, för en annan tid. Anta det eller ta bort det först.")
            % {"plan": plan.name}
        )


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


def _fill(version: PlanVersion, values: dict[str, object]) -> list[str]:
    """Set what is empty; the names of what was set. Raises ``ValidationError`` where the day of adoption is before that
    of the version before it.
    """
    filled = [name for name, value in values.items() if value and not getattr(version, name)]
    for name in filled:
        setattr(version, name, values[name])
    told = out_of_order(version, version.adopted_on) if version.adopted_on and "adopted_on" in filled else ""
    if told:
        raise ValidationError({"adopted_on": f"”{version.plan.name}”: {told}"})
    return filled


def latest_of(versions: Iterable[PlanVersion], day: dt.date | None = None) -> PlanVersion | None:
    """The version that one means by the plan's name on a day (today): the one that holds, else the first that will, or
    else the latest.
    """
    return meant_on(versions, day or dates.today())


def current_version(plan: Plan, day: dt.date | None = None) -> PlanVersion | None:
    """:func:`latest_of` the plan's versions."""
    return latest_of(plan.versions.all(), day)


@transaction.atomic
def start_plan(
    actor: Actor,
    *,
    name: str,
    kind: PlanKind | str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> PlanVersion:
    """Begin a plan by hand: its first version is a draft. One that is there already is refused, and told by name."""
    require(actor, "plans.edit")
    tidy = tidy_name(name)
    check_period(starts_on, ends_on)
    known = known_plan(actor, tidy, (starts_on, ends_on))
    if known:
        raise ValidationError(
            {
                "name": _("Planen finns redan: ”%(name)s”. Öppna den och gör en ny version av den.")
                % {"name": known.name}
            }
        )
    plan = _new(actor, tidy, kind)
    made = PlanVersion.objects.create(
        municipality_id=actor.municipality_code,
        plan=plan,
        state=VersionState.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(actor, "plans.start", plan, name=tidy)
    return made


def _named_so(plan: Plan, name: str) -> Plan | None:
    """Another plan of the municipality that is called so."""
    others = Plan.objects.filter(municipality_id=plan.municipality_id).exclude(pk=plan.pk)
    return others.filter(name__iexact=name).first() or others.filter(aliases__name__iexact=name).first()


def _check_free(plan: Plan, name: str) -> None:
    other = _named_so(plan, name)
    if other:
        raise ValidationError(
            {"name": _("”%(other)s” kallas redan så. Två planer kan inte ha samma namn.") % {"other": other.name}}
        )


@transaction.atomic
def describe_plan(actor: Actor, plan: Plan, *, name: str, kind: PlanKind | str) -> Plan:
    """Say what the plan is called and of what sort it is. Its name until now is kept as one that it is also called."""
    require(actor, "plans.edit", plan)
    tidy = tidy_name(name)
    if kind not in PlanKind.values:
        raise ValidationError({"kind": _("Välj vad det är för slags plan.")})
    locked = locked_plan(plan)
    _check_free(locked, tidy)
    before, locked.name, locked.kind = locked.name, tidy, kind
    _save_named(locked)
    if before.casefold() != tidy.casefold():
        locked.aliases.filter(name__iexact=tidy).delete()
        PlanAlias.objects.bulk_create(
            [PlanAlias(municipality_id=locked.municipality_id, plan=locked, name=before)], ignore_conflicts=True
        )
    record(actor, "plans.describe", locked, name=tidy, before=before, kind=str(kind))
    return locked


@transaction.atomic
def add_alias(actor: Actor, plan: Plan, name: str) -> PlanAlias:
    """Another name that the plan goes by, so that documents that use it are known to mean it."""
    require(actor, "plans.edit", plan)
    tidy = tidy_name(name)
    locked = locked_plan(plan)
    if locked.name.casefold() == tidy.casefold() or locked.aliases.filter(name__iexact=tidy).exists():
        raise ValidationError({"name": _("Planen kallas redan så.")})
    _check_free(locked, tidy)
    made = PlanAlias.objects.create(municipality_id=locked.municipality_id, plan=locked, name=tidy)
    record(actor, "plans.add_alias", locked, name=tidy)
    return made


@transaction.atomic
def remove_alias(actor: Actor, alias: PlanAlias) -> None:
    """Take away a name that the plan does not go by."""
    require(actor, "plans.edit", alias)
    plan, name = locked_plan(alias.plan), alias.name
    alias.delete()
    record(actor, "plans.remove_alias", plan, name=name)
