"""What the agenda of a meeting offers from rooms above: what falls short and concerns those who meet. Those rooms say
how it is found when they start; partners know it by kind and key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from samfrid.commitments.offered import Offer
from samfrid.partners.models import GroupMember

#: the members of a group → what to take up with them, the heaviest first; what the reader may not see is not there
Lookup = Callable[[Sequence[GroupMember]], Sequence[Offer]]

AGENDA: Final[list[Lookup]] = []


def short(members: Sequence[GroupMember]) -> list[Offer]:
    """What falls short and concerns these members."""
    return [one for lookup in AGENDA for one in lookup(members)]
