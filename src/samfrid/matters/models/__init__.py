"""Council matters. Three axes, never one status: process (dated events, referrals, minutes), outcome (per clause of a
decision), execution (commitments, in the ledger below).
"""

from samfrid.matters.models.decisions import Clause, Decision, Recusal, Reservation, Vote
from samfrid.matters.models.dispatch import Dispatch
from samfrid.matters.models.matter import (
    Attachment,
    DiaryNumber,
    Matter,
    MatterLink,
    MatterPerson,
    NumberSeries,
    Question,
    Request,
)
from samfrid.matters.models.minutes import Minutes
from samfrid.matters.models.process import Event, Pause
from samfrid.matters.models.referrals import Referral, Reminder
from samfrid.matters.models.replies import Reply
from samfrid.matters.models.types import TypeVersion
from samfrid.matters.models.words import (
    AttachmentRole,
    ClauseStyle,
    EventKind,
    MatterKind,
    Outcome,
    PauseKind,
    PersonRole,
    PutTo,
    Raised,
    Raiser,
    RecusalGround,
    ReferralRole,
    SentBy,
    Stage,
    Stance,
)

__all__ = [
    "Attachment",
    "AttachmentRole",
    "Clause",
    "ClauseStyle",
    "Decision",
    "DiaryNumber",
    "Dispatch",
    "Event",
    "EventKind",
    "Matter",
    "MatterKind",
    "MatterLink",
    "MatterPerson",
    "Minutes",
    "NumberSeries",
    "Outcome",
    "Pause",
    "PauseKind",
    "PersonRole",
    "PutTo",
    "Question",
    "Raised",
    "Raiser",
    "Recusal",
    "RecusalGround",
    "Referral",
    "ReferralRole",
    "Reminder",
    "Reply",
    "Request",
    "Reservation",
    "SentBy",
    "Stage",
    "Stance",
    "TypeVersion",
    "Vote",
]
