"""When bodies sit, and the addresses by which people follow the year in their own calendars."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, Membership, TenantModel


class Sitting(TenantModel):
    """A day on which a body sits (sammanträde): the council, the board, a committee."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sittings", verbose_name=_("organ"))
    on = models.DateField(_("dag"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=200, blank=True)
    #: how many times it has been changed: a calendar that has it must know the later word
    version = models.PositiveIntegerField(default=0)
    #: what was called off is kept, so that calendars that have it are told
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "on"], condition=models.Q(cancelled_on__isnull=True), name="sitting_once_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "on"], name="sitting_by_day")]

    def __str__(self) -> str:
        return f"{self.body}: {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("yearly:sitting", args=[self.pk])


class Feed(TenantModel):
    """A secret address by which somebody's calendar follows the year, as she may read it at that time.

    The address itself is shown once. What is kept is its digest: 256 random bits need no salt and no slow hash.
    See docs/decisions/0013-calendar-feeds.md.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="calendar_feeds")
    #: what it is for, in its owner's words
    name = models.CharField(_("namn"), max_length=80)
    #: the kinds that it tells of; empty for all of them, also those that come later
    kinds = models.JSONField(default=list)
    #: SHA-256 of the secret, hexadecimal
    digest = models.CharField(max_length=64, unique=True, editable=False)
    #: the day alone: enough to see that an address is forgotten, and one write a day
    last_read_on = models.DateField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="calendar_feed_has_name"),
            models.CheckConstraint(condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="calendar_feed_digest"),
        ]
        indexes: ClassVar = [models.Index(fields=["membership", "-created_at"], name="calendar_feed_of_member")]

    def __str__(self) -> str:
        return self.name
