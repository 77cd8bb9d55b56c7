"""Agreements with organisations outside. The current period is computed from the first period and the renewal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Organisation, TenantModel


class AgreementForm(models.TextChoices):
    IOP = "iop", _("idéburet offentligt partnerskap")
    GRANT = "grant", _("bidrag")
    CONTRACT = "contract", _("avtal om tjänst")
    COOPERATION = "cooperation", _("samverkansöverenskommelse")
    OTHER = "other", _("annat avtal")


class Per(models.TextChoices):
    """What a sum is for each of."""

    YEAR = "year", _("per år")
    MONTH = "month", _("per månad")
    DAY = "day", _("per dygn")
    INHABITANT_YEAR = "inhabitant_year", _("per invånare och år")
    ONCE = "once", _("en gång")


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


class Amount(TenantModel):
    """A sum of the agreement, in whole kronor. A conditional one counts once it has been released; when its condition
    was not met it is declined, and until either is said it waits.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="amounts")
    sek = models.PositiveBigIntegerField(_("belopp, kronor"))
    per = models.CharField(max_length=16, choices=Per)
    condition = models.TextField(_("villkor"), blank=True)
    released_on = models.DateField(null=True, blank=True)
    #: the day by which the parties are to say whether the condition is met; null: the end of the period
    decide_by = models.DateField(_("avgörs senast"), null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    declined_why = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="amount_met_or_not",
                condition=models.Q(released_on__isnull=True) | models.Q(declined_on__isnull=True),
            ),
            models.CheckConstraint(
                name="amount_declined_why",
                condition=models.Q(declined_on__isnull=True) | ~models.Q(declined_why=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "agreement"],
                condition=~models.Q(condition="")
                & models.Q(released_on__isnull=True)
                & models.Q(declined_on__isnull=True),
                name="amount_undecided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sek} kr {self.get_per_display()}"

    @property
    def undecided(self) -> bool:
        """Whether it hangs on a condition that nobody has said is met or not."""
        return bool(self.condition) and self.released_on is None and self.declined_on is None


class Payment(TenantModel):
    """A sum to be paid by a day, and when it was. What was planned in error is struck with the reason, not erased."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="payments")
    #: the sum of the agreement that it is a part of; null for one that stands by itself
    amount = models.ForeignKey(Amount, on_delete=models.SET_NULL, null=True, blank=True, related_name="payments")
    due_on = models.DateField(_("betalas senast"))
    sek = models.PositiveBigIntegerField(_("belopp, kronor"))
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    paid_on = models.DateField(_("betalt"), null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="payment_of_something", condition=models.Q(sek__gte=1)),
            models.CheckConstraint(
                name="payment_paid_or_struck",
                condition=models.Q(paid_on__isnull=True) | models.Q(struck_on__isnull=True),
            ),
            models.CheckConstraint(
                name="payment_struck_why", condition=models.Q(struck_on__isnull=True) | ~models.Q(struck_why="")
            ),
            models.UniqueConstraint(
                fields=["amount", "due_on"], condition=models.Q(struck_on__isnull=True), name="payment_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agreement", "due_on"], name="payment_of_agreement"),
            models.Index(
                fields=["municipality", "due_on", "id"],
                condition=models.Q(paid_on__isnull=True, struck_on__isnull=True),
                name="payment_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}: {self.sek} kr"


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
