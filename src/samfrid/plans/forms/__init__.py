"""The forms of plans' and routines' pages."""

from samfrid.plans.forms.indicators import IndicatorForm, ValueForm, WithdrawForm
from samfrid.plans.forms.layout import LayoutForm
from samfrid.plans.forms.plans import (
    ActivityForm,
    AdoptForm,
    AliasForm,
    ChangeActivityForm,
    CorrectGoalForm,
    DescribeForm,
    GoalForm,
    LeaveForm,
    PlanForm,
    ReviewOnForm,
    VersionForm,
    WhyForm,
)
from samfrid.plans.forms.routines import DecideForm, EndForm, ReviewForm, RoutineForm

__all__ = [
    "ActivityForm",
    "AdoptForm",
    "AliasForm",
    "ChangeActivityForm",
    "CorrectGoalForm",
    "DecideForm",
    "DescribeForm",
    "EndForm",
    "GoalForm",
    "IndicatorForm",
    "LayoutForm",
    "LeaveForm",
    "PlanForm",
    "ReviewForm",
    "ReviewOnForm",
    "RoutineForm",
    "ValueForm",
    "VersionForm",
    "WhyForm",
    "WithdrawForm",
]
