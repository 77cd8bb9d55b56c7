"""Files that the municipality keeps, what the reader found in them, and what a person said about each finding."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, TenantModel


class DocumentState(models.TextChoices):
    """Where a file is on its way from the drop zone to approved records."""

    WAITING = "waiting", _("väntar på läsning")
    READING = "reading", _("läses")
    FAILED = "failed", _("kunde inte läsas")
    READ = "read", _("läst, att granska")
    APPROVED = "approved", _("godkänd")


class Document(TenantModel):
    """A file, kept once for each municipality whatever it is called; its bytes lie in the store by their SHA-256."""

    name = models.CharField(_("filnamn"), max_length=255)
    #: SHA-256 of the bytes, hexadecimal
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("storlek, byte"))
    uploaded_by = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.WAITING)
    #: a stable word for what went wrong, and the sentence that the person is shown
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.TextField(blank=True)
    #: how many pages have been read of how many, while reading
    pages_read = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    reader_version = models.CharField(max_length=40, blank=True)
    #: the contract's object; see samfrid.reading
    reading = models.JSONField(null=True)
    #: width and height in pixels of the picture of each page, in order; empty where the file has no pages to show
    pictures = models.JSONField(default=list)
    #: from the reading, for lists
    kind = models.CharField(max_length=24, blank=True)
    title = models.CharField(_("rubrik"), max_length=300, blank=True)
    #: the document's own date as read: YYYY-MM-DD, or "" where it has none
    dated = models.CharField(_("datum"), max_length=10, blank=True)
    #: the code of the municipality whose document it is, as read ("" if unknown), and as a person has said
    read_municipality = models.CharField(max_length=4, blank=True)
    confirmed_municipality = models.CharField(max_length=4, blank=True)
    #: who may read it; another axis than whether it is published
    access = models.PositiveSmallIntegerField(_("åtkomst"), choices=Access, default=Access.INTERNAL)
    #: seconds of its review so far, and when they were counted last; set to nothing when it is approved, so that nobody
    #: can tell how long a person took for a document
    review_seconds = models.PositiveIntegerField(default=0)
    review_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "sha256"], name="document_content_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="document_newest"),
            models.Index(fields=["municipality", "state"], name="document_state"),
        ]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])


class FindingState(models.TextChoices):
    """What a person has said about a finding."""

    PROPOSED = "proposed", _("att granska")
    ACCEPTED = "accepted", _("godkänd")
    EDITED = "edited", _("ändrad och godkänd")
    REJECTED = "rejected", _("avvisad")
    ABSENT = "absent", _("står inte i texten")


#: what becomes a record when the document is approved
KEPT = (FindingState.ACCEPTED, FindingState.EDITED)


class Finding(TenantModel):
    """One value or item of a reading, as the reader proposed it and as a person left it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    #: the contract's key: "date", "people", "proposals" …
    group = models.CharField(max_length=20)
    #: place in the group's list; 0 for a scalar
    number = models.PositiveSmallIntegerField(default=0)
    #: as read, without evidence and confidence: never changed; null where a person added what the reader had missed
    proposed = models.JSONField(null=True)
    #: as a person edited it, in the same form; null if she did not
    edited = models.JSONField(null=True)
    #: [{"start": 120, "end": 188, "page": 1, "bbox": [...]}]
    evidence = models.JSONField(default=list)
    confidence = models.FloatField()
    #: who proposed it: "" for the reader's own rules, "model: NAME" for a plug-in
    origin = models.CharField(max_length=80, blank=True, default="")
    #: the second best, if any: {"value": …, "confidence": 0.4, "evidence": […], "origin": …}; the value in the form of
    #: :attr:`proposed`
    runner_up = models.JSONField(null=True)
    state = models.CharField(max_length=8, choices=FindingState, default=FindingState.PROPOSED)
    #: goes up with each act; whoever acts says which one she saw, so that nobody's word is overwritten unseen
    version = models.PositiveIntegerField(default=0)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    #: the record that it became
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "group", "number"], name="finding_place_once")
        ]
        ordering: ClassVar = ["group", "number"]

    def __str__(self) -> str:
        return f"{self.group} {self.number}"

    @property
    def value(self) -> Any:
        """What holds now: as a person edited it, else as it was read. A string for a scalar, a number or a recipient,
        ``{"name", "code"}`` for the municipality, and the contract's object for an item of a list."""
        return self.proposed if self.edited is None else self.edited

    @property
    def kept(self) -> bool:
        """Whether a person has said that it is right, as it was read or as she edited it."""
        return self.state in KEPT

    @property
    def took_runner_up(self) -> bool:
        """Whether a person chose the second best instead."""
        return self.runner_up is not None and self.edited is not None and self.edited == self.runner_up["value"]

    @property
    def grounds(self) -> list[dict[str, Any]]:
        """The evidence of what holds now: the second best has its own."""
        own: list[dict[str, Any]] = self.evidence
        return (self.runner_up or {}).get("evidence") or own if self.took_runner_up else own


class ReviewTime(TenantModel):
    """What one review came to, without the document and without the person: the measure of the reader at a place.

    No time of day and no key leads back: a month, the type, the seconds, and counts.
    """

    created_at = None  # type: ignore[assignment]
    #: the first day of the month in which it was approved
    month = models.DateField()
    kind = models.CharField(max_length=24)
    seconds = models.PositiveIntegerField()
    #: values that the reader found and left out again since the text did not hold them
    dropped = models.PositiveIntegerField(default=0)
    #: for each group how many were kept as read, changed, rejected, not in the text, left, and added by a person
    groups = models.JSONField(default=dict)
    #: for each band how many were kept as read, and how many were not
    bands = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "month"], name="review_time_month")]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m}"
