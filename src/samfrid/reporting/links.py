"""Links without an account: what one that is shown opens, and how long it is good.

The municipality's code stands in the address, so that row-level security closes everything else before the link is
even looked for; no function has to go past it. See docs/decisions/0010-links-in-letters.md.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.post.links import digest, is_secret
from samfrid.post.rules import Over
from samfrid.reporting import rules
from samfrid.reporting.models import Link, Request

KIND: Final = "reporting.request"


def over(request: Request, today: dt.date, link: Link | None = None) -> Over | None:
    """Why the links of a request, or this one, are good no longer; None for such as are."""
    return rules.over(
        closed=request.round.closed_on is not None,
        expires_on=request.round.expires_on,
        request_revoked=request.revoked_on is not None,
        link_revoked=link is not None and link.revoked_at is not None,
        contact_ended=request.contact.ended_on is not None,
        today=today,
    )


def find(secret: str) -> Link | None:
    """The link that somebody has shown, in the municipality that has been entered; None for one that is none."""
    if not is_secret(secret):
        return None
    wanted = ("request__round", "request__contact__unit", "request__contact__organisation", "request__municipality")
    return Link.objects.select_related(*wanted).filter(digest=digest(secret)).first()
