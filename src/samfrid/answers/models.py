"""The memo workshop: the municipality's template, a memo (tjänsteskrivelse) and its versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models import ClauseStyle, Matter
from samfrid.municipalities.models import TenantModel


class Part(models.TextChoices):
    """What a section of a memo is for: the workshop fills it by that, whatever the municipality calls it."""

    PROPOSAL = "proposal", _("Förslag till beslut")
    SUMMARY = "summary", _("Sammanfattning")
    BACKGROUND = "background", _("Beskrivning av ärendet")
    ASSESSMENT = "assessment", _("Bedömning")
    ECONOMY = "economy", _("Ekonomiska konsekvenser")
    EQUALITY = "equality", _("Konsekvenser för jämställdhet")
    CHILDREN = "children", _("Konsekvenser för barn")
    GROUNDS = "grounds", _("Beslutsunderlag")
    RECIPIENTS = "recipients", _("Beslutet skickas till")
    SOURCES = "sources", _("Källor")
    OTHER = "other", _("Annat")


class MemoTemplate(TenantModel):
    """How the municipality writes its memos: the headings in order, att-clauses or sentences, and its own Word file."""

    name = models.CharField(_("namn"), max_length=80)
    #: who sends: "Socialförvaltningen"; one line each
    sender = models.TextField(_("avsändare"), blank=True)
    #: [{"part": "proposal", "heading": "Förslag till beslut"}], in order
    headings = models.JSONField(_("rubriker"))
    clause_style = models.CharField(_("skrivsätt"), max_length=10, choices=ClauseStyle, default=ClauseStyle.ATT)
    #: the municipality's own DOCX, whose styles, head and foot are used; null for ours
    look = models.BinaryField(null=True)
    look_name = models.CharField(_("mall i Word"), max_length=200, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "municipality",
                Lower("name"),
                condition=Q(ended_on__isnull=True),
                name="memo_template_once",
                violation_error_message=_("Det finns redan en mall med det namnet."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="memo_template_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Memo(TenantModel):
    """A memo in a matter. What it says is in its versions; the latest holds."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="memos")
    template = models.ForeignKey(MemoTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("rubrik"), max_length=300)
    #: the body that is to decide by it
    addressed_to = models.CharField(_("till"), max_length=200, blank=True)
    officer = models.CharField(_("handläggare"), max_length=160, blank=True)
    dated = models.DateField(_("datum"))
    #: done: no new versions, it is what the body has before it
    finished_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["matter", "-created_at"], name="memo_of_matter")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("answers:memo", args=[self.pk])


class Made(models.TextChoices):
    """How a version came to be."""

    COMPOSED = "composed", _("gjord av ärendet")
    EDITED = "edited", _("ändrad här")
    WORD = "word", _("ändrad i Word")


class MemoVersion(TenantModel):
    """What a memo said at one time. Versions are added, never changed."""

    memo = models.ForeignKey(Memo, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made = models.CharField(max_length=8, choices=Made)
    made_by = models.CharField(max_length=200)
    #: [{"part": "proposal", "heading": "Förslag till beslut", "text": "…"}]; the text as ``rules.blocks`` reads it
    sections = models.JSONField()
    #: what the Word file held out of sight, as sentences, for whoever handed it in
    hidden = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["memo", "number"], name="memo_version_once")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.memo} {self.number}"
