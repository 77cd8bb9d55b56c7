"""The forms of organisations: what is known of one, its end, and merging two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, OrganisationField
from samfrid.municipalities.models import OrganisationKind
from samfrid.municipalities.numbers import organisation_number

#: what the acts take
TOLD = ("name", "kind", "number", "abilities")


class OrganisationForm(forms.Form):
    """What it is called, what it is, its number and what it can do."""

    name = forms.CharField(
        label=_("Namn"), max_length=160, error_messages={"required": _("Skriv organisationens namn.")}
    )
    kind = forms.ChoiceField(
        label=_("Slag"), required=False, choices=[("", _("Inte angivet")), *OrganisationKind.choices]
    )
    number = forms.CharField(
        label=_("Organisationsnummer"),
        required=False,
        max_length=60,
        help_text=_("Tio siffror, som 212000-2965. Lämna det tomt om du inte vet."),
    )
    abilities = forms.CharField(
        label=_("Vad den kan göra"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Till exempel skyddat boende, samtal, följa med till polisen. Skriv inga adresser till boenden."),
    )

    def clean_number(self) -> str:
        """The number as it is kept; raises ``ValidationError`` with what is wrong with it."""
        try:
            return organisation_number(self.cleaned_data["number"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class EndOrganisationForm(forms.Form):
    """When and why it is no more."""

    on = DayField(label=_("Upphörde dagen"))
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=300,
        error_messages={"required": _("Skriv varför: nedlagd, uppgått i en annan, bytt form.")},
    )


class OtherForm(forms.Form):
    """Which other one it is the same as."""

    other = OrganisationField(
        label=_("Vilken är den samma som?"),
        help_text=_("Skriv den andras namn. Innan något slås ihop ser du båda bredvid varandra."),
        error_messages={"required": _("Skriv den andras namn.")},
    )


class MergeForm(forms.Form):
    """Which of the two stays, and why they are one."""

    keep = forms.ChoiceField(label=_("Vilken ska vara kvar?"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Hur vet du att de är samma?"), required=False, max_length=300)

    def __init__(self, *args: Any, between: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["keep"]
        field.choices = between
        field.error_messages = {
            "required": _("Välj vilken som ska vara kvar."),
            "invalid_choice": _("Välj en av de två."),
        }
