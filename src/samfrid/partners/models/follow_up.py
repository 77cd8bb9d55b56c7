"""Follow-ups to come, and what was said of each goal when an agreement was followed up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models.agreements import Agreement, AgreementGoal, FollowUp


class PlannedFollowUp(TenantModel):
    """A follow-up that the parties are to meet for: held by a follow-up, or called off with the reason."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="planned_follow_ups")
    on = models.DateField(_("dag"))
    place = models.CharField(_("plats"), max_length=200, blank=True)
    held = models.OneToOneField(FollowUp, on_delete=models.PROTECT, null=True, blank=True, related_name="planned")
    called_off_on = models.DateField(null=True, blank=True)
    called_off_why = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="planned_follow_up_off_why",
                condition=models.Q(called_off_on__isnull=True)
                | (~models.Q(called_off_why="") & models.Q(held__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["agreement", "on"],
                condition=models.Q(called_off_on__isnull=True, held__isnull=True),
                name="planned_follow_up_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "on"],
                condition=models.Q(called_off_on__isnull=True, held__isnull=True),
                name="planned_follow_up_awaited",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class GoalOutcome(models.TextChoices):
    """How far a goal has been reached. That it cannot be said is an answer too."""

    REACHED = "reached", _("nått")
    PARTLY = "partly", _("delvis nått")
    NOT = "not", _("inte nått")
    UNKNOWN = "unknown", _("går inte att säga")


class GoalFollowUp(TenantModel):
    """What was said of a goal at a follow-up."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(AgreementGoal, on_delete=models.CASCADE, related_name="followed_up")
    outcome = models.CharField(_("läge"), max_length=8, choices=GoalOutcome)
    text = models.TextField(_("vad som sades"), blank=True)
    figures = models.CharField(_("siffror"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follow_up", "goal"], name="goal_followed_up_once"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.outcome}"
