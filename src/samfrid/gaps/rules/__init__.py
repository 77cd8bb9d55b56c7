"""When something falls short: pure functions of a record's dates and today. No database.

Each returns None while all is well, else a :class:`Verdict`. The sentences stand in ``sentences``, the reading of
records in ``checks``, each with a module for the same theme.
"""

from __future__ import annotations

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.answers import half_answered, promise_forgotten
from samfrid.gaps.rules.base import Verdict
from samfrid.gaps.rules.clocks import answer_late, local_day, proposal_not_reported
from samfrid.gaps.rules.commitments import (
    commitment_at_risk,
    commitment_late,
    commitment_silent,
    commitment_unproven,
    handed_over,
    lacking,
    report_back_passed,
    said_by_hand,
    share_of_time,
)
from samfrid.gaps.rules.matters import (
    DISPATCH_DAYS,
    RESTING_MONTHS,
    clause_without_commitment,
    clock_without_start,
    decision_unsent,
    matter_resting,
    minutes_waiting,
    motion_undecided,
    referral_late,
)
from samfrid.gaps.rules.partners import (
    AGREEMENT_MONTHS,
    NOTICE_MONTHS,
    agreement_ending,
    agreement_not_followed_up,
)
from samfrid.gaps.rules.plans import (
    plan_not_in_force,
    plan_unfinished,
    routine_not_reviewed,
    routine_undecided,
    value_missing,
)

__all__ = [
    "AGREEMENT_MONTHS",
    "DISPATCH_DAYS",
    "NOTICE_MONTHS",
    "RESTING_MONTHS",
    "Severity",
    "Verdict",
    "agreement_ending",
    "agreement_not_followed_up",
    "answer_late",
    "clause_without_commitment",
    "clock_without_start",
    "commitment_at_risk",
    "commitment_late",
    "commitment_silent",
    "commitment_unproven",
    "decision_unsent",
    "half_answered",
    "handed_over",
    "lacking",
    "local_day",
    "matter_resting",
    "minutes_waiting",
    "motion_undecided",
    "plan_not_in_force",
    "plan_unfinished",
    "promise_forgotten",
    "proposal_not_reported",
    "referral_late",
    "report_back_passed",
    "routine_not_reviewed",
    "routine_undecided",
    "said_by_hand",
    "share_of_time",
    "value_missing",
]
