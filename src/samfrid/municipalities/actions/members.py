"""Who has which role in a municipality."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.models import Membership, Role, User
from samfrid.municipalities.permissions import require


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
