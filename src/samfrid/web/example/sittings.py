"""When the example's bodies sit, this year and the next, for its wheel of the year. All of it is invented."""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.audit.actions import Actor
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import today
from samfrid.yearly.actions import plan_sitting

#: which body, the months in which it sits, the day of the month about which it does, and at what hour
RHYTHM: Final = (
    ("Kommunfullmäktige", (2, 4, 6, 9, 11), 15, 18),
    ("Kommunstyrelsen", (1, 3, 5, 8, 10, 12), 6, 13),
    ("Socialnämnden", (2, 3, 5, 9, 10, 12), 20, 9),
)
#: what one of the council's sittings is also about
BUDGET: Final = 11


def fill(actor: Actor) -> None:
    """Enter the sittings of this year and the next."""
    for body, months, day, hour in RHYTHM:
        found = body_named(actor, body)
        for year in (today().year, today().year + 1):
            for month in months:
                note = "budget" if (body, month) == (RHYTHM[0][0], BUDGET) else ""
                on = _monday(dt.date(year, month, day))
                plan_sitting(actor, body=found, on=on, starts_at=dt.time(hour), note=note)


def _monday(day: dt.date) -> dt.date:
    """The Monday of its week, so that nobody sits on a Sunday."""
    return day - dt.timedelta(day.weekday())
