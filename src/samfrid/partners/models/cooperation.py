"""Groups in which the municipality meets others (samverkansgrupp): who sits in them, and how often they meet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, Organisation, TenantModel, Unit


class Group(TenantModel):
    """A group with a mandate and a rhythm: so many meetings in so many months, or in each term."""

    name = models.CharField(_("namn"), max_length=200)
    mandate = models.TextField(_("uppdrag"), blank=True)
    #: the rhythm: ``times`` meetings in each ``per_months``; null where none is said
    times = models.PositiveSmallIntegerField(_("möten"), null=True, blank=True)
    per_months = models.PositiveSmallIntegerField(_("månader"), null=True, blank=True)
    #: counted by term (spring to 30 June, autumn to 31 December) and not from meeting to meeting
    by_term = models.BooleanField(default=False)
    started_on = models.DateField(_("började"), null=True, blank=True)
    ended_on = models.DateField(_("upphörde"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="group_rhythm",
                condition=models.Q(times__isnull=True, per_months__isnull=True, by_term=False)
                | models.Q(times__gte=1, per_months__gte=1, by_term=False)
                | models.Q(times__gte=1, per_months=6, by_term=True),
            ),
            models.CheckConstraint(
                name="group_ends_after_start",
                condition=models.Q(started_on__isnull=True)
                | models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                violation_error_message=_("Gruppen upphör före den börjar."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "name"], condition=models.Q(ended_on__isnull=True), name="group_name_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "-created_at", "-id"], name="group_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cooperation:group", args=[self.pk])


class GroupMember(TenantModel):
    """Who sits in a group: an organisation outside, a unit or a body of the municipality; by function, not by name."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    function = models.CharField(_("funktion"), max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="group_member_is_one",
                condition=models.Q(organisation__isnull=False, unit__isnull=True, body__isnull=True)
                | models.Q(organisation__isnull=True, unit__isnull=False, body__isnull=True)
                | models.Q(organisation__isnull=True, unit__isnull=True, body__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["group", "organisation", "unit", "body", "function"],
                condition=models.Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="group_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose}, {self.function}" if self.function else self.whose

    @property
    def whose(self) -> str:
        """The organisation, unit or body."""
        return str(self.organisation or self.unit or self.body)
