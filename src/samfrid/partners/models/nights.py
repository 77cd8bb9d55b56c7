"""What the night remembers of agreements, so that it looks only at those with which something may happen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models.agreements import Agreement


class Rest(TenantModel):
    """That nothing happens with an agreement by itself before a day. One without a row is looked at the next night.

    The database takes the row away when the agreement's time, a party's time of notice or what comes after it is
    changed, whoever changes it (``migrations/0008``).
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="rest")
    #: the next day on which a period or the time of a reminder may begin
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.until}"


class Night(models.Model):
    """The latest night of a municipality's agreements in which something was looked at."""

    municipality = models.OneToOneField(
        "municipalities.Municipality", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    #: the rests are counted from this day: on one before it, as where a clock was wrong, they say nothing
    ran_on = models.DateField()
    #: digest of the keys of those who got reminders: somebody new gets those that are due already
    readers = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(readers__regex=r"^[0-9a-f]{64}$"), name="night_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.ran_on}"
