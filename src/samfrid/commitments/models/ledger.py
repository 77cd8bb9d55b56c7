"""The ledger. A commitment is what somebody has promised or been told to do; its execution is an axis of its own.

Open, late and silent are computed from these rows (``rules.py``), never stored.
"""

from __future__ import annotations

from textwrap import shorten
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, Body, Contact, Organisation, TenantModel, Unit


class Execution(models.TextChoices):
    """How far it has come, as last reported. ``UNKNOWN`` says that nobody has reported anything."""

    UNKNOWN = "unknown", _("inget rapporterat")
    NOT_STARTED = "not_started", _("inte påbörjat")
    UNDER_WAY = "under_way", _("pågår")
    PARTLY_DONE = "partly_done", _("delvis genomfört")
    DONE = "done", _("genomfört")
    CANNOT = "cannot", _("genomförs inte")
    OVERTAKEN = "overtaken", _("ersatt av annat beslut")


#: states in which nothing more is awaited
SETTLED = (Execution.DONE, Execution.CANNOT, Execution.OVERTAKEN)


class DatePrecision(models.TextChoices):
    """How exactly a day was given; a month or a year counts to its last day."""

    DAY = "day", _("dag")
    MONTH = "month", _("månad")
    YEAR = "year", _("år")


class OriginKind(models.TextChoices):
    """What a commitment comes from."""

    CLAUSE = "clause", _("beslut")
    ACTIVITY = "activity", _("plan")
    AGREEMENT = "agreement", _("avtal")
    ANSWER = "answer", _("svar i fullmäktige")
    MEETING = "meeting", _("möte")
    DOCUMENT = "document", _("dokument")
    OWN = "own", _("eget åtagande")


class Kind(models.TextChoices):
    """What sort of thing is promised; empty where nobody has said."""

    INFORMATION = "information", _("information")
    CAMPAIGN = "campaign", _("kampanj")
    TRAINING = "training", _("utbildning")
    SERVICE = "service", _("insats")
    NETWORK = "network", _("nätverk")
    AGREEMENT = "agreement", _("avtal")
    ROUTINE = "routine", _("rutin")
    MAPPING = "mapping", _("kartläggning")
    MONEY = "money", _("medel")
    REPORT = "report", _("rapport")


class Level(models.TextChoices):
    """For whom it prevents: the columns of the prevention matrix."""

    UNIVERSAL = "universal", _("universell")
    SELECTIVE = "selective", _("selektiv")
    INDICATED = "indicated", _("indikerad")


class Arena(models.TextChoices):
    """Where it works: the rows of the prevention matrix."""

    INDIVIDUAL = "individual", _("individ")
    ORGANISATION = "organisation", _("organisation")
    SOCIETY = "society", _("samhälle")


