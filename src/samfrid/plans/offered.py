"""The decisions that may have adopted a plan. They stand in another room of the same floor: a room above says how they
are found when it starts, and a plan knows them by key and words alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
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

DECISIONS: Final[list[Lookup]] = []


def decisions(plan: Plan) -> list[DecisionOffer]:
    """The decisions to choose among for the plan's adoption."""
    return [one for lookup in DECISIONS for one in lookup(plan)]
