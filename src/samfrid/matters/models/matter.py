"""The matter itself, its numbers, its people and what is asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import DatePrecision
from samfrid.matters.models.words import AttachmentRole, MatterKind, PersonRole
from samfrid.municipalities.models import Access, Body, TenantModel


class Matter(TenantModel):
    """Something that was asked or proposed, from the day it was raised to the day that nothing more is awaited."""

    kind = models.CharField(_("typ"), max_length=16, choices=MatterKind)
    title = models.CharField(_("rubrik"), max_length=300)
    #: only a reference to it is known as yet, so the title is what we call it, and says nothing of what it is about
    title_is_ours = models.BooleanField(default=False)
    #: when it was raised (väcktes); the clock of KL 5:35 goes from here
    raised_on = models.DateField(_("väckt"), null=True, blank=True)
    raised_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    #: the body or office holder it is put to
    addressee = models.CharField(_("ställd till"), max_length=200, blank=True)
    #: who may read it; another axis than whether it is published
    access = models.PositiveSmallIntegerField(_("åtkomst"), choices=Access, default=Access.INTERNAL)
    #: shown on the municipality's open pages
    published = models.BooleanField(_("publicerad"), default=False)
    #: what a row of a list tells of the parts: see ``actions.listed``. Facts alone, nothing that a day can change
    listed = models.JSONField(default=dict, editable=False)
    #: the day of the decision or answer that it waited for; null while that is awaited. Kept by ``actions.listed``
    settled_on = models.DateField(null=True, editable=False)
    #: it has been decided or answered, though the day may be unknown. Kept by ``actions.listed``
    settled = models.BooleanField(default=False, editable=False)
    related = models.ManyToManyField("self", symmetrical=True, through="MatterLink")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title=""), name="matter_has_title"),
            models.CheckConstraint(
                condition=models.Q(published=False) | models.Q(access=Access.PUBLIC),
                name="matter_published_is_public",
                violation_error_message=_("Bara ett offentligt ärende kan publiceras."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("municipality"), F("raised_on").desc(nulls_last=True), F("id").desc(), name="matter_newest"),
            models.Index(
                F("municipality"),
                F("kind"),
                F("raised_on").desc(nulls_last=True),
                F("id").desc(),
                name="matter_kind_newest",
            ),
            models.Index(
                F("municipality"),
                F("raised_on").desc(nulls_last=True),
                F("id").desc(),
                condition=models.Q(settled=False),
                name="matter_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters:matter", args=[self.pk])


class MatterLink(TenantModel):
    """Two matters that belong together: an interpellation that asks what became of a motion."""

    from_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    to_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_matter", "to_matter"], name="matter_link_once"),
            models.CheckConstraint(condition=~models.Q(from_matter=F("to_matter")), name="matter_link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.from_matter_id} – {self.to_matter_id}"


class NumberSeries(TenantModel):
    """A gap-free series of diary numbers of a body, for one year: "KS 2026/001". The number is taken with the row
    locked, in the transaction that gives it to a matter, so that one that is not used is given to the next.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    #: what stands before the number: "KS"
    prefix = models.CharField(_("beteckning"), max_length=12)
    #: with the fields {prefix}, {year} and {number}: "{prefix} {year}/{number:03}"
    form = models.CharField(_("form"), max_length=40, default="{prefix} {year}/{number:03}")
    year = models.PositiveSmallIntegerField(_("år"))
    #: the last number given
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "prefix", "year"], name="number_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}"


class DiaryNumber(TenantModel):
    """A diary number (diarienummer) as written. One matter often has several, one for each body."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="diary_numbers")
    number = models.CharField(_("diarienummer"), max_length=60)
    #: the number without its typography, upper case: how it is looked up; see ``rules.number_key``
    key = models.CharField(max_length=60)
    #: whose register it is in, where that is known
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: the series of ours that it is from, and its place there; null for a number that others have given
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, null=True, related_name="numbers")
    serial = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            # a bare number ("31/16") can be of any committee's register: it tells no matter apart
            models.UniqueConstraint(
                fields=["municipality", "key"],
                condition=models.Q(key__regex=r"[^\W\d_]"),
                name="diary_number_once",
            ),
            models.UniqueConstraint(fields=["matter", "key"], name="diary_number_once_in_matter"),
            models.UniqueConstraint(fields=["series", "serial"], name="diary_number_serial_once"),
            models.CheckConstraint(condition=models.Q(key=Upper("key")), name="diary_number_key_upper"),
            models.CheckConstraint(condition=~models.Q(key=""), name="diary_number_has_key"),
            models.CheckConstraint(
                condition=models.Q(series__isnull=True, serial__isnull=True)
                | models.Q(series__isnull=False, serial__isnull=False),
                name="diary_number_serial_in_series",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "key"], name="diary_number_lookup")]

    def __str__(self) -> str:
        return self.number


class MatterPerson(TenantModel):
    """Somebody with a part in the matter, with the party at that time."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("namn"), max_length=160)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    role = models.CharField(_("roll"), max_length=10, choices=PersonRole)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "name", "role"], name="matter_person_once"),
        ]
        indexes: ClassVar = [models.Index(F("municipality"), Upper("name"), name="matter_person_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


class Request(TenantModel):
    """What is asked for, clause by clause (a motion's att-satser)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="requests")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("yrkande"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "number"], name="request_number_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Question(TenantModel):
    """A question put in the matter, with its answer where there is one."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("fråga"))
    answer = models.TextField(_("svar"), blank=True)
    #: the answer only points at another answer ("se svar ovan")
    refers_back = models.BooleanField(default=False)
    #: the answer announces a figure that is not there
    lacks_figure = models.BooleanField(default=False)
    #: the clause that a follow-up question asks about; of another matter
    about_clause = models.ForeignKey(
        "matters.Clause", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_up_by"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "number"], name="question_number_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Attachment(TenantModel):
    """A kept document that belongs to the matter. Files are kept in a room above: the document is named by its key."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="attachments")
    document_id = models.UUIDField()
    name = models.CharField(_("namn"), max_length=300)
    role = models.CharField(_("vad det är"), max_length=12, choices=AttachmentRole, default=AttachmentRole.ATTACHMENT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "document_id", "role"], name="attachment_once")
        ]
        indexes: ClassVar = [models.Index(fields=["document_id"], name="attachment_document")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.document_id])
