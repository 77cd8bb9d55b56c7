"""Tying a record to the sentence it came from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from samfrid.audit.actions import kind_of
from samfrid.municipalities.models import TenantModel
from samfrid.provenance.models import Source


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words in a kept document: what a person can be shown as the ground for a record."""

    document_id: UUID
    document_title: str
    start: int
    end: int
    quote: str
    page: int | None = None


def cite(record: TenantModel, sentences: list[Sentence]) -> None:
    """Say that ``record`` rests on ``sentences``. Saying it twice is harmless."""
    Source.objects.bulk_create(
        [
            Source(
                municipality_id=record.municipality_id,
                record_kind=kind_of(record),
                record_id=record.pk,
                document_id=sentence.document_id,
                document_title=sentence.document_title[:300],
                start=sentence.start,
                end=sentence.end,
                page=sentence.page,
                quote=sentence.quote,
            )
            for sentence in sentences
            if sentence.end > sentence.start
        ],
        ignore_conflicts=True,
    )
