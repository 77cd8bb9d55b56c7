"""The first net around an association's log-in: she opens her own pages, and what is open to everybody.

Every other page says that it is not hers, also one that is made after this was written. The second net is that she has
no right to read (``permissions``), the third that the database shows her session no row but its own (``tenancy``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samfrid.municipalities.middleware import SamfridRequest
from samfrid.municipalities.models import Role

#: the room whose pages are hers
ROOM: Final = "association"
HOME: Final = "association:home"
#: what belongs to everybody's own account and to the frame of every page
OWN: Final = frozenset({"account_change_password", "account_set_password", "web:municipality"})


class PartnerDoor:
    """The middleware; after the one that says who acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @staticmethod
    def process_view(
        request: HttpRequest,
        view: Callable[..., Any],
        _args: Sequence[Any],
        _kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Let her through to her own; from the first page she is led home."""
        actor = cast(SamfridRequest, request).actor
        match = request.resolver_match
        if actor is None or actor.role != Role.PARTNER or match is None:
            return None
        if ROOM in match.namespaces or match.view_name in OWN or not getattr(view, "login_required", True):
            return None
        if request.path_info == "/" and request.method in ("GET", "HEAD"):
            return redirect(HOME)
        raise PermissionDenied(match.view_name)
