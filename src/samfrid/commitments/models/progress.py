"""What has been said of a commitment since: reports with their evidence, states set by hand, units that handed over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models.ledger import Commitment, Execution
from samfrid.municipalities.models import Access, TenantModel, Unit


class Via(models.TextChoices):
    """How a report came in."""

    PAGE = "page", _("i Samfrid")
    LINK = "link", _("genom länk i brev")
    DOCUMENT = "document", _("ur en handling")
    PROGRAM = "program", _("genom program")


class Progress(TenantModel):
    """A report: on this day, it had come so far. Never changed; a later one says what is true now."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField(_("dag"))
    execution = models.CharField(_("läge"), max_length=12, choices=Execution)
    #: hundredths done; null where the reporter has not said
    share_done = models.PositiveSmallIntegerField(_("andel klar, procent"), null=True, blank=True)
    #: she said that nothing has changed since the last report
    no_change = models.BooleanField(default=False)
    text = models.TextField(_("vad som har hänt"), blank=True)
    #: who decides that it cannot be carried out
    decides = models.CharField(_("vem som beslutar"), max_length=200, blank=True)
    #: the decision that has taken its place: a record in a room above, named by kind and key
    overtaken_by_kind = models.CharField(max_length=60, blank=True)
    overtaken_by_id = models.UUIDField(null=True, blank=True)
    overtaken_by_label = models.CharField(max_length=300, blank=True)
    #: said to be done by somebody who may say so without showing it
    waived = models.BooleanField(default=False)
    #: the last day of the turn that the report is about, of what is done again and again
    turn_on = models.DateField(null=True, blank=True)
    via = models.CharField(max_length=8, choices=Via, default=Via.PAGE)
    reported_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(share_done__isnull=True) | models.Q(share_done__lte=100), name="progress_share"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["commitment", "-on"], name="progress_latest")]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_execution_display()}"

    @property
    def shown_by(self) -> str:
        """What shows it, in words: the evidence that still stands, a line each."""
        return "\n".join(str(one) for one in self.evidence.all() if one.withdrawn_on is None)


class EvidenceKind(models.TextChoices):
    DOCUMENT = "document", _("dokument")
    SENTENCE = "sentence", _("mening i ett dokument")
    FIGURE = "figure", _("siffra")
    MEETING = "meeting", _("möte")
    AGREEMENT = "agreement", _("avtal")
    LINK = "link", _("länk")
    WORDS = "words", _("beskrivning")


class Evidence(TenantModel):
    """What shows a report. It can be withdrawn, with a reason, and is then seen as withdrawn."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("slag"), max_length=10, choices=EvidenceKind)
    text = models.TextField(_("vad det visar"), blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    #: the record it is, in a room above: "documents.document", "partners.agreement", "partners.meeting"
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.UUIDField(null=True, blank=True)
    access = models.PositiveSmallIntegerField(_("åtkomst"), choices=Access, default=Access.PUBLIC)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(url="") | models.Q(record_id__isnull=False),
                name="evidence_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_why=""), name="evidence_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["progress"], name="evidence_of_progress"),
            models.Index(fields=["record_id"], name="evidence_of_record"),
        ]

    def __str__(self) -> str:
        return self.text or self.url or self.get_kind_display()


class Computed(models.TextChoices):
    """States that are computed, and that a coordinator may set otherwise with a reason that shows."""

    LATE = "late", _("försenat")
    SILENT = "silent", _("tyst")
    AT_RISK = "at_risk", _("i riskzonen")


class Override(TenantModel):
    """A computed state that is said to be otherwise, why, by whom and until when. One at a time for each state."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="overrides")
    state = models.CharField(max_length=8, choices=Computed)
    #: whether it is to count as late, silent, at risk; the computation is not asked meanwhile
    value = models.BooleanField()
    reason = models.CharField(_("skäl"), max_length=300)
    on = models.DateField()
    until = models.DateField(_("till och med"))
    set_by = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment", "state"], condition=models.Q(ended_on__isnull=True), name="override_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="override_why"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("on")), name="override_until"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.value}"


class Handover(TenantModel):
    """A commitment that left a unit, and why; it shows until somebody takes it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="handovers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    reason = models.CharField(_("skäl"), max_length=300)
    #: when a unit said that it has it; null as long as nobody has
    taken_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment"], condition=models.Q(taken_on__isnull=True), name="handover_open_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="handover_why"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.reason}"
