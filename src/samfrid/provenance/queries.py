"""The grounds of records, many records at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from samfrid.municipalities.models import TenantModel
from samfrid.provenance.models import Source


def sources_of(records: Iterable[TenantModel]) -> dict[UUID, list[Source]]:
    """The sources of each record, in the order of the documents, by one query whatever the number of records."""
    grouped: dict[UUID, list[Source]] = defaultdict(list)
    ids = [record.pk for record in records]
    if ids:
        for source in Source.objects.filter(record_id__in=ids).order_by("created_at", "start"):
            grouped[source.record_id].append(source)
    return grouped
