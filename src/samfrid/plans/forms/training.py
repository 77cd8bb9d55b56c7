"""The forms of training."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Unit
from samfrid.plans.models import ABOUT, TrainingKind

#: what the form asks as the acts take it, the unit apart
TOLD: Final = ("name", "kind", "about", "for_whom", "starts_on", "ends_on", "participants")


class TrainingForm(NamedForm):
    """What it was, about what, for whom, when, and how many came."""

    name = forms.CharField(
        label=_("Vad heter utbildningen?"),
        max_length=200,
        error_messages={"required": _("Skriv vad utbildningen heter.")},
    )
    kind = forms.ChoiceField(
        label=_("Slag"), choices=TrainingKind.choices, widget=forms.RadioSelect, initial=TrainingKind.CONTINUING
    )
    about = forms.MultipleChoiceField(
        label=_("Vad handlar den om?"),
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Ange vad utbildningen handlar om.")},
    )
    for_whom = forms.CharField(
        label=_("För vilka?"),
        required=False,
        max_length=200,
        help_text=_("Till exempel socialsekreterare på mottagningen."),
    )
    starts_on = DayField(label=_("Första dagen"))
    ends_on = DayField(label=_("Sista dagen"), required=False, help_text=_("Lämna tomt om den hålls på en dag."))
    participants = forms.IntegerField(
        label=_("Antal deltagare"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Lämna tomt om ingen vet."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv hur många som deltog, eller lämna det tomt om ingen vet.")
        ),
    )
    field_order = ["name", "kind", "about", "unit", "unit_new", "for_whom", "starts_on", "ends_on", "participants"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        about: Any = self.fields["about"]
        about.choices = [(name, capfirst(str(words))) for name, words in ABOUT.items()]
        self.ask_for(
            "unit",
            Unit.objects.filter(abolished_on__isnull=True),
            label=_("Enhet"),
            new_label=_("Eller skriv en ny enhet"),
            none=_("Flera eller ingen särskild"),
        )
        self.order_fields(self.field_order)


class StrikeForm(forms.Form):
    """Why it is struck."""

    reason = forms.CharField(
        label=_("Varför?"), max_length=300, error_messages={"required": _("Skriv varför den stryks.")}
    )
