"""The index of search. Every row is made from other rooms' records and can always be made anew."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, TenantModel


class EntryKind(models.TextChoices):
    """What can be found, in the order in which the filters stand."""

    MATTER = "matter", _("ärende")
    DECISION = "decision", _("beslut")
    COMMITMENT = "commitment", _("åtagande")
    PLAN = "plan", _("plan")
    AGREEMENT = "agreement", _("avtal")
    DOCUMENT = "document", _("dokument")


class LexemesField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's ``tsvector``, written as its text: lexemes of our own analyser, with their places."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - Django gives it
        return "tsvector"


class SearchEntry(TenantModel):
    """One thing that can be found: a matter, a decision of it, a commitment, a plan, an agreement, a document."""

    kind = models.CharField(max_length=10, choices=EntryKind)
    record_id = models.UUIDField()
    #: key of the record whose page shows it: of a decision that of its matter
    page_id = models.UUIDField()
    #: the highest access (``municipalities.models.Access``) that is needed; triggers keep it as the record's own
    access = models.PositiveSmallIntegerField(choices=Access)
    #: the day that it is of: raised, decided, promised; null where that is not known
    on = models.DateField(null=True)
    #: of that day, for the filter; 0 where there is none
    year = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    #: what tells it apart, to be shown below the title: diary numbers, the body and its paragraph, who is responsible
    about = models.CharField(max_length=300, blank=True)
    #: the words that are searched and quoted
    text = models.TextField(blank=True)
    #: what the analyser made of title and text; see ``lexemes``
    words = LexemesField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "kind", "record_id"], name="search_entry_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["page_id"], name="search_entry_page"),
            # without a list of pending rows, which every search would have to read through
            GinIndex(fields=["words"], name="search_entry_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class Checkpoint(models.Model):
    """How far a municipality's audit trail has been followed, and by which analyser its words were made."""

    municipality = models.OneToOneField(
        "municipalities.Municipality", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    number = models.BigIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.number}"
