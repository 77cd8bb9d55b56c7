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
from samfrid.partners.models.grounds import PROCUREMENT_SEK, AgreementSettings, IndexValue, ProcurementAnswer
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
from samfrid.partners.models.money import Amount, Funding, IndexKind, Payment, Per

__all__ = [
    "PROCUREMENT_SEK",
    "THERE",
    "AgendaItem",
    "Agreement",
    "AgreementForm",
    "AgreementGoal",
    "AgreementSettings",
    "Amount",
    "Answer",
    "Attendance",
    "Dialogue",
    "FollowUp",
    "Funding",
    "Group",
    "GroupMember",
    "IndexKind",
    "IndexValue",
    "Invitation",
    "InvitationLink",
    "Meeting",
    "MeetingState",
    "Party",
    "Payment",
    "Per",
    "ProcurementAnswer",
]
