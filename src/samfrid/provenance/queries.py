"""The grounds of records, many records at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Func, SmallIntegerField

from samfrid.municipalities.models import Access, TenantModel
from samfrid.provenance.models import Source


def closed_documents(sources: Iterable[Source]) -> set[UUID]:
    """The documents among those of the sources that not everybody may read: what goes out does not quote them, whoever
    makes it. One query.
    """
    access = Func(F("document_id"), function="document_access", output_field=SmallIntegerField())
    found = Source.objects.filter(pk__in=[one.pk for one in sources]).annotate(access=access)
    return set(found.filter(access__gt=Access.PUBLIC).values_list("document_id", flat=True))


def sources_of(records: Iterable[TenantModel]) -> dict[UUID, list[Source]]:
    """The sources of each record, in the order of the documents, by one query whatever the number of records."""
    grouped: dict[UUID, list[Source]] = defaultdict(list)
    ids = [record.pk for record in records]
    if ids:
        for source in Source.objects.filter(record_id__in=ids).order_by("created_at", "start"):
            grouped[source.record_id].append(source)
    return grouped
