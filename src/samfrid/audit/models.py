"""The audit trail. Rows are written by :func:`samfrid.audit.actions.record` and by nothing else.

Number, time and hashes are set by triggers in the database when the act is committed, so that no act waits for
another's to end. They also refuse change and removal, to which the application's role has no right. The trail knows
municipalities and records by their keys alone, so that it stands below every other room and outlives what it tells
about.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act on one record, in a chain for each municipality."""

    id = models.BigAutoField(primary_key=True)
    #: SCB's code of the municipality whose trail it is
    municipality_code = models.CharField(max_length=4)
    #: gap-free number in the municipality's trail, from 1; set by the database when the act is committed
    number = models.BigIntegerField(null=True)
    #: set by the database
    at = models.DateTimeField(null=True)
    #: key of the user, or empty for the system itself
    actor_id = models.CharField(max_length=36, blank=True)
    #: the name or function to show; "system" for the worker
    actor = models.CharField(max_length=200)
    #: room.verb, for example "matters.decide"
    act = models.CharField(max_length=60)
    #: "matters.matter", the same label everywhere
    record_kind = models.CharField(max_length=60)
    record_id = models.CharField(max_length=36)
    #: what changed, without confidential content
    detail = models.JSONField(default=dict)
    #: SHA-256 of the entry before and of this one, hexadecimal; set by the database
    previous_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality_code", "number"], name="audit_entry_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality_code", "record_kind", "record_id", "number"], name="audit_entry_record"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_code}:{self.number} {self.act} {self.record_kind} {self.record_id}"
