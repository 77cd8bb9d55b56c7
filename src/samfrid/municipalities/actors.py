"""Actors that are nobody's user: the worker, imports from the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Samfrid itself, acting in one municipality. May do what no person need decide; see ``permissions.py``."""

    municipality_code: str
    actor_name: str = "Samfrid"
    actor_id: str = ""
    #: all that it may do, where that is less: somebody without an account acts by a link, in her own name
    rights: frozenset[str] | None = None
