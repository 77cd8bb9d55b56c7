"""What holds for each sort of matter, per municipality, as data with versions."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models.words import ClauseStyle, MatterKind, PutTo, Raised, Raiser
from samfrid.municipalities.models import Access, TenantModel


class TypeVersion(TenantModel):
    """The municipality's own rules for one sort of matter from a day on (arbetsordning).

    A municipality that has said nothing has the Swedish set in ``rules.types``. A matter has the version of the day on
    which it was raised, for ever.
    """

    kind = models.CharField(_("typ"), max_length=16, choices=MatterKind)
    valid_from = models.DateField(_("gäller från"))
    name = models.CharField(_("kommunens ord"), max_length=60)
    raisers = ArrayField(models.CharField(max_length=20, choices=Raiser), verbose_name=_("vem får väcka"))
    put_to = ArrayField(models.CharField(max_length=12, choices=PutTo), verbose_name=_("till vem"))
    raised_counts = models.CharField(_("räknas som väckt"), max_length=10, choices=Raised, default=Raised.DELIVERED)
    #: months for the council to decide; 12 for motions and citizen proposals (KL 5:35), null where no rule is set
    decide_months = models.PositiveSmallIntegerField(_("månader till beslut"), null=True, blank=True)
    #: months after which it is reminded of
    warn_months = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("påminn efter månader"), default=list)
    #: whether a referral back or a tabling moves the last day
    pauses_extend = models.BooleanField(_("uppehåll flyttar sista dagen"), default=True)
    #: the council decides without debate whether it may be put (KL 5:62)
    needs_leave = models.BooleanField(_("får ställas efter beslut"), default=False)
    needs_reasons = models.BooleanField(_("ska ha motivering"), default=False)
    #: highest number of questions; null where there is no limit
    most_questions = models.PositiveSmallIntegerField(_("högst antal frågor"), null=True, blank=True)
    #: it must be in this many days before the meeting, by this hour
    hand_in_days = models.PositiveSmallIntegerField(_("inlämnad dagar före"), null=True, blank=True)
    hand_in_hour = models.PositiveSmallIntegerField(_("inlämnad klockan"), null=True, blank=True)
    #: the answer must be with the asker this many days before the meeting, by this hour
    answer_days = models.PositiveSmallIntegerField(_("svar dagar före"), null=True, blank=True)
    answer_hour = models.PositiveSmallIntegerField(_("svar klockan"), null=True, blank=True)
    #: those days are working days
    working_days = models.BooleanField(_("räknat i arbetsdagar"), default=False)
    #: votes that an e-proposal needs, as a number or per thousand inhabitants, within so many days
    votes = models.PositiveIntegerField(_("röster"), null=True, blank=True)
    votes_per_thousand = models.DecimalField(
        _("röster per tusen"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    votes_days = models.PositiveSmallIntegerField(_("dagar att rösta"), null=True, blank=True)
    #: the steps that it goes through, in order: ``words.EventKind`` and "decided", "adjusted", "announced",
    #: "legal_force", "answered", "dispatched"
    steps = ArrayField(models.CharField(max_length=12), verbose_name=_("steg"))
    clause_style = models.CharField(_("skrivsätt"), max_length=10, choices=ClauseStyle, default=ClauseStyle.ATT)
    default_access = models.PositiveSmallIntegerField(_("åtkomst"), choices=Access, default=Access.PUBLIC)
    #: the local rule that this follows: "Arbetsordning för fullmäktige 2023, § 21"
    source = models.CharField(_("källa"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "valid_from"],
                name="type_version_once",
                violation_error_message=_("Det finns redan regler som gäller från den dagen."),
            ),
            models.CheckConstraint(
                condition=(models.Q(hand_in_hour__isnull=True) | models.Q(hand_in_hour__lte=24))
                & (models.Q(answer_hour__isnull=True) | models.Q(answer_hour__lte=24)),
                name="type_version_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"
