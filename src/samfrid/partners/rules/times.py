"""When a meeting is: times of a day that there are, in order. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

SWEDEN: Final = ZoneInfo("Europe/Stockholm")


class WrongTime(StrEnum):
    """What can be wrong with a meeting's times."""

    END_ALONE = "end_alone"
    END_BEFORE = "end_before"
    #: the hour that the clocks jump over when summer time begins
    NOT_THERE = "not_there"


def moment(on: dt.date, at: dt.time) -> dt.datetime:
    """A time of a day in Sweden; of the two that there are when summer time ends, the first."""
    return dt.datetime.combine(on, at, SWEDEN)


def is_there(on: dt.date, at: dt.time) -> bool:
    """Whether the clock shows that time on that day: 02:30 is left out on the night that summer time begins."""
    then = moment(on, at)
    return then.astimezone(dt.UTC).astimezone(SWEDEN).replace(tzinfo=None) == then.replace(tzinfo=None)


def wrong_time(on: dt.date, starts_at: dt.time | None, ends_at: dt.time | None) -> WrongTime | None:
    """What is wrong with the times of a meeting on a day; None where nothing is."""
    if ends_at is not None:
        if starts_at is None:
            return WrongTime.END_ALONE
        if ends_at <= starts_at:
            return WrongTime.END_BEFORE
    every = [at for at in (starts_at, ends_at) if at is not None]
    return None if all(is_there(on, at) for at in every) else WrongTime.NOT_THERE
