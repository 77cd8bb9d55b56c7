"""Series of diary numbers: how a number is written, and which forms make one that can be looked up."""

from __future__ import annotations

from string import Formatter
from typing import Final

from django.utils.translation import gettext as _

from samfrid.matters.rules.numbers import names_series, number_key

FORM: Final = "{prefix} {year}/{number:03}"
#: of a diary number
LONGEST: Final = 60
LONGEST_FORM: Final = 40
#: the highest number that a form is tried with: no body registers a million matters a year
_TRIED: Final = 999_999
_FIELDS: Final = {"prefix", "year", "number"}
_SPECS: Final = {"prefix": {""}, "year": {""}, "number": {"", *(f"0{width}" for width in range(1, 7))}}


def written(form: str, prefix: str, year: int, number: int) -> str:
    """A number of the series as it is written: "KS 2026/001"."""
    return form.format(prefix=prefix, year=year, number=number)


def wrong_with_form(form: str, prefix: str, year: int) -> str:
    """Why the form makes no diary number, as a sentence; empty where it does."""
    try:
        parts = list(Formatter().parse(form))
    except ValueError:
        return _("Klamrarna går inte ihop. Skriv till exempel %(form)s.") % {"form": FORM}
    fields = [name for _text, name, _spec, _conversion in parts if name is not None]
    unknown = [name for name in fields if name not in _FIELDS]
    if unknown:
        return _("Det finns inget fält som heter {%(name)s}. Använd {prefix}, {year} och {number}.") % {
            "name": unknown[0]
        }
    if any(conversion or (name and spec not in _SPECS[name]) for _text, name, spec, conversion in parts):
        return _("Efter kolon får bara antalet siffror stå, till exempel {number:03}.")
    if sorted(fields) != sorted(_FIELDS):
        return _("Skriv {prefix}, {year} och {number}, var och en en gång.")
    return _wrong_with_numbers(form, prefix, year)


def _wrong_with_numbers(form: str, prefix: str, year: int) -> str:
    first, second = (number_key(written(form, prefix, year, number)) for number in (1, 2))
    if not names_series(first) or first == second:
        return _("Numren skulle inte gå att skilja från varandra. Sätt tecken mellan delarna: %(form)s.") % {
            "form": FORM
        }
    longest = written(form, prefix, year, _TRIED)
    if max(len(longest) - LONGEST, len(form) - LONGEST_FORM) > 0 or longest != " ".join(longest.split()):
        return _("Numret blir för långt eller får mellanslag i kanten.")
    # KS 2026 and 11 beside KS 20261 and 1: without a sign between them, two numbers are written alike
    if number_key(written(form, prefix, year, 11)) == number_key(written(form, prefix, int(f"{year}1"), 1)):
        return _("Numren skulle inte gå att skilja från varandra. Sätt tecken mellan delarna: %(form)s.") % {
            "form": FORM
        }
    return ""
