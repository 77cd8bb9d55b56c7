"""What the worker writes: that it has begun, how far it has come, and what came out."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import transaction

from samfrid.audit.actions import Actor, record
from samfrid.documents import jobs
from samfrid.documents.findings import proposals_of
from samfrid.documents.models import Document, DocumentState, Finding

#: what PostgreSQL's JSON cannot hold; each sign is replaced by one, so that offsets keep
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_UNREAD: Final = (DocumentState.WAITING, DocumentState.READING)


def _unread(document: Document) -> Document | None:
    """The document, held, if it still waits for its reading; None if it is gone or has come further."""
    waiting = Document.objects.select_for_update().defer("reading")
    return waiting.filter(pk=document.pk, state__in=_UNREAD).first()


@transaction.atomic
def begin(document: Document) -> bool:
    """Say that the reading has begun; False if there is nothing to read any longer."""
    now = _unread(document)
    if now is None:
        return False
    now.state, now.pages_read, now.pages = DocumentState.READING, 0, 0
    now.save(update_fields=["state", "pages_read", "pages"])
    return True


def keep_progress(document: Document, pages_read: int, pages: int) -> None:
    """Remember how far the reading has come. No act of anybody's: it has no entry in the audit."""
    Document.objects.filter(pk=document.pk, state=DocumentState.READING).update(pages_read=pages_read, pages=pages)


@transaction.atomic
def keep_reading(actor: Actor, document: Document, reading: dict[str, Any]) -> bool:
    """Keep what was read, with a proposal for a person to judge for each thing; False if nobody waits for it now.

    ``reading`` is the contract's object.
    """
    now = _unread(document)
    if now is None:
        return False
    reading = storable(reading)
    municipality = reading.get("municipality") or {}
    now.reading = reading
    now.state = DocumentState.READ
    now.reader_version = reading.get("version", "")
    now.kind = reading.get("type") or "other"
    now.title = (reading.get("title") or "")[:300]
    now.dated = reading.get("date") or ""
    now.read_municipality = municipality.get("code", "")
    now.pages = max((segment[4] for segment in reading.get("segments", [])), default=1)
    now.pages_read = now.pages
    now.save()
    now.findings.all().delete()
    Finding.objects.bulk_create(
        Finding(
            municipality_id=now.municipality_id,
            document=now,
            group=proposal.group,
            number=proposal.number,
            proposed=proposal.value,
            evidence=proposal.evidence,
            confidence=proposal.confidence,
            origin=proposal.origin[:80],
            runner_up=proposal.runner_up,
        )
        for proposal in proposals_of(reading)
    )
    record(actor, "documents.read", now, reader_version=now.reader_version, type=now.kind)
    jobs.picture_later(now)
    return True


@transaction.atomic
def fail(actor: Actor, document: Document, code: str, message: str) -> bool:
    """Say that the file could not be read: ``code`` for machines, ``message`` a Swedish sentence for the person."""
    now = _unread(document)
    if now is None:
        return False
    now.state, now.error_code, now.error_message = DocumentState.FAILED, code, message
    now.save(update_fields=["state", "error_code", "error_message"])
    record(actor, "documents.fail", now, code=code)
    return True


def keep_pictures(document: Document, sizes: list[tuple[int, int]]) -> None:
    """Remember the pictures that were drawn of the pages: width and height in pixels of each."""
    Document.objects.filter(pk=document.pk).update(pictures=[list(size) for size in sizes])


def storable(value: Any) -> Any:
    """The same JSON value without the signs that PostgreSQL refuses."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value
