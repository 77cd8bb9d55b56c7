"""The forms of routines: a routine, its decision, a review, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body, Unit
from samfrid.plans.models import REVIEW_MONTHS, RoutinePurpose

_MONTHS = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Ange mellan 1 och 120 månader."))


class RoutineForm(NamedForm):
    """What it is called, where it is used, who keeps it and how often it is looked through."""

    name = forms.CharField(
        label=_("Rutinens namn"), max_length=300, error_messages={"required": _("Skriv rutinens namn.")}
    )
    field = forms.CharField(
        label=_("Område (till exempel ekonomiskt bistånd)"),
        required=False,
        max_length=120,
        help_text=_("Öppna jämförelser frågar om rutiner inom varje område för sig."),
    )
    purpose = forms.ChoiceField(
        label=_("Fråga i öppna jämförelser som den svarar på"),
        required=False,
        choices=[("", _("Ingen")), *RoutinePurpose.choices],
        help_text=_("Då svarar den på frågan i enkäten av sig själv, när den är aktuell, skriftlig och beslutad."),
    )
    review_months = forms.IntegerField(
        label=_("Gås igenom var så många månader"),
        min_value=1,
        max_value=120,
        initial=REVIEW_MONTHS,
        error_messages=_MONTHS,
    )
    field_order = ["name", "field", "purpose", "unit", "unit_new", "review_months"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "unit",
            Unit.objects.filter(abolished_on__isnull=True),
            label=_("Förvaltas av"),
            new_label=_("Eller skriv en ny enhet"),
            none=_("Ingen utpekad"),
        )
        self.order_fields(self.field_order)


class DecideForm(NamedForm):
    """Who decided it, when, and whether they lead."""

    prefix = "beslut"
    by = forms.CharField(label=_("Eller en befattning (till exempel socialchefen)"), required=False, max_length=160)
    on = DayField(label=_("Beslutad dagen"))
    at_management = forms.BooleanField(
        label=_("Beslutad på ledningsnivå"),
        required=False,
        help_text=_("Av nämnden eller en chef som leder verksamheten. Bara då räknas rutinen i öppna jämförelser."),
    )
    field_order = ["body", "body_new", "by", "on", "at_management"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vem beslutade den?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(self.field_order)


class ReviewForm(forms.Form):
    """When it was looked through, and what came of it."""

    prefix = "genomgang"
    on = DayField(label=_("Genomgången dagen"))
    note = forms.CharField(label=_("Vad kom ni fram till?"), required=False, max_length=300)


class EndForm(forms.Form):
    """When and why it ended."""

    on = DayField(label=_("Upphörde dagen"))
    reason = forms.CharField(
        label=_("Varför?"), max_length=300, error_messages={"required": _("Skriv varför rutinen upphör.")}
    )
