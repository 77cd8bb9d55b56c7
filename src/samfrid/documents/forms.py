"""Forms: files in, and a finding put right with the kind of field that each of its parts needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samfrid.documents import words
from samfrid.municipalities.dates import YEARS, PartialDate

Label = str | Promise


class PartialDateField(forms.CharField):
    """A day, a month or a year, as documents give them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, help_text=_("ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller bara ÅÅÅÅ."), **kwargs)

    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        day = PartialDate.parse(text)
        if text and (day is None or day.first.year not in YEARS):
            raise ValidationError(_("Skriv datumet som 2026-11-22, 2026-11 eller 2026."), code="date")
        return text or None


class DayField(forms.DateField):
    """A day, kept as the text that the contract has."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> str | None:
        day: dt.date | None = super().clean(value)
        return day.isoformat() if day else None


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(widget=widget, help_text=_("En på varje rad."), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


class TextField(forms.CharField):
    """A few words; nothing written is nothing, not an empty text."""

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None


class LongTextField(TextField):
    """A clause, a question, an answer."""

    widget = forms.Textarea(attrs={"rows": 4})


class NumberField(forms.DecimalField):
    """A figure: a whole number stays whole."""

    def clean(self, value: Any) -> int | float | None:
        number = super().clean(value)
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)


class UnanimousField(forms.ChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=list(words.UNANIMOUS.items()), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {None: "", True: "true", False: "false"}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"true": True, "false": False}.get(super().clean(value))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value: its key in the contract, what it is called here, and its kind of field."""

    key: str
    label: Label
    kind: Callable[..., forms.Field]
    required: bool = False
    choices: words.Words | None = None

    def field(self) -> forms.Field:
        """The form field, with its choices in words."""
        more: dict[str, Any] = {"choices": list(self.choices.items())} if self.choices else {}
        return self.kind(label=self.label, required=self.required, **more)


def _choice(key: str, label: Label, choices: words.Words) -> Part:
    return Part(key, label, forms.ChoiceField, required=True, choices=choices)


#: the parts of each group's value; a group of plain values has one part, called "value"
PARTS: Final[Mapping[str, tuple[Part, ...]]] = {
    "type": (_choice("value", _("Typ av handling"), words.TYPES),),
    "date": (Part("value", _("Datum"), DayField, required=True),),
    "title": (Part("value", _("Rubrik"), TextField, required=True),),
    "addressee": (Part("value", _("Ställd till"), TextField, required=True),),
    "diary_numbers": (Part("value", _("Diarienummer"), TextField, required=True),),
    "recipients": (Part("value", _("Mottagare"), TextField, required=True),),
    "items": (
        Part("title", _("Rubrik"), TextField, required=True),
        Part("paragraph", _("Paragraf"), TextField),
        Part("diary_numbers", _("Diarienummer"), LinesField),
    ),
    "people": (
        Part("name", _("Namn"), TextField, required=True),
        Part("party", _("Parti"), TextField),
        _choice("role", _("Roll"), words.ROLES),
    ),
    "questions": (
        Part("text", _("Fråga"), LongTextField, required=True),
        Part("answer", _("Svar"), LongTextField),
    ),
    "proposals": (
        Part("text", _("Förslag"), LongTextField, required=True),
        Part("body", _("Ska beslutas av"), TextField),
        _choice("outcome", _("Utfall som föreslås"), words.OUTCOMES),
    ),
    "decisions": (
        Part("text", _("Beslut"), LongTextField, required=True),
        Part("body", _("Beslutat av"), TextField),
        Part("date", _("Datum"), PartialDateField),
        Part("paragraph", _("Paragraf"), TextField),
        _choice("outcome", _("Utfall"), words.OUTCOMES),
        Part("unanimous", _("Enhälligt"), UnanimousField),
    ),
    "opinions": (
        Part("text", _("Yttrande"), LongTextField, required=True),
        Part("body", _("Organ"), TextField, required=True),
        _choice("stance", _("Ställning"), words.STANCES),
    ),
    "plans": (
        Part("name", _("Namn"), TextField, required=True),
        Part("from", _("Gäller från"), PartialDateField),
        Part("to", _("Gäller till"), PartialDateField),
        Part("adopted_by", _("Antagen av"), TextField),
        Part("adopted_on", _("Antagen den"), PartialDateField),
        Part("paragraph", _("Paragraf"), TextField),
    ),
    "commitments": (
        Part("text", _("Åtagande"), LongTextField, required=True),
        _choice("status", _("Läge"), words.STATUSES),
        Part("responsible", _("Ansvarig"), TextField),
        Part("partners", _("Tillsammans med"), LinesField),
        Part("due", _("Ska vara klart"), PartialDateField),
        Part("plan", _("Plan"), TextField),
    ),
    "agreements": (
        _choice("form", _("Form"), words.FORMS),
        Part("parties", _("Parter"), LinesField, required=True),
        Part("from", _("Gäller från"), PartialDateField),
        Part("to", _("Gäller till"), PartialDateField),
        Part("notice_months", _("Uppsägningstid i månader"), NumberField),
        Part("goals", _("Mål"), LinesField),
    ),
    "references": (
        _choice("type", _("Typ av handling"), words.TYPES),
        Part("by", _("Av"), LinesField),
        Part("date", _("Datum"), PartialDateField),
        Part("number", _("Diarienummer"), TextField),
    ),
    "figures": (
        Part("value", _("Värde"), NumberField, required=True),
        Part("unit", _("Enhet"), TextField, required=True),
        Part("what", _("Vad"), TextField),
        Part("period", _("Period"), TextField),
    ),
}
#: what a person may add where the reader found nothing
ADDABLE: Final = ("title", "date", "diary_numbers", "addressee", "recipients")
#: the contract's word for a renewal without an end
TILL_FURTHER_NOTICE: Final = "further_notice"
#: rows for sums beside those that are there
EMPTY_AMOUNTS: Final = 1


