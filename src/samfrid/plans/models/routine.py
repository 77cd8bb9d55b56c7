"""Routines: how a thing is done, as somebody has decided and written down, and when that was last looked through."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, TenantModel, Unit

#: how often a routine is looked through where nobody has said otherwise. Ours: the national survey is yearly, and what
#: it counts is to be of today (Öppna jämförelser, "aktuell")
REVIEW_MONTHS: Final = 12


class RoutinePurpose(models.TextChoices):
    """The routines that the national survey asks of one by one (Öppna jämförelser, våld i nära relationer)."""

    SIGNS = "signs", _("när en vuxen visar tecken på våld")
    SCHOOLING = "schooling", _("skolgång för barn i skyddat boende")
    PROTECTED_DATA = "protected_data", _("att skyddade uppgifter inte röjs")
    COMPETENCE = "competence", _("samlad plan för personalens kompetens")


class Routine(TenantModel):
    """A routine or guideline. In the national survey it counts if it is of today, written, and decided by those who
    lead (Öppna jämförelser: aktuell, skriftlig, beslutad på ledningsnivå).
    """

    name = models.CharField(_("namn"), max_length=300)
    #: where in the work it is used: "ekonomiskt bistånd"
    field = models.CharField(_("område"), max_length=120, blank=True)
    #: which question of the survey it answers; blank for the routines that it does not ask of
    purpose = models.CharField(_("i öppna jämförelser"), max_length=16, choices=RoutinePurpose, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="routines", verbose_name=_("förvaltas av")
    )
    #: a body, or somebody by function: "socialchefen"
    decided_by_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.CharField(_("beslutad av"), max_length=160, blank=True)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    at_management = models.BooleanField(_("beslutad på ledningsnivå"), default=False)
    #: files are kept in a room above: the document is named by its key
    document_id = models.UUIDField(null=True, blank=True)
    document_name = models.CharField(_("handling"), max_length=300, blank=True)
    last_reviewed_on = models.DateField(_("senast genomgången"), null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(_("gås igenom var så många månader"), default=REVIEW_MONTHS)
    ended_on = models.DateField(_("upphörde"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="routine_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(review_months__gte=1, review_months__lte=120), name="routine_rhythm"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True)
                | models.Q(decided_by_body__isnull=False)
                | ~models.Q(decided_by=""),
                name="routine_decided_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="routine_newest"),
            models.Index(fields=["document_id"], name="routine_document"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("routines:routine", args=[self.pk])

    @property
    def decider(self) -> str:
        """Who decided it, in words; empty where nobody has."""
        return self.decided_by_body.name if self.decided_by_body else self.decided_by