class Commitment(TenantModel):
    """What is promised, in the source's own words. No one responsible is a value that is seen and filtered on."""

    text = models.TextField(_("åtagande"))
    responsible = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("ansvarig")
    )
    #: an organisation outside that is to do it: a women's shelter's undertaking in an agreement
    responsible_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="undertakings"
    )
    #: who is asked how it goes; a unit may have nobody with an account
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("kontakt")
    )
    kind = models.CharField(_("slag"), max_length=12, choices=Kind, blank=True, default="")
    level = models.CharField(_("nivå"), max_length=12, choices=Level, blank=True, default="")
    arena = models.CharField(_("arena"), max_length=12, choices=Arena, blank=True, default="")
    partners = models.ManyToManyField(Organisation, through="CommitmentPartner", related_name="commitments")
    #: the day of the decision, plan, agreement or document that made it
    promised_on = models.DateField(_("utlovat"), null=True, blank=True)
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    due_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    #: months from one turn to the next of what is done again and again; ``due_on`` is the last day of this turn
    every_months = models.PositiveSmallIntegerField(_("återkommer, månader"), null=True, blank=True)
    #: the day of the month that the rhythm keeps, 31 for the last; without it a short month would move all that follow
    turn_day = models.PositiveSmallIntegerField(null=True, blank=True)
    #: when and to which body it is to be told what came of it, and when that was done
    report_back_on = models.DateField(_("återrapporteras senast"), null=True, blank=True)
    report_back_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("återrapporteras till")
    )
    reported_back_on = models.DateField(_("återrapporterat"), null=True, blank=True)
    #: as last reported; the history is in :class:`Progress`
    execution = models.CharField(max_length=12, choices=Execution, default=Execution.UNKNOWN)
    #: hundredths done as last reported; null where nobody has said
    share_done = models.PositiveSmallIntegerField(_("andel klar, procent"), null=True, blank=True)
    #: whether evidence that still stands shows that it is done; kept by the acts, so that lists need not look it up
    proven = models.BooleanField(default=False)
    #: who may read it: as what it comes from
    access = models.PositiveSmallIntegerField(_("åtkomst"), choices=Access, default=Access.PUBLIC)
    #: the day of the last report; null where there is none
    last_word_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="commitment_due_after_promise",
                condition=models.Q(due_on__isnull=True)
                | models.Q(promised_on__isnull=True)
                | models.Q(due_on__gte=models.F("promised_on")),
                violation_error_message=_("Ett åtagande kan inte vara klart före dagen då det gjordes."),
            ),
            models.CheckConstraint(
                name="commitment_due_after_start",
                condition=models.Q(due_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(due_on__gte=models.F("starts_on")),
                violation_error_message=_("Ett åtagande kan inte vara klart före dagen då det börjar."),
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="commitment_says_something"),
            models.CheckConstraint(
                condition=models.Q(share_done__isnull=True) | models.Q(share_done__lte=100), name="commitment_share"
            ),
            models.CheckConstraint(
                condition=models.Q(every_months__isnull=True) | models.Q(every_months__gte=1), name="commitment_rhythm"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="commitment_newest"),
            models.Index(
                fields=["municipality", "due_on", "id"],
                condition=~models.Q(execution__in=SETTLED),
                name="commitment_late",
            ),
            models.Index(fields=["municipality", "execution", "due_on"], name="commitment_due"),
            models.Index(
                fields=["municipality", "id"],
                condition=models.Q(responsible__isnull=True, responsible_organisation__isnull=True),
                name="commitment_nobody",
            ),
        ]

    def __str__(self) -> str:
        return shorten(self.text, 120, placeholder=" …")

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.pk])


class CommitmentPartner(TenantModel):
    """An organisation outside that takes part in carrying it out."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "organisation"], name="commitment_partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.organisation_id}"


class Scheme(models.TextChoices):
    """Whose goals a tag names."""

    EQUALITY = "equality", _("jämställdhet")
    CHILD = "child", _("barnets rättigheter")
    AGENDA_2030 = "agenda_2030", _("Agenda 2030")
    OWN = "own", _("kommunens eget mål")


class CommitmentTag(TenantModel):
    """A goal that it serves, of the nation, of Agenda 2030 or of the municipality's own."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="tags")
    scheme = models.CharField(max_length=12, choices=Scheme)
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "scheme", "name"], name="commitment_tag_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "scheme", "name"], name="commitment_by_tag")]

    def __str__(self) -> str:
        return self.name


class Origin(TenantModel):
    """What a commitment comes from. It may have several, and a clause may give several commitments.

    The record stands in a room above and is named by its kind ("matters.clause") and key; ``page`` is the key of the
    record whose page shows it (the matter, the plan, the agreement), ``label`` what to call it.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=10, choices=OriginKind)
    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField()
    page_kind = models.CharField(max_length=60)
    page_id = models.UUIDField()
    label = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_id", "record_kind", "commitment"], name="origin_once")
        ]
        indexes: ClassVar = [models.Index(fields=["page_id"], name="origin_page")]

    def __str__(self) -> str:
        return self.label
