"""Who may do what: the one place. Pages, API, commands and actions all ask :func:`may` or :func:`require`.

A right is a word "room.verb". A role has rights; a record must be of the actor's own municipality. Elected members and
partners read what is not working material.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from samfrid.audit.actions import Actor
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Access, Membership, Role

#: reading the open side's internal pages
READ: Final = frozenset({"open.read"})
#: working with documents, matters and what follows from them; ``plans.report``: give the values of indicators
WORK: Final = READ | {
    "documents.upload",
    "documents.review",
    "commitments.report",
    "commitments.edit",
    "plans.report",
    "answers.write",
}
#: ``editions.make``: freeze the follow-up list and send it; ``municipality.contacts``: whom to ask at a unit or
#: partner; approving a document makes matters, plans and agreements of it; ``classify``: say who may read a record,
#: and whether it is published; ``matters.rules``: the municipality's own rules for each sort of
#: matter, and its series of numbers
REGISTER: Final = WORK | {
    "matters.edit",
    "matters.decide",
    "matters.classify",
    "matters.rules",
    "answers.templates",
    "plans.edit",
    "partners.edit",
    "survey.answer",
    "editions.make",
    "municipality.contacts",
    "documents.approve",
    "documents.classify",
    "documents.remove",
}
#: ``commitments.settle``: accept that something is done without evidence, open again what was settled, and set a
#: computed state otherwise; ``gaps.silence``: say that a gap is known, until a day; ``gaps.rules``: switch a rule off
#: or change its days; ``reporting.run``: ask for reports in rounds; ``post.read``: the letters that went out;
#: ``documents.measure``: how long reviews take, and how often the reader is right
COORDINATE: Final = REGISTER | {
    "commitments.settle",
    "gaps.silence",
    "gaps.rules",
    "reporting.run",
    "post.read",
    "municipality.units",
    "audit.read",
    "documents.measure",
}
ADMINISTER: Final = READ | {
    "municipality.administer",
    "municipality.units",
    "municipality.contacts",
    "users.administer",
    "audit.read",
    "matters.rules",
    "documents.measure",
}
#: an association's own log-in: its own agreements, undertakings, reports and meetings, in the room ``association``.
#: Not ``open.read``: every other page refuses, and so does the API. The database holds it too, see ``tenancy``
PARTNER: Final = frozenset({"association.read", "association.report", "association.propose"})

RIGHTS: Final[Mapping[str, frozenset[str]]] = {
    Role.COORDINATOR: COORDINATE,
    Role.REGISTRAR: REGISTER,
    Role.OFFICER: WORK,
    Role.ELECTED: READ,
    Role.ADMINISTRATOR: ADMINISTER,
    Role.PARTNER: PARTNER,
}

#: the highest access that each role reads (``models.Access``); the database holds it too, see ``tenancy``
CLEARANCE: Final[Mapping[str, Access]] = {
    Role.COORDINATOR: Access.CONFIDENTIAL,
    Role.REGISTRAR: Access.CONFIDENTIAL,
    Role.OFFICER: Access.INTERNAL,
    Role.ELECTED: Access.PUBLIC,
    Role.ADMINISTRATOR: Access.PUBLIC,
    Role.PARTNER: Access.PUBLIC,
}


def clearance(actor: Actor | None) -> Access:
    """The highest access of what ``actor`` may read."""
    if isinstance(actor, SystemActor):
        return Access.CONFIDENTIAL if actor.rights is None else Access.INTERNAL
    if not isinstance(actor, Membership) or actor.ended_on is not None:
        return Access.PUBLIC
    return CLEARANCE.get(actor.role, Access.PUBLIC)


def may(actor: Actor | None, right: str, record: Model | None = None) -> bool:
    """Whether ``actor`` has ``right``, and on ``record`` if one is given, whose access she must have the clearance for.

    Nobody at all may do nothing.
    """
    if actor is None:
        return False
    owner = getattr(record, "municipality_id", actor.municipality_code)
    if owner != actor.municipality_code or getattr(record, "access", Access.PUBLIC) > clearance(actor):
        return False
    if isinstance(actor, SystemActor):
        return right in (COORDINATE | ADMINISTER if actor.rights is None else actor.rights)
    return isinstance(actor, Membership) and actor.ended_on is None and right in RIGHTS.get(actor.role, frozenset())


def require(actor: Actor | None, right: str, record: Model | None = None) -> None:
    """Raise ``PermissionDenied`` unless :func:`may`."""
    if not may(actor, right, record):
        raise PermissionDenied(right)
