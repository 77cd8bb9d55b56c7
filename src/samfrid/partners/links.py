"""Links to a meeting for somebody without an account: what one that is shown opens, and how long it is good.

As those of a round are (docs/decisions/0010-links-in-letters.md): the municipality's code stands in the address, so
that row-level security closes everything else before the link is even looked for, and only a digest is kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.partners.models import Invitation, InvitationLink
from samfrid.post import rules
from samfrid.post.links import digest, is_secret

KIND: Final = "partners.invitation"


def over(invitation: Invitation, today: dt.date, link: InvitationLink | None = None) -> rules.Over | None:
    """Why the links of an invitation, or this one, are good no longer: she is no longer asked, or the meeting's day
    has been. None while they are.
    """
    revoked = invitation.revoked_on is not None or (link is not None and link.revoked_at is not None)
    ended = invitation.contact.ended_on is not None
    return rules.over(revoked=revoked or ended, last_on=invitation.meeting.on, today=today)


def find(secret: str) -> InvitationLink | None:
    """The link that somebody has shown, in the municipality that has been entered; None for one that is none."""
    if not is_secret(secret):
        return None
    wanted = ("invitation__meeting__group", "invitation__contact", "invitation__member")
    return InvitationLink.objects.select_related(*wanted).filter(digest=digest(secret)).first()
