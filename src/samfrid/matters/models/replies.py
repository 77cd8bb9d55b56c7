"""How an interpellation or a question is answered in the council."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.matter import Matter
from samfrid.matters.models.minutes import Minutes
from samfrid.municipalities.models import TenantModel


class Reply(TenantModel):
    """Who answers, at which meeting, when the asker had the answer (KL 5:59 to 5:64; the local rules say when)."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="reply")
    #: the council's meeting at which it is to be answered
    meeting_on = models.DateField(_("besvaras på sammanträdet"), null=True, blank=True)
    answerer = models.CharField(_("svarar"), max_length=160, blank=True)
    function = models.CharField(_("uppdrag"), max_length=160, blank=True)
    #: it was put to another, who passed it on (KL 5:63)
    passed_on = models.BooleanField(_("överlämnad av den tillfrågade"), default=False)
    text = models.TextField(_("svar"), blank=True)
    #: when the asker had the written answer
    given_at = models.DateTimeField(_("svaret hos frågeställaren"), null=True, blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answerer=""),
                name="reply_by_somebody",
                violation_error_message=_("Ange vem som svarade."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(answered_on__isnull=False), name="reply_in_minutes_is_answered"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("municipality"), F("meeting_on"), condition=Q(answered_on__isnull=True), name="reply_awaited"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answerer} {self.answered_on or ''}".strip()
