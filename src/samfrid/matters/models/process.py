"""Where a matter is: dated steps and pauses."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.decisions import Decision
from samfrid.matters.models.matter import Matter
from samfrid.matters.models.words import EventKind, PauseKind
from samfrid.municipalities.models import Body, TenantModel

#: steps that a matter takes once; what was referred back is prepared and called anew
ONCE = (
    EventKind.RECEIVED,
    EventKind.DELIVERED,
    EventKind.PUT,
    EventKind.WITHDRAWN,
    EventKind.CLOSED,
)


BOTH_COUNTED = RangeBoundary(inclusive_lower=True, inclusive_upper=True)


class Event(TenantModel):
    """A step on a day. One that was wrong is struck, with a reason, and stays to be seen."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("steg"), max_length=10, choices=EventKind)
    on = models.DateField(_("dag"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("anteckning"), blank=True)
    struck = models.BooleanField(default=False)
    struck_reason = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "kind"],
                condition=Q(struck=False, kind__in=ONCE),
                name="event_once",
                violation_error_message=_("Det steget är redan taget."),
            ),
            models.CheckConstraint(condition=Q(struck=False) | ~Q(struck_reason=""), name="event_struck_for_a_reason"),
        ]
        ordering: ClassVar = ["on", "created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class DateRange(Func):
    """The days from one to another, both counted; to for ever where there is no other."""

    function = "daterange"
    output_field = DateRangeField()


class Pause(TenantModel):
    """A time in which the matter stands still: referred back or tabled (KL 5:50). It moves the deadline."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="pauses")
    kind = models.CharField(_("vad"), max_length=13, choices=PauseKind)
    began_on = models.DateField(_("från"))
    #: the last day of it; null while it lasts
    ended_on = models.DateField(_("till"), null=True, blank=True)
    #: the askers state them (KL 5:50)
    reasons = models.TextField(_("skäl"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: those who asked for it and those who were there, where it was decided by a minority in the council
    votes_for = models.PositiveSmallIntegerField(_("röster för"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("närvarande"), null=True, blank=True)
    by_minority = models.BooleanField(default=False)
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="pauses")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="pause_ends_after_it_began",
                violation_error_message=_("Uppehållet kan inte sluta före dagen då det började."),
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="pause_has_reasons"),
            ExclusionConstraint(
                name="pause_one_at_a_time",
                expressions=[
                    (F("matter"), RangeOperators.EQUAL),
                    (DateRange(F("began_on"), F("ended_on"), BOTH_COUNTED), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Ärendet vilar redan under den tiden."),
            ),
        ]
        ordering: ClassVar = ["began_on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.began_on}"
