"""Periods, notice days, sums, payments and rhythms. No database."""

from samfrid.partners.rules.payments import AHEAD_MONTHS, Proposed, can_be_planned, coming_payments, period_to_plan
from samfrid.partners.rules.periods import (
    FOLLOW_UP_MONTHS,
    Sum,
    YearlySum,
    follow_up_wanted_since,
    yearly_sum,
)
from samfrid.partners.rules.rhythm import Rhythm, latest_day, term_of
from samfrid.partners.terms import (
    ONE_DAY,
    Change,
    Period,
    Terms,
    current_period,
    ends_by_notice,
    first_period,
    last_day,
    next_period,
    notice_day,
    notice_months_of,
    periods,
)

__all__ = [
    "AHEAD_MONTHS",
    "FOLLOW_UP_MONTHS",
    "ONE_DAY",
    "Change",
    "Period",
    "Proposed",
    "Rhythm",
    "Sum",
    "Terms",
    "YearlySum",
    "can_be_planned",
    "coming_payments",
    "current_period",
    "ends_by_notice",
    "first_period",
    "follow_up_wanted_since",
    "last_day",
    "latest_day",
    "next_period",
    "notice_day",
    "notice_months_of",
    "period_to_plan",
    "periods",
    "term_of",
    "yearly_sum",
]
