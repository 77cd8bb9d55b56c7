"""The money of agreements: sums, and what is paid of them and when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, Organisation, TenantModel, Unit
from samfrid.partners.models.agreements import Agreement


class Per(models.TextChoices):
    """What a sum is for each of."""

    YEAR = "year", _("per år")
    MONTH = "month", _("per månad")
    DAY = "day", _("per dygn")
    INHABITANT_YEAR = "inhabitant_year", _("per invånare och år")
    ONCE = "once", _("en gång")


class Funding(models.TextChoices):
    """Whose money it is. State grants are kept apart: the association accounts for them by themselves."""

    OWN = "own", _("kommunens egna medel")
    STATE = "state", _("statsbidrag")
    OTHER = "other", _("andra medel")


class IndexKind(models.TextChoices):
    """How a sum follows prices from its base year."""

    NONE = "none", _("räknas inte upp")
    KPI = "kpi", _("konsumentprisindex (KPI)")
    OPI = "opi", _("omsorgsprisindex (OPI)")
    FIXED_PERCENT = "fixed_percent", _("fast procent per år")


def _at_most_one(*names: str) -> models.Q:
    """That no two of these are given."""
    pairs = [(one, two) for number, one in enumerate(names) for two in names[number + 1 :]]
    held = models.Q()
    for one, two in pairs:
        held &= models.Q(**{f"{one}__isnull": True}) | models.Q(**{f"{two}__isnull": True})
    return held


class Amount(TenantModel):
    """A sum of the agreement, in whole kronor. A conditional one counts once it has been released; when its condition
    was not met it is declined, and until either is said it waits. Several payers are several sums.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="amounts")
    sek = models.PositiveBigIntegerField(_("belopp, kronor"))
    per = models.CharField(max_length=16, choices=Per)
    #: it holds for a part of the agreement's time; null: from its beginning, to its end
    from_on = models.DateField(_("gäller från"), null=True, blank=True)
    to_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    #: who pays, at most one of the three; none: the municipality, without saying which part of it
    payer_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="paid_amounts", verbose_name=_("betalas av")
    )
    payer_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="paid_amounts", verbose_name=_("betalas av")
    )
    payer_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="paid_amounts",
        verbose_name=_("betalas av"),
    )
    funding = models.CharField(_("slags medel"), max_length=8, choices=Funding, default=Funding.OWN)
    index_kind = models.CharField(_("räknas upp med"), max_length=16, choices=IndexKind, default=IndexKind.NONE)
    index_base_year = models.PositiveSmallIntegerField(_("basår"), null=True, blank=True)
    index_percent = models.DecimalField(_("procent per år"), max_digits=5, decimal_places=2, null=True, blank=True)
    #: what earlier grant it takes the place of
    replaces_grant = models.CharField(_("ersätter tidigare bidrag"), max_length=300, blank=True)
    condition = models.TextField(_("villkor"), blank=True)
    released_on = models.DateField(null=True, blank=True)
    #: who said that the condition was met: a function or a name
    released_by = models.CharField(_("vem som sade det"), max_length=200, blank=True)
    #: what shows that it was met, in words, and the file that does
    evidence_text = models.CharField(_("vad som visar det"), max_length=500, blank=True)
    evidence_document_id = models.UUIDField(null=True, blank=True)
    evidence_document_name = models.CharField(max_length=200, blank=True)
    #: the day by which the parties are to say whether the condition is met; null: the end of the period
    decide_by = models.DateField(_("avgörs senast"), null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    declined_why = models.CharField(_("skäl"), max_length=300, blank=True)
    #: a sum that was entered in error is struck with the reason, not erased
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.CharField(_("skäl"), max_length=300, blank=True)
    #: how many times it has been written, so that two who correct it at once do not write over each other
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="amount_time",
                condition=models.Q(from_on__isnull=True)
                | models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                violation_error_message=_("Beloppet slutar gälla före det börjar."),
            ),
            models.CheckConstraint(
                name="amount_of_one_payer",
                condition=_at_most_one("payer_body", "payer_unit", "payer_organisation"),
            ),
            models.CheckConstraint(
                name="amount_index_base",
                condition=models.Q(index_kind=IndexKind.NONE) | models.Q(index_base_year__isnull=False),
            ),
            models.CheckConstraint(
                name="amount_index_percent",
                condition=~models.Q(index_kind=IndexKind.FIXED_PERCENT) | models.Q(index_percent__isnull=False),
            ),
            models.CheckConstraint(
                name="amount_struck_why", condition=models.Q(struck_on__isnull=True) | ~models.Q(struck_why="")
            ),
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
                & models.Q(declined_on__isnull=True)
                & models.Q(struck_on__isnull=True),
                name="amount_undecided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sek} kr {self.get_per_display()}"

    @property
    def undecided(self) -> bool:
        """Whether it hangs on a condition that nobody has said is met or not."""
        over = self.released_on or self.declined_on or self.struck_on
        return bool(self.condition) and over is None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it counts on a day, by its own first and last day; the agreement's are another matter."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)

    @property
    def payer(self) -> Body | Unit | Organisation | None:
        """Who pays; None: the municipality, without saying which part of it. Fetch it with the row."""
        return self.payer_body or self.payer_unit or self.payer_organisation

    @property
    def payer_name(self) -> str:
        """The payer's name, empty where it is not said."""
        return str(self.payer or "")


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
            # the year of the municipality
            models.Index(
                fields=["municipality", "due_on"], condition=models.Q(struck_on__isnull=True), name="payment_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}: {self.sek} kr"
