"""The money of agreements: sums, and what is paid of them and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models.agreements import Agreement


class Per(models.TextChoices):
    """What a sum is for each of."""

    YEAR = "year", _("per år")
    MONTH = "month", _("per månad")
    DAY = "day", _("per dygn")
    INHABITANT_YEAR = "inhabitant_year", _("per invånare och år")
    ONCE = "once", _("en gång")


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
