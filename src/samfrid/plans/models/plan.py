"""Plans and their versions: goals, and activities, each of which is a commitment in the ledger."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import Commitment, DatePrecision
from samfrid.municipalities.models import Body, TenantModel, Unit


class PlanKind(models.TextChoices):
    """What the municipality calls it; it says nothing of what it holds."""

    PROGRAMME = "programme", _("program")
    PLAN = "plan", _("plan")
    STRATEGY = "strategy", _("strategi")
    OTHER = "other", _("annat styrdokument")


class Plan(TenantModel):
    """A plan, programme or strategy under its best known name."""

    name = models.CharField(_("namn"), max_length=300)
    kind = models.CharField(_("slag"), max_length=10, choices=PlanKind, default=PlanKind.PLAN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "municipality",
                Lower("name"),
                name="plan_name_once",
                violation_error_message=_("Kommunen har redan en plan med det namnet."),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "name"], name="plan_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])


class PlanAlias(TenantModel):
    """Another name that documents use for the same plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("municipality", Lower("name"), name="plan_alias_once")]

    def __str__(self) -> str:
        return self.name


class VersionState(models.TextChoices):
    """Whether a body has adopted it. ``UNKNOWN``: the documents name the plan without saying.

    ``SUPERSEDED`` is written down when another version has begun to hold, and the database then closes the version for
    good. Which one holds on a day is worked out (``rules/standing.py``), never asked of this.
    """

    UNKNOWN = "unknown", _("antagande okänt")
    DRAFT = "draft", _("förslag")
    ADOPTED = "adopted", _("antagen")
    SUPERSEDED = "superseded", _("ersatt")


class PlanVersion(TenantModel):
    """One version of a plan, with its period and adoption. Frozen once adopted: the database refuses what changes it.

    What documents tell of a version that was adopted elsewhere is still written down as it is found; a version that was
    adopted here holds all that it holds (``complete``).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.UNKNOWN)
    starts_on = models.DateField(_("gäller från"), null=True, blank=True)
    ends_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    adopted_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(_("antagen"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    #: the matters' decision that adopted it, by key since it stands in another room, and what it is called
    decision_id = models.UUIDField(null=True, blank=True)
    decision_title = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(_("ses över senast"), null=True, blank=True)
    #: adopted from a draft that was written here: nothing more is found in it
    complete = models.BooleanField(default=False)
    #: adopted, and what it changes in the ledger waits for the day on which it begins to hold
    awaited = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(state=VersionState.DRAFT), name="plan_one_draft"
            ),
            models.CheckConstraint(
                name="plan_version_period",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("Planens period slutar före den börjar."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "state", "ends_on"], name="plan_version_period")]

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"


class GoalLevel(models.TextChoices):
    """How far a goal reaches, the farthest first (domain.md section 2: effect, outcome, measures, indicators)."""

    EFFECT = "effect", _("långsiktig effekt")
    OUTCOME = "outcome", _("utfall")
    GOAL = "goal", _("mål")


class Goal(TenantModel):
    """A goal of a plan's version, under the one that it serves."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("mål"))
    level = models.CharField(_("nivå"), max_length=7, choices=GoalLevel, default=GoalLevel.GOAL)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")
    #: the same in each version that has the goal, in whatever words
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="goal_number_once"),
            models.UniqueConstraint(fields=["version", "key"], name="goal_key_once"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="goal_not_under_itself"
            ),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def words(self) -> str:
        """The goal as it stands in the plan: what was written down, or what that was corrected to."""
        return next((one.text for one in self.corrections.all()), self.text)


class GoalCorrection(TenantModel):
    """That a goal of an adopted version was written down wrongly here, and how it stands in the plan. The words that
    were corrected stay in the goal: both are shown, the latest correction first.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(_("så står det i planen"))
    why = models.CharField(_("varför"), max_length=500)
    on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(why=""), name="goal_correction_says_what_and_why"
            ),
        ]
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.text[:80]


class Activity(TenantModel):
    """An activity of a plan's version: a place in the plan, and the commitment that is followed.

    What the version says of it is kept beside the commitment (``told``), which goes on to change: an adopted version
    does not change under a reader, and a draft says what is to be otherwise. Of a commitment that not everybody may
    read nothing is kept here.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="activities")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    number = models.PositiveSmallIntegerField()
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="activities")
    told = models.BooleanField(default=False)
    #: the version was adopted saying otherwise than the ledger did: its words are promised when it begins to hold
    changes = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    responsible = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: as it was called then
    responsible_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="activity_number_once"),
            models.UniqueConstraint(fields=["version", "commitment"], name="activity_commitment_once"),
            models.CheckConstraint(condition=models.Q(told=False) | ~models.Q(text=""), name="activity_told_in_words"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def words(self) -> str:
        """What the version says that is to be done."""
        return self.text if self.told else self.commitment.text

    @property
    def who(self) -> str:
        """Who answers for it by the version; empty where nobody does."""
        outside = self.commitment.responsible or self.commitment.responsible_organisation or ""
        return self.responsible_name if self.told else str(outside)

    @property
    def when(self) -> tuple[dt.date | None, str]:
        """By when it is to be done by the version, and how exactly that was said."""
        one = self if self.told else self.commitment
        return one.due_on, str(one.due_precision)


class SuccessionKind(models.TextChoices):
    """What became of an activity of the version before."""

    REPLACED = "replaced", _("ersatt av en annan")
    MERGED = "merged", _("uppgått i en annan")
    DROPPED = "dropped", _("struken")


class Succession(TenantModel):
    """What became of an activity that a version no longer has, and why."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="successions")
    before = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="succeeded")
    after = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="succeeds")
    kind = models.CharField(max_length=8, choices=SuccessionKind)
    why = models.CharField(_("varför"), max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "before"], name="succession_once"),
            models.CheckConstraint(
                condition=models.Q(kind=SuccessionKind.DROPPED, after__isnull=True)
                | (~models.Q(kind=SuccessionKind.DROPPED) & models.Q(after__isnull=False)),
                name="succession_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | ~models.Q(after=models.F("before")), name="succession_of_two"
            ),
            models.CheckConstraint(condition=~models.Q(why=""), name="succession_says_why"),
        ]
        ordering: ClassVar = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.before_id}"


class PlanLayout(TenantModel):
    """How the municipality wants a plan on paper: the columns of its table in their order, and the headings."""

    #: names of columns (``rules/paper.py``) in their order
    columns = models.JSONField(default=list)
    #: the municipality's own words for a heading or a column, by its name; what is not there has ours
    words = models.JSONField(default=dict)
    introduction = models.TextField(_("inledning"), blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality"], name="plan_layout_once")]

    def __str__(self) -> str:
        return str(self.municipality_id)
