"""Organisations outside the municipality, the names they have had, and whom to ask at each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest, Least, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models.places import Unit
from samfrid.municipalities.models.tenant import SwedishKey, TenantModel


class OrganisationKind(models.TextChoices):
    """What an organisation outside is. The national survey asks of some of them by kind (domain: Öppna jämförelser)."""

    WOMENS_SHELTER = "womens_shelter", _("kvinnojour")
    MENS_CENTRE = "mens_centre", _("mansjour")
    GIRLS_SHELTER = "girls_shelter", _("tjejjour")
    VICTIM_SUPPORT = "victim_support", _("brottsofferjour")
    OTHER_ASSOCIATION = "other_association", _("annan förening")
    POLICE = "police", _("polis")
    HEALTH_CARE = "health_care", _("hälso- och sjukvård")
    PRIMARY_CARE = "primary_care", _("vårdcentral")
    YOUTH_CLINIC = "youth_clinic", _("ungdomsmottagning")
    PSYCHIATRY = "psychiatry", _("vuxenpsykiatri")
    EMERGENCY_WARD = "emergency_ward", _("akutmottagning")
    LANDLORD = "landlord", _("hyresvärd")
    COUNTY_BOARD = "county_board", _("länsstyrelse")
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("annan kommun")
    CHURCH = "church", _("församling eller samfund")
    COMPANY = "company", _("företag")
    OTHER = "other", _("annan")


class OrganisationManager(models.Manager["Organisation"]):
    """The organisations that there are: one that was merged into another is found by ``Organisation.every`` alone."""

    def get_queryset(self) -> models.QuerySet[Organisation]:
        return super().get_queryset().filter(merged_into__isnull=True)


class Organisation(TenantModel):
    """An organisation outside the municipality: a women's shelter association, the police, a landlord."""

    name = models.CharField(_("namn"), max_length=160)
    #: NNNNNN-NNNN, or empty where it is not known
    number = models.CharField(_("organisationsnummer"), max_length=11, blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=OrganisationKind, blank=True)
    #: what it can do, in its own words: "skyddat boende för tre familjer, samtal, följa med till rätten"
    abilities = models.TextField(_("vad den kan göra"), blank=True)
    #: the one that it turned out to be; all that was its own is there now
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    ended_on = models.DateField(_("finns inte längre sedan"), null=True, blank=True)

    objects = OrganisationManager()
    every = models.Manager["Organisation"]()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "municipality",
                Lower("name"),
                condition=models.Q(merged_into__isnull=True),
                name="organisation_name_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "number"],
                condition=models.Q(merged_into__isnull=True) & ~models.Q(number=""),
                name="organisation_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(number="") | models.Q(number__regex=r"^\d{6}-\d{4}$"),
                name="organisation_number_form",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=F("id")),
                name="organisation_not_into_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "municipality",
                SwedishKey(F("name")),
                "id",
                condition=models.Q(merged_into__isnull=True),
                name="organisation_by_name",
            ),
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="organisation_merged"
            ),
        ]
        ordering: ClassVar = [SwedishKey(F("name"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk])


class OrganisationName(TenantModel):
    """A name that an organisation had, or that one merged into it had: documents go on using it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    #: the day from which it is an old name
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="organisation_old_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Merge(TenantModel):
    """That two rows were one organisation: what the other was called, and all that moved. Never changed."""

    into = models.ForeignKey(Organisation, on_delete=models.PROTECT, db_index=False, related_name="merges")
    from_name = models.CharField(max_length=160)
    from_number = models.CharField(max_length=11, blank=True)
    on = models.DateField()
    by = models.CharField(max_length=200)
    why = models.CharField(_("skäl"), max_length=300, blank=True)
    #: "partners.party": how many rows of each kind moved; ``ended``: rows that said the same twice
    moved = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["into", "-on"], name="merge_of_organisation")]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.into_id}"


class ToldApart(TenantModel):
    """That two organisations that look like one are two: who said so, and when. Taken away where she was mistaken."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name="told_apart_once"),
            models.CheckConstraint(condition=~models.Q(first=F("second")), name="told_apart_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class Contact(TenantModel):
    """Somebody to ask at a unit or an organisation outside: a function with a name and an address, not an account."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(_("namn"), max_length=120)
    function = models.CharField(_("funktion"), max_length=120, blank=True)
    email = models.EmailField(_("e-postadress"), max_length=254, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    #: the head of the unit, who is told when nobody answers
    is_head = models.BooleanField(_("chef"), default=False)
    verified_on = models.DateField(_("kontrollerad"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contact_of_one",
                condition=models.Q(unit__isnull=False, organisation__isnull=True)
                | models.Q(unit__isnull=True, organisation__isnull=False),
                violation_error_message=_("En kontakt hör till en enhet eller en organisation."),
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(is_head=True, ended_on__isnull=True, unit__isnull=False),
                name="contact_one_head",
            ),
        ]
        ordering: ClassVar = [SwedishKey(F("name"))]

    def __str__(self) -> str:
        return f"{self.name}, {self.function}" if self.function else self.name
