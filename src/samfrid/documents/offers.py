"""Documents to choose among for what shows something: that a commitment is done, that a sum's condition was met."""

from __future__ import annotations

from typing import Final

from samfrid.commitments.offered import Offer
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.models import TenantModel

#: a list to choose from; another document is given as a link or in words
MOST: Final = 40


def documents_for(record: TenantModel) -> list[Offer]:
    """The documents that were approved or added last."""
    kept = Document.objects.filter(
        municipality_id=record.municipality_id, state__in=(DocumentState.READ, DocumentState.APPROVED)
    )
    rows = kept.only("id", "name", "title", "dated", "access").order_by("-created_at")[:MOST]
    return [Offer("documents.document", one.pk, (one.title or one.name)[:300], one.access) for one in rows]
