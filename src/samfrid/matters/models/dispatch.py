"""To whom a decision is sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.decisions import Decision
from samfrid.matters.models.words import SentBy
from samfrid.municipalities.models import TenantModel


class Dispatch(TenantModel):
    """A recipient of a decision (expediering), and when and how it was sent."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="dispatches")
    recipient = models.CharField(_("mottagare"), max_length=200)
    #: postal or e-mail address, where it is needed
    address = models.TextField(_("adress"), blank=True)
    sent_on = models.DateField(_("skickat"), null=True, blank=True)
    sent_by = models.CharField(_("hur"), max_length=8, choices=SentBy, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "recipient"],
                name="dispatch_once",
                violation_error_message=_("Mottagaren finns redan."),
            ),
            models.CheckConstraint(condition=~Q(recipient=""), name="dispatch_has_recipient"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_by="") | (Q(sent_on__isnull=False) & ~Q(sent_by="")),
                name="dispatch_sent_somehow",
                violation_error_message=_("Ange både dag och hur det skickades."),
            ),
        ]
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return self.recipient
