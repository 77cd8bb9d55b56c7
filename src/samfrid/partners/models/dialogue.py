"""The dialogue with partners: what was said with whom, and when it is to be taken up again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, Organisation, TenantModel


class Dialogue(TenantModel):
    """One talk with an organisation outside: by function and not by name, since it is kept.

    Internal unless somebody says that it is public: what a partner tells is often told in confidence.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dialogues")
    on = models.DateField(_("dag"))
    with_whom = models.CharField(_("med vem"), max_length=200)
    text = models.TextField(_("vad som sades"))
    #: when it is to be taken up again; null where nothing is to be
    next_on = models.DateField(_("nästa kontakt"), null=True, blank=True)
    access = models.PositiveSmallIntegerField(choices=Access, default=Access.INTERNAL)
    by = models.CharField(max_length=200)
    #: how many times it has been written, as a meeting's
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text="") & ~models.Q(with_whom=""), name="dialogue_says"),
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True) | models.Q(next_on__gt=models.F("on")),
                name="dialogue_next_after",
                violation_error_message=_("Nästa kontakt ligger före samtalet."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-on", "-id"], name="dialogue_with"),
            models.Index(
                fields=["municipality", "next_on"], condition=models.Q(next_on__isnull=False), name="dialogue_next"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.with_whom}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:talk", args=[self.pk])
