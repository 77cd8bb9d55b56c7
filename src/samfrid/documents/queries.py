"""What the pages of this room read: the list, how far the reading has come, and one document under review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q
from django.utils.dateparse import parse_datetime

from samfrid.audit.actions import kind_of
from samfrid.audit.models import Entry
from samfrid.documents.models import Document, DocumentState, Finding, FindingState, ReviewTime
from samfrid.documents.rules import CERTAIN_FROM
from samfrid.documents.words import RECORD_NAMES

PAGE: Final = 50
PENDING: Final = (DocumentState.WAITING, DocumentState.READING)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of the list, newest first; ``cursor`` is where the next begins, or empty. ``left`` counts what each
    document still has to be reviewed."""

    documents: list[Document]
    left: dict[UUID, int]
    cursor: str


def documents(state: str = "", cursor: str = "", size: int = PAGE) -> DocumentPage:
    """Documents of the session's municipality, by key; an unknown state or cursor counts as none."""
    found = Document.objects.defer("reading").order_by("-created_at", "-id")
    if state in DocumentState:
        found = found.filter(state=state)
    after = _parsed(cursor)
    if after:
        at, key = after
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=key))
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return DocumentPage(rows, left_to_review(rows), _cursor(rows[-1]) if more else "")


def left_to_review(rows: Sequence[Document]) -> dict[UUID, int]:
    """How many proposals nobody has judged, for those of ``rows`` that are under review; one query."""
    read = [document.pk for document in rows if document.state == DocumentState.READ]
    if not read:
        return {}
    waiting = Finding.objects.filter(document_id__in=read, state=FindingState.PROPOSED)
    counted = waiting.order_by().values_list("document_id").annotate(n=Count("pk"))
    return dict.fromkeys(read, 0) | dict(counted)


def _cursor(document: Document) -> str:
    return f"{document.created_at.isoformat()}_{document.pk}"


def _parsed(cursor: str) -> tuple[dt.datetime, UUID] | None:
    at, _line, key = cursor.partition("_")
    try:
        moment = parse_datetime(at)
        return (moment, UUID(key)) if moment and moment.tzinfo else None
    except ValueError:
        return None


def these(keys: Sequence[UUID]) -> list[Document]:
    """Documents by their keys, newest first; keys of others' are passed over."""
    return list(Document.objects.defer("reading").filter(pk__in=keys).order_by("-created_at", "-id"))


def pending() -> int:
    """How many files wait for their reading or are being read. They are few: an index holds the state."""
    return Document.objects.filter(state__in=PENDING).count()


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the review of a document has come."""

    total: int
    left: int
    certain_left: int

    @property
    def done(self) -> int:
        return self.total - self.left


def tally(document: Document) -> Tally:
    """Counts of a document's findings."""
    waiting = Q(state=FindingState.PROPOSED)
    foreign = Q(group="municipality") & ~Q(proposed__code=document.municipality_id)
    counts = document.findings.exclude(foreign).aggregate(
        total=Count("pk"),
        left=Count("pk", filter=waiting),
        certain=Count("pk", filter=waiting & Q(confidence__gte=CERTAIN_FROM, origin="")),
    )
    return Tally(counts["total"], counts["left"], counts["certain"])


def review_times(today: dt.date, months: int) -> list[ReviewTime]:
    """What the reviews of the last months came to, this one among them."""
    index = today.year * 12 + today.month - months
    first = dt.date(index // 12, index % 12 + 1, 1)
    return list(ReviewTime.objects.filter(month__gte=first))


@dataclass(frozen=True, slots=True)
class Became:
    """A record that a document was turned into or joined."""

    kind: str
    title: str
    url: str


def records_of(document: Document) -> dict[UUID, Became]:
    """The records with a page of their own that an approved document went to, in the order in which they were made.

    The audit trail has them: it was written in the transaction that made them. One query for each kind of record.
    """
    told = Entry.objects.filter(
        municipality_code=document.municipality_id,
        record_kind=kind_of(document),
        record_id=str(document.pk),
        act="documents.approve",
    )
    detail = told.order_by("-number").values_list("detail", flat=True).first() or {}
    keys: dict[str, list[UUID]] = {}
    for kind, key in detail.get("records", []):
        keys.setdefault(kind, []).append(UUID(key))
    found: dict[UUID, Became] = {}
    for kind, these_keys in keys.items():
        model = apps.get_model(kind)
        known = model._default_manager.in_bulk(these_keys)
        name = str(RECORD_NAMES.get(kind, model._meta.verbose_name))
        for key in these_keys:
            if key in known:
                found[key] = Became(name, str(known[key]), known[key].get_absolute_url())
    return found
