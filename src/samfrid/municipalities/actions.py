"""Bodies, units and organisations by name; people and roles."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import (
    Body,
    BodyKind,
    Contact,
    Membership,
    Municipality,
    Organisation,
    Role,
    Unit,
    User,
)
from samfrid.municipalities.permissions import require
from samfrid.municipalities.rules import body_kind, display_name, fold_name
from samfrid.municipalities.tenancy import within

Named = TypeVar("Named", Body, Unit, Organisation)


def _named(actor: Actor, model: type[Named], name: str, **new: object) -> Named:
    """The record with that name, whatever its case and inflection, made if there is none; safe for two at once."""
    tidy = display_name(name)
    if not tidy:
        raise ValueError("a name is needed")
    folded = fold_name(tidy)
    # a municipality has tens of bodies and units and hundreds of organisations: compared in memory, by the same rule
    for known in model._default_manager.filter(municipality_id=actor.municipality_code):
        if fold_name(known.name) == folded:
            return known
    try:
        with transaction.atomic():
            made = model._default_manager.create(municipality_id=actor.municipality_code, name=tidy, **new)
            record(actor, "municipalities.name", made, name=tidy)
            return made
    except IntegrityError:
        # somebody made it in this moment
        return model._default_manager.get(municipality_id=actor.municipality_code, name__iexact=tidy)


def body_named(actor: Actor, name: str) -> Body:
    """A body (organ) by its name: "kommunfullmäktige", "Kommunfullmäktiges" and "KF" are one."""
    return _named(actor, Body, name, kind=body_kind(name))


def unit_named(actor: Actor, name: str) -> Unit:
    """A unit (förvaltning, bolag) by its name."""
    return _named(actor, Unit, name)


def organisation_named(actor: Actor, name: str) -> Organisation:
    """An organisation outside the municipality by its name."""
    return _named(actor, Organisation, name)


@transaction.atomic
def add_member(actor: Actor, *, email: str, name: str, role: Role, password: str | None = None) -> Membership:
    """Give somebody a role in the actor's municipality, and an account if she has none. Twice is harmless.

    An account that is there keeps its name and password: it may be another municipality's too.
    """
    require(actor, "users.administer")
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name, password)
    known = Membership.objects.filter(
        municipality_id=actor.municipality_code, user=user, role=role, ended_on__isnull=True
    ).first()
    if known:
        return known
    made = Membership.objects.create(municipality_id=actor.municipality_code, user=user, role=role)
    record(actor, "users.add", made, name=user.name, role=str(role))
    return made


@transaction.atomic
def end_membership(actor: Actor, membership: Membership, today: dt.date) -> Membership:
    """Take a role away from today. The account stays, and so does what was done with it.

    Raises ``ValidationError`` for one's own role as administrator: somebody must be left who can give roles.
    """
    require(actor, "users.administer", membership)
    if membership.pk == getattr(actor, "pk", None):
        raise ValidationError(_("Du kan inte ta bort din egen roll. Be en annan administratör."))
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.ended_on is None:
        locked.ended_on = today
        locked.save(update_fields=["ended_on"])
        record(actor, "users.end", locked, name=locked.user.name, role=str(locked.role))
    return locked


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


def open_municipality(code: str, name: str, *, is_example: bool = False) -> Municipality:
    """Make a municipality a tenant of this installation, with the bodies that the law gives it (KL 3:1, 3:3)."""
    from samfrid.municipalities.actors import SystemActor

    municipality, _made = Municipality.objects.get_or_create(
        code=code, defaults={"name": name, "is_example": is_example}
    )
    actor = SystemActor(code)
    with within(code):
        for body in (BodyKind.COUNCIL, BodyKind.EXECUTIVE):
            body_named(actor, "kommunfullmäktige" if body is BodyKind.COUNCIL else "kommunstyrelsen")
    return municipality
