"""Municipalities, what they consist of, and who acts in them with which role."""

from samfrid.municipalities.models.organisations import (
    Contact,
    Merge,
    Organisation,
    OrganisationKind,
    OrganisationName,
    ToldApart,
)
from samfrid.municipalities.models.places import Body, BodyKind, Unit
from samfrid.municipalities.models.population import Population
from samfrid.municipalities.models.tenant import Access, Municipality, SwedishKey, TenantModel
from samfrid.municipalities.models.users import Membership, Role, Session, User, UserManager

__all__ = [
    "Access",
    "Body",
    "BodyKind",
    "Contact",
    "Membership",
    "Merge",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Population",
    "Role",
    "Session",
    "SwedishKey",
    "TenantModel",
    "ToldApart",
    "Unit",
    "User",
    "UserManager",
]
