"""In whose name an association acts in rooms that know only the municipality's own rights."""

from __future__ import annotations

from typing import Final

from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Membership

#: all that she may do there: say how it goes with what is hers. Which that is, the views ask ``queries``
RIGHTS: Final = frozenset({"commitments.report"})


def reporter(actor: Membership) -> SystemActor:
    """She herself, named with her organisation, with no right but that of reporting."""
    name = f"{actor.actor_name}, {actor.organisation}"
    return SystemActor(actor.municipality_code, name[:200], actor.actor_id, rights=RIGHTS)
