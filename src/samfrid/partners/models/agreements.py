"""Agreements with organisations outside. The current period is computed from the first period and the renewal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Organisation, TenantModel
from samfrid.partners.terms import Terms


class AgreementForm(models.TextChoices):
    IOP = "iop", _("idéburet offentligt partnerskap")
    GRANT = "grant", _("bidrag")
    CONTRACT = "contract", _("avtal om tjänst")
    COOPERATION = "cooperation", _("samverkansöverenskommelse")
    OTHER = "other", _("annat avtal")


class Agreement(TenantModel):
    """An agreement as it was first made; what holds today is computed (``rules.current_period``)."""

    form = models.CharField(_("form"), max_length=12, choices=AgreementForm)
    title = models.CharField(_("benämning"), max_length=300)
    first_starts_on = models.DateField(_("första perioden från"), null=True, blank=True)
    first_ends_on = models.DateField(_("första perioden till och med"), null=True, blank=True)
    #: months that it is prolonged by when a period ends; null where it simply ends or nothing is said
    renewal_months = models.PositiveSmallIntegerField(_("förlängs med, månader"), null=True, blank=True)
    #: last day to which it may be prolonged; null with a renewal means until further notice (tills vidare)
    renewal_last_on = models.DateField(null=True, blank=True)
    #: notice (uppsägningstid) before the current period ends
    notice_months = models.PositiveSmallIntegerField(_("uppsägningstid, månader"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_period",
                condition=models.Q(first_starts_on__isnull=True)
                | models.Q(first_ends_on__isnull=True)
                | models.Q(first_ends_on__gte=models.F("first_starts_on")),
                violation_error_message=_("Avtalsperioden slutar före den börjar."),
            ),
            models.CheckConstraint(
                name="agreement_renewal_moves",
                condition=models.Q(renewal_months__isnull=True) | models.Q(renewal_months__gte=1),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="agreement_newest"),
            models.Index(fields=["municipality", "first_ends_on"], name="agreement_end"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement", args=[self.pk])

    @property
    def terms(self) -> Terms:
        """What it says of its time: periods, renewal and notice are computed of this and nothing else."""
        return Terms(
            self.first_starts_on, self.first_ends_on, self.renewal_months, self.renewal_last_on, self.notice_months
        )


class Party(TenantModel):
    """A party to an agreement: an organisation, or the municipality itself where ``organisation`` is empty."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    #: the name as the agreement has it
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "name"], name="party_once")]

    def __str__(self) -> str:
        return self.name


class AgreementGoal(TenantModel):
    """A goal that the parties share."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("mål"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_goal_number_once")
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(TenantModel):
    """A follow-up of an agreement by its parties. The national survey counts those of the last 24 months."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField(_("dag"))
    note = models.TextField(_("vad som kom fram"), blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agreement", "-on"], name="follow_up_latest")]

    def __str__(self) -> str:
        return f"{self.on}"
