"""What rooms above know of commitments: groups by which the list can be narrowed ("ur planen …"), and what became of
one in them. Those rooms say how they are found when they start; the ledger knows them by name alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from samfrid.commitments.models import Commitment


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the municipality's commitments: what they are, and their keys as a query."""

    label: str
    keys: QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Life:
    """What became of a commitment in a record above: a sentence, why, and where it is shown."""

    text: str
    why: str
    url: str


#: name in addresses → (municipality, the rest of the address) → the group, None where there is none
GROUPS: Final[dict[str, Callable[[str, str], Group | None]]] = {}
#: a commitment → what became of it
LIVES: Final[list[Callable[[Commitment], Sequence[Life]]]] = []


def group_of(municipality_code: str, asked: str) -> Group | None:
    """The group that an address names: ``plan:<key>``, ``planer``."""
    name, _of, rest = asked.partition(":")
    find = GROUPS.get(name)
    return find(municipality_code, rest) if find else None


def lives_of(commitment: Commitment) -> list[Life]:
    """What became of a commitment in the rooms above."""
    return [one for lookup in LIVES for one in lookup(commitment)]
