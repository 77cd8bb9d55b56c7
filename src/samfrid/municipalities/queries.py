"""Reading who and where."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q, QuerySet

from samfrid.municipalities.models import Contact, Membership, Organisation, SwedishKey, Unit, User


def memberships_of(user: User) -> list[Membership]:
    """The user's roles that have not ended, by municipality in Swedish order; needs the session's user to be set."""
    memberships = Membership.objects.filter(user=user, ended_on__isnull=True).select_related("municipality", "user")
    return list(memberships.order_by(SwedishKey(F("municipality__name")), "role"))


def members(municipality_code: str) -> list[Membership]:
    """Those who have a role in the municipality now, by name in Swedish order."""
    rows = Membership.objects.filter(municipality_id=municipality_code, ended_on__isnull=True)
    rows = rows.select_related("user", "organisation")
    return list(rows.order_by(SwedishKey(F("user__name")), "role"))


def contacts_now(municipality_code: str) -> QuerySet[Contact]:
    """Those who can be asked now, the head of each unit first, then by name."""
    found = Contact.objects.filter(municipality_id=municipality_code, ended_on__isnull=True)
    return found.filter(Q(unit__isnull=True) | Q(unit__abolished_on__isnull=True)).order_by(
        "-is_head", SwedishKey(F("name"))
    )


def units(municipality_code: str) -> list[Unit]:
    """The municipality's units in Swedish order with whom to ask at each; those that are no more last."""
    asked = Prefetch("contacts", contacts_now(municipality_code), to_attr="asked")
    found = Unit.objects.filter(municipality_id=municipality_code).prefetch_related(asked)
    return list(found.order_by(F("abolished_on").desc(nulls_first=True), SwedishKey(F("name"))))


def organisations(municipality_code: str) -> list[Organisation]:
    """The organisations outside in Swedish order with whom to ask at each."""
    asked = Prefetch("contacts", contacts_now(municipality_code), to_attr="asked")
    found = Organisation.objects.filter(municipality_id=municipality_code).prefetch_related(asked)
    return list(found.order_by(SwedishKey(F("name"))))
