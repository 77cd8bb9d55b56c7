"""What each of the association's pages begins with."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samfrid.municipalities.models import Membership
from samfrid.municipalities.requests import actor_of

REFUSED = 422
READ = "association.read"


def partner_of(request: HttpRequest, right: str = READ) -> tuple[Membership, UUID]:
    """Who asks, and the organisation that she is a partner of; ``PermissionDenied`` for all others."""
    actor = actor_of(request, right)
    if actor.organisation_id is None:
        raise PermissionDenied(right)
    return actor, actor.organisation_id


def trail(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page."""
    return [(_("Översikt"), reverse("association:home")), *last]
