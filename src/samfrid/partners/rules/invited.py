"""Who is reminded of a meeting. No database."""

from __future__ import annotations

import datetime as dt
from typing import Final

#: days before a meeting on which those invited are reminded
REMIND: Final = dt.timedelta(days=7)


def to_remind(*, on: dt.date, sent_on: dt.date, says_no: bool, today: dt.date) -> bool:
    """Whether somebody is to be reminded today: in the week before, not one who has said no or was asked just now."""
    return today < on <= today + REMIND and not says_no and sent_on < on - REMIND
