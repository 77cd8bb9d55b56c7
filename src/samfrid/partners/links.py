"""Links to a meeting for somebody without an account: how they are made, and what one that is shown opens.

As those of a round are (docs/decisions/0010-links-in-letters.md): the municipality's code stands in the address, so
that row-level security closes everything else before the link is even looked for, and only a digest is kept.
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
from samfrid.partners.models import Invitation, InvitationLink, MeetingState
from samfrid.partners.rules import invited as rules
from samfrid.post.links import Copy, register

KIND: Final = "partners.invitation"
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def digest(secret: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def over(invitation: Invitation, today: dt.date, link: InvitationLink | None = None) -> rules.Over | None:
    """Why the links of an invitation, or this one, are good no longer; None while they are."""
    return rules.over(
        on=invitation.meeting.on,
        revoked=invitation.revoked_on is not None or (link is not None and link.revoked_at is not None),
        contact_ended=invitation.contact.ended_on is not None,
        today=today,
    )


def make_link(record: UUID, copy: Copy, by: str) -> str | None:
    """The path of a new link to a meeting; None where it is over or cancelled. Nobody can make the same again."""
    invitation = Invitation.objects.select_related("meeting", "contact").filter(pk=record).first()
    if invitation is None or over(invitation, this_day()) or invitation.meeting.state != MeetingState.PLANNED:
        return None
    secret = secrets.token_urlsafe(32)
    InvitationLink.objects.create(
        municipality_id=invitation.municipality_id,
        invitation=invitation,
        digest=digest(secret),
        copy=copy,
        made_by=by[:200],
    )
    return reverse("meeting_links:meeting", args=[invitation.municipality_id, secret])


def find(secret: str) -> InvitationLink | None:
    """The link that somebody has shown, in the municipality that has been entered; None for one that is none."""
    if not _FORM.fullmatch(secret):
        return None
    wanted = ("invitation__meeting__group", "invitation__contact", "invitation__member")
    return InvitationLink.objects.select_related(*wanted).filter(digest=digest(secret)).first()


def start() -> None:
    """Let letters carry these links."""
    register(KIND, make_link)
