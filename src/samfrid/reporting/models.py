"""Rounds in which those responsible are asked, what each is asked about, and the links by which they answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import Commitment, OriginKind, Progress
from samfrid.municipalities.models import Contact, Organisation, TenantModel, Unit


class Rhythm(models.TextChoices):
    """How often the same round comes again."""

    ONCE = "once", _("en gång")
    MONTHLY = "monthly", _("varje månad")
    TERTIAL = "tertial", _("varje tertial")


class Round(TenantModel):
    """A round: all whose commitments are open are asked how it goes, and answer by a day."""

    name = models.CharField(_("namn"), max_length=120)
    rhythm = models.CharField(_("rytm"), max_length=8, choices=Rhythm, default=Rhythm.ONCE)
    #: whether the next round of the rhythm opens by itself on its day
    by_itself = models.BooleanField(default=False)
    opens_on = models.DateField(_("öppnar"))
    due_on = models.DateField(_("svar senast"))
    #: the last day on which its links are good
    expires_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    #: the first round of the rhythm, its opening day, and which this one is, from 0
    series = models.UUIDField()
    series_on = models.DateField()
    turn = models.PositiveIntegerField(default=0)
    #: asked about are the commitments of this unit alone, and only those that come from this sort of thing
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    origin_kind = models.CharField(max_length=10, choices=OriginKind, blank=True)
    #: whom to ask about it, and how: stands in the letters and on the pages that links lead to
    asker = models.CharField(_("frågor ställs till"), max_length=200)
    reach = models.CharField(_("nås genom"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "turn"], name="round_turn_once"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("opens_on")), name="round_due_after_opening"
            ),
            models.CheckConstraint(condition=models.Q(expires_on__gte=models.F("due_on")), name="round_good_until_due"),
            models.CheckConstraint(condition=~models.Q(name=""), name="round_has_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "-opens_on", "-id"], name="round_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reporting:round", args=[self.pk])


class Request(TenantModel):
    """One contact asked in a round, about all of hers."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="requests")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    #: when she had answered about everything
    answered_at = models.DateTimeField(null=True, blank=True)
    #: her links are good no longer
    revoked_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "contact"], name="request_once")]

    def __str__(self) -> str:
        return str(self.contact)

    @property
    def about(self) -> str:
        """By what name her letters are found."""
        return f"reporting.request:{self.pk}"


class Link(TenantModel):
    """One copy of a link. The link itself is never kept: only its digest, and which copy of a letter it stood in.

    256 random bits need no salt and no slow hash, and nobody guesses them however often she tries.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="links")
    #: SHA-256, hexadecimal
    digest = models.CharField(max_length=64, unique=True, editable=False)
    #: by mail, on paper, in the example's mailbox
    copy = models.CharField(max_length=8)
    made_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="report_link_digest")
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.made_by}"


class Item(TenantModel):
    """One commitment that somebody is asked about, as whose it was then, and what she said."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="items")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    #: her latest report, and the copy of the link that it came by
    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "commitment"], name="item_once")]
        indexes: ClassVar = [models.Index(fields=["commitment"], name="item_of_commitment")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.commitment_id}"


class Why(models.TextChoices):
    """Why nobody could be asked about a commitment by link."""

    NOBODY = "nobody", _("ingen ansvarar")
    NO_CONTACT = "no_contact", _("den ansvariga har ingen kontakt")
    CONFIDENTIAL = "confidential", _("sekretess: frågas om muntligt")


class Unreached(TenantModel):
    """A commitment that nobody could be asked about in a round; listed, so that it is not forgotten."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="unreached")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "commitment"], name="unreached_once")]

    def __str__(self) -> str:
        return self.get_why_display()
