"""The decisions that may have adopted a plan. They stand in another room of the same floor: a room above says how they
are found when it starts, and a plan knows them by key and words alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from samfrid.plans.models import Plan


@dataclass(frozen=True, slots=True)
class DecisionOffer:
    """A decision to choose: its key, what to call it, and what it says of the adoption."""

    key: UUID
    label: str
    on: dt.date | None = None
    body_id: UUID | None = None
    paragraph: str = ""


#: a plan → the decisions to offer for its adoption, likeliest first; those that the reader may not see are not there
Lookup = Callable[[Plan], Sequence[DecisionOffer]]

#: keys of decisions → those of them that this database session may read
Readable = Callable[[Collection[UUID]], Collection[UUID]]

DECISIONS: Final[list[Lookup]] = []
READABLE: Final[list[Readable]] = []


def decisions(plan: Plan) -> list[DecisionOffer]:
    """The decisions to choose among for the plan's adoption."""
    return [one for lookup in DECISIONS for one in lookup(plan)]


def closed_decisions(keys: Collection[UUID]) -> set[UUID]:
    """The decisions among these that the reader may not read, by what they are today: what a plan kept of one when it
    was adopted is then not shown.
    """
    return set(keys) - {key for lookup in READABLE for key in lookup(keys)} if keys else set()
