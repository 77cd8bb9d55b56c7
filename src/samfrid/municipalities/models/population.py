"""How many live in the municipality, by year: what sums per inhabitant are reckoned from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models.tenant import TenantModel


class Population(TenantModel):
    """The number of inhabitants that a year is reckoned with, entered by hand with where it stands."""

    year = models.PositiveSmallIntegerField(_("år"))
    inhabitants = models.PositiveIntegerField(_("invånare"))
    source = models.CharField(_("källa"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year"], name="population_once"),
            models.CheckConstraint(name="population_of_somebody", condition=models.Q(inhabitants__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.inhabitants}"
