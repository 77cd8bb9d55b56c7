"""Writing the trail: one façade, called inside the transaction of the act."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from django.db import connection, models, transaction

from samfrid.audit.models import Entry

#: the same statement for every act
_WRITE: Final = (
    "INSERT INTO audit_entry (municipality_code, actor_id, actor, act, record_kind, record_id, detail, previous_hash,"
    " hash) VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb, '', '') RETURNING id"
)
#: the same for many records at once, in their order
_WRITE_MANY: Final = (
    "INSERT INTO audit_entry (municipality_code, actor_id, actor, act, record_kind, record_id, detail, previous_hash,"
    " hash) SELECT %s, %s, %s, %s, told->>0, told->>1, told->2, '', ''"
    " FROM jsonb_array_elements(%s) WITH ORDINALITY AS each (told, place) ORDER BY place"
)


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
    entry = Entry(
        municipality_code=actor.municipality_code,
        actor_id=actor.actor_id,
        actor=actor.actor_name,
        act=act,
        record_kind=kind_of(target),
        record_id=str(target.pk),
        detail=detail,
    )
    told = (entry.municipality_code, entry.actor_id, entry.actor, act, entry.record_kind, entry.record_id)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [*told, json.dumps(detail)])
        (entry.id,) = cursor.fetchone() or (None,)
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


def record_many(actor: Actor, act: str, told: Sequence[tuple[models.Model, Mapping[str, Any]]]) -> None:
    """:func:`record` of the same act on many records, each with its detail, by one statement: what a night does."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{act}: an act and its audit entry need one transaction")
    if not told:
        return
    rows = [[kind_of(one), str(one.pk), detail] for one, detail in told]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_MANY, [actor.municipality_code, actor.actor_id, actor.actor_name, act, json.dumps(rows)])
