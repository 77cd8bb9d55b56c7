"""Indicators: what is counted to see whether a plan makes a difference, its place in each version, and its values."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.plans.models.plan import Activity, Goal, Plan, PlanVersion


class Direction(models.TextChoices):
    """Which way is better; empty where nobody has said."""

    UP = "up", _("högre är bättre")
    DOWN = "down", _("lägre är bättre")


class Indicator(TenantModel):
    """What is counted, and how. It lives through the plan's versions, so that its series does: another definition is
    another indicator.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("namn"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)
    #: where the figures are taken from: "personalsystemet", "Kolada U30402"
    source = models.CharField(_("källa"), max_length=200, blank=True)
    direction = models.CharField(_("riktning"), max_length=4, choices=Direction, blank=True, default="")
    #: months from one value to the next
    every_months = models.PositiveSmallIntegerField(_("mäts med så många månaders mellanrum"), default=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("plan", Lower("name"), name="indicator_name_once"),
            models.CheckConstraint(
                condition=models.Q(every_months__gte=1, every_months__lte=120), name="indicator_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:indicator", args=[self.pk])


class IndicatorPlace(TenantModel):
    """An indicator's place in a version: the goal or activity that it tells of, or the whole plan, and the target."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="places")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators")
    target = models.DecimalField(_("målvärde"), max_digits=16, decimal_places=3, null=True, blank=True)
    #: begun to be counted when the version was adopted already: it follows the plan up and is no part of its text
    after_adoption = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "indicator"], name="indicator_place_once"),
            models.CheckConstraint(
                condition=models.Q(goal__isnull=True) | models.Q(activity__isnull=True), name="indicator_of_one"
            ),
        ]
        ordering: ClassVar = ["created_at", "id"]

    def __str__(self) -> str:
        return str(self.indicator)


class IndicatorValue(TenantModel):
    """What was counted for the time that ended on a day. A missing value is a missing row, never zero."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    on = models.DateField(_("gäller till och med"))
    value = models.DecimalField(_("värde"), max_digits=16, decimal_places=3)
    preliminary = models.BooleanField(_("preliminärt"), default=False)
    note = models.TextField(_("anmärkning"), blank=True)
    given_by = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["indicator", "on"], name="indicator_value_once")]
        ordering: ClassVar = ["-on"]

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"
