"""Which version of a plan holds on a day. No database.

A body adopts a plan for a time: what is adopted in November for next year changes nothing before that year begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

from samfrid.plans.models import VersionState
from samfrid.plans.rules.plans import PeriodState, period_state

#: what a body has adopted, whether or not another has come after it
TAKEN: Final = (VersionState.ADOPTED, VersionState.SUPERSEDED)


#: what a version that holds is, whether or not its time has run out
HELD: Final = (PeriodState.CURRENT, PeriodState.NEARING, PeriodState.PAST)


class InTime(Protocol):
    """A version, by what says when it holds."""

    @property
    def number(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def starts_on(self) -> dt.date | None: ...
    @property
    def ends_on(self) -> dt.date | None: ...
    @property
    def adopted_on(self) -> dt.date | None: ...


One = TypeVar("One", bound=InTime)


def begins_on(version: InTime) -> dt.date:
    """The first day on which it holds: that of its period, but none before it was adopted. One with no day at all is
    the oldest.
    """
    return max((day for day in (version.starts_on, version.adopted_on) if day), default=dt.date.min)


def order_of(version: InTime) -> tuple[dt.date, int]:
    """Its place among the adopted ones: by the day on which it begins, then as they were entered."""
    return begins_on(version), version.number


def adopted_of(versions: Iterable[One]) -> list[One]:
    """The adopted ones, the first to begin first."""
    return sorted((one for one in versions if one.state in TAKEN), key=order_of)


def in_force_on(versions: Iterable[One], day: dt.date) -> One | None:
    """The version that holds on a day: the latest adopted one whose day has come. One whose time has run out holds
    until another begins, and is told as one whose time has run out.
    """
    begun = [one for one in adopted_of(versions) if begins_on(one) <= day]
    return begun[-1] if begun else None


def meant_on(versions: Iterable[One], day: dt.date) -> One | None:
    """The version that one means by the plan's name: the one that holds, else the first that will, else the latest."""
    listed = list(versions)
    coming = (one for one in adopted_of(listed) if begins_on(one) > day)
    latest = max(listed, key=lambda one: one.number, default=None)
    return in_force_on(listed, day) or next(coming, latest)


def follower_of(version: One, versions: Iterable[One]) -> One | None:
    """The adopted version that takes the place of one that is adopted: the next to begin."""
    later = (one for one in adopted_of(versions) if order_of(one) > order_of(version))
    return next(later, None) if version.state in TAKEN else None


def standing(version: One, versions: Iterable[One], day: dt.date) -> PeriodState:
    """What a version is on a day, among all versions of its plan."""
    if version.state not in TAKEN:
        return PeriodState(str(version.state))
    if begins_on(version) > day:
        return PeriodState.COMING
    follower = follower_of(version, versions)
    if follower and begins_on(follower) <= day:
        return PeriodState.SUPERSEDED
    now = period_state(VersionState.ADOPTED, version.ends_on, day)
    # the next one is adopted already: nothing waits to be written before this one ends
    return PeriodState.CURRENT if now is PeriodState.NEARING and follower else now
