"""Plans and routines. What is adopted is a version; an activity of a version is a commitment in the ledger, and an
indicator lives through the versions in which it has a place.
"""

from samfrid.plans.models.indicator import Direction, Indicator, IndicatorPlace, IndicatorValue
from samfrid.plans.models.plan import Activity, Goal, Plan, PlanAlias, PlanVersion, VersionState
from samfrid.plans.models.routine import REVIEW_MONTHS, Routine

__all__ = [
    "REVIEW_MONTHS",
    "Activity",
    "Direction",
    "Goal",
    "Indicator",
    "IndicatorPlace",
    "IndicatorValue",
    "Plan",
    "PlanAlias",
    "PlanVersion",
    "Routine",
    "VersionState",
]
