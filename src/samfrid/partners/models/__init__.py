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
from samfrid.partners.models.follow_up import GoalFollowUp, GoalOutcome, PlannedFollowUp
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
from samfrid.partners.models.nights import Night, Rest
from samfrid.partners.models.terms import Amendment, Notice, Renewal
from samfrid.partners.models.year_report import FunderKind, ReportLine, ReportShare, ReportState, YearReport

__all__ = [
    "PROCUREMENT_SEK",
    "THERE",
    "AgendaItem",
    "Agreement",
    "AgreementForm",
    "AgreementGoal",
    "AgreementSettings",
    "Amendment",
    "Amount",
    "Answer",
    "Attendance",
    "Dialogue",
    "FollowUp",
    "FunderKind",
    "Funding",
    "GoalFollowUp",
    "GoalOutcome",
    "Group",
    "GroupMember",
    "IndexKind",
    "IndexValue",
    "Invitation",
    "InvitationLink",
    "Meeting",
    "MeetingState",
    "Night",
    "Notice",
    "Party",
    "Payment",
    "Per",
    "PlannedFollowUp",
    "ProcurementAnswer",
    "Renewal",
    "ReportLine",
    "ReportShare",
    "ReportState",
    "Rest",
    "YearReport",
]
