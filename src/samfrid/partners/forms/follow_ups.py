"""What is asked of a follow-up goal by goal, of an undertaking, and when a yearly report is to be corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, PartialDateField
from samfrid.municipalities.models import Unit
from samfrid.partners.actions import GoalIn
from samfrid.partners.models import Agreement, AgreementGoal, GoalOutcome, Party


class GoalForm(forms.Form):
    """What was said of one goal. Left alone it was not spoken of."""

    outcome = forms.ChoiceField(
        label=_("Hur långt har ni nått?"),
        required=False,
        choices=[("", _("Togs inte upp")), *((value, capfirst(label)) for value, label in GoalOutcome.choices)],
    )
    text = forms.CharField(
        label=_("Vad sades?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    figures = forms.CharField(
        label=_("Siffror"), required=False, max_length=300, help_text=_("Till exempel: 42 samtal, 3 utbildningar.")
    )

    def __init__(self, *args: Any, goal: AgreementGoal, **options: Any) -> None:
        self.goal = goal
        options["prefix"] = f"mal-{goal.pk}"
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Refuses words about a goal without how far it has been reached."""
        data = super().clean() or self.cleaned_data
        if not data.get("outcome") and (data.get("text") or data.get("figures")):
            self.add_error("outcome", _("Välj hur långt ni har nått, eller att det inte går att säga."))
        return data

    def told(self) -> GoalIn | None:
        """What was said; None where it was not spoken of."""
        data = self.cleaned_data
        if not data["outcome"]:
            return None
        return GoalIn(self.goal, GoalOutcome(data["outcome"]), data["text"], data["figures"])


class PlanFollowUpForm(forms.Form):
    """The day on which the parties are to follow up."""

    on = DayField(label=_("Dag"))
    place = forms.CharField(label=_("Plats"), required=False, max_length=200)


class CallOffForm(forms.Form):
    """Why a follow-up is called off."""

    reason = forms.CharField(
        label=_("Varför ställs den in?"),
        max_length=300,
        error_messages={"required": _("Skriv varför uppföljningen ställs in.")},
    )


class CorrectionForm(forms.Form):
    """What is to be corrected in a yearly report."""

    reason = forms.CharField(
        label=_("Vad behöver rättas?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Föreningen ser det du skriver."),
        error_messages={"required": _("Skriv vad som behöver rättas.")},
    )


class NewGoalForm(forms.Form):
    """A goal that the parties share."""

    text = forms.CharField(
        label=_("Vilket mål har parterna?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett mål i taget, så att det går att säga hur långt ni har nått när avtalet följs upp."),
        error_messages={"required": _("Skriv vilket mål parterna har.")},
    )


class UndertakingForm(forms.Form):
    """What a party undertakes, and by when."""

    text = forms.CharField(
        label=_("Vad ska göras?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("Vilken part har åtagit sig det?"), required=False, empty_label=_("Står inte")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Enhet i kommunen som ansvarar"),
        required=False,
        empty_label=_("Ingen utpekad"),
        help_text=_("Bara för det som kommunen har åtagit sig."),
    )
    due = PartialDateField(label=_("Klart senast"), required=False)
    every_months = forms.IntegerField(
        label=_("Återkommer med så många månader emellan"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=_("Lämna tomt för det som görs en gång eller hela tiden."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        party: Any = self.fields["party"]
        party.queryset = agreement.parties.order_by("created_at")
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(municipality_id=agreement.municipality_id, abolished_on__isnull=True)
