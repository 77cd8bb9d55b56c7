"""Who may read a matter, and whether it is published: two axes. What belongs to the matter follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import take_access
from samfrid.commitments.models import Commitment, Origin
from samfrid.matters.actions.register import locked
from samfrid.matters.models import Attachment, Matter
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import clearance, require

#: called with who acts, the matter, its attachments and the access that they may have followed until now. Files are
#: kept in a room above: that room puts its own function here when the program starts
Follower = Callable[[Actor, Matter, Sequence[Attachment], int], None]
FOLLOWERS: Final[list[Follower]] = []


@transaction.atomic
def classify(actor: Actor, matter: Matter, *, access: Access) -> Matter:
    """Say who may read the matter. What is no longer public is no longer published either.

    Its commitments and attached documents follow: up always, down those that had the matter's access until now.
    """
    require(actor, "matters.classify", matter)
    if access > clearance(actor):
        raise PermissionDenied("matters.classify")
    own = locked(matter)
    before = own.access
    if before == access:
        return own
    withdrawn = own.published and access != Access.PUBLIC
    own.access, own.published = access, own.published and not withdrawn
    own.save(update_fields=["access", "published"])
    record(actor, "matters.classify", own, before=int(before), access=int(access), unpublished=withdrawn)
    _commitments_follow(actor, own, before)
    follow(actor, own, list(own.attachments.all()), before)
    return own


@transaction.atomic
def publish(actor: Actor, matter: Matter, *, published: bool) -> Matter:
    """Show the matter on the municipality's open pages, or take it away from there. Only a public one is shown."""
    require(actor, "matters.classify", matter)
    own = locked(matter)
    if own.published == published:
        return own
    if published and own.access != Access.PUBLIC:
        raise ValidationError({"published": _("Bara ett offentligt ärende kan publiceras. Ändra åtkomsten först.")})
    own.published = published
    own.save(update_fields=["published"])
    record(actor, "matters.publish" if published else "matters.unpublish", own)
    return own


def follow(actor: Actor, matter: Matter, attachments: Sequence[Attachment], before: int) -> None:
    """Let attached documents follow the matter's access; ``before`` is what they may have followed until now."""
    for one in FOLLOWERS:
        one(actor, matter, attachments, before)


def _commitments_follow(actor: Actor, matter: Matter, before: int) -> None:
    """Each commitment that comes from the matter has the highest access of the matters that it comes from."""
    mine = Origin.objects.filter(page_kind="matters.matter", page_id=matter.pk).values("commitment")
    matters_of: dict[UUID, set[UUID]] = defaultdict(set)
    origins = Origin.objects.filter(page_kind="matters.matter", commitment__in=mine)
    for key, page in origins.values_list("commitment_id", "page_id"):
        matters_of[key].add(page)
    every = set().union(*matters_of.values()) if matters_of else set()
    access = dict(Matter.objects.filter(pk__in=every).values_list("pk", "access"))
    for commitment in Commitment.objects.filter(pk__in=matters_of):
        highest = max(access.get(page, Access.PUBLIC) for page in matters_of[commitment.pk])
        # one that somebody else has closed further does not open
        if highest > commitment.access or commitment.access == before:
            take_access(actor, commitment, highest)
