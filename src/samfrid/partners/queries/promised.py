"""The commitments that come from an agreement or a cooperation group."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from samfrid.commitments.models import Commitment, Origin
from samfrid.commitments.queries import with_standing


def promised_on_page(page_kind: str, page_id: UUID) -> list[Commitment]:
    """The commitments that come from a page's record, the first first."""
    origins = Origin.objects.filter(page_id=page_id, page_kind=page_kind)
    return commitments_of(list(dict.fromkeys(origins.order_by("created_at").values_list("commitment_id", flat=True))))


def commitments_of(keys: Sequence[UUID]) -> list[Commitment]:
    """The commitments with these keys that the reader may see, in this order; no query where there are none."""
    if not keys:
        return []
    found = with_standing(Commitment.objects.filter(pk__in=keys))
    by_key = {one.pk: one for one in found.select_related("responsible", "responsible_organisation")}
    return [by_key[key] for key in keys if key in by_key]
