"""What the forms of a commitment offer from rooms above: decisions that may have taken its place, and records that show
what was done. Those rooms say how they are found when they start; the ledger knows them by kind and key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.functional import Promise

from samfrid.commitments.models import Commitment, EvidenceKind
from samfrid.municipalities.models import Access


@dataclass(frozen=True, slots=True)
class Offer:
    """A record to choose: its kind and key, what to call it, and who may read it."""

    record_kind: str
    record_id: UUID
    label: str
    access: Access | int = Access.PUBLIC

    @property
    def value(self) -> str:
        """What stands for it in a form."""
        return f"{self.record_kind}:{self.record_id}"


#: a commitment → the records to offer for it, the likeliest first; rows that the reader may not see are not there
Lookup = Callable[[Commitment], Sequence[Offer]]

#: decisions that may have taken its place
DECISIONS: Final[list[Lookup]] = []
#: (kind of evidence, heading, lookup): records that may show what was done
SHOWING: Final[list[tuple[EvidenceKind, str | Promise, Lookup]]] = []


def decisions(commitment: Commitment) -> list[Offer]:
    """The decisions to choose among for what has taken its place."""
    return [one for lookup in DECISIONS for one in lookup(commitment)]


def showing(commitment: Commitment) -> list[tuple[EvidenceKind, str, list[Offer]]]:
    """The records to choose among for what shows it, by sort; a sort without any is left out."""
    found = [(kind, str(heading), list(lookup(commitment))) for kind, heading, lookup in SHOWING]
    return [one for one in found if one[2]]
