"""How long a link to a meeting is good, and who is reminded. No database."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

#: days before a meeting on which those invited are reminded
REMIND: Final = dt.timedelta(days=7)


class Over(StrEnum):
    """Why a link is good no longer."""

    REVOKED = "revoked"
    EXPIRED = "expired"


def over(*, on: dt.date, revoked: bool, contact_ended: bool, today: dt.date) -> Over | None:
    """Why a link to a meeting is good no longer: she is no longer asked, or the day has been. None while it is good."""
    if revoked or contact_ended:
        return Over.REVOKED
    return Over.EXPIRED if on < today else None


def to_remind(*, on: dt.date, sent_on: dt.date, says_no: bool, today: dt.date) -> bool:
    """Whether somebody is to be reminded today: in the week before, not one who has said no or was asked just now."""
    return today < on <= today + REMIND and not says_no and sent_on < on - REMIND
