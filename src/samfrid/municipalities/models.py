"""Municipalities, what they consist of, and who acts in them with which role."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


class SwedishKey(Func):
    """The key by which Swedish text is sorted: å, ä, ö last, whatever the case. PostgreSQL has no ICU here."""

    function = "swedish_key"
    output_field = models.CharField()


class Municipality(models.Model):
    """A tenant. The key is SCB's municipality code (kommunkod), four digits; the example's is outside that series."""

    code = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(_("namn"), max_length=80)
    #: constructed data for trying the product; shown as such on every page
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="municipality_code_form",
                condition=models.Q(code__regex=r"^\d{4}$"),
                violation_error_message=_("Kommunkoden ska ha fyra siffror."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Access(models.IntegerChoices):
    """Who may read a record: anybody, those who work with it, or only those who must. Published is another axis."""

    PUBLIC = 0, _("offentligt")
    INTERNAL = 1, _("internt")
    CONFIDENTIAL = 2, _("sekretess")


class TenantModel(models.Model):
    """What every row of a municipality has: a random key, and whose it is. Its table has row-level security."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class UserManager(BaseUserManager["User"]):
    """Users are found by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A user without any role; raises ``ValueError`` without an address."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who logs in. What she may do is said by her memberships, one for each municipality and role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-postadress"), max_length=254, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name to show; asked for by the log-in package."""
        return self.name


class Session(AbstractBaseSession):
    """A log-in session that knows whose it is, so that both are read together: see ``sessions.py``."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from samfrid.municipalities.sessions import SessionStore

        return SessionStore


class Role(models.TextChoices):
    """What somebody is in a municipality. What each may do stands in ``permissions.py`` and nowhere else."""

    COORDINATOR = "coordinator", _("samordnare")
    REGISTRAR = "registrar", _("registrator")
    OFFICER = "officer", _("handläggare")
    ELECTED = "elected", _("förtroendevald")
    ADMINISTRATOR = "administrator", _("administratör")


class BodyKind(models.TextChoices):
    COUNCIL = "council", _("fullmäktige")
    EXECUTIVE = "executive", _("kommunstyrelse")
    COMMITTEE = "committee", _("nämnd")
    SUBCOMMITTEE = "subcommittee", _("utskott")
    OTHER = "other", _("annat organ")


class Body(TenantModel):
    """A body that decides or is asked (organ): council, executive board, committee."""

    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(max_length=16, choices=BodyKind, default=BodyKind.OTHER)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="body_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(TenantModel):
    """A unit that carries things out (förvaltning, bolag, enhet)."""

    name = models.CharField(_("namn"), max_length=160)
    abolished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="unit_name_once"),
        ]
        ordering: ClassVar = [SwedishKey(F("name"))]

    def __str__(self) -> str:
        return self.name


class Organisation(TenantModel):
    """An organisation outside the municipality: a women's shelter association, the police, a landlord."""

    name = models.CharField(_("namn"), max_length=160)
    #: NNNNNN-NNNN, or empty where it is not known
    number = models.CharField(_("organisationsnummer"), max_length=11, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("municipality", Lower("name"), name="organisation_name_once"),
        ]
        ordering: ClassVar = [SwedishKey(F("name"))]

    def __str__(self) -> str:
        return self.name


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


class Membership(TenantModel):
    """A user's role in a municipality. The pair of them is who acts: see :class:`~samfrid.audit.actions.Actor`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=16, choices=Role)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "user", "role"],
                condition=models.Q(ended_on__isnull=True),
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def municipality_code(self) -> str:
        return self.municipality_id

    @property
    def actor_id(self) -> str:
        return str(self.user_id)

    @property
    def actor_name(self) -> str:
        return self.user.name
