"""A step with its day, a pause, the reason why something is struck."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models import EventKind, PauseKind
from samfrid.matters.rules.process import WORDS
from samfrid.matters.rules.types import TypeRules
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body


def recordable(rules: TypeRules) -> list[EventKind]:
    """The steps of a type that somebody records, in their order, and those that every type has."""
    own = [EventKind(step) for step in rules.steps if step in EventKind and step != EventKind.CLOSED]
    told = [EventKind.REPORTED] if rules.decide_months else []
    return [*own, *told, EventKind.WITHDRAWN, EventKind.CLOSED]


class StepForm(NamedForm):
    """Which step, when, in which body."""

    kind = forms.ChoiceField(label=_("Steg"))
    on = DayField(label=_("Dag"))
    note = forms.CharField(
        label=_("Anteckning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vid redovisning: vad som har kommit fram. Vid återtagande: vem som återtog det."),
    )
    field_order = ("kind", "on", "body", "body_new", "note")

    def __init__(self, rules: TypeRules, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(str(kind), WORDS[kind][0]) for kind in recordable(rules)]
        self.fields["kind"] = forms.ChoiceField(label=_("Steg"), choices=kinds)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Organ"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Inget"),
        )
        self.order_fields(self.field_order)


class PauseForm(NamedForm):
    """A referral back or a tabling: since when, who asked for it, why."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=[(PauseKind.REFERRED_BACK, _("Återremiss")), (PauseKind.TABLED, _("Bordläggning"))],
    )
    on = DayField(label=_("Från och med"))
    reasons = forms.CharField(
        label=_("Skäl"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De som begär det anger skälen (kommunallagen 5 kap. 50 §)."),
        error_messages={"required": _("Skriv skälen. De som begär uppehållet anger dem.")},
    )
    by_minority = forms.BooleanField(
        label=_("En minoritet begärde det"),
        required=False,
        help_text=_("I fullmäktige räcker en tredjedel av de närvarande, första gången."),
    )
    votes_for = forms.IntegerField(label=_("Hur många begärde det?"), required=False, min_value=0, max_value=999)
    present = forms.IntegerField(label=_("Hur många var närvarande?"), required=False, min_value=0, max_value=999)
    field_order = ("kind", "on", "body", "body_new", "reasons", "by_minority", "votes_for", "present")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vem beslutade det?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(self.field_order)


class EndForm(forms.Form):
    """The last day of a pause."""

    on = DayField(label=_("Sista dagen som räknas"))


class ReasonForm(forms.Form):
    """Why something that was wrong is struck."""

    reason = forms.CharField(
        label=_("Skäl"), max_length=300, error_messages={"required": _("Skriv varför det var fel.")}
    )
