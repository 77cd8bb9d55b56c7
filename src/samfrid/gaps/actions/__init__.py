"""All that writes in the register of gaps."""

from __future__ import annotations

from samfrid.gaps.actions.life import know, take_up
from samfrid.gaps.actions.promises import PROMISE, promise, task_of
from samfrid.gaps.actions.register import catch_up, visit
from samfrid.gaps.actions.settings import set_rule

__all__ = ["PROMISE", "catch_up", "know", "promise", "set_rule", "take_up", "task_of", "visit"]
