"""What plans, their indicators and routines are on a day, and when two names are of one plan. No database."""

from samfrid.plans.rules.compare import Change, Compared, Said, Sort, compare
from samfrid.plans.rules.indicators import number_in, reached, value_due
from samfrid.plans.rules.plans import (
    NEARING_MONTHS,
    TONES,
    PeriodState,
    kind_of,
    may_stand_under,
    period_state,
    same_plan,
    same_sort,
    same_words,
    says_nothing,
)
from samfrid.plans.rules.routines import (
    ROUTINE_TONES,
    SOON_MONTHS,
    Lack,
    RoutineState,
    lacks,
    review_due,
    routine_state,
)
from samfrid.plans.rules.standing import (
    HELD,
    TAKEN,
    adopted_of,
    begins_on,
    follower_of,
    in_force_on,
    meant_on,
    standing,
)
from samfrid.plans.rules.tree import Branch, tree

__all__ = [
    "HELD",
    "NEARING_MONTHS",
    "ROUTINE_TONES",
    "SOON_MONTHS",
    "TAKEN",
    "TONES",
    "Branch",
    "Change",
    "Compared",
    "Lack",
    "PeriodState",
    "RoutineState",
    "Said",
    "Sort",
    "adopted_of",
    "begins_on",
    "compare",
    "follower_of",
    "in_force_on",
    "kind_of",
    "lacks",
    "may_stand_under",
    "meant_on",
    "number_in",
    "period_state",
    "reached",
    "review_due",
    "routine_state",
    "same_plan",
    "same_sort",
    "same_words",
    "says_nothing",
    "standing",
    "tree",
    "value_due",
]
