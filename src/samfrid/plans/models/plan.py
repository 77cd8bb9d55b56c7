"""Plans and their versions: goals, and activities, each of which is a commitment in the ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import Commitment
from samfrid.municipalities.models import Body, TenantModel


class Plan(TenantModel):
    """A plan, programme or strategy under its best known name."""

    name = models.CharField(_("namn"), max_length=300)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "name"], name="plan_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])


class PlanAlias(TenantModel):
    """Another name that documents use for the same plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("municipality", Lower("name"), name="plan_alias_once")]

    def __str__(self) -> str:
        return self.name


class VersionState(models.TextChoices):
    """Whether a body has adopted it. ``UNKNOWN``: the documents name the plan without saying."""

    UNKNOWN = "unknown", _("antagande okänt")
    DRAFT = "draft", _("förslag")
    ADOPTED = "adopted", _("antagen")
    SUPERSEDED = "superseded", _("ersatt")


class PlanVersion(TenantModel):
    """One version of a plan, with its period and adoption. Frozen once adopted."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.UNKNOWN)
    starts_on = models.DateField(_("gäller från"), null=True, blank=True)
    ends_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    adopted_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(_("antagen"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(state=VersionState.DRAFT), name="plan_one_draft"
            ),
            models.CheckConstraint(
                name="plan_version_period",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("Planens period slutar före den börjar."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "state", "ends_on"], name="plan_version_period")]

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"


class Goal(TenantModel):
    """A goal of a plan's version."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("mål"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "number"], name="goal_number_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Activity(TenantModel):
    """An activity of a plan's version: a place in the plan, and the commitment that is followed."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="activities")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    number = models.PositiveSmallIntegerField()
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="activities")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="activity_number_once"),
            models.UniqueConstraint(fields=["version", "commitment"], name="activity_commitment_once"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"
