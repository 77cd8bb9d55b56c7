"""Every write about who and where: names, people and roles, contacts."""

from samfrid.municipalities.actions.contacts import add_contact, change_contact, end_contact
from samfrid.municipalities.actions.members import add_member, end_membership
from samfrid.municipalities.actions.names import body_named, open_municipality, organisation_named, unit_named

__all__ = [
    "add_contact",
    "add_member",
    "body_named",
    "change_contact",
    "end_contact",
    "end_membership",
    "open_municipality",
    "organisation_named",
    "unit_named",
]
