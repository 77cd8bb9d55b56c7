"""Who has which role in a municipality."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Membership, Organisation, Role, User
from samfrid.municipalities.permissions import require


@transaction.atomic
def add_member(
    actor: Actor,
    *,
    email: str,
    name: str,
    role: Role,
    password: str | None = None,
    organisation: Organisation | None = None,
) -> Membership:
    """Give somebody a role in the actor's municipality, and an account if she has none. Twice is harmless.

    An account that is there keeps its name and password: it may be another municipality's too. A partner is of one
    ``organisation`` and has no other role in the municipality, since what she sees is that organisation's alone: raises
    ``ValidationError`` for one without, and for two roles of which one is a partner's.
    """
    require(actor, "users.administer")
    user = User.objects.filter(email__iexact=email).first() or _account(email, name, password)
    roles = list(Membership.objects.filter(municipality_id=actor.municipality_code, user=user, ended_on__isnull=True))
    _check_partner(role, organisation, roles)
    known = next((one for one in roles if one.role == role), None)
    if known:
        return known
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                municipality_id=actor.municipality_code, user=user, role=role, organisation=organisation
            )
    except IntegrityError:
        # another administrator gave it in this moment
        told = _("Någon annan har just gett personen rollen %(role)s. Öppna sidan på nytt.")
        raise ValidationError({"role": told % {"role": Role(role).label}}) from None
    record(actor, "users.add", made, name=user.name, role=str(role))
    return made


def _account(email: str, name: str, password: str | None) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name, password)
    except IntegrityError:
        # the same person was entered in this moment, perhaps in another municipality
        told = _("Någon annan har just lagt upp ett konto med den adressen. Försök igen, så får det kontot rollen.")
        raise ValidationError({"email": told}) from None


def _check_partner(role: Role, organisation: Organisation | None, roles: list[Membership]) -> None:
    if role == Role.PARTNER and organisation is None:
        raise ValidationError({"organisation": _("Välj vilken förening eller organisation personen hör till.")})
    if role != Role.PARTNER and organisation is not None:
        raise ValidationError({"organisation": _("Bara den som är med för en förening hör till en organisation.")})
    others = [one for one in roles if (one.role == Role.PARTNER) != (role == Role.PARTNER)]
    if others:
        told = _("Personen är redan %(role)s i kommunen. Den som loggar in för en förening kan inte ha en annan roll.")
        raise ValidationError({"role": told % {"role": others[0].get_role_display()}})
    if any(one.role == Role.PARTNER and organisation and one.organisation_id != organisation.pk for one in roles):
        raise ValidationError(
            {"organisation": _("Personen är redan med för en annan organisation. Ta bort det först.")}
        )


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
