"""Periods, notice days, sums, payments and rhythms. No database."""

from samfrid.partners.rules.payments import AHEAD_MONTHS, Proposed, can_be_planned, coming_payments, period_to_plan
from samfrid.partners.rules.periods import (
    FOLLOW_UP_MONTHS,
    ONE_DAY,
    Period,
    Sum,
    YearlySum,
    current_period,
    follow_up_wanted_since,
    notice_day,
    yearly_sum,
)
from samfrid.partners.rules.rhythm import Rhythm, latest_day, term_of

__all__ = [
    "AHEAD_MONTHS",
    "FOLLOW_UP_MONTHS",
    "ONE_DAY",
    "Period",
    "Proposed",
    "Rhythm",
    "Sum",
    "YearlySum",
    "can_be_planned",
    "coming_payments",
    "current_period",
    "follow_up_wanted_since",
    "latest_day",
    "notice_day",
    "period_to_plan",
    "term_of",
    "yearly_sum",
]
