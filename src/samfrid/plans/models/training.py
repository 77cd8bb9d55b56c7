"""Training in how to meet violence: what was held, about what, for whom, and where it is shown."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import TenantModel, Unit


class TrainingKind(models.TextChoices):
    """The two that the national survey asks of (Öppna jämförelser, kompetens)."""

    CONTINUING = "continuing", _("fortbildning")
    UNIVERSITY = "university", _("högskolekurs")


#: what it can be about, as the survey divides it, and how each is kept
ABOUT: Final = {
    "about_adults": _("våldsutsatta vuxna"),
    "about_children": _("barn som utsätts för våld eller bevittnar det"),
    "about_offenders": _("personer som utövar våld"),
    "about_honour": _("hedersrelaterat våld och förtryck"),
}


class Training(TenantModel):
    """A training that was held or is to be. What was entered in error is struck with the reason, not erased."""

    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=12, choices=TrainingKind)
    about_adults = models.BooleanField(ABOUT["about_adults"], default=False)
    about_children = models.BooleanField(ABOUT["about_children"], default=False)
    about_offenders = models.BooleanField(ABOUT["about_offenders"], default=False)
    about_honour = models.BooleanField(ABOUT["about_honour"], default=False)
    #: those it was for: a unit of the municipality, or others in words
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="trainings")
    for_whom = models.CharField(_("för vilka"), max_length=200, blank=True)
    starts_on = models.DateField(_("första dagen"))
    #: null: the one day
    ends_on = models.DateField(_("sista dagen"), null=True, blank=True)
    #: null where nobody has counted: never nought
    participants = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    #: files are kept in a room above: the document is named by its key
    document_id = models.UUIDField(null=True, blank=True)
    document_name = models.CharField(_("underlag"), max_length=300, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="training_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(about_adults=True)
                | models.Q(about_children=True)
                | models.Q(about_offenders=True)
                | models.Q(about_honour=True),
                name="training_about_something",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="training_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(participants__isnull=True) | models.Q(participants__gte=1),
                name="training_somebody_came",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_on__isnull=True) | ~models.Q(struck_why=""), name="training_struck_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "-starts_on", "-id"], name="training_latest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:training", args=[self.pk])

    @property
    def about(self) -> list[str]:
        """What it was about, in words."""
        return [str(words) for name, words in ABOUT.items() if getattr(self, name)]
