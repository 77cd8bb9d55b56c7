"""Agreements with their money and follow-ups; cooperation groups with their meetings."""

from samfrid.partners.models.agreements import (
    Agreement,
    AgreementForm,
    AgreementGoal,
    FollowUp,
    Party,
)
from samfrid.partners.models.cooperation import (
    Attendance,
    Group,
    GroupMember,
    Meeting,
    MeetingState,
)
from samfrid.partners.models.money import Amount, Payment, Per

__all__ = [
    "Agreement",
    "AgreementForm",
    "AgreementGoal",
    "Amount",
    "Attendance",
    "FollowUp",
    "Group",
    "GroupMember",
    "Meeting",
    "MeetingState",
    "Party",
    "Payment",
    "Per",
]