class FindingForm(forms.Form):
    """The value of a finding of one group; :meth:`value` gives it back in the contract's form.

    ``before`` is the value that is put right: what the form does not show of it is kept.
    """

    def __init__(self, group: str, before: Any = None, data: Any = None, **kwargs: Any) -> None:
        self.group, self.before = group, before
        self.plain = PARTS[group][0].key == "value" and len(PARTS[group]) == 1
        initial = {"value": before} if self.plain else dict(before or {})
        super().__init__(data, initial=initial, auto_id=f"id_{group}_%s", **kwargs)
        for part in PARTS[group]:
            self.fields[part.key] = part.field()
        if group == "agreements":
            self._add_money()

    def _add_money(self) -> None:
        """Renewal and sums of an agreement, which are objects inside the object."""
        renewal = (self.before or {}).get("renewal") or {}
        self.fields["renewal_months"] = NumberField(
            label=_("Förlängs med månader"), required=False, initial=renewal.get("months")
        )
        until = renewal.get("until")
        self.fields["renewal_until"] = PartialDateField(
            label=_("Förlängs längst till (tomt: tills vidare)"),
            required=False,
            initial="" if until == TILL_FURTHER_NOTICE else until,
        )
        amounts = (self.before or {}).get("amounts") or []
        self.rows = len(amounts) + EMPTY_AMOUNTS
        for row in range(self.rows):
            amount = amounts[row] if row < len(amounts) else {}
            self.fields[f"sek_{row}"] = NumberField(
                label=_("Belopp i kronor"), required=False, initial=amount.get("sek")
            )
            self.fields[f"per_{row}"] = forms.ChoiceField(
                label=_("Per"), choices=list(words.PER.items()), required=False, initial=amount.get("per", "year")
            )
            self.fields[f"condition_{row}"] = TextField(
                label=_("Villkor"), required=False, initial=amount.get("condition")
            )

    def value(self) -> Any:
        """What a person has said that it is, in the form of the contract. Of a valid form only."""
        if self.plain:
            return self.cleaned_data["value"]
        value = dict(self.before or {}) | {part.key: self.cleaned_data[part.key] for part in PARTS[self.group]}
        if self.group == "agreements":
            value["renewal"] = self._renewal()
            value["amounts"] = [amount for row in range(self.rows) if (amount := self._amount(row))]
        return value

    def _renewal(self) -> dict[str, Any] | None:
        months = self.cleaned_data["renewal_months"]
        if not months:
            return None
        return {"months": months, "until": self.cleaned_data["renewal_until"] or TILL_FURTHER_NOTICE}

    def _amount(self, row: int) -> dict[str, Any] | None:
        sek = self.cleaned_data[f"sek_{row}"]
        if sek is None:
            return None
        per = self.cleaned_data[f"per_{row}"] or "year"
        return {"sek": sek, "per": per, "condition": self.cleaned_data[f"condition_{row}"]}
