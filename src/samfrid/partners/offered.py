"""What the agenda of a meeting offers from rooms above: what falls short and concerns those who meet. Those rooms say
how it is found when they start; partners know it by kind and key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from samfrid.municipalities.models import Access
from samfrid.partners.models import GroupMember


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to take up: the record that it is about, what to call it, and who may read it."""

    record_kind: str
    record_id: UUID
    label: str
    access: int = Access.PUBLIC

    @property
    def value(self) -> str:
        """What stands for it in a form."""
        return f"{self.record_kind}:{self.record_id}"


#: the members of a group → what to offer them, the heaviest first; rows that the reader may not see are not there
Lookup = Callable[[Sequence[GroupMember]], Sequence[Offer]]

AGENDA: Final[list[Lookup]] = []


def short(members: Sequence[GroupMember]) -> list[Offer]:
    """What falls short and concerns these members."""
    return [one for lookup in AGENDA for one in lookup(members)]
