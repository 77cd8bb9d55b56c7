"""Links without an account: how they are made, and what one that is shown opens.

The municipality's code stands in the address, so that row-level security closes everything else before the link is
even looked for; no function has to go past it. See docs/decisions/0010-links-in-letters.md.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from typing import Final
from uuid import UUID

from django.urls import reverse

from samfrid.municipalities.dates import today as this_day
from samfrid.post.links import Copy, register
from samfrid.reporting import rules
from samfrid.reporting.models import Link, Request

KIND: Final = "reporting.request"
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def digest(secret: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def over(request: Request, today: dt.date, link: Link | None = None) -> rules.Over | None:
    """Why the links of a request, or this one, are good no longer; None for such as are."""
    return rules.over(
        closed=request.round.closed_on is not None,
        expires_on=request.round.expires_on,
        request_revoked=request.revoked_on is not None,
        link_revoked=link is not None and link.revoked_at is not None,
        contact_ended=request.contact.ended_on is not None,
        today=today,
    )


def make_link(record: UUID, copy: Copy, by: str) -> str | None:
    """The path of a new link for a request; None where it is over. Nobody can make the same again."""
    request = Request.objects.select_related("round", "contact").filter(pk=record).first()
    if request is None or over(request, this_day()):
        return None
    secret = secrets.token_urlsafe(32)
    Link.objects.create(
        municipality_id=request.municipality_id, request=request, digest=digest(secret), copy=copy, made_by=by[:200]
    )
    return reverse("links:answer", args=[request.municipality_id, secret])


def find(secret: str) -> Link | None:
    """The link that somebody has shown, in the municipality that has been entered; None for one that is none."""
    if not _FORM.fullmatch(secret):
        return None
    wanted = ("request__round", "request__contact__unit", "request__contact__organisation", "request__municipality")
    return Link.objects.select_related(*wanted).filter(digest=digest(secret)).first()


def start() -> None:
    """Let letters carry these links."""
    register(KIND, make_link)
