"""The door of the API: who asks, whose rows she sees, and that every error is a problem in JSON.

A program with a key needs no session, no form's token and no messages: it is let straight through to the operation.
A page of ours that asks with the session's cookie goes the way of pages, and may only read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from samfrid.municipalities.middleware import SamfridRequest
from samfrid.municipalities.tenancy import leave
from samfrid.openness.api.problems import PROBLEM, RefusedError, answer_to, problem
from samfrid.openness.tokens import enter_by_key

PREFIX: Final = "/api/v1/"
SAFE: Final = ("GET", "HEAD", "OPTIONS")
#: no key is longer
LONGEST: Final = 200
JSON_TYPES: Final = ("", "application/json")
log = logging.getLogger("samfrid.api")


class ApiDoor:
    """The middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(translation.get_language_from_request(request)):
            response = self._by_key(request) if "HTTP_AUTHORIZATION" in request.META else self.get_response(request)
            if response.status_code >= 400 and response.get("Content-Type") != PROBLEM:
                response = _again(response)
        response["Vary"] = "Authorization, Cookie, Accept-Language"
        return response

    @staticmethod
    def _by_key(request: HttpRequest) -> HttpResponse:
        """Straight to the operation, as the key's owner; nobody's rows are seen when it is over."""
        try:
            request.get_host()
            match = resolve(request.path_info)
            request.resolver_match = match
            kind, _space, secret = request.META["HTTP_AUTHORIZATION"].partition(" ")
            good = kind.lower() == "bearer" and len(secret) < LONGEST and secret.isascii()
            actor = enter_by_key(secret.strip()) if good else None
            asked = cast(SamfridRequest, request)
            asked.actor, asked.memberships = actor, [actor] if actor else []
            return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
        except Exception as error:  # noqa: BLE001 - nothing of what went wrong may reach the asker
            return answer_to(error)
        finally:
            _leave()


def _leave() -> None:
    try:
        leave()
    except Exception:
        # whoever comes next enters anew before anything is read: see ``tenancy`` and ``enter_by_key``
        log.exception("could not leave the municipality")


def _again(response: HttpResponse) -> HttpResponse:
    """An error that Django or the library answered by a page or a text, as a problem."""
    made = problem(response.status_code)
    for name in ("Allow", "WWW-Authenticate"):
        if response.has_header(name):
            made[name] = response[name]
    return made


def known(request: HttpRequest) -> bool:
    """Whether somebody asks who may ask here; for the library, before each operation.

    Raises ``Http404`` for another municipality than one's own, and refuses what a cookie alone may not do.
    """
    asked = cast(SamfridRequest, request)
    if asked.actor is None:
        return False
    match = request.resolver_match
    if match is None or match.kwargs.get("code") != asked.actor.municipality_code:
        raise Http404
    if request.method not in SAFE:
        if "HTTP_AUTHORIZATION" not in request.META:
            raise RefusedError(403, _("Skriva kan bara den som har en nyckel: ”Authorization: Bearer …”."))
        if request.content_type not in JSON_TYPES:
            raise RefusedError(415, _("Skicka JSON: ”Content-Type: application/json”."))
    return True
