"""Reading who and where."""

from __future__ import annotations

from django.db.models import F

from samfrid.municipalities.models import Membership, SwedishKey, User


def memberships_of(user: User) -> list[Membership]:
    """The user's roles that have not ended, by municipality in Swedish order; needs the session's user to be set."""
    memberships = Membership.objects.filter(user=user, ended_on__isnull=True).select_related("municipality", "user")
    return list(memberships.order_by(SwedishKey(F("municipality__name")), "role"))


def members(municipality_code: str) -> list[Membership]:
    """Those who have a role in the municipality now, by name in Swedish order."""
    rows = Membership.objects.filter(municipality_id=municipality_code, ended_on__isnull=True).select_related("user")
    return list(rows.order_by(SwedishKey(F("user__name")), "role"))
