"""A letter: kept as it was written, without the link that it carries. See docs/decisions/0010-links-in-letters.md."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel


class Kind(models.TextChoices):
    """What a letter is for."""

    REPORT = "report", _("fråga om läget")
    REMINDER = "reminder", _("påminnelse")
    ESCALATION = "escalation", _("till chefen")
    EDITION = "edition", _("uppföljning")
    OTHER = "other", _("brev")


class Trouble(models.TextChoices):
    """Why a letter could not be sent by mail, in a sentence that tells whoever reads it what to do."""

    SERVER = "server", _("E-postservern svarade inte. Brevet skickas igen av sig självt.")
    LOGIN = "login", _("E-postservern godtog inte inloggningen. Be den som driver Samfrid att rätta inställningen.")
    ADDRESS = "address", _("E-postservern tog inte emot adressen. Rätta kontaktens adress, eller skriv ut brevet.")
    REFUSED = "refused", _("E-postservern tog inte emot brevet. Det skickas igen av sig självt.")


class Letter(TenantModel):
    """A letter from the municipality. ``key`` is its place in the ledger: what has been written is not written again.

    It holds no confidential text and no link: where the link is to stand is a mark of its own, and the link is made
    for each copy that goes out.
    """

    key = models.CharField(max_length=160)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind, default=Kind.OTHER)
    to_name = models.CharField(_("till"), max_length=200)
    #: e-mail; empty for somebody who has none: her letter is printed
    to_address = models.CharField(_("e-postadress"), max_length=254, blank=True)
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    #: what it is about, for the room that wrote it to find its letters by: "reporting.request:KEY"
    about = models.CharField(max_length=100, blank=True)
    #: what the link in it opens: the kind that a room has registered, and the record; empty where it has none
    link_kind = models.CharField(max_length=60, blank=True)
    link_id = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    #: when it is to be tried next; null where it is not to be mailed (any more)
    next_try_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: a :class:`Trouble`
    failed = models.CharField(max_length=8, blank=True)
    printed_on = models.DateField(_("utskrivet"), null=True, blank=True)
    #: never sent, since what it is about was over before it could be
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "key"], name="letter_once"),
            models.CheckConstraint(condition=~models.Q(subject="") & ~models.Q(body=""), name="letter_says_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="letter_newest"),
            models.Index(
                fields=["municipality", "next_try_at"],
                condition=models.Q(next_try_at__isnull=False),
                name="letter_to_send",
            ),
            models.Index(fields=["municipality", "about"], condition=~models.Q(about=""), name="letter_about"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("post:letter", args=[self.pk])
