"""What the forms of agreements offer from rooms above: documents that show something. Those rooms say how they are
found when they start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from samfrid.audit.actions import Actor
from samfrid.commitments.offered import Offer
from samfrid.municipalities.models import TenantModel
from samfrid.municipalities.permissions import clearance

#: a record → the documents to offer for it, the latest first
DOCUMENTS: Final[list[Callable[[TenantModel], Sequence[Offer]]]] = []


def documents_for(record: TenantModel, actor: Actor) -> list[Offer]:
    """The documents to choose among, as far as the actor may read them."""
    most = clearance(actor)
    return [one for lookup in DOCUMENTS for one in lookup(record) if one.access <= most]
