"""Whose rows a request sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from samfrid.municipalities.models import Membership, User
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.queries import memberships_of
from samfrid.municipalities.tenancy import enter, leave

#: the municipality that a user with several has chosen
CHOSEN = "municipality"


class SamfridRequest(HttpRequest):
    """A request after the middleware: who acts, in which municipality; None for somebody without a role."""

    actor: Membership | None
    memberships: list[Membership]


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
            enter(None, str(request.user.pk))
            tenant_request.memberships = memberships_of(request.user)
            tenant_request.actor = self.choose(tenant_request)
            if tenant_request.actor:
                actor = tenant_request.actor
                enter(actor.municipality_code, str(request.user.pk), clearance(actor))
        response = self.get_response(request)
        if tenant_request.user.is_authenticated and not response.has_header("Cache-Control"):
            # the way back shows what holds now, and after log-out nothing
            response["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def choose(request: SamfridRequest) -> Membership | None:
        """The membership in the chosen municipality; with none chosen, the first by the municipality's name."""
        chosen = request.session.get(CHOSEN)
        ordered = sorted(request.memberships, key=lambda one: one.municipality_code != chosen)
        return ordered[0] if ordered else None
