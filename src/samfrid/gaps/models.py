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


class Gap(TenantModel):
    """One thing that falls short: a rule, a record, since when. Its sentence is made when it is shown, in the reader's
    language.
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
    mended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_id", "rule", "part"], condition=models.Q(mended_on__isnull=True), name="gap_open_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "group", "-severity", "since", "id"],
                condition=models.Q(mended_on__isnull=True),
                name="gap_open",
            ),
            models.Index(fields=["record_id"], condition=models.Q(mended_on__isnull=True), name="gap_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"


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
