"""The registrar's forms: a new matter, the day it was raised, a decision clause by clause, a commitment of a clause."""

from __future__ import annotations

import re
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters import rules
from samfrid.matters.models import MatterKind, PersonRole
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.forms import PartialDateField

#: "Eva Ek (V)"
_PERSON: Final = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<party>[^()]{1,40})\))?")


class MatterForm(forms.Form):
    """A new matter, by hand."""

    kind = forms.ChoiceField(label=_("Typ"), choices=MatterKind.choices)
    title = forms.CharField(label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv ärendets rubrik.")})
    raised = PartialDateField(label=_("Väckt"), required=False)
    addressee = forms.CharField(label=_("Ställd till"), required=False, max_length=200)
    numbers = forms.CharField(
        label=_("Diarienummer"), required=False, max_length=300, help_text=_("Skriv komma mellan om det är flera.")
    )
    movers = forms.CharField(
        label=_("Förslagsställare"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En på varje rad, med parti inom parentes: Eva Ek (V)."),
    )
    requests = forms.CharField(
        label=_("Yrkanden"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("En att-sats på varje rad."),
    )
    anyway = forms.BooleanField(
        label=_("Lägg upp det ändå: det är ett annat ärende"), required=False, widget=forms.HiddenInput
    )

    def clean_raised(self) -> PartialDate | None:
        """When it was raised; raises ``ValidationError`` for a day to come."""
        raised: PartialDate | None = self.cleaned_data["raised"]
        if raised and raised.first > today():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return raised

    def clean_numbers(self) -> list[str]:
        """Each number; raises ``ValidationError`` for one that has no digit."""
        numbers = [part.strip() for part in self.cleaned_data["numbers"].split(",") if part.strip()]
        for number in numbers:
            if not rules.number_key(number):
                raise forms.ValidationError(_("”%(number)s” är inget diarienummer."), params={"number": number})
        return numbers

    def clean_movers(self) -> list[tuple[str, str, PersonRole]]:
        """Each mover as name, party and role."""
        people = []
        for line in self.cleaned_data["movers"].splitlines():
            if not line.strip():
                continue
            person = _PERSON.fullmatch(line.strip())
            if person is None:
                raise forms.ValidationError(
                    _("Skriv ”%(line)s” som namn och parti: Eva Ek (V)."), params={"line": line}
                )
            people.append((person["name"], person["party"] or "", PersonRole.MOVER))
        return people

    def clean_requests(self) -> list[str]:
        """Each clause that is asked for."""
        return [line.strip() for line in self.cleaned_data["requests"].splitlines() if line.strip()]

    def ask_whether_the_same(self) -> None:
        """Let the registrar say that it is another matter than those that are alike."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class RaisedForm(forms.Form):
    """The day, month or year that it was raised."""

    prefix = "vackt"
    raised = PartialDateField(label=_("Väckt"), error_messages={"required": _("Ange dagen.")})
