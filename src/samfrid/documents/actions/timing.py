"""How long a review takes, and what it came to: kept without the person and without the document."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samfrid.documents.measuring import counts_of, seconds_between
from samfrid.documents.models import Document, DocumentState, ReviewTime
from samfrid.municipalities.dates import today


@transaction.atomic
def spend(document: Document, opened: dt.datetime | None) -> None:
    """Add the time since the last act of the review, or since the page was ``opened`` where that was later.

    No act of anybody's, like :func:`~samfrid.documents.actions.reading.keep_progress`: it has no entry in the audit.
    """
    now = Document.objects.select_for_update().defer("reading").filter(pk=document.pk, state=DocumentState.READ).first()
    if now is None:
        return
    moment = timezone.now()
    now.review_seconds += seconds_between(now.review_at, opened, moment)
    now.review_at = moment
    now.save(update_fields=["review_seconds", "review_at"])


def measure(document: Document) -> None:
    """Keep what the review of a document that is being approved came to, and forget its own time.

    One that nobody reviewed on its page (an import, an example) says nothing of how the reader serves people.
    """
    if document.review_seconds:
        groups, bands = counts_of(document.findings.all())
        ReviewTime.objects.create(
            municipality_id=document.municipality_id,
            month=today().replace(day=1),
            kind=document.kind or "other",
            seconds=document.review_seconds,
            dropped=int((document.reading or {}).get("dropped") or 0),
            groups=groups,
            bands=bands,
        )
    document.review_seconds, document.review_at = 0, None
    document.save(update_fields=["review_seconds", "review_at"])
