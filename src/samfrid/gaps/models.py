"""The register of what falls short. Rows are computed from the other rooms' records and can always be made anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, TenantModel


class Severity(models.IntegerChoices):
    """How much it weighs: a broken rule of law, a promise not kept, something that nears."""

    SOON = 1, _("närmar sig")
    LACKING = 2, _("saknas")
    BROKEN = 3, _("överskriden")


class Ending(models.TextChoices):
    """How a gap was closed: what fell short is mended, or nobody looks for it any more, or not so early."""

    MENDED = "mended", _("åtgärdad")
    OFF = "off", _("regeln avstängd")
    SET = "set", _("regeln ändrad")


class Gap(TenantModel):
    """One thing that falls short: a rule, a record, since when. Its sentence is made when it is shown, in the reader's
    language.

    Its life: opened; known for a while, with a reason (:class:`Known`); mended, by which act; or its rule switched off.
    """

    rule = models.CharField(max_length=60)
    #: what is to be done about it; see ``checks.Group``
    group = models.CharField(max_length=10)
    #: the record whose page shows it: "matters.matter", "commitments.commitment", "plans.plan", "partners.agreement"
    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField()
    #: what within the record it is about, where there can be several ("" otherwise): a clause's key
    part = models.CharField(max_length=36, default="", blank=True)
    title = models.CharField(max_length=300)
    #: who may read it: as the record
    access = models.PositiveSmallIntegerField(choices=Access, default=Access.PUBLIC)
    #: values for the sentence
    facts = models.JSONField(default=dict)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    since = models.DateField(_("sedan"))
    #: the day that it turns on, where there is one (deadline, notice day)
    day = models.DateField(null=True)
    opened_on = models.DateField()
    #: the last day on which it is known and left off the first page; null where it is not known
    known_until = models.DateField(null=True)
    mended_on = models.DateField(null=True)
    #: how it was closed; empty while it is open
    ended = models.CharField(max_length=6, choices=Ending, blank=True, default="")
    #: the act that mended it, from the audit trail: "matters.decide", by whom and when; empty where time alone did
    mended_act = models.CharField(max_length=60, blank=True, default="")
    mended_by = models.CharField(max_length=200, blank=True, default="")
    mended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_id", "rule", "part"], condition=models.Q(mended_on__isnull=True), name="gap_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(mended_on__isnull=True, ended="")
                | (models.Q(mended_on__isnull=False) & ~models.Q(ended="")),
                name="gap_ended_somehow",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "group", "-severity", "since", "id"],
                condition=models.Q(mended_on__isnull=True, known_until__isnull=True),
                name="gap_open",
            ),
            # what each rule found the last time, and how many are open
            models.Index(
                fields=["municipality", "rule"], condition=models.Q(mended_on__isnull=True), name="gap_of_rule"
            ),
            models.Index(
                fields=["municipality", "known_until", "id"],
                condition=models.Q(mended_on__isnull=True, known_until__isnull=False),
                name="gap_known",
            ),
            models.Index(
                fields=["municipality", "-mended_on", "-id"],
                condition=models.Q(mended_on__isnull=False),
                name="gap_mended",
            ),
            models.Index(fields=["record_id"], name="gap_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"


class Known(TenantModel):
    """That a gap is known: why, who says so, and until when it is left alone. It comes back by itself.

    Seen by those who see the gap; the database holds it.
    """

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="known")
    reason = models.CharField(_("skäl"), max_length=500)
    on = models.DateField()
    until = models.DateField(_("till och med"))
    by = models.CharField(max_length=200)
    #: when it was taken back, or ended because the gap became heavier than what was known; null otherwise
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="known_why"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("on")), name="known_until"),
            models.UniqueConstraint(fields=["gap"], condition=models.Q(ended_on__isnull=True), name="known_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gap_id}: {self.until}"


class RuleSetting(TenantModel):
    """What a municipality has set otherwise for a rule. No row: the rule as it is."""

    rule = models.CharField(max_length=60)
    off = models.BooleanField(_("avstängd"), default=False)
    #: the municipality's own number of days; null for the rule's own
    days = models.PositiveSmallIntegerField(_("dagar"), null=True, blank=True)
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "rule"], name="rule_setting_once"),
            models.CheckConstraint(
                condition=models.Q(off=False) | ~models.Q(reason=""), name="rule_setting_off_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.rule


class Checkpoint(models.Model):
    """How far a municipality's audit trail has been followed, and the day of the last whole check."""

    municipality = models.OneToOneField(
        "municipalities.Municipality", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    number = models.BigIntegerField(default=0)
    checked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.number}"


class Visit(TenantModel):
    """How far the trail had come when somebody was last here, so that the first page can say what has moved since."""

    user_id = models.UUIDField()
    #: the day of the latest visit
    on = models.DateField()
    #: the trail's last number when she first looked in on that day, and on the day of visit before it
    number = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "user_id"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.on}"
