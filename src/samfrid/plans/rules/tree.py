"""The goals of a version as a tree: each after the one that it serves, with its number. No database."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class InTree(Protocol):
    """What has a place in the tree."""

    @property
    def pk(self) -> Hashable: ...
    @property
    def parent_id(self) -> Hashable | None: ...


One = TypeVar("One", bound=InTree)


@dataclass(frozen=True, slots=True)
class Branch(Generic[One]):
    """A goal in its place: how deep it stands, and its number ("1.2")."""

    goal: One
    depth: int
    number: str


def tree(goals: Iterable[One]) -> list[Branch[One]]:
    """The goals in the order of the tree, those beside each other in the order given.

    One whose upper goal is not among them stands at the top.
    """
    listed = list(goals)
    there = {one.pk for one in listed}
    below: dict[Hashable | None, list[One]] = {}
    for one in listed:
        below.setdefault(one.parent_id if one.parent_id in there else None, []).append(one)
    return list(_walk(below, None, "", 0))


def _walk(
    below: dict[Hashable | None, list[One]], top: Hashable | None, number: str, depth: int
) -> Iterator[Branch[One]]:
    for place, one in enumerate(below.get(top, ()), 1):
        own = f"{number}{place}"
        yield Branch(one, depth, own)
        yield from _walk(below, one.pk, f"{own}.", depth + 1)
