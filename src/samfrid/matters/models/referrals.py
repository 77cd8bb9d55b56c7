"""Who was asked, and what they answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.matter import Matter
from samfrid.matters.models.words import ReferralRole, Stance
from samfrid.municipalities.models import Body, Organisation, TenantModel


class Referral(TenantModel):
    """A body or an outside organisation that was asked, and what it answered. Parallel rows, not a chain."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="referrals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(_("vad som begärs"), max_length=11, choices=ReferralRole, default=ReferralRole.STATEMENT)
    sent_on = models.DateField(_("skickad"), null=True, blank=True)
    due_on = models.DateField(_("svar senast"), null=True, blank=True)
    stance = models.CharField(_("ställningstagande"), max_length=12, choices=Stance, blank=True)
    #: what a support is conditional upon
    condition = models.TextField(_("förutsättning"), blank=True)
    text = models.TextField(_("yttrande"), blank=True)
    answered_on = models.DateField(_("svarade"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, organisation__isnull=True)
                | Q(body__isnull=True, organisation__isnull=False),
                name="referral_to_one",
            ),
            models.UniqueConstraint(
                fields=["matter", "body", "role"],
                name="referral_body_once",
                violation_error_message=_("Organet är redan tillfrågat."),
            ),
            models.UniqueConstraint(
                fields=["matter", "organisation", "role"],
                name="referral_organisation_once",
                violation_error_message=_("Organisationen är redan tillfrågad."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(sent_on__isnull=True) | Q(due_on__gte=F("sent_on")),
                name="referral_due_after_sent",
                violation_error_message=_("Svaret kan inte vara begärt före dagen då remissen skickades."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(sent_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="referral_answered_after_sent",
                violation_error_message=_("Svaret kan inte ha kommit före dagen då remissen skickades."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "due_on", "id"],
                condition=Q(answered_on__isnull=True, due_on__isnull=False),
                name="referral_awaited",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.get_stance_display()}"

    @property
    def asked(self) -> str:
        """The name of the one that was asked."""
        return str(self.body or self.organisation)


class Reminder(TenantModel):
    """That an answer was asked for again. Each day's reminder is sent once."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField(_("påmind"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["referral", "on"], name="reminder_once_a_day")]
        ordering: ClassVar = ["on"]

    def __str__(self) -> str:
        return str(self.on)
