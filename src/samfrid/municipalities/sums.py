"""Sums of money as people write them: ``50 000 kr``, ``50 tkr``, ``1,2 mnkr``, ``50.000:-``."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

_UNITS: Final = {
    "": 1,
    "kr": 1,
    "kronor": 1,
    "krona": 1,
    "sek": 1,
    ":-": 1,
    "tkr": 1_000,
    "kkr": 1_000,
    "ksek": 1_000,
    "tsek": 1_000,
    "tusen": 1_000,
    "mnkr": 1_000_000,
    "mkr": 1_000_000,
    "msek": 1_000_000,
    "milj": 1_000_000,
    "mn": 1_000_000,
    "miljon": 1_000_000,
    "miljoner": 1_000_000,
}
#: digits in groups of three, parted by spaces or by full stops throughout, or not parted at all; then decimals
_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<part>[ .])[0-9]{3})(?:(?P=part)[0-9]{3})*|[0-9]+)(?:,(?P<decimals>[0-9]{1,6})|,)?"
)
#: "1.5 mnkr": a full stop that parts no thousands
_POINT: Final = re.compile(r"([0-9]+)\.([0-9]{1,2}|[0-9]{4,6})")
_SPLIT: Final = re.compile(r"(?P<number>[0-9][0-9 .,]*?)[ ]*(?P<unit>[a-z]+\.?|:-|,-)?(?:[ ]+(?:kr|kronor|sek))?\.?")
_LONGEST: Final = 60


def parse_sum(text: str) -> int:
    """Whole kronor from a sum as it is written. Spaces of any sort are spaces.

    Raises ``ValueError``, with a sentence in Swedish that says what to write, for what is no sum, for öre and for
    digits parted so that it could be a slip ("50 00").
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text[: _LONGEST * 2]).casefold().split())
    # the mark of a footnote, "50 000²", is no figure of the sum
    marked = any(unicodedata.category(sign) == "No" for sign in text)
    found = _SPLIT.fullmatch(tidy) if len(tidy) <= _LONGEST and not marked else None
    unit = ":-" if found and found["unit"] == ",-" else (found["unit"] or "").rstrip(".") if found else ""
    if found is None or unit not in _UNITS:
        raise ValueError(_("Skriv beloppet i siffror, till exempel 50 000 kr, 50 tkr eller 1,2 mnkr."))
    value = _number(found["number"].strip(), scaled=_UNITS[unit] > 1) * _UNITS[unit]
    if value.denominator != 1:
        raise ValueError(_("Skriv beloppet i hela kronor, utan ören: till exempel 50 000."))
    return int(value)


def _number(text: str, *, scaled: bool) -> Fraction:
    point = _POINT.fullmatch(text) if scaled else None
    if point:
        text = f"{point[1]},{point[2]}"
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(
            _("Siffrorna i beloppet är ojämnt delade. Skriv tusental med mellanslag: 50 000, och decimaler med komma.")
        )
    digits = re.sub(r"[ .]", "", found["whole"])
    return Fraction(f"{digits}.{found['decimals'] or 0}")
