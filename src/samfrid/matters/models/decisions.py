"""Proposals and decisions per body and clause, and how they were taken."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.matter import Matter, Request
from samfrid.matters.models.minutes import Minutes
from samfrid.matters.models.words import Outcome, RecusalGround, Stage
from samfrid.municipalities.models import Body, TenantModel


class Decision(TenantModel):
    """What one body is recommended or proposed to decide, or has decided, on one day, in one paragraph."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="decisions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    stage = models.CharField(max_length=11, choices=Stage)
    on = models.DateField(_("beslutsdag"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    #: who proposes or recommends it, where that is another than the body: "KSAU", a party, an officer
    proposed_by = models.CharField(_("förslag från"), max_length=160, blank=True)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")

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
    #: the clause of the motion that it answers
    request = models.ForeignKey(Request, on_delete=models.SET_NULL, null=True, blank=True, related_name="clauses")
    #: an earlier final clause that this one undoes; both are kept
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="clause_number_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")), name="clause_reverses_another"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "outcome"], name="clause_outcome")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class Vote(TenantModel):
    """A vote (votering) on a clause, or on the decision as a whole."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, null=True, blank=True, related_name="votes")
    #: what yes and no meant: "Ja för nämndens förslag, nej för bifall till motionen"
    about = models.CharField(_("propositionsordning"), max_length=300, blank=True)
    yes = models.PositiveSmallIntegerField(_("ja"))
    no = models.PositiveSmallIntegerField(_("nej"))
    abstained = models.PositiveSmallIntegerField(_("avstod"), default=0)
    absent = models.PositiveSmallIntegerField(_("frånvarande"), default=0)
    #: the chair's vote decided at equal numbers (KL 5:56)
    chair_decided = models.BooleanField(_("ordförandens utslagsröst"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(yes__gt=0) | Q(no__gt=0), name="vote_was_held"),
            models.CheckConstraint(
                condition=Q(chair_decided=False) | Q(yes=F("no")),
                name="vote_chair_decides_when_equal",
                violation_error_message=_("Ordförandens röst avgör bara vid lika röstetal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.yes}–{self.no}"


class Reservation(TenantModel):
    """A reservation (KL 4:27): only by one who took part, announced before the meeting ends."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reservations")
    name = models.CharField(_("namn"), max_length=160)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    in_favour_of = models.CharField(_("till förmån för"), max_length=300, blank=True)
    #: the written reasons, where they were handed in
    text = models.TextField(_("motivering"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "name"], name="reservation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


class Recusal(TenantModel):
    """Somebody who did not take part because of conflict of interest, jäv (KL 5:47, 6:28)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    name = models.CharField(_("namn"), max_length=160)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    ground = models.CharField(_("grund"), max_length=14, choices=RecusalGround)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "name"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name
