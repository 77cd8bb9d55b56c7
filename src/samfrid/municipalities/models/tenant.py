"""What every row of a municipality has, and the municipality itself."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _


class SwedishKey(Func):
    """The key by which Swedish text is sorted: å, ä, ö last, whatever the case. PostgreSQL has no ICU here."""

    function = "swedish_key"
    output_field = models.CharField()


class Municipality(models.Model):
    """A tenant. The key is SCB's municipality code (kommunkod), four digits; the example's is outside that series."""

    code = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(_("namn"), max_length=80)
    #: constructed data for trying the product; shown as such on every page
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="municipality_code_form",
                condition=models.Q(code__regex=r"^\d{4}$"),
                violation_error_message=_("Kommunkoden ska ha fyra siffror."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Access(models.IntegerChoices):
    """Who may read a record: anybody, those who work with it, or only those who must. Published is another axis."""

    PUBLIC = 0, _("offentligt")
    INTERNAL = 1, _("internt")
    CONFIDENTIAL = 2, _("sekretess")


class TenantModel(models.Model):
    """What every row of a municipality has: a random key, and whose it is. Its table has row-level security."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
