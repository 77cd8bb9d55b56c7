"""The verbs of plans and routines: one function for each act."""

from samfrid.plans.actions.indicators import add_indicator, give_value, withdraw_value
from samfrid.plans.actions.plans import (
    add_activity,
    add_goal,
    adopt,
    current_version,
    latest_of,
    register_plan,
    version_for,
)
from samfrid.plans.actions.routines import (
    change_routine,
    decide_routine,
    end_routine,
    enter_routine,
    resume_routine,
    review_routine,
    write_down,
)
from samfrid.plans.actions.versions import (
    change_goal,
    change_period,
    new_version,
    remove_activity,
    remove_goal,
    start_plan,
)

__all__ = [
    "add_activity",
    "add_goal",
    "add_indicator",
    "adopt",
    "change_goal",
    "change_period",
    "change_routine",
    "current_version",
    "decide_routine",
    "end_routine",
    "enter_routine",
    "give_value",
    "latest_of",
    "new_version",
    "register_plan",
    "remove_activity",
    "remove_goal",
    "resume_routine",
    "review_routine",
    "start_plan",
    "version_for",
    "withdraw_value",
    "write_down",
]
