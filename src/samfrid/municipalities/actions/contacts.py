"""Whom to ask at a unit or an organisation outside."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Contact, Organisation, Unit
from samfrid.municipalities.permissions import require


@transaction.atomic
def add_contact(
    actor: Actor,
    *,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    name: str,
    function: str = "",
    email: str = "",
    phone: str = "",
    is_head: bool = False,
    verified_on: dt.date | None = None,
) -> Contact:
    """Add somebody to ask at a unit or an organisation. Raises ``ValidationError`` without a name, for an address that
    is none, for a unit that is no more, and for a second head of a unit.
    """
    require(actor, "municipality.contacts", unit or organisation)
    if (unit is None) == (organisation is None):
        raise ValidationError(_("En kontakt hör till en enhet eller en organisation."))
    if unit and unit.abolished_on:
        raise ValidationError(_("Enheten är avvecklad."))
    made = Contact(municipality_id=actor.municipality_code, unit=unit, organisation=organisation)
    return _keep_contact(
        actor,
        made,
        "add",
        name=name,
        function=function,
        email=email,
        phone=phone,
        is_head=is_head,
        verified_on=verified_on,
    )


@transaction.atomic
def change_contact(
    actor: Actor,
    contact: Contact,
    *,
    name: str,
    function: str = "",
    email: str = "",
    phone: str = "",
    is_head: bool = False,
    verified_on: dt.date | None = None,
) -> Contact:
    """Change whom to ask and how; refuses what :func:`add_contact` does, and a contact that has ended."""
    require(actor, "municipality.contacts", contact)
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if locked.ended_on:
        raise ValidationError(_("Kontakten är borttagen. Lägg till den på nytt."))
    return _keep_contact(
        actor,
        locked,
        "change",
        name=name,
        function=function,
        email=email,
        phone=phone,
        is_head=is_head,
        verified_on=verified_on,
    )


def _keep_contact(
    actor: Actor,
    contact: Contact,
    act: str,
    *,
    name: str,
    function: str,
    email: str,
    phone: str,
    is_head: bool,
    verified_on: dt.date | None,
) -> Contact:
    """Keep a contact as told. The trail says who it is, and neither the address nor the number."""
    contact.name, contact.function = " ".join(name.split()), " ".join(function.split())
    contact.email, contact.phone, contact.is_head, contact.verified_on = (
        email.strip(),
        phone.strip(),
        is_head,
        verified_on,
    )
    if not contact.name:
        raise ValidationError({"name": _("Skriv vem det är.")})
    if is_head and contact.unit_id is None:
        raise ValidationError({"is_head": _("Bara en enhet har en chef här.")})
    if contact.email:
        try:
            validate_email(contact.email)
        except ValidationError:
            raise ValidationError(
                {"email": _("Adressen går inte att skicka till. Skriv den som namn@kommun.se.")}
            ) from None
    if is_head and contact.unit_id:
        # of two who name a head at once the second is told of the first
        Unit.objects.select_for_update().get(pk=contact.unit_id)
    others = Contact.objects.filter(unit=contact.unit_id, is_head=True, ended_on__isnull=True).exclude(pk=contact.pk)
    if is_head and (head := others.first()):
        raise ValidationError(
            {"is_head": _("%(head)s står redan som chef. Ta bort det där först.") % {"head": head.name}}
        )
    contact.full_clean(
        exclude=["municipality", "unit", "organisation"], validate_unique=False, validate_constraints=False
    )
    contact.save()
    where = contact.unit or contact.organisation
    record(actor, f"municipalities.{act}_contact", contact, name=contact.name, where=str(where))
    return contact


@transaction.atomic
def end_contact(actor: Actor, contact: Contact, today: dt.date) -> Contact:
    """Ask her no more. What she said stays. Ending what has ended is harmless."""
    require(actor, "municipality.contacts", contact)
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if locked.ended_on is None:
        locked.ended_on = today
        locked.save(update_fields=["ended_on"])
        record(
            actor, "municipalities.end_contact", locked, name=locked.name, where=str(locked.unit or locked.organisation)
        )
    return locked


@transaction.atomic
def verify_contact(actor: Actor, contact: Contact, today: dt.date) -> Contact:
    """Say that name, address and number are still right today. Twice the same day is harmless."""
    require(actor, "municipality.contacts", contact)
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if locked.ended_on:
        raise ValidationError(_("Kontakten är borttagen. Lägg till den på nytt."))
    if locked.verified_on is None or locked.verified_on < today:
        locked.verified_on = today
        locked.save(update_fields=["verified_on"])
        where = str(locked.unit or locked.organisation)
        record(actor, "municipalities.verify_contact", locked, name=locked.name, where=where)
    return locked
