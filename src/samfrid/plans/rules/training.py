"""Which training counts as held in the last year. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from samfrid.municipalities.dates import months_after

#: the months that the national survey asks of (Öppna jämförelser: "under det senaste året")
YEAR_MONTHS: Final = 12


class TrainingState(StrEnum):
    """What a training is on a day."""

    PLANNED = "planned"
    GOING_ON = "going_on"
    HELD = "held"
    STRUCK = "struck"


#: shape and colour of each, as ``components/state.html`` has them
TRAINING_TONES: Final[dict[TrainingState, str]] = {
    TrainingState.PLANNED: "open",
    TrainingState.GOING_ON: "open",
    TrainingState.HELD: "done",
    TrainingState.STRUCK: "paused",
}


def training_state(
    starts_on: dt.date, ends_on: dt.date | None, struck_on: dt.date | None, today: dt.date
) -> TrainingState:
    """What it is today. On its last day it is still going on."""
    if struck_on:
        return TrainingState.STRUCK
    if today < starts_on:
        return TrainingState.PLANNED
    return TrainingState.GOING_ON if today <= (ends_on or starts_on) else TrainingState.HELD


def year_before(today: dt.date) -> dt.date:
    """The first day of the last year: what was going on then, or later, was held within the year."""
    return months_after(today, -YEAR_MONTHS)
