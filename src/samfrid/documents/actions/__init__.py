"""Every write in this room: taking files in, what the worker gets out of them, and what a person says about it."""

from samfrid.documents.actions.files import move, receive, remove, retry
from samfrid.documents.actions.reading import begin, fail, keep_pictures, keep_progress, keep_reading
from samfrid.documents.actions.review import (
    OvertakenError,
    absent,
    accept,
    accept_certain,
    add,
    confirm_municipality,
    edit,
    reject,
    reopen,
    take_runner_up,
)
from samfrid.documents.actions.timing import measure, spend

__all__ = [
    "OvertakenError",
    "absent",
    "accept",
    "accept_certain",
    "add",
    "begin",
    "confirm_municipality",
    "edit",
    "fail",
    "keep_pictures",
    "keep_progress",
    "keep_reading",
    "measure",
    "move",
    "receive",
    "reject",
    "remove",
    "reopen",
    "retry",
    "spend",
    "take_runner_up",
]
