"""The national yearly survey: one sheet for each year, what people have answered, and what was sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models import Agreement


class Value(models.TextChoices):
    """An answer. That nobody knows is an answer of its own, and not a no."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNKNOWN = "unknown", _("Vet inte")


class Sheet(TenantModel):
    """The municipality's answers of one year. Computed anew each time it is shown until it is sent; then frozen."""

    year = models.PositiveSmallIntegerField(_("år"))
    #: which set of questions, by its name in ``questions/``
    questions = models.CharField(_("frågor"), max_length=20)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year"], name="survey_once_a_year"),
            models.CheckConstraint(condition=models.Q(year__gte=2000, year__lte=2199), name="survey_year_may_be"),
            models.CheckConstraint(
                condition=models.Q(sent_on__isnull=True) | ~models.Q(sent_by=""), name="survey_sent_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("survey:sheet", args=[self.year])


class Given(TenantModel):
    """What a person answered, where Samfrid cannot know or where she knows better; why is shown with the answer."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="given")
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=7, choices=Value)
    reason = models.CharField(_("skäl"), max_length=500)
    by = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "question"], name="survey_given_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="survey_given_why"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class Sent(TenantModel):
    """A line of what was sent, as it was on that day. The database refuses every change of it."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="sent")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=60)
    #: the question as it was put
    text = models.TextField()
    value = models.CharField(max_length=7, choices=Value)
    #: what Samfrid found; blank where it cannot know
    found = models.CharField(max_length=7, choices=Value, blank=True)
    #: who answered otherwise, when and why; blank where the answer is Samfrid's
    told = models.CharField(max_length=800, blank=True)
    #: [title, address] of all that shows it
    evidence = models.JSONField(default=list)
    lacks = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="survey_sent_number_once"),
            models.UniqueConstraint(fields=["sheet", "question"], name="survey_sent_once"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class SingleCases(TenantModel):
    """That an agreement is about cooperation in single cases: the survey asks of those, and a text cannot tell."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=200)
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.agreement_id)
