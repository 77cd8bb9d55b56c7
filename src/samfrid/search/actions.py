"""Keeping the index true. It can be thrown away and made anew: all that it says is computed from other rooms' rows.

The audit trail is the feed, as it is for ``gaps``: each act names the record that it touched, and that is read again.
Nothing here is an act of somebody's, so nothing of it is audited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from samfrid.audit.models import Entry
from samfrid.audit.queries import head
from samfrid.search.lexemes import LONGEST_TEXT, VERSION, lexemes
from samfrid.search.models import Checkpoint, SearchEntry
from samfrid.search.texts import SOURCES, Draft

#: entries of the trail followed in one go, and records read at a time
BATCH: Final = 200
_WRITTEN: Final = ("page_id", "access", "on", "year", "title", "about", "text", "words")
#: plain SQL, since every search asks it
_IS_BEHIND: Final = """
SELECT coalesce((SELECT number FROM search_checkpoint WHERE municipality_id = %s), -1)
    <> coalesce((SELECT number FROM audit_entry WHERE municipality_code = %s AND number IS NOT NULL
        ORDER BY number DESC LIMIT 1), 0)
"""


def is_behind(municipality_code: str) -> bool:
    """Whether something has happened that the index does not know of yet; one small query."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_BEHIND, [municipality_code, municipality_code])
        row = cursor.fetchone()
    return bool(row and row[0])


@transaction.atomic
def catch_up(municipality_code: str, batch: int = BATCH) -> bool:
    """Follow the trail a piece on; True if that was all of it. The session must see everything (``tenancy.within``).

    Where somebody else is just doing it, there is nothing to do.
    """
    Checkpoint.objects.get_or_create(municipality_id=municipality_code, defaults={"version": VERSION})
    held = Checkpoint.objects.select_for_update(skip_locked=True).filter(municipality_id=municipality_code).first()
    if held is None:
        return True
    # the head first: what happens meanwhile is looked at again, not missed
    last = head(municipality_code)
    told = Entry.objects.filter(municipality_code=municipality_code, number__gt=held.number, number__lte=last)
    rows = told.filter(record_kind__in=SOURCES).order_by("number").values_list("number", "record_kind", "record_id")
    entries = list(rows[:batch])
    touched: dict[str, set[UUID]] = defaultdict(set)
    for _number, kind, key in entries:
        touched[kind].add(UUID(key))
    for kind, keys in touched.items():
        reindex(municipality_code, kind, keys)
    # without a number it is not committed: those are not among the entries
    held.number = (entries[-1][0] or last) if len(entries) == batch else last
    held.save(update_fields=["number"])
    return held.number == last


def reindex(municipality_code: str, kind: str, keys: Collection[UUID]) -> None:
    """Make the entries of some records anew from their rows; what is no longer there goes."""
    drafts = list(SOURCES[kind][0](keys))
    known = SearchEntry.objects.filter(municipality_id=municipality_code, page_id__in=keys)
    known.exclude(record_id__in=[draft.record_id for draft in drafts]).delete()
    SearchEntry.objects.bulk_create(
        [_entry(municipality_code, draft) for draft in drafts],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["municipality", "kind", "record_id"],
        update_fields=_WRITTEN,
    )


def _entry(municipality_code: str, draft: Draft) -> SearchEntry:
    title, text = _plain(draft.title), _plain(draft.text)[:LONGEST_TEXT]
    return SearchEntry(
        municipality_id=municipality_code,
        kind=draft.kind,
        record_id=draft.record_id,
        page_id=draft.page_id,
        access=draft.access,
        on=draft.on,
        year=draft.on.year if draft.on else 0,
        title=title[:300],
        about=_plain(draft.about)[:300],
        text=text,
        words=lexemes(municipality_code, title, text, draft.numbers),
    )


def _plain(text: str) -> str:
    return text.replace("\x00", " ").strip()


def rebuild(municipality_code: str) -> int:
    """Make a municipality's whole index anew, a batch at a time; how many records were read. Harmless when broken off.

    The trail is followed from where it was when this began, so that nothing done meanwhile is lost.
    """
    checkpoint, _made = Checkpoint.objects.get_or_create(municipality_id=municipality_code)
    last, count = head(municipality_code), 0
    for kind, (_read, rows) in SOURCES.items():
        for keys in _batches(rows().filter(municipality_id=municipality_code)):
            with transaction.atomic():
                reindex(municipality_code, kind, keys)
            count += len(keys)
    checkpoint.number, checkpoint.version = last, VERSION
    checkpoint.save(update_fields=["number", "version"])
    return count


def _batches(rows: QuerySet[SearchEntry]) -> Iterable[list[UUID]]:
    """The keys of rows, by key, so many at a time."""
    ordered = rows.order_by("pk").values_list("pk", flat=True)
    keys = list(ordered[:BATCH])
    while keys:
        yield keys
        keys = list(ordered.filter(pk__gt=keys[-1])[:BATCH])
