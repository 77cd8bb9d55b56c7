"""People who log in, and what each is in a municipality."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models.organisations import Organisation
from samfrid.municipalities.models.tenant import TenantModel

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


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
    #: an organisation outside: sees and reports on what is its own
    PARTNER = "partner", _("förening")


class Membership(TenantModel):
    """A user's role in a municipality. The pair of them is who acts: see :class:`~samfrid.audit.actions.Actor`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=16, choices=Role)
    #: whose partner she is; nobody else has one
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="membership_partner_of_one",
                condition=models.Q(role=Role.PARTNER, organisation__isnull=False)
                | (~models.Q(role=Role.PARTNER) & models.Q(organisation__isnull=True)),
                violation_error_message=_("En förening ska anges för den rollen, och bara för den."),
            ),
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
