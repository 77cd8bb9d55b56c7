"""The clock of KL 5:35.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from samfrid.matters.rules.outcomes import ONE_YEAR_KINDS
from samfrid.municipalities.dates import PartialDate, in_words, months_after

Alarm = Literal["6", "9", "11", "over"]


def council_deadline(raised_on: dt.date) -> dt.date:
    """The last day for the council to decide on a motion or a citizen proposal, or to be told why it cannot.

    KL 5:35: within one year from the day on which it was raised. Raised on 29 February: 28 February.
    """
    return months_after(raised_on, 12)


def motion_alarm(raised_on: dt.date, today: dt.date) -> Alarm | None:
    """How far the year of KL 5:35 has gone: six, nine, eleven months or over; None before six months.

    The last day itself is not over.
    """
    if today > council_deadline(raised_on):
        return "over"
    marks: tuple[tuple[int, Alarm], ...] = ((11, "11"), (9, "9"), (6, "6"))
    return next((alarm for months, alarm in marks if today >= months_after(raised_on, months)), None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day that can explain itself."""

    on: dt.date
    #: "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"
    text: str


def deadline_of(kind: str, raised_on: dt.date | None, precision: str = "day") -> Deadline | None:
    """The council's deadline for a matter of this kind; None where the law sets none or the start is not known.

    Where only a month or a year is known, its last day counts (``raised_on`` is that day), so that nothing is called
    late before it surely is; the text then says that it is so.
    """
    if kind not in ONE_YEAR_KINDS or raised_on is None:
        return None
    on = council_deadline(raised_on)
    about = {"start": in_words(raised_on, precision), "end": in_words(on)}
    if precision == "day":
        text = _("senast %(end)s, ett år från %(start)s (kommunallagen 5 kap. 35 §)") % about
    else:
        text = _("senast %(end)s, ett år från %(start)s, dagen okänd (kommunallagen 5 kap. 35 §)") % about
    return Deadline(on, text)


def first_possible_day(raised_on: dt.date, precision: str) -> dt.date:
    """The earliest day on which the matter can have been raised."""
    return PartialDate.around(raised_on, precision).first
