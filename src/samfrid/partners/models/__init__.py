"""Agreements with their money and follow-ups; cooperation groups with their meetings."""

from samfrid.partners.models.agreements import (
    Agreement,
    AgreementForm,
    AgreementGoal,
    FollowUp,
    Party,
)
from samfrid.partners.models.cooperation import Group, GroupMember
from samfrid.partners.models.dialogue import Dialogue
from samfrid.partners.models.meetings import (
    THERE,
    AgendaItem,
    Answer,
    Attendance,
    Invitation,
    InvitationLink,
    Meeting,
    MeetingState,
)
from samfrid.partners.models.money import Amount, Payment, Per

__all__ = [
    "THERE",
    "AgendaItem",
    "Agreement",
    "AgreementForm",
    "AgreementGoal",
    "Amount",
    "Answer",
    "Attendance",
    "Dialogue",
    "FollowUp",
    "Group",
    "GroupMember",
    "Invitation",
    "InvitationLink",
    "Meeting",
    "MeetingState",
    "Party",
    "Payment",
    "Per",
]
