"""Every write about who and where: names, people and roles, contacts."""

from samfrid.municipalities.actions.contacts import add_contact, change_contact, end_contact, verify_contact
from samfrid.municipalities.actions.members import add_member, end_membership
from samfrid.municipalities.actions.merging import may_be_one, merge_organisations, tell_apart, what_moves
from samfrid.municipalities.actions.names import body_named, open_municipality, organisation_named, unit_named
from samfrid.municipalities.actions.organisations import (
    change_organisation,
    end_organisation,
    register_organisation,
    resume_organisation,
)

__all__ = [
    "add_contact",
    "add_member",
    "body_named",
    "change_contact",
    "change_organisation",
    "end_contact",
    "end_membership",
    "end_organisation",
    "may_be_one",
    "merge_organisations",
    "open_municipality",
    "organisation_named",
    "register_organisation",
    "resume_organisation",
    "tell_apart",
    "unit_named",
    "verify_contact",
    "what_moves",
]
