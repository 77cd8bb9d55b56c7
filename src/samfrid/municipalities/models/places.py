"""What a municipality consists of: bodies that decide, units that carry out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models.tenant import SwedishKey, TenantModel


class BodyKind(models.TextChoices):
    COUNCIL = "council", _("fullmäktige")
    EXECUTIVE = "executive", _("kommunstyrelse")
    COMMITTEE = "committee", _("nämnd")
    SUBCOMMITTEE = "subcommittee", _("utskott")
    OTHER = "other", _("annat organ")


class Body(TenantModel):
    """A body that decides or is asked (organ): council, executive board, committee."""

    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(max_length=16, choices=BodyKind, default=BodyKind.OTHER)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="body_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(TenantModel):
    """A unit that carries things out (förvaltning, bolag, enhet)."""

    name = models.CharField(_("namn"), max_length=160)
    abolished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="unit_name_once"),
        ]
        ordering: ClassVar = [SwedishKey(F("name"))]

    def __str__(self) -> str:
        return self.name
