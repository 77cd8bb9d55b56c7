"""Sources: from a record to the sentence that it came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samfrid.municipalities.models import TenantModel


class Source(TenantModel):
    """A sentence in a kept document, and the record that rests on it.

    The record is named by kind ("matters.clause") and key; the document by key alone, since files are kept in a room
    above. The words are copied, so that a record can show its ground without opening the file.
    """

    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField()
    document_id = models.UUIDField()
    document_title = models.CharField(max_length=300)
    #: offsets in characters into the reading's text
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    quote = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_id", "record_kind", "document_id", "start", "end"], name="source_once"
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="source_has_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["document_id"], name="source_document")]

    def __str__(self) -> str:
        return self.quote[:80]

    def get_absolute_url(self) -> str:
        """The document with this sentence marked."""
        return f"{reverse('documents:document', args=[self.document_id])}?fran={self.start}&till={self.end}#markerat"
