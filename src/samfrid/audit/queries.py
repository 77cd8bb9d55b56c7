"""Reading and checking the trail."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, models

from samfrid.audit.models import Entry


def history(record: models.Model, limit: int = 50) -> list[Entry]:
    """What has happened to a record, latest first. The reader's right to the record is the caller's to check."""
    return list(
        Entry.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk)).order_by("-number")[:limit]
    )


def latest(record: models.Model, act: str, **detail: str) -> Entry | None:
    """The last time that an act was done to a record with these details; None if it never was."""
    told = {f"detail__{name}": value for name, value in detail.items()}
    entries = Entry.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk), act=act, **told)
    return entries.order_by("-number").first()


def page(municipality_code: str, before: int | None, limit: int) -> list[Entry]:
    """A page of a municipality's trail, latest first: entries with a number under ``before``, or from the end."""
    entries = Entry.objects.filter(municipality_code=municipality_code)
    if before is not None:
        entries = entries.filter(number__lt=before)
    return list(entries.order_by("-number")[:limit])


def touched(
    municipality_code: str, kinds: Collection[str], after: int, last: int, limit: int
) -> list[tuple[str, str, int]]:
    """Kind and key of the records of ``kinds`` that the entries from ``after`` (not itself) to ``last`` are about, and
    the number of the latest of them.

    Each once, at most ``limit``: the feed by which others follow what changes.
    """
    entries = Entry.objects.filter(municipality_code=municipality_code, number__gt=after, number__lte=last)
    those = entries.filter(record_kind__in=kinds).values_list("record_kind", "record_id")
    return list(those.annotate(latest=models.Max("number")).order_by()[:limit])


def acts_on(municipality_code: str, kind: str, keys: Collection[str], after: int, last: int) -> dict[str, int]:
    """Of each of these records that something was done to after ``after``, the number of the latest entry."""
    entries = Entry.objects.filter(
        municipality_code=municipality_code, record_kind=kind, record_id__in=keys, number__gt=after, number__lte=last
    )
    return dict(entries.values_list("record_id").annotate(latest=models.Max("number")).order_by())


def numbered(municipality_code: str, numbers: Collection[int]) -> dict[int, Entry]:
    """The entries with these numbers in the municipality's trail."""
    found = Entry.objects.filter(municipality_code=municipality_code, number__in=numbers)
    return {entry.number: entry for entry in found if entry.number is not None}


def head(municipality_code: str) -> int:
    """The number of the last entry; 0 where there is none."""
    numbers = Entry.objects.filter(municipality_code=municipality_code).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0


def first_broken_link(municipality_code: str) -> int | None:
    """Number of the first entry whose chain does not hold (changed, removed or put in another order); None if all hold.

    The head of the chain is kept apart from the rows, so that a cut at the end shows too: the number is then one past
    the last row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_first_broken_link(%s)", [municipality_code])
        row = cursor.fetchone()
    return None if row is None else row[0]
