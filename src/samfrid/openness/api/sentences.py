"""What does not have the form that the schema says, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: by pydantic's name of the error; what stands in its context can be used
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "missing": _("Uppgiften saknas."),
    "extra_forbidden": _("Den uppgiften finns inte här. Kontrollera namnet."),
    "string_type": _("Skriv text."),
    "string_too_short": _("Uppgiften får inte vara tom."),
    "string_too_long": _("Högst %(max_length)s tecken."),
    "string_pattern_mismatch": _("Texten har inte rätt form."),
    "int_type": _("Skriv ett heltal."),
    "int_parsing": _("Skriv ett heltal."),
    "int_from_float": _("Skriv ett heltal."),
    "bool_type": _("Skriv true eller false."),
    "bool_parsing": _("Skriv true eller false."),
    "greater_than_equal": _("Minst %(ge)s."),
    "less_than_equal": _("Högst %(le)s."),
    "less_than": _("Mindre än %(lt)s."),
    "enum": _("Välj något av: %(expected)s."),
    "literal_error": _("Välj något av: %(expected)s."),
    "uuid_type": _("Skriv en nyckel (UUID)."),
    "uuid_parsing": _("Skriv en nyckel (UUID)."),
    "list_type": _("Skriv en lista."),
    "too_short": _("Listan har för få delar: minst %(min_length)s."),
    "too_long": _("Listan har för många delar: högst %(max_length)s."),
    "model_attributes_type": _("Skriv ett objekt."),
    "model_type": _("Skriv ett objekt."),
    "dict_type": _("Skriv ett objekt."),
    "day": _("Skriv dagen som ÅÅÅÅ-MM-DD."),
    "partial_day": _("Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD."),
    "moment": _("Skriv tidpunkten med tidszon: 2026-11-22T10:00:00+01:00."),
    "text": _("Texten har tecken som inte kan sparas."),
    "cursor": _("Markören är inte en som vi har gett. Börja om från första sidan."),
}
OTHER: Final = _("Värdet går inte att använda här.")


def sentence(error: Mapping[str, Any]) -> str:
    """What is wrong and what to do, for one of pydantic's errors. What was sent is never repeated."""
    words = SENTENCES.get(error["type"])
    return str(words) % dict(error.get("ctx") or {}) if words else str(OTHER)
