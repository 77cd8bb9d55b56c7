"""Minutes of a meeting: adjusted, announced on the notice board, and from then on the way to legal force."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, TenantModel


class Minutes(TenantModel):
    """The minutes (protokoll) of one meeting of one body, or of the paragraphs that were adjusted by themselves.

    KL 5:69: adjusted within 14 days; KL 8:12: announced by the second day after, and the notice stays up until the time
    for appeal is over; KL 13:5: three weeks from the announcement. The last day and legal force are computed.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField(_("sammanträdesdag"))
    #: which paragraphs, where they were adjusted at once: "§ 12"; empty for the whole
    part = models.CharField(_("paragrafer"), max_length=60, blank=True)
    adjusted_on = models.DateField(_("justerat"), null=True, blank=True)
    #: the notice was put up
    announced_on = models.DateField(_("anslaget"), null=True, blank=True)
    #: the notice came down; null while it is up
    taken_down_on = models.DateField(_("anslaget togs ned"), null=True, blank=True)
    #: where the minutes are kept, as the notice says (KL 8:12)
    kept_at = models.CharField(_("förvaras"), max_length=200, blank=True)
    secretary = models.CharField(_("sekreterare"), max_length=160, blank=True)
    #: an appeal came in: nothing has legal force until it is settled
    appealed_on = models.DateField(_("överklagat"), null=True, blank=True)
    appeal_settled_on = models.DateField(_("överklagandet avgjort"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "body", "met_on", "part"],
                name="minutes_once",
                violation_error_message=_("Det protokollet finns redan."),
            ),
            models.CheckConstraint(
                condition=Q(adjusted_on__isnull=True) | Q(adjusted_on__gte=F("met_on")),
                name="minutes_adjusted_after_meeting",
                violation_error_message=_("Protokollet kan inte justeras före sammanträdet."),
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True)
                | Q(adjusted_on__isnull=False, announced_on__gte=F("adjusted_on")),
                name="minutes_announced_after_adjustment",
                violation_error_message=_("Protokollet kan inte anslås innan det är justerat."),
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True)
                | Q(announced_on__isnull=False, taken_down_on__gte=F("announced_on")),
                name="minutes_taken_down_after_announcement",
                violation_error_message=_("Anslaget kan inte tas ned innan det satts upp."),
            ),
            models.CheckConstraint(
                condition=Q(appeal_settled_on__isnull=True)
                | Q(appealed_on__isnull=False, appeal_settled_on__gte=F("appealed_on")),
                name="minutes_appeal_settled_after_it_came",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-met_on", "-id"], name="minutes_newest"),
            models.Index(
                fields=["municipality", "announced_on"], condition=Q(announced_on__isnull=False), name="minutes_notices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.met_on}"

    def get_absolute_url(self) -> str:
        return reverse("matters:minutes", args=[self.pk])
