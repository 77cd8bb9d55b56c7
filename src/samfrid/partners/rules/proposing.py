"""On which day a group could meet next. No database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from samfrid.municipalities.calendar import is_working_day
from samfrid.partners.rules.rhythm import ONE_DAY, Rhythm, term_of

#: days in which those invited can make room for a meeting
NOTICE: Final = dt.timedelta(weeks=3)
#: how many of the last meetings say which weekday the group keeps
_TELLING: Final = 6
#: Tuesday to Thursday, where the group has no habit of its own
_MIDWEEK: Final = (1, 2, 3)
#: the days of the term in which people are there: not the summer's weeks, nor the last days before Christmas
_SPRING: Final = ((1, 12), (6, 15))
_AUTUMN: Final = ((8, 15), (12, 15))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day to meet, and whether it is after the day that the rhythm gives."""

    on: dt.date
    late: bool


def usual_weekday(met: Iterable[dt.date]) -> int | None:
    """The weekday (Monday is 0) of most of the last meetings; None where no weekday comes twice."""
    last = sorted(met)[-_TELLING:]
    counted = Counter(day.weekday() for day in reversed(last)).most_common(1)
    return counted[0][0] if counted and counted[0][1] > 1 else None


def propose(rhythm: Rhythm, latest: dt.date, met: Sequence[dt.date], today: dt.date) -> Proposal:
    """The day to propose: a working day on the group's usual weekday, three weeks ahead where there is time for it.

    ``latest`` is the last day that keeps the rhythm (``rhythm.latest_day``). The meetings that are left are spread
    evenly over the days that are left. A group that is late already is to meet in three weeks. Always after today, and
    never after ``latest`` while a working day is left before it.
    """
    soonest = today + NOTICE
    weekday = usual_weekday(met)
    if latest < soonest:
        # too late for three weeks' notice: as late as the rhythm allows, if it still does
        last = latest if latest > today else soonest + dt.timedelta(6)
        first = soonest if latest <= today else today + ONE_DAY
        on = _near(last, first, last, weekday) or _next(first)
        return Proposal(on, on > latest)
    first, last = _window(rhythm, soonest, latest)
    left = _left(rhythm, latest, met)
    target = first + (last - first) / (left + 1)
    on = _near(target, first, last, weekday) or _near(latest, today + ONE_DAY, latest, weekday) or _next(soonest)
    return Proposal(on, on > latest)


def _window(rhythm: Rhythm, soonest: dt.date, latest: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day to choose among: of a term the weeks in which people work."""
    begins, ends = term_of(latest)
    if rhythm.by_term:
        (first, last) = _SPRING if ends.month == 6 else _AUTUMN
        begins, ends = dt.date(latest.year, *first), min(latest, dt.date(latest.year, *last))
        if max(begins, soonest) <= ends:
            return max(begins, soonest), ends
    return soonest, latest


def _left(rhythm: Rhythm, latest: dt.date, met: Sequence[dt.date]) -> int:
    """How many meetings of the term are not held; 1 where the rhythm is not by term and the last is what matters."""
    if not rhythm.by_term:
        return 1
    begins, ends = term_of(latest)
    return max(1, rhythm.times - sum(1 for day in met if begins <= day <= ends))


def _near(target: dt.date, first: dt.date, last: dt.date, weekday: int | None) -> dt.date | None:
    """The working day nearest to ``target`` from first to last: on the weekday, else in midweek, else any."""
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    working = sorted((day for day in days if is_working_day(day)), key=lambda day: (abs(day - target), day))
    wanted = (weekday,) if weekday is not None else _MIDWEEK
    return next((day for day in working if day.weekday() in wanted), working[0] if working else None)


def _next(day: dt.date) -> dt.date:
    while not is_working_day(day):
        day += ONE_DAY
    return day
