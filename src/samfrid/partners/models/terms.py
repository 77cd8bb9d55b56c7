"""What has happened to an agreement's time: renewals, notices and amendments."""

from __future__ import annotations

from typing import ClassVar, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel
from samfrid.partners.models.agreements import Agreement, Party

#: both days are days of the period
BOTH_COUNTED: Final = RangeBoundary(inclusive_lower=True, inclusive_upper=True)


class DateRange(Func):
    """A range of days in the database."""

    function = "daterange"
    output_field = DateRangeField()


class Renewal(TenantModel):
    """That an agreement was prolonged: the ledger of the periods after the first, written by the nightly round.

    What is shown is computed of the terms; the ledger is what did happen, each period once.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="renewals")
    #: 2 for the first renewal
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="renewal_once"),
            models.CheckConstraint(condition=Q(number__gte=2), name="renewal_is_after_the_first"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="renewal_ends_after_it_begins"),
            ExclusionConstraint(
                name="renewal_one_period_at_a_time",
                expressions=[
                    (F("agreement"), RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on"), BOTH_COUNTED), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Avtalets perioder överlappar varandra."),
            ),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.starts_on} – {self.ends_on}"


class Notice(TenantModel):
    """That a party has given notice (uppsägning). The last day was computed when it was given, and stands."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="notices")
    party = models.ForeignKey(Party, on_delete=models.RESTRICT, related_name="notices")
    given_on = models.DateField(_("uppsagt dagen"))
    reason = models.CharField(_("skäl"), max_length=300, blank=True)
    #: the last day of the agreement, as the notice makes it
    ends_on = models.DateField(_("avtalets sista dag"))
    #: it came on the notice day or before it
    in_time = models.BooleanField()
    withdrawn_on = models.DateField(_("återtagen"), null=True, blank=True)
    withdrawn_why = models.CharField(_("skäl"), max_length=300, blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party"], condition=Q(withdrawn_on__isnull=True), name="notice_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("given_on")), name="notice_before_it_ends"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")) & ~Q(withdrawn_why=""),
                name="notice_withdrawn_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agreement", "given_on"], name="notice_of_agreement")]
        ordering: ClassVar = ["given_on"]

    def __str__(self) -> str:
        return f"{self.given_on}: {self.ends_on}"


class Amendment(TenantModel):
    """What the parties have changed in an agreement that runs, and from when. It is never changed; see a new one."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(_("överenskommet"))
    effective_on = models.DateField(_("gäller från"))
    text = models.TextField(_("vad som ändras"))
    #: the terms that it changed, by name, as they were and as they are after it
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    #: files are kept in a room above: the document is named by its key
    document_id = models.UUIDField(null=True, blank=True)
    document_name = models.CharField(_("handling"), max_length=300, blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="amendment_says_something"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:80]}"
