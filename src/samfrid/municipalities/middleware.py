"""Whose rows a request sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from samfrid.municipalities.models import Membership, User
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.queries import memberships_of
from samfrid.municipalities.sessions import SessionStore
from samfrid.municipalities.tenancy import enter, leave

#: the municipality that a user with several has chosen
CHOSEN = "municipality"


class SamfridRequest(HttpRequest):
    """A request after the middleware: who acts, in which municipality; None for somebody without a role."""

    actor: Membership | None
    memberships: list[Membership]


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    """The user that came with the session, if all is as it should be.

    Everything else (an account out of use, another password since, a key that has been changed, a session engine that
    knows no users) is left to Django, which asks the database and ends the session where it must.
    """
    session, owner = request.session, None
    if isinstance(session, SessionStore):
        session.open()
        owner = session.owner
    data = dict(session.items())
    if (
        owner is not None
        and owner.user.is_active
        and data.get(auth.SESSION_KEY) == str(owner.user.pk)
        and data.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(data.get(auth.HASH_SESSION_KEY, ""), owner.user.get_session_auth_hash())
    ):
        return owner.user
    return auth.get_user(request)


class UserMiddleware(AuthenticationMiddleware):
    """``request.user``, as Django's own middleware gives it, without a query beside the session's."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]


class TenantMiddleware:
    """Sets the session's municipality in the database, and ``request.actor``. Always anew: connections persist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant_request = cast(SamfridRequest, request)
        tenant_request.actor, tenant_request.memberships = None, []
        if not isinstance(request.user, User):
            # the connection may have served somebody else just now
            leave()
        else:
            tenant_request.memberships = self.roles(tenant_request, request.user)
            tenant_request.actor = self.choose(tenant_request)
            if tenant_request.actor:
                actor = tenant_request.actor
                enter(actor.municipality_code, str(request.user.pk), clearance(actor), actor.organisation_id)
        response = self.get_response(request)
        if tenant_request.user.is_authenticated and not response.has_header("Cache-Control"):
            # the way back shows what holds now, and after log-out nothing
            response["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def roles(request: SamfridRequest, user: User) -> list[Membership]:
        """The user's roles that have not ended: those that came with her session, or else asked for."""
        owner = request.session.owner if isinstance(request.session, SessionStore) else None
        if owner is not None and owner.user.pk == user.pk:
            return owner.memberships
        enter(None, str(user.pk), 0)
        return memberships_of(user)

    @staticmethod
    def choose(request: SamfridRequest) -> Membership | None:
        """The membership in the chosen municipality; with none chosen, the first by the municipality's name."""
        chosen = request.session.get(CHOSEN)
        ordered = sorted(request.memberships, key=lambda one: one.municipality_code != chosen)
        return ordered[0] if ordered else None
