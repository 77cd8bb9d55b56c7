"""How far a clause has come, from the commitments that come from it. No database."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from samfrid.answers.chain.rows import Promise
from samfrid.commitments.models import Execution
from samfrid.commitments.rules import is_settled


class State(StrEnum):
    """How far something has come: a commitment as last reported, a clause by all of its commitments."""

    DONE = "done"
    PARTLY = "partly"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    CANNOT = "cannot"
    OVERTAKEN = "overtaken"
    #: a clause that nobody has made a commitment of
    NONE = "none"


_OF: Final[dict[str, State]] = {
    Execution.DONE: State.DONE,
    Execution.PARTLY_DONE: State.PARTLY,
    Execution.UNDER_WAY: State.UNDER_WAY,
    Execution.NOT_STARTED: State.NOT_STARTED,
    Execution.UNKNOWN: State.UNKNOWN,
    Execution.CANNOT: State.CANNOT,
    Execution.OVERTAKEN: State.OVERTAKEN,
}


def state_of(execution: str) -> State:
    """A commitment's state."""
    return _OF[execution]


def state_of_clause(promises: Sequence[Promise]) -> State:
    """A clause's state: it is done when all that was promised by it is; one part done makes it partly done.

    What is not to be done is said where nothing else is awaited, so that it does not hide behind what is done.
    """
    if not promises:
        return State.NONE
    states = {state_of(one.execution) for one in promises}
    if len(states) == 1:
        return states.pop()
    if all(is_settled(one.execution) for one in promises):
        # done in part, and the rest will not be: nothing more comes
        return State.PARTLY if State.DONE in states else State.CANNOT
    if states & {State.DONE, State.PARTLY}:
        return State.PARTLY
    if State.UNDER_WAY in states:
        return State.UNDER_WAY
    return State.NOT_STARTED if State.NOT_STARTED in states else State.UNKNOWN
