"""Writing the trail: one façade, called inside the transaction of the act."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import connection, models, transaction

from samfrid.audit.models import Entry


class Actor(Protocol):
    """Who acts: a membership of a municipality, or the system."""

    @property
    def municipality_code(self) -> str: ...
    @property
    def actor_id(self) -> str: ...
    @property
    def actor_name(self) -> str: ...


def kind_of(record: models.Model) -> str:
    """The label of a record's kind: "matters.matter"."""
    return record._meta.label_lower


def record(actor: Actor, act: str, target: models.Model, **detail: Any) -> Entry:
    """Write that ``actor`` did ``act`` ("room.verb") to ``target``.

    Must be called in the transaction of the act itself: if the entry cannot be written, the act does not happen.
    Raises ``TransactionManagementError`` outside one. ``detail`` is JSON of what changed; nothing confidential. The
    entry's number in the trail comes when the act is committed.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{act}: an act and its audit entry need one transaction")
    return Entry.objects.create(
        municipality_code=actor.municipality_code,
        actor_id=actor.actor_id,
        actor=actor.actor_name,
        act=act,
        record_kind=kind_of(target),
        record_id=str(target.pk),
        detail=detail,
    )
