"""Fields that several rooms ask with: a day, a day that may be only a month or a year, a name to choose or to write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samfrid.audit.actions import Actor
from samfrid.municipalities.dates import YEARS, PartialDate
from samfrid.municipalities.models import Organisation, SwedishKey

_WORDS: Final = re.compile(r"(?:(\d{1,2})\s+)?([a-zåäö]+)\s+(\d{4})", re.IGNORECASE)
_LOOSE: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def _check_year(day: dt.date) -> None:
    if day.year not in YEARS:
        text = _("Året %(year)s kan inte stämma. Skriv dagen som 2026-06-30.") % {"year": day.year}
        raise ValidationError(text, code="year")


class DayField(forms.DateField):
    """A day, chosen or written ``2026-06-30``."""

    default_error_messages = {
        "invalid": _("Den dagen finns inte. Skriv den som 2026-06-30."),
        "required": _("Ange dagen."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d"], **options)

    def clean(self, value: Any) -> dt.date | None:
        """The day, or None for nothing; raises ``ValidationError`` for what is no day."""
        found: dt.date | None = super().clean(value)
        if found:
            _check_year(found)
        return found


class PartialDateField(forms.CharField):
    """A day, a month or a year: ``2026-06-30``, ``2026-06``, ``2026``, ``30 juni 2026`` or ``juni 2026``."""

    default_error_messages = {
        "invalid": _("Det är inget datum. Skriv dagen som 2026-06-30, månaden som 2026-06 eller året som 2026."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("En dag, en månad eller ett år: 2026-06-30, 2026-06 eller 2026."))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> PartialDate | None:
        """The date, or None for nothing; raises ``ValidationError`` for what is no date."""
        text = " ".join(str(super().clean(value) or "").split())
        if not text:
            return None
        found = PartialDate.parse(_iso(text))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        _check_year(found.first)
        return found

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: a date as it would be written."""
        if isinstance(value, PartialDate):
            return value.first.isoformat()[: {"year": 4, "month": 7}.get(value.precision, 10)]
        return value


def _iso(text: str) -> str:
    """Swedish and loose ways to write a date, as ISO; what is none of them unchanged."""
    if loose := _LOOSE.fullmatch(text):
        return "-".join(part.zfill(2) for part in loose.groups() if part)
    words = _WORDS.fullmatch(text)
    if not words:
        return text
    day, name, year = words.groups()
    with override("sv"):
        months = {str(month): number for number, month in MONTHS.items()}
    month = months.get(name.casefold())
    return "-".join([year, f"{month:02}", *([day.zfill(2)] if day else [])]) if month else text


class NamedForm(forms.Form):
    """A form in which a body or unit is chosen from those that are there, or a new one is written.

    :meth:`ask_for` adds the two fields, :meth:`named` gives what was chosen or makes what was written.
    """

    def ask_for(self, name: str, rows: QuerySet[Any], *, label: Any, new_label: Any, none: Any) -> None:
        """Add a choice of ``rows`` in Swedish order and a field for a new name. ``none`` is what choosing none says."""
        ordered = rows.order_by(SwedishKey(F("name")))
        self.fields[name] = forms.ModelChoiceField(ordered, label=label, required=False, empty_label=none)
        self.fields[f"{name}_new"] = forms.CharField(label=new_label, required=False, max_length=160)
        self._asked: list[str] = [*getattr(self, "_asked", []), name]

    def clean(self) -> dict[str, Any]:
        """Refuses a choice and a new name at once, and a name that is none: "..."."""
        cleaned = super().clean() or self.cleaned_data
        for name in getattr(self, "_asked", []):
            new = (cleaned.get(f"{name}_new") or "").strip()
            if cleaned.get(name) and new:
                self.add_error(f"{name}_new", _("Välj i listan eller skriv en ny, inte båda."))
            elif new and not any(sign.isalpha() for sign in new):
                self.add_error(f"{name}_new", _("Skriv namnet med bokstäver."))
        return cleaned

    def named(self, name: str, actor: Actor, make: Callable[[Actor, str], Model]) -> Any:
        """The chosen record, the one that was written (found by name or made), or None."""
        new: str = self.cleaned_data[f"{name}_new"].strip()
        return make(actor, new) if new else self.cleaned_data[name]


class SuggestInput(forms.TextInput):
    """A line of text with suggestions to choose from; anything else may be written. Works without script."""

    template_name = "municipalities/suggest.html"

    def __init__(self, suggest: Callable[[], Iterable[str]], attrs: Any = None) -> None:
        super().__init__({"autocomplete": "off"} | (attrs or {}))
        self.suggest = suggest

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """What the template draws, with the suggestions as they are when it is drawn."""
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}_listed"
        context["widget"]["attrs"]["list"] = listed
        return context | {"listed": listed, "suggestions": list(self.suggest())}


class OrganisationField(forms.CharField):
    """An organisation outside the municipality, by its name: one of those that are known is suggested while one writes.

    Gives the name, tidied; the view makes the record of it by ``actions.organisation_named``, which finds the known
    one, also by an old name, and makes a new one where there is none.
    """

    widget = SuggestInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", SuggestInput(organisation_names))
        options.setdefault("help_text", _("Skriv namnet. Är organisationen känd föreslås den, annars läggs den till."))
        super().__init__(max_length=160, **options)

    def clean(self, value: Any) -> str:
        """The name, or an empty text; raises ``ValidationError`` for a name without a letter."""
        name = " ".join(str(super().clean(value) or "").split())
        if name and not any(sign.isalpha() for sign in name):
            raise ValidationError(_("Skriv organisationens namn."), code="invalid")
        return name


def organisation_names() -> list[str]:
    """The names of the organisations that there are, in Swedish order, for suggestions."""
    return list(Organisation.objects.filter(ended_on__isnull=True).values_list("name", flat=True))
