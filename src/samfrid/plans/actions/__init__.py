"""The verbs of plans and routines: one function for each act."""

from samfrid.plans.actions.activities import (
    add_activity,
    bring_back,
    change_activity,
    enter_activity,
    explain_gone,
    remove_activity,
    succeed,
)
from samfrid.plans.actions.adopting import adopt
from samfrid.plans.actions.beginning import begin, run_day
from samfrid.plans.actions.frozen import OPEN, takes_more
from samfrid.plans.actions.goals import KEPT, add_goal, change_goal, correct_goal, remove_goal
from samfrid.plans.actions.indicators import add_indicator, give_value, withdraw_value
from samfrid.plans.actions.layout import save_layout
from samfrid.plans.actions.plans import (
    add_alias,
    current_version,
    describe_plan,
    latest_of,
    register_plan,
    remove_alias,
    start_plan,
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
from samfrid.plans.actions.versions import change_period, new_version, remove_draft, set_review

__all__ = [
    "KEPT",
    "OPEN",
    "add_activity",
    "add_alias",
    "add_goal",
    "add_indicator",
    "adopt",
    "begin",
    "bring_back",
    "change_activity",
    "change_goal",
    "change_period",
    "change_routine",
    "correct_goal",
    "current_version",
    "decide_routine",
    "describe_plan",
    "end_routine",
    "enter_activity",
    "enter_routine",
    "explain_gone",
    "give_value",
    "latest_of",
    "new_version",
    "register_plan",
    "remove_activity",
    "remove_alias",
    "remove_draft",
    "remove_goal",
    "resume_routine",
    "review_routine",
    "run_day",
    "save_layout",
    "set_review",
    "start_plan",
    "succeed",
    "takes_more",
    "version_for",
    "withdraw_value",
    "write_down",
]
