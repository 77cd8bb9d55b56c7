"""The verbs of rounds: open, ask, answer, remind, tell the head of unit, take back, close; and what a night does."""

from __future__ import annotations

from samfrid.reporting.actions.answering import Said, answer
from samfrid.reporting.actions.chasing import escalate, new_link, remind, revoke
from samfrid.reporting.actions.nightly import run_day
from samfrid.reporting.actions.rounds import ask_more, close_round, end_series, open_round, start_round

__all__ = [
    "Said",
    "answer",
    "ask_more",
    "close_round",
    "end_series",
    "escalate",
    "new_link",
    "open_round",
    "remind",
    "revoke",
    "run_day",
    "start_round",
]
