"""When a value of an indicator is wanted, and how a number is written. No database."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from samfrid.municipalities.dates import months_after
from samfrid.plans.models import Direction

#: spaces that stand between groups of three figures: plain, no-break, narrow and thin
_NUMBER: Final = re.compile(
    "(?P<sign>[-\N{MINUS SIGN}])?(?P<whole>\\d{1,3}(?:[ \u00a0\u202f\u2009]\\d{3})+|\\d+)"
    "(?:[.,](?P<part>\\d+))?(?:[ \u00a0\u202f\u2009]?%)?"
)
_SPACES: Final = re.compile("[ \u00a0\u202f\u2009]")


def number_in(text: str) -> Decimal | None:
    """A number as it is written in Swedish: "1 250", "12,5", "45 %", "−3"; None for what is none.

    Both comma and full stop are decimal marks; a number with both, or with groups that are not of three, is refused
    rather than guessed at.
    """
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    whole, part = _SPACES.sub("", found["whole"]), found["part"]
    value = Decimal(f"{whole}.{part}" if part else whole)
    return -value if found["sign"] else value


def value_due(begins_on: dt.date | None, added_on: dt.date, last_on: dt.date | None, every_months: int) -> dt.date:
    """The last day of the time that the next value is for: one rhythm after the last value.

    Where there is none yet: one rhythm after the plan began, but not before somebody thought of counting; and at once
    where it is not known when the plan began.
    """
    if last_on:
        return months_after(last_on, every_months)
    return max(months_after(begins_on, every_months), added_on) if begins_on else added_on


def reached(value: Decimal, target: Decimal | None, direction: str) -> bool | None:
    """Whether a value has come to the target; None where there is no target or nobody has said which way is better."""
    if target is None or not direction:
        return None
    return value >= target if direction == Direction.UP else value <= target
