"""A partner who proposed a meeting is told by letter what became of it."""

from __future__ import annotations

from django.urls import reverse

from samfrid.audit.actions import Actor
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.naming import in_full
from samfrid.partners import meeting_letters as letters
from samfrid.partners.models import Meeting, MeetingState
from samfrid.post.actions import write
from samfrid.post.links import address_of


def tell_answered(actor: Actor, meeting: Meeting) -> None:
    """Write to each log-in of the association that proposed the meeting; once, however often it is answered."""
    if meeting.proposed_by_id is None:
        return
    municipality = in_full(str(Municipality.objects.get(pk=meeting.municipality_id)))
    address = address_of(reverse("association:meetings")) or ""
    hers = Membership.objects.filter(
        municipality_id=meeting.municipality_id,
        role=Role.PARTNER,
        organisation_id=meeting.proposed_by_id,
        ended_on__isnull=True,
        user__is_active=True,
    )
    for one in hers.select_related("user").order_by("pk"):
        accepted = meeting.state == MeetingState.PLANNED
        words = letters.answered(meeting, one.user.name, municipality, accepted=accepted, address=address)
        write(
            actor,
            key=f"partners.proposal:{meeting.pk}:{one.pk}",
            to_name=one.user.name,
            to_address=one.user.email,
            subject=words.subject,
            body=words.body,
            about=f"partners.proposal:{meeting.pk}",
        )
