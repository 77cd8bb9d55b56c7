"""Council matters. Three axes, never one status: process (dated events and proposals), outcome (per clause of a
decision), execution (commitments, in the ledger below).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import DatePrecision
from samfrid.municipalities.models import Body, TenantModel


class MatterKind(models.TextChoices):
    MOTION = "motion", _("motion")
    INTERPELLATION = "interpellation", _("interpellation")
    QUESTION = "question", _("enkel fråga")
    INITIATIVE = "initiative", _("initiativärende")
    CITIZEN_PROPOSAL = "citizen_proposal", _("medborgarförslag")
    OWN = "own", _("eget ärende")


class Stage(models.TextChoices):
    """How far a decision has come: somebody proposes it, or the body has taken it."""

    PROPOSED = "proposed", _("förslag")
    FINAL = "final", _("beslut")


class Outcome(models.TextChoices):
    """What was decided, clause by clause; the reader's vocabulary."""

    GRANTED = "granted", _("bifall")
    PARTLY_GRANTED = "partly_granted", _("delvis bifall")
    REJECTED = "rejected", _("avslag")
    ANSWERED = "answered", _("besvarad")
    WRITTEN_OFF = "written_off", _("avskriven")
    REFERRED_BACK = "referred_back", _("återremiss")
    POSTPONED = "postponed", _("bordlagd")
    CIRCULATED = "circulated", _("remitterad")
    APPROVED = "approved", _("godkänd")
    NOTED = "noted", _("lagd till handlingarna")
    TASKED = "tasked", _("uppdrag")
    FUNDED = "funded", _("medel beviljade")
    SUPPORTED = "supported", _("tillstyrkt")
    OPPOSED = "opposed", _("avstyrkt")
    OTHER = "other", _("annat")


class Stance(models.TextChoices):
    """What a body that was asked thought."""

    SUPPORTS = "supports", _("tillstyrker")
    SUPPORTS_IF = "supports_if", _("tillstyrker under förutsättning")
    OPPOSES = "opposes", _("avstyrker")
    NONE = "none", _("inget ställningstagande")


class PersonRole(models.TextChoices):
    MOVER = "mover", _("förslagsställare")
    ANSWERER = "answerer", _("svarar")
    OFFICER = "officer", _("handläggare")
    SIGNER = "signer", _("undertecknar")
    OTHER = "other", _("nämnd i ärendet")


class Matter(TenantModel):
    """Something that was asked or proposed, from the day it was raised to the day that nothing more is awaited."""

    kind = models.CharField(_("typ"), max_length=16, choices=MatterKind)
    title = models.CharField(_("rubrik"), max_length=300)
    #: only a reference to it is known as yet, so the title is what we call it, and says nothing of what it is about
    title_is_ours = models.BooleanField(default=False)
    #: when it was raised (väcktes); the clock of KL 5:35 goes from here
    raised_on = models.DateField(_("väckt"), null=True, blank=True)
    raised_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    #: the body or office holder it is put to
    addressee = models.CharField(_("ställd till"), max_length=200, blank=True)
    related = models.ManyToManyField("self", symmetrical=True, through="MatterLink")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(title=""), name="matter_has_title")]
        indexes: ClassVar = [
            models.Index(F("municipality"), F("raised_on").desc(nulls_last=True), F("id").desc(), name="matter_newest"),
            models.Index(fields=["municipality", "kind", "raised_on"], name="matter_clock"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters:matter", args=[self.pk])


class MatterLink(TenantModel):
    """Two matters that belong together: an interpellation that asks what became of a motion."""

    from_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    to_matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_matter", "to_matter"], name="matter_link_once"),
            models.CheckConstraint(condition=~models.Q(from_matter=F("to_matter")), name="matter_link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.from_matter_id} – {self.to_matter_id}"


class DiaryNumber(TenantModel):
    """A diary number (diarienummer) as written. One matter often has several, one for each body."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="diary_numbers")
    number = models.CharField(_("diarienummer"), max_length=60)
    #: the number without its typography, upper case: how it is looked up; see ``rules.number_key``
    key = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            # a bare number ("31/16") can be of any committee's register: it tells no matter apart
            models.UniqueConstraint(
                fields=["municipality", "key"],
                condition=models.Q(key__regex=r"[^\W\d_]"),
                name="diary_number_once",
            ),
            models.UniqueConstraint(fields=["matter", "key"], name="diary_number_once_in_matter"),
            models.CheckConstraint(condition=models.Q(key=Upper("key")), name="diary_number_key_upper"),
            models.CheckConstraint(condition=~models.Q(key=""), name="diary_number_has_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "key"], name="diary_number_lookup")]

    def __str__(self) -> str:
        return self.number


class MatterPerson(TenantModel):
    """Somebody with a part in the matter, with the party at that time."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("namn"), max_length=160)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    role = models.CharField(_("roll"), max_length=10, choices=PersonRole)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "name", "role"], name="matter_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


class Request(TenantModel):
    """What is asked for, clause by clause (a motion's att-satser)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="requests")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("yrkande"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "number"], name="request_number_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Question(TenantModel):
    """A question put in the matter, with its answer where there is one."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("fråga"))
    answer = models.TextField(_("svar"), blank=True)
    #: the answer only points at another answer ("se svar ovan")
    refers_back = models.BooleanField(default=False)
    #: the answer announces a figure that is not there
    lacks_figure = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "number"], name="question_number_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Referral(TenantModel):
    """A body that was asked, and what it answered. Parallel rows, not a chain."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="referrals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(_("ställningstagande"), max_length=12, choices=Stance, blank=True)
    text = models.TextField(_("yttrande"), blank=True)
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.body}: {self.get_stance_display()}"


class Decision(TenantModel):
    """What one body is to decide (proposed) or has decided (final), on one day, in one paragraph."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="decisions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    stage = models.CharField(max_length=8, choices=Stage)
    on = models.DateField(_("beslutsdag"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["matter", "stage"], name="decision_of_matter")]

    def __str__(self) -> str:
        return f"{self.body or '–'} {self.on or ''} {self.paragraph}".strip()


class Clause(TenantModel):
    """One clause (att-sats) of a decision: what is decided and followed. Never the motion as a whole."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("att-sats"))
    outcome = models.CharField(_("utfall"), max_length=16, choices=Outcome)
    #: None where the document does not say
    unanimous = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "number"], name="clause_number_once")]
        indexes: ClassVar = [models.Index(fields=["municipality", "outcome"], name="clause_outcome")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]
