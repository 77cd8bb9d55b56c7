"""Plans and routines. What is adopted is a version; an activity of a version is a commitment in the ledger, and an
indicator lives through the versions in which it has a place.
"""

from samfrid.plans.models.indicator import Direction, Indicator, IndicatorPlace, IndicatorValue
from samfrid.plans.models.plan import (
    Activity,
    Goal,
    GoalCorrection,
    GoalLevel,
    Plan,
    PlanAlias,
    PlanKind,
    PlanLayout,
    PlanVersion,
    Succession,
    SuccessionKind,
    VersionState,
)
from samfrid.plans.models.routine import REVIEW_MONTHS, Routine, RoutinePurpose
from samfrid.plans.models.training import ABOUT, Training, TrainingKind

__all__ = [
    "ABOUT",
    "REVIEW_MONTHS",
    "Activity",
    "Direction",
    "Goal",
    "GoalCorrection",
    "GoalLevel",
    "Indicator",
    "IndicatorPlace",
    "IndicatorValue",
    "Plan",
    "PlanAlias",
    "PlanKind",
    "PlanLayout",
    "PlanVersion",
    "Routine",
    "RoutinePurpose",
    "Succession",
    "SuccessionKind",
    "Training",
    "TrainingKind",
    "VersionState",
]
