"""When something falls short: pure functions of a record's dates and today. No database.

Each returns None while all is well, else a :class:`Verdict`. The sentences stand in ``sentences``, the reading of
records in ``checks``, each with a module for the same theme.
"""

from __future__ import annotations

from samfrid.gaps.rules.base import Verdict
from samfrid.gaps.rules.commitments import commitment_late, commitment_silent, commitment_without_responsible
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
    Terms,
    agreement_ending,
    agreement_not_followed_up,
)
from samfrid.gaps.rules.plans import plan_not_in_force

__all__ = [
    "AGREEMENT_MONTHS",
    "DISPATCH_DAYS",
    "NOTICE_MONTHS",
    "RESTING_MONTHS",
    "Terms",
    "Verdict",
    "agreement_ending",
    "agreement_not_followed_up",
    "clause_without_commitment",
    "clock_without_start",
    "commitment_late",
    "commitment_silent",
    "commitment_without_responsible",
    "decision_unsent",
    "matter_resting",
    "minutes_waiting",
    "motion_undecided",
    "plan_not_in_force",
    "referral_late",
]
