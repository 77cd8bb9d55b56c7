"""The verbs of routines: enter, decide, look through, end."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, Unit
from samfrid.municipalities.permissions import require
from samfrid.plans.models import REVIEW_MONTHS, Routine, RoutinePurpose


def _checked(name: str, review_months: int, purpose: str) -> str:
    """The name as it is kept; raises ``ValidationError`` for none, and for an impossible rhythm."""
    tidy = " ".join(name.split())[:300]
    if not tidy:
        raise ValidationError({"name": _("Skriv rutinens namn.")})
    if not 1 <= review_months <= 120:
        raise ValidationError({"review_months": _("Ange mellan 1 och 120 månader.")})
    if purpose and purpose not in RoutinePurpose.values:
        raise ValidationError({"purpose": _("Välj en av frågorna.")})
    return tidy


def _check_name(name: str, municipality_code: str, field: str, besides: UUID | None = None) -> None:
    """One routine of a name in a field: a second is mostly the same entered twice."""
    same = Routine.objects.filter(
        municipality_id=municipality_code, name__iexact=name, field__iexact=field, ended_on__isnull=True
    )
    if (same.exclude(pk=besides) if besides else same).exists():
        raise ValidationError({"name": _("Det finns redan en rutin med det namnet inom området.")})


@transaction.atomic
def enter_routine(
    actor: Actor,
    *,
    name: str,
    field: str = "",
    purpose: str = "",
    unit: Unit | None = None,
    review_months: int = REVIEW_MONTHS,
) -> Routine:
    """Enter a routine. That somebody has decided it is an act of its own.

    ``purpose`` is a ``RoutinePurpose``: the question of the national survey that it answers, or none.
    """
    require(actor, "plans.edit")
    tidy, where = _checked(name, review_months, purpose), " ".join(field.split())[:120]
    _check_name(tidy, actor.municipality_code, where)
    made = Routine.objects.create(
        municipality_id=actor.municipality_code,
        name=tidy,
        field=where,
        purpose=purpose,
        unit=unit,
        review_months=review_months,
    )
    record(actor, "plans.enter_routine", made, name=tidy)
    return made


@transaction.atomic
def change_routine(
    actor: Actor,
    routine: Routine,
    *,
    name: str,
    field: str,
    unit: Unit | None,
    review_months: int,
    purpose: str | None = None,
) -> Routine:
    """Change what the routine is called, where it is used, who keeps it, how often it is looked through, or what it
    answers in the national survey; without a ``purpose`` that is as it was.
    """
    require(actor, "plans.edit", routine)
    tidy, where = _checked(name, review_months, purpose or ""), " ".join(field.split())[:120]
    locked = _locked(routine)
    _check_name(tidy, locked.municipality_id, where, locked.pk)
    before = _told_of(locked)
    locked.name, locked.field, locked.unit, locked.review_months = tidy, where, unit, review_months
    if purpose is not None:
        locked.purpose = purpose
    after = _told_of(locked)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        locked.save(update_fields=["name", "field", "purpose", "unit", "review_months"])
        record(actor, "plans.change_routine", locked, name=tidy, changed=changed)
    return locked


def _told_of(routine: Routine) -> dict[str, str]:
    """What the trail keeps of a routine, so that what was written over can be read there."""
    values = {"name": routine.name, "field": routine.field, "review_months": str(routine.review_months)}
    return values | {"purpose": routine.purpose} | {"unit": routine.unit.name if routine.unit else ""}


def _locked(routine: Routine) -> Routine:
    """The routine, held; raises ``ValidationError`` for one that has ended."""
    locked = Routine.objects.select_for_update(of=("self",)).select_related("decided_by_body").get(pk=routine.pk)
    if locked.ended_on:
        raise ValidationError(_("Rutinen upphörde %(day)s.") % {"day": in_words(locked.ended_on)})
    return locked


def _check_day(on: dt.date, today: dt.date | None) -> None:
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})


@transaction.atomic
def decide_routine(
    actor: Actor,
    routine: Routine,
    *,
    on: dt.date,
    at_management: bool,
    body: Body | None = None,
    by: str = "",
    today: dt.date | None = None,
) -> Routine:
    """Record who has decided the routine: a body, or somebody by function ("socialchefen").

    Raises ``ValidationError`` for nobody, for both, for a day to come and for one before the decision that is known.
    """
    require(actor, "plans.edit", routine)
    _check_day(on, today)
    who = " ".join(by.split())[:160]
    if body is None and not who:
        raise ValidationError({"body": _("Ange vem som beslutade rutinen.")})
    if body and who:
        raise ValidationError({"by": _("Ange ett organ eller en befattning, inte båda.")})
    locked = _locked(routine)
    if locked.decided_on and on < locked.decided_on:
        raise ValidationError(
            {"on": _("Det finns ett senare beslut, från %(day)s.") % {"day": in_words(locked.decided_on)}}
        )
    locked.decided_by_body, locked.decided_by = body, who
    locked.decided_on, locked.at_management = on, at_management
    locked.save(update_fields=["decided_by_body", "decided_by", "decided_on", "at_management"])
    record(
        actor,
        "plans.decide_routine",
        locked,
        by=locked.decider,
        on=on.isoformat(),
        at_management=at_management,
    )
    return locked


@transaction.atomic
def review_routine(
    actor: Actor, routine: Routine, *, on: dt.date, note: str = "", today: dt.date | None = None
) -> Routine:
    """Record that somebody has looked through the routine and that it holds as it is."""
    require(actor, "plans.edit", routine)
    _check_day(on, today)
    locked = _locked(routine)
    if locked.last_reviewed_on and on < locked.last_reviewed_on:
        raise ValidationError(
            {"on": _("Den gicks igenom senare än så: %(day)s.") % {"day": in_words(locked.last_reviewed_on)}}
        )
    locked.last_reviewed_on = on
    locked.save(update_fields=["last_reviewed_on"])
    record(actor, "plans.review_routine", locked, note=" ".join(note.split())[:300], on=on.isoformat())
    return locked


@transaction.atomic
def write_down(actor: Actor, routine: Routine, *, document_id: UUID | None, name: str = "") -> Routine:
    """Say which kept document the routine is written in; None that it is in none of them."""
    require(actor, "plans.edit", routine)
    locked = _locked(routine)
    locked.document_id = document_id
    locked.document_name = " ".join(name.split())[:300] if document_id else ""
    locked.save(update_fields=["document_id", "document_name"])
    record(actor, "plans.write_down", locked, document=str(document_id) if document_id else None)
    return locked


@transaction.atomic
def end_routine(actor: Actor, routine: Routine, *, on: dt.date, reason: str, today: dt.date | None = None) -> Routine:
    """Say that the routine is no longer used, and why: replaced, merged into another, not needed."""
    require(actor, "plans.edit", routine)
    _check_day(on, today)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför rutinen upphör.")})
    locked = _locked(routine)
    if locked.decided_on and on < locked.decided_on:
        raise ValidationError({"on": _("Rutinen beslutades %(day)s.") % {"day": in_words(locked.decided_on)}})
    locked.ended_on = on
    locked.save(update_fields=["ended_on"])
    record(actor, "plans.end_routine", locked, reason=reason.strip()[:300], on=on.isoformat())
    return locked


@transaction.atomic
def resume_routine(actor: Actor, routine: Routine) -> Routine:
    """Take back that the routine has ended. Twice is harmless."""
    require(actor, "plans.edit", routine)
    locked = Routine.objects.select_for_update().get(pk=routine.pk)
    if locked.ended_on is None:
        return locked
    _check_name(locked.name, locked.municipality_id, locked.field, locked.pk)
    locked.ended_on = None
    locked.save(update_fields=["ended_on"])
    record(actor, "plans.resume_routine", locked)
    return locked
