"""Keys by which programs act for somebody, and what a program that asks twice is answered again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Membership, TenantModel


class ApiToken(TenantModel):
    """A key with which a program acts as one membership: the same rights and the same clearance, until a day.

    The key itself is shown once. What is kept is its digest: 256 random bits need no salt and no slow hash.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="api_tokens")
    #: what it is for, in its owner's words
    name = models.CharField(_("namn"), max_length=80)
    #: SHA-256 of the key, hexadecimal
    hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField(_("gäller till och med"))
    #: the day alone: enough to see that a key is forgotten, and one write a day
    last_used_on = models.DateField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="api_token_has_name"),
            models.CheckConstraint(condition=models.Q(hash__regex=r"^[0-9a-f]{64}$"), name="api_token_digest"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "-created_at", "-id"], name="api_token_newest")]

    def __str__(self) -> str:
        return self.name


class KeptAnswer(TenantModel):
    """What a create was answered, by the key that its sender gave it (Idempotency-Key): kept for a day."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    #: SHA-256 of method, address and body
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=201)
    body = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["membership", "key"], name="kept_answer_once")]

    def __str__(self) -> str:
        return self.key
