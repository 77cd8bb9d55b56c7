"""Who answers for a commitment, who is asked about it, by when and to whom it is told; and units that are no more."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions.making import check_due, due_fields
from samfrid.commitments.models import SETTLED, Commitment, Handover
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Body, Contact, Unit
from samfrid.municipalities.permissions import require
from samfrid.municipalities.tenancy import within


def _locked(commitment: Commitment) -> Commitment:
    """The commitment as it is now, with its unit, held against other acts."""
    found = Commitment.objects.select_for_update(of=("self",)).select_related("responsible", "contact")
    return found.get(pk=commitment.pk)


def _check_unit(commitment: Commitment, unit: Unit | None, field: str) -> None:
    """Refuse a unit of another municipality, and one that is no more; it is held so that nobody ends it meanwhile."""
    if unit is None:
        return
    if unit.municipality_id != commitment.municipality_id:
        raise ValidationError({field: _("Enheten finns inte i kommunen.")})
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if unit.abolished_on:
        raise ValidationError(
            {
                field: _("%(unit)s avvecklades %(day)s och kan inte ansvara för något nytt.")
                % {"unit": unit.name, "day": in_words(unit.abolished_on)}
            }
        )


def _answers(commitment: Commitment, unit: Unit | None) -> list[str]:
    """Let a unit answer for it; the contact stays only with her own unit. The names of the fields that changed."""
    contact = commitment.contact
    commitment.responsible = unit
    if contact and contact.unit_id and contact.unit_id != (unit.pk if unit else None):
        commitment.contact = None
    return ["responsible", "contact"]


@transaction.atomic
def assign(actor: Actor, commitment: Commitment, unit: Unit | None) -> Commitment:
    """Say which unit answers for it; None says that nobody does. What was handed over is then taken."""
    require(actor, "commitments.edit", commitment)
    _check_unit(commitment, unit, "responsible")
    locked = _locked(commitment)
    before = locked.responsible
    locked.save(update_fields=_answers(locked, unit))
    if unit:
        locked.handovers.filter(taken_on__isnull=True).update(taken_on=dates.today())
    record(
        actor,
        "commitments.assign",
        locked,
        title=str(locked),
        unit=unit.name if unit else None,
        before=before.name if before else None,
    )
    return locked


@transaction.atomic
def set_due(actor: Actor, commitment: Commitment, due: PartialDate | None) -> Commitment:
    """Set the last day, month or year; None takes it away. Raises ``ValidationError`` for one before the promise or the
    start, and for none where it comes back in a rhythm.
    """
    require(actor, "commitments.edit", commitment)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if due is None and locked.every_months:
        raise ValidationError({"due": _("Åtagandet återkommer. Avsluta rytmen innan du tar bort dagen.")})
    check_due(locked.promised_on, due.last if due else None, locked.starts_on, None)
    before = locked.due_on
    for name, value in due_fields(due).items():
        setattr(locked, name, value)
    locked.save(update_fields=["due_on", "due_precision", "turn_day"])
    record(
        actor,
        "commitments.set_due",
        locked,
        title=str(locked),
        due=due.last.isoformat() if due else None,
        precision=str(due.precision) if due else None,
        before=before.isoformat() if before else None,
    )
    return locked


@transaction.atomic
def set_contact(actor: Actor, commitment: Commitment, contact: Contact | None) -> Commitment:
    """Say who is asked how it goes; None says that nobody is."""
    require(actor, "commitments.edit", commitment)
    if contact and (contact.municipality_id != commitment.municipality_id or contact.ended_on):
        raise ValidationError({"contact": _("Kontakten finns inte längre. Välj en annan.")})
    locked = _locked(commitment)
    locked.contact = contact
    locked.save(update_fields=["contact"])
    record(actor, "commitments.set_contact", locked, title=str(locked), contact=contact.name if contact else None)
    return locked


@transaction.atomic
def set_report_back(actor: Actor, commitment: Commitment, *, on: dt.date | None, body: Body | None) -> Commitment:
    """Say when and to which body it is to be told what came of it; without a day it is not to be told."""
    require(actor, "commitments.edit", commitment)
    if body and body.municipality_id != commitment.municipality_id:
        raise ValidationError({"body": _("Organet finns inte i kommunen.")})
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if on and locked.promised_on and on < locked.promised_on:
        raise ValidationError({"on": _("Åtagandet gjordes %(day)s.") % {"day": in_words(locked.promised_on)}})
    if (on, body.pk if body else None) != (locked.report_back_on, locked.report_back_body_id):
        # another telling is now awaited
        locked.reported_back_on = None
    locked.report_back_on, locked.report_back_body = on, body
    locked.save(update_fields=["report_back_on", "report_back_body", "reported_back_on"])
    record(
        actor,
        "commitments.set_report_back",
        locked,
        title=str(locked),
        on=on.isoformat() if on else None,
        body=body.name if body else None,
    )
    return locked


@transaction.atomic
def hand_over(actor: Actor, commitment: Commitment, *, to: Unit | None, reason: str, on: dt.date) -> Handover:
    """Move it to another unit, or to nobody, and say why. It shows until somebody takes it; what waited to be taken
    before waits no more.
    """
    require(actor, "commitments.edit", commitment)
    tidy = _check_handover(on, reason)
    _check_unit(commitment, to, "to")
    locked = _locked(commitment)
    before = locked.responsible
    if to and before and to.pk == before.pk:
        raise ValidationError({"to": _("Det är samma enhet som ansvarar i dag.")})
    locked.save(update_fields=_answers(locked, to))
    locked.handovers.filter(taken_on__isnull=True).update(taken_on=on)
    made = Handover.objects.create(
        municipality_id=locked.municipality_id, commitment=locked, from_unit=before, to_unit=to, on=on, reason=tidy
    )
    record(
        actor,
        "commitments.hand_over",
        locked,
        title=str(locked),
        unit=to.name if to else None,
        before=before.name if before else None,
        reason=tidy,
    )
    return made


def _check_handover(on: dt.date, reason: str) -> str:
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför. Skälet visas tills någon har tagit över.")})
    if on > dates.today():
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    return tidy


@transaction.atomic
def take(actor: Actor, commitment: Commitment, *, unit: Unit) -> Commitment:
    """Say that a unit has taken what was handed over: it answers for it, and it shows as handed over no more."""
    require(actor, "commitments.edit", commitment)
    _check_unit(commitment, unit, "unit")
    locked = _locked(commitment)
    locked.save(update_fields=_answers(locked, unit))
    locked.handovers.filter(taken_on__isnull=True).update(taken_on=dates.today())
    record(actor, "commitments.take", locked, title=str(locked), unit=unit.name)
    return locked


@transaction.atomic
def abolish_unit(actor: Actor, unit: Unit, *, on: dt.date, reason: str, to: Unit | None = None) -> int:
    """End a unit: what it answers for and is not settled goes to another unit or to nobody, with the reason, and shows
    as handed over until somebody takes it. Its contacts end. The number of commitments that moved.

    The same number of statements however many they are, but for the trail, which has an entry for each.
    """
    require(actor, "municipality.units", unit)
    tidy = _check_handover(on, reason)
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.abolished_on:
        day = in_words(locked.abolished_on)
        raise ValidationError(_("%(unit)s avvecklades redan %(day)s.") % {"unit": locked.name, "day": day})
    if to and (to.pk == locked.pk or to.municipality_id != locked.municipality_id or to.abolished_on):
        raise ValidationError({"to": _("Välj en annan enhet som finns kvar.")})
    with within(locked.municipality_id):
        # also what the one who acts may not read: nothing may be left with a unit that is no more
        moved = _move_all(locked, to, on, tidy)
    locked.abolished_on = on
    locked.save(update_fields=["abolished_on"])
    for one in moved:
        record(
            actor,
            "commitments.hand_over",
            one,
            title=str(one),
            unit=to.name if to else None,
            before=locked.name,
            reason=tidy,
        )
    detail = {"name": locked.name, "to": to.name if to else None, "moved": len(moved), "reason": tidy}
    record(actor, "municipalities.abolish_unit", locked, on=on.isoformat(), **detail)
    unit.abolished_on = on
    return len(moved)


def _move_all(unit: Unit, to: Unit | None, on: dt.date, reason: str) -> list[Commitment]:
    """Move all that a unit answers for and that is not settled; its contacts are asked no more."""
    waiting = Commitment.objects.exclude(execution__in=SETTLED)
    moved = list(waiting.filter(responsible=unit).select_for_update(of=("self",)).order_by("pk"))
    keys = [one.pk for one in moved]
    Handover.objects.filter(commitment__in=keys, taken_on__isnull=True).update(taken_on=on)
    Handover.objects.bulk_create(
        Handover(municipality_id=unit.municipality_id, commitment=one, from_unit=unit, to_unit=to, on=on, reason=reason)
        for one in moved
    )
    Commitment.objects.filter(pk__in=keys).update(responsible=to)
    waiting.filter(contact__unit=unit).update(contact=None)
    Contact.objects.filter(unit=unit, ended_on__isnull=True).update(ended_on=on)
    return moved
