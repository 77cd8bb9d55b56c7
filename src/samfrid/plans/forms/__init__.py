"""The forms of plans' and routines' pages."""

from samfrid.plans.forms.indicators import IndicatorForm, ValueForm, WithdrawForm
from samfrid.plans.forms.plans import ActivityForm, AdoptForm, GoalForm, PlanForm, VersionForm
from samfrid.plans.forms.routines import DecideForm, EndForm, ReviewForm, RoutineForm

__all__ = [
    "ActivityForm",
    "AdoptForm",
    "DecideForm",
    "EndForm",
    "GoalForm",
    "IndicatorForm",
    "PlanForm",
    "ReviewForm",
    "RoutineForm",
    "ValueForm",
    "VersionForm",
    "WithdrawForm",
]
