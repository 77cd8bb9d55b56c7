"""Agreements with organisations outside. The current period is computed from the first period and the renewal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Body, Organisation, TenantModel
from samfrid.partners.terms import Change, Terms, last_day


class AgreementForm(models.TextChoices):
    IOP = "iop", _("idéburet offentligt partnerskap")
    GRANT = "grant", _("bidrag")
    CONTRACT = "contract", _("avtal om tjänst")
    COOPERATION = "cooperation", _("samverkansöverenskommelse")
    OTHER = "other", _("annat avtal")


class Agreement(TenantModel):
    """An agreement as it was first made, with what amendments made of its time; what holds today is computed
    (``terms``, ``rules.current_period``).
    """

    form = models.CharField(_("form"), max_length=12, choices=AgreementForm)
    title = models.CharField(_("benämning"), max_length=300)
    #: what the parties want with it
    purpose = models.TextField(_("syfte"), blank=True)
    #: whether places in a shelter are part of it; null where nobody has said
    shelter_places = models.BooleanField(_("platser i skyddat boende ingår"), null=True, blank=True)
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("beslutat"), null=True, blank=True)
    #: "§ 37"
    decided_paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    diary_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    #: the earlier agreement that this one comes after
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    first_starts_on = models.DateField(_("första perioden från"), null=True, blank=True)
    first_ends_on = models.DateField(_("första perioden till och med"), null=True, blank=True)
    #: months that it is prolonged by when a period ends; null where it simply ends or nothing is said
    renewal_months = models.PositiveSmallIntegerField(_("förlängs med, månader"), null=True, blank=True)
    #: last day to which it may be prolonged; null with a renewal means until further notice (tills vidare)
    renewal_last_on = models.DateField(null=True, blank=True)
    #: how it is prolonged in the agreement's own words: "två år i taget tills vidare"
    renewal_words = models.CharField(_("så står det i avtalet"), max_length=300, blank=True)
    #: it has no periods: it holds until somebody gives notice
    open_ended = models.BooleanField(_("gäller tills vidare, utan perioder"), default=False)
    #: notice (uppsägningstid) before the current period ends
    notice_months = models.PositiveSmallIntegerField(_("uppsägningstid, månader"), null=True, blank=True)
    #: what amendments have made of the periods, by the day that they hold from; written with each ``Amendment``
    changes = models.JSONField(default=list, editable=False)
    #: the day that it ends by a notice that has not been withdrawn; written with each ``Notice``
    ends_on = models.DateField(null=True, blank=True, editable=False)
    #: the day after which nothing is agreed, computed from all of this; null until further notice or not known
    last_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_period",
                condition=models.Q(first_starts_on__isnull=True)
                | models.Q(first_ends_on__isnull=True)
                | models.Q(first_ends_on__gte=models.F("first_starts_on")),
                violation_error_message=_("Avtalsperioden slutar före den börjar."),
            ),
            models.CheckConstraint(
                name="agreement_renewal_moves",
                condition=models.Q(renewal_months__isnull=True) | models.Q(renewal_months__gte=1),
            ),
            models.CheckConstraint(
                name="agreement_open_ended",
                condition=models.Q(open_ended=False)
                | models.Q(first_ends_on__isnull=True, renewal_months__isnull=True, renewal_last_on__isnull=True),
                violation_error_message=_("Ett avtal som gäller tills vidare har ingen slutdag och förlängs inte."),
            ),
            models.CheckConstraint(
                name="agreement_replaces_another",
                condition=models.Q(replaces__isnull=True) | ~models.Q(replaces=models.F("id")),
                violation_error_message=_("Ett avtal kan inte ersätta sig självt."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="agreement_newest"),
            models.Index(fields=["municipality", "first_ends_on"], name="agreement_end"),
            models.Index(fields=["municipality", "last_on"], name="agreement_last_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement", args=[self.pk])

    @property
    def terms(self) -> Terms:
        """What it says of its time: periods, renewal and notice are computed of this and nothing else."""
        return Terms(
            self.first_starts_on,
            self.first_ends_on,
            self.renewal_months,
            self.renewal_last_on,
            self.notice_months,
            self.ends_on,
            tuple(Change.of(one) for one in self.changes),
            self.open_ended,
        )

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Save, with the last day as the terms make it."""
        self.last_on = last_day(self.terms)
        if update_fields is not None:
            update_fields = {*update_fields, "last_on"}
        super().save(update_fields=update_fields, **options)


class Party(TenantModel):
    """A party to an agreement: an organisation, or the municipality itself where ``organisation`` is empty."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    #: the name as the agreement has it
    name = models.CharField(max_length=200)
    #: its own time of notice, where it is another than the agreement's
    notice_months = models.PositiveSmallIntegerField(_("uppsägningstid, månader"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "name"], name="party_once")]

    def __str__(self) -> str:
        return self.name


class AgreementGoal(TenantModel):
    """A goal that the parties share."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("mål"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_goal_number_once")
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(TenantModel):
    """A follow-up of an agreement by its parties. The national survey counts those of the last 24 months."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField(_("dag"))
    note = models.TextField(_("vad som kom fram"), blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agreement", "-on"], name="follow_up_latest")]

    def __str__(self) -> str:
        return f"{self.on}"
