"""The yearly report of an association: written once, with what each funder paid of it, and given out to each of them.

What has been submitted is frozen; the database refuses every change of it. A correction is a new version.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Organisation, TenantModel
from samfrid.partners.models.agreements import Agreement, AgreementGoal


class ReportState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("inlämnad")


class YearReport(TenantModel):
    """What an association did in a year and what it cost, as a version of its own for each correction."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="year_reports")
    year = models.PositiveSmallIntegerField(_("år"))
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    summary = models.TextField(_("sammanfattning"), blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    #: the municipality asks for a correction: a new version can then be begun
    correction_on = models.DateField(null=True, blank=True)
    correction_why = models.CharField(_("skäl"), max_length=500, blank=True)
    correction_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "version"], name="year_report_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "year"], condition=models.Q(state="draft"), name="year_report_one_draft"
            ),
            models.CheckConstraint(
                name="year_report_submitted_on",
                condition=models.Q(state="draft", submitted_on__isnull=True)
                | models.Q(state="submitted", submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="year_report_corrected_why",
                condition=models.Q(correction_on__isnull=True)
                | (models.Q(state="submitted") & ~models.Q(correction_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.year}"

    @classmethod
    def stays_at_merge(cls, gone: Organisation, into: Organisation) -> list[UUID]:
        """Of two organisations that turn out to be one, each has reported on a year: what was submitted stands under
        the name under which it was, all its versions, and both are read with their agreements. Raises
        ``ValidationError`` for a draft, which nobody could then go on with.
        """
        years = cls.objects.filter(organisation=into).values("year")
        found = list(cls.objects.filter(organisation=gone, year__in=years).order_by("year", "version"))
        for one in found:
            one._check_submitted(gone)
        return [one.pk for one in found]

    def _check_submitted(self, gone: Organisation) -> None:
        if self.state == ReportState.DRAFT:
            told = {"name": gone.name, "year": self.year}
            raise ValidationError(
                _(
                    "Båda har en årsrapport för %(year)s, och den som %(name)s skriver på är inte inlämnad. Be dem "
                    "lämna in den först. Sedan kan de slås ihop, och båda rapporterna behålls."
                )
                % told
            )


class ReportLine(TenantModel):
    """One thing that was done: for which goal, how much of it in figures, and what it cost."""

    report = models.ForeignKey(YearReport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("vad som gjordes"))
    goal = models.ForeignKey(AgreementGoal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    #: the goal's words as they were when the line was written
    goal_text = models.TextField(blank=True)
    figure = models.DecimalField(_("antal"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=60, blank=True)
    cost_sek = models.PositiveBigIntegerField(_("kostnad, kronor"))
    #: how many times it has been written, as a sum's
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="report_line_number_once"),
            models.CheckConstraint(name="report_line_says_something", condition=~models.Q(text="")),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class FunderKind(models.TextChoices):
    """Whose money paid for it. The state's is accounted for by itself (SFS 2022:257 21 §)."""

    AGREEMENT = "agreement", _("avtal med kommunen")
    STATE = "state", _("statsbidrag")
    OTHER = "other", _("annan finansiär")
    OWN = "own", _("egna medel")


class ReportShare(TenantModel):
    """What one funder paid of a line, in whole kronor."""

    line = models.ForeignKey(ReportLine, on_delete=models.CASCADE, related_name="shares")
    kind = models.CharField(max_length=9, choices=FunderKind)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="shares")
    #: the funder's name, or the agreement's as it was when the line was written
    funder = models.CharField(_("finansiär"), max_length=300)
    sek = models.PositiveBigIntegerField(_("belopp, kronor"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_share_of_agreement",
                condition=models.Q(kind="agreement", agreement__isnull=False)
                | (~models.Q(kind="agreement") & models.Q(agreement__isnull=True)),
            ),
            models.CheckConstraint(name="report_share_of_something", condition=models.Q(sek__gte=1)),
            models.UniqueConstraint(
                fields=["line", "kind", "agreement", "funder"], nulls_distinct=False, name="report_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}: {self.sek} kr"
