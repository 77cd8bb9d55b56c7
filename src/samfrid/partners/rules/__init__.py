"""Periods, notice days, sums, payments and rhythms. No database."""

from samfrid.partners.rules.payments import Proposed, can_be_planned, coming_payments, period_to_plan
from samfrid.partners.rules.periods import (
    FOLLOW_UP_MONTHS,
    Sum,
    YearlySum,
    follow_up_wanted_since,
    yearly_sum,
)
from samfrid.partners.rules.procurement import Sign, looks_like_procurement, procurement_signs, unanswered
from samfrid.partners.rules.rhythm import Rhythm, latest_day, term_of
from samfrid.partners.rules.shares import AHEAD_MONTHS, Index, Inhabitants, Missing, Money, Rate, Why, months, rate
from samfrid.partners.rules.worth import Line, Uncounted, Worth, period_to_reckon, worth
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
    "Index",
    "Inhabitants",
    "Line",
    "Missing",
    "Money",
    "Period",
    "Proposed",
    "Rate",
    "Rhythm",
    "Sign",
    "Sum",
    "Terms",
    "Uncounted",
    "Why",
    "Worth",
    "YearlySum",
    "can_be_planned",
    "coming_payments",
    "current_period",
    "ends_by_notice",
    "first_period",
    "follow_up_wanted_since",
    "last_day",
    "latest_day",
    "looks_like_procurement",
    "months",
    "next_period",
    "notice_day",
    "notice_months_of",
    "period_to_plan",
    "period_to_reckon",
    "periods",
    "procurement_signs",
    "rate",
    "term_of",
    "unanswered",
    "worth",
    "yearly_sum",
]
