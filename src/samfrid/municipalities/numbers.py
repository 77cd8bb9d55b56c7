"""Organisation numbers: written in many ways, kept in one. No database."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

#: what may stand among the digits: white space of every kind, lines of every length, points
_BETWEEN: Final = re.compile(r"[\s\u200b\u2060\u2010-\u2015\u2212.\-/]+")
#: what is written before it: "Org.nr:", "organisationsnummer", "SE" of a VAT number
_BEFORE: Final = re.compile(r"^(?:org(?:anisations)?(?:nr|nummer)?:?|nr:?)", re.IGNORECASE)
_VAT: Final = re.compile(r"SE(\d{10})01", re.IGNORECASE)
_CENTURIES: Final = ("18", "19", "20")


def organisation_number(text: str) -> str:
    """The number as ``NNNNNN-NNNN``, and nothing for nothing.

    Takes it with or without a hyphen, with spaces, with twelve digits of which the first two are 16, and as a VAT
    number. Its third digit is at least 2, which tells it from a personal number (lag 1974:174), and its last digit
    is a control digit. Raises ``ValueError`` with a sentence that says what is wrong with it.
    """
    tidy = _BEFORE.sub("", _BETWEEN.sub("", text))
    if not tidy:
        return ""
    if vat := _VAT.fullmatch(tidy):
        tidy = vat[1]
    digits = tidy
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(_("Organisationsnumret ska bara ha siffror, som 212000-2965."))
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    _refuse_person(digits)
    if len(digits) != 10:
        raise ValueError(_("Organisationsnumret ska ha tio siffror. Det här har %(n)s.") % {"n": len(digits)})
    if control_digit(digits[:9]) != int(digits[9]):
        raise ValueError(
            _("Kontrollsiffran stämmer inte: någon av siffrorna är fel, eller två har bytt plats. Läs av numret igen.")
        )
    return f"{digits[:6]}-{digits[6:]}"


def _refuse_person(digits: str) -> None:
    """A personal number has the month where an organisation number has at least 20. Samfrid keeps none."""
    person = len(digits) == 12 and digits.startswith(_CENTURIES)
    if person or (len(digits) == 10 and int(digits[2]) < 2):
        raise ValueError(_("Det ser ut som ett personnummer: den tredje siffran är mindre än 2. Lämna fältet tomt."))


def control_digit(nine: str) -> int:
    """The tenth digit: every other digit doubled from the first, the digits of all added, and what lacks to the next
    ten (modulus 10; Skatteverkets beskrivning av organisationsnummer, SKV 709).
    """
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(nine))
    return -total % 10
