"""What the sums of agreements are reckoned from and judged by: index values, the municipality's own limits and texts,
and what was answered where an agreement looks like procurement.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models.agreements import Agreement
from samfrid.partners.models.money import IndexKind

#: threshold for social and other special services, LOU 19 kap. (2016:1145), at which the rules of procurement apply in
#: full; 7 802 550 kr from 2022 by Konkurrensverket's list. It is revised each second year, so it can be set.
PROCUREMENT_SEK = 7_802_550


class IndexValue(TenantModel):
    """The value of a price index for a year, entered by hand with where it stands."""

    kind = models.CharField(_("index"), max_length=16, choices=IndexKind)
    year = models.PositiveSmallIntegerField(_("år"))
    value = models.DecimalField(_("värde"), max_digits=9, decimal_places=3)
    source = models.CharField(_("källa"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "kind", "year"], name="index_value_once"),
            models.CheckConstraint(name="index_value_positive", condition=models.Q(value__gt=0)),
            models.CheckConstraint(
                name="index_value_of_index", condition=models.Q(kind__in=[IndexKind.KPI, IndexKind.OPI])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.value}"


class AgreementSettings(TenantModel):
    """How a municipality writes its agreements, and when one is large enough to be asked about."""

    #: the value from which an agreement counts as large
    procurement_sek = models.PositiveBigIntegerField(_("gräns för stort värde"), default=PROCUREMENT_SEK)
    #: who gives the agreement out, one line each
    sender = models.TextField(_("avsändare"), blank=True)
    #: the municipality's own words on disputes
    dispute = models.TextField(_("tvist"), blank=True)
    #: the municipality's own DOCX, whose styles, head and foot are used; null for ours
    look = models.BinaryField(null=True)
    look_name = models.CharField(_("mall i Word"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="agreement_settings_once"),
            models.CheckConstraint(name="agreement_settings_limit", condition=models.Q(procurement_sek__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.municipality_id)


class ProcurementAnswer(TenantModel):
    """Why an agreement that looks like procurement is none, or what is done about it. The latest counts."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="procurement_answers")
    #: what it was asked about: names of :class:`~samfrid.partners.rules.Sign`
    signs = models.JSONField()
    reason = models.TextField(_("bedömning"))
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="procurement_answer_why", condition=~models.Q(reason=""))]
        indexes: ClassVar = [models.Index(fields=["agreement", "-created_at"], name="procurement_answer_latest")]

    def __str__(self) -> str:
        return self.reason[:80]
