"""The links that letters about meetings carry: made when a copy of the letter leaves."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from samfrid.municipalities.dates import today as this_day
from samfrid.partners.links import KIND, over
from samfrid.partners.models import Invitation, InvitationLink, MeetingState
from samfrid.post.links import Copy, digest, new_secret, register


@transaction.atomic
def make_link(record: UUID, copy: Copy, by: str) -> str | None:
    """The path of a new link to a meeting; None where it is over or cancelled. Nobody can make the same again.

    No right is asked for: the post room makes it when it sends or prints the letter, which was written with one.
    """
    invitation = Invitation.objects.select_related("meeting", "contact").filter(pk=record).first()
    if invitation is None or over(invitation, this_day()) or invitation.meeting.state != MeetingState.PLANNED:
        return None
    secret = new_secret()
    InvitationLink.objects.create(
        municipality_id=invitation.municipality_id,
        invitation=invitation,
        digest=digest(secret),
        copy=copy,
        made_by=by[:200],
    )
    return reverse("meeting_links:meeting", args=[invitation.municipality_id, secret])


def start() -> None:
    """Let letters carry these links."""
    register(KIND, make_link)
