"""When what is known of a contact is to be looked at again. No database."""

from __future__ import annotations

import datetime as dt
from typing import Final

from samfrid.municipalities.dates import months_after

#: months after which nobody can trust that a contact is still right. Ours: roles change about once a year
VERIFY_MONTHS: Final = 12


def stale_before(today: dt.date, months: int = VERIFY_MONTHS) -> dt.date:
    """What was verified before this day is to be looked at again; on the day itself it still holds."""
    return months_after(today, -months)
