"""What in a free text looks like somebody's own data: the sender is warned before it goes out to anybody.

It finds what has the form of it. It neither knows names nor says that a text without finds may be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: YYMMDD-NNNN and YYYYMMDD-NNNN, with plus for those above a hundred years, a space or nothing between
#: (SFS 1991:481, 18 §)
_NUMBER: Final = re.compile(r"(?<!\d)(18|19|20)?(\d{2})(\d{2})(\d{2})([-+ \u2013]?)(\d{4})(?!\d)")
#: an area code or +46, then groups of digits; counted below
_PHONE: Final = re.compile(
    r"(?<![\w/.:\u2013-])(?:(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0]?)?\d{1,3}|0\d{1,3})"
    r"[ \u00a0]?[/\u2013-]?[ \u00a0]?\d{2,4}(?:[ \u00a0-]?\d{2,4}){1,3}(?![\d/])"
)
#: digits of a Swedish telephone number with its area code, shortest and longest; 0046 and +46 stand for the first zero
_DIGITS: Final = range(8, 12)


class Personal(StrEnum):
    """What it looks like."""

    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"


def personal(text: str) -> set[Personal]:
    """What there is in the text that looks like somebody's own data."""
    return set(_found(text))


def _found(text: str) -> Iterator[Personal]:
    if _EMAIL.search(text):
        yield Personal.EMAIL
    numbers = [match for match in _NUMBER.finditer(text) if _is_number(match)]
    if numbers:
        yield Personal.NUMBER
    taken = {match.start() for match in numbers}
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46", "0", match[0].replace("(0)", "")))
        if match.start() not in taken and len(digits) in _DIGITS:
            yield Personal.PHONE


def _is_number(match: re.Match[str]) -> bool:
    """A day of birth, or that of a coordination number (sixty added); without a sign between, also its check digit."""
    _century, year, month, day, sign, last = match.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and int(day) <= 91):
        return False
    return sign not in ("", " ") or _luhn(year + month + day + last)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
