"""When an answer in the council falls short. No database."""

from __future__ import annotations

import datetime as dt

from samfrid.gaps.models import Severity
from samfrid.gaps.rules.base import Verdict


def half_answered(answered_on: dt.date | None, entered_on: dt.date, *, refers_back: bool) -> Verdict:
    """A question that was answered by pointing at another answer, or without the figure that was asked for.

    ``case`` is "back" or "figure".
    """
    return Verdict(Severity.LACKING, answered_on or entered_on, answered_on, "back" if refers_back else "figure")


def promise_forgotten(answered_on: dt.date | None, entered_on: dt.date, today: dt.date, days: int) -> Verdict | None:
    """Something was promised in an answer so many days ago, and nobody has made a commitment of it."""
    said = answered_on or entered_on
    since = said + dt.timedelta(days=days)
    return Verdict(Severity.LACKING, since, answered_on, "" if answered_on else "no_day") if since <= today else None
