"""The municipality's form of the follow-up list, and the editions of it that were frozen and sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, Body, TenantModel, Unit
from samfrid.plans.models import Plan


class EditionForm(TenantModel):
    """How a body wants its list: which columns in which order, in whose words, and which commitments stand in it.

    The one without a body is that of bodies that have none of their own.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ")
    )
    #: names of columns (``rules/columns.py``) in their order
    columns = models.JSONField(default=list)
    heading = models.CharField(_("rubrik"), max_length=200, blank=True)
    introduction = models.TextField(_("inledning"), blank=True)
    #: only what comes from this plan, from this body's decisions, what this unit answers for, what has this goal
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tag = models.CharField(_("mål"), max_length=120, blank=True)
    #: whether a new edition is for anybody to read
    public = models.BooleanField(_("offentlig"), default=False)
    #: whether the public editions that were sent stand on the open pages; off until the municipality says so
    published = models.BooleanField(_("publiceras"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "body"], nulls_distinct=False, name="edition_form_once_for_body"
            ),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.body or "")


class Edition(TenantModel):
    """The list as it was on a day. A draft can be made anew; what was sent is never changed: the database refuses."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("organ"))
    name = models.CharField(_("rubrik"), max_length=200)
    introduction = models.TextField(_("inledning"), blank=True)
    columns = models.JSONField(default=list)
    #: how it was narrowed, in words
    narrowed = models.CharField(max_length=500, blank=True)
    #: the day that its rows tell of
    on = models.DateField(_("läget den"))
    #: nothing in it needs a clearance, and nothing tells of what does
    public = models.BooleanField(_("offentlig"), default=False)
    #: of the row that needs the highest; never below internal for one that is not public
    access = models.PositiveSmallIntegerField(choices=Access, default=Access.INTERNAL)
    #: the one that was sent before it, to the same body and of the same openness
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: the sent edition that it puts right, and what was wrong
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    correction = models.TextField(_("vad som rättas"), blank=True)
    #: pictures as they were that day: title, columns and rows of the table that says the same, and the drawing
    pictures = models.JSONField(default=list)
    made_by = models.CharField(max_length=200)
    sent_on = models.DateField(_("skickad"), null=True, blank=True)
    sent_by = models.CharField(max_length=200, blank=True)
    #: its number among the body's editions of the year
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("nummer"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="edition_number_once"),
            models.CheckConstraint(
                name="edition_sent_is_numbered",
                condition=models.Q(sent_on__isnull=True, number__isnull=True, year__isnull=True)
                | models.Q(sent_on__isnull=False, number__isnull=False, year__isnull=False),
            ),
            models.CheckConstraint(
                name="edition_sent_after_frozen",
                condition=models.Q(sent_on__isnull=True) | models.Q(sent_on__gte=models.F("on")),
                violation_error_message=_("Utgåvan kan inte skickas före dagen som den visar."),
            ),
            models.CheckConstraint(
                name="edition_public_needs_no_clearance",
                condition=models.Q(public=True, access=Access.PUBLIC)
                | models.Q(public=False, access__gte=Access.INTERNAL),
            ),
            models.CheckConstraint(
                name="edition_says_what_it_corrects",
                condition=models.Q(corrects__isnull=True) | ~models.Q(correction=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="edition_newest"),
            models.Index(fields=["body", "public", "-sent_on"], name="edition_sent_to_body"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}".strip()

    @property
    def label(self) -> str:
        """Its number as it is spoken of, "2026:3"; empty for a draft."""
        return f"{self.year}:{self.number}" if self.number else ""

    def get_absolute_url(self) -> str:
        return reverse("editions:edition", args=[self.pk])


class EditionRow(TenantModel):
    """A commitment as it was that day: its values and words. The commitment itself may change, or go."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    commitment = models.UUIDField()
    access = models.PositiveSmallIntegerField(choices=Access, default=Access.PUBLIC)
    #: it stood in the edition before and is no longer followed here; ``values`` are those of then
    gone = models.BooleanField(default=False)
    #: all that any column can show (``rules/columns.py``)
    values = models.JSONField(default=dict)
    #: what has changed since the edition before (``rules/moved.py``): kind, before, after
    moved = models.JSONField(default=list)
    # of the values, what the next edition is compared by
    execution = models.CharField(max_length=12)
    settled = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    responsible = models.CharField(max_length=200, blank=True)
    last_word_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "position"], name="edition_row_position_once"),
            models.UniqueConstraint(fields=["edition", "commitment"], name="edition_row_commitment_once"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.position}"
