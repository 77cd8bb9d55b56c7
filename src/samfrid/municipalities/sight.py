"""What a reader may be told of the trail: that something was done, but not to what she may not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from samfrid.audit.models import Entry

#: how a record leads to the one whose access it has
_OWNERS = ("", "matter__", "decision__matter__", "document__")


def hidden(entries: Iterable[Entry]) -> set[int]:
    """The keys of the entries whose records this database session may not read, or that are gone.

    Row-level security decides; one query for each kind of record that has access of its own, or its owner's.
    """
    by_kind: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        by_kind[entry.record_kind][entry.record_id].append(entry.pk)
    found: set[int] = set()
    for kind, entries_of in by_kind.items():
        owner = _owner(kind)
        if owner is None:
            continue
        seen = _seen(kind, owner, list(entries_of))
        found.update(one for key, those in entries_of.items() if key not in seen for one in those)
    return found


def _seen(kind: str, owner: str, keys: list[str]) -> set[str]:
    # the condition always holds: it is there to have the owner's row read too
    rows = apps.get_model(kind)._default_manager.filter(pk__in=list(map(UUID, keys)), **{f"{owner}access__gte": 0})
    return {str(key) for key in rows.values_list("pk", flat=True)}


def _owner(kind: str) -> str | None:
    """The way from a record of this kind to its access; None for a kind that everybody with a role may read."""
    try:
        model: type[Model] = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return next((owner for owner in _OWNERS if _has(model, f"{owner}access")), None)


def _has(model: type[Model], path: str) -> bool:
    first, _line, rest = path.partition("__")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return False
    if not rest:
        return True
    related = field.related_model
    return isinstance(related, type) and issubclass(related, Model) and _has(related, rest)
