"""The forms of a commitment's page: report, say who answers, set the day; and a commitment of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import Execution
from samfrid.municipalities.forms import DayField, NamedForm, PartialDateField
from samfrid.municipalities.models import Unit

#: what can be reported, in the order of the work
REPORTABLE = [(value, label) for value, label in Execution.choices if value != Execution.UNKNOWN]


class ReportForm(forms.Form):
    """How far it has come. Short on purpose: one choice and, mostly, one sentence."""

    prefix = "rapport"
    execution = forms.ChoiceField(
        label=_("Läge"),
        choices=[("", _("Välj …")), *REPORTABLE],
        error_messages={"required": _("Välj hur långt det har kommit.")},
    )
    on = DayField(label=_("Gäller dagen"))
    text = forms.CharField(label=_("Vad har hänt?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.CharField(
        label=_("Vad visar det?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Behövs för ”genomfört”: ett beslut, en rapport, en länk."),
    )


def ask_for_unit(form: NamedForm) -> None:
    """Add the choice of who answers for it: a unit that is there, or a new one."""
    form.ask_for(
        "responsible",
        Unit.objects.filter(abolished_on__isnull=True),
        label=_("Ansvarig"),
        new_label=_("Eller skriv en ny enhet"),
        none=_("Ingen ansvarig"),
    )


class AssignForm(NamedForm):
    """Who answers for it."""

    prefix = "ansvarig"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)


class DueForm(forms.Form):
    """By when. Empty takes the day away."""

    prefix = "klart"
    due = PartialDateField(label=_("Klart senast"), required=False)


class CommitForm(NamedForm):
    """A new commitment: what, who, by when."""

    text = forms.CharField(
        label=_("Vad ska göras?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    due = PartialDateField(label=_("Klart senast"), required=False)
    field_order = ["text", "responsible", "responsible_new", "due"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)
        self.order_fields(self.field_order)
