"""How a decision was taken: a vote, a reservation, a conflict of interest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters.forms.decision import shortened
from samfrid.matters.models import Clause, Decision, RecusalGround
from samfrid.matters.rules.decisions import COUNCIL_GROUNDS


class VoteForm(forms.Form):
    """The count of a vote."""

    prefix = "rost"
    clause = forms.ModelChoiceField(
        Clause.objects.none(), label=_("Vad gällde den?"), required=False, empty_label=_("Beslutet i sin helhet")
    )
    about = forms.CharField(
        label=_("Propositionsordning"),
        required=False,
        max_length=300,
        help_text=_("Vad ja och nej betydde: Ja för avslag, nej för bifall."),
    )
    yes = forms.IntegerField(label=_("Ja"), min_value=0, max_value=1000)
    no = forms.IntegerField(label=_("Nej"), min_value=0, max_value=1000)
    abstained = forms.IntegerField(label=_("Avstod"), min_value=0, max_value=1000, required=False)
    absent = forms.IntegerField(label=_("Frånvarande"), min_value=0, max_value=1000, required=False)
    chair_decided = forms.BooleanField(label=_("Ordförandens röst avgjorde"), required=False)

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["clause"]
        field.queryset = decision.clauses.order_by("number")
        field.label_from_instance = lambda one: shortened(f"{one.number}. {one.text}")


class ReservationForm(forms.Form):
    """Who did not agree."""

    prefix = "reservation"
    name = forms.CharField(label=_("Namn"), max_length=160, error_messages={"required": _("Skriv ett namn.")})
    party = forms.CharField(label=_("Parti"), max_length=40, required=False)
    in_favour_of = forms.CharField(label=_("Till förmån för"), max_length=300, required=False)
    text = forms.CharField(label=_("Skriftlig motivering"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RecusalForm(forms.Form):
    """Who took no part."""

    prefix = "jav"
    name = forms.CharField(label=_("Namn"), max_length=160, error_messages={"required": _("Skriv ett namn.")})
    party = forms.CharField(label=_("Parti"), max_length=40, required=False)
    ground = forms.ChoiceField(label=_("Grund"), choices=[("", _("Välj …")), *RecusalGround.choices], required=False)

    def __init__(self, *args: Any, council: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if council:
            field: Any = self.fields["ground"]
            field.choices = [("", _("Välj …")), *((one.value, one.label) for one in COUNCIL_GROUNDS)]


class TakeAwayForm(forms.Form):
    """Why a vote, a reservation or a recusal is taken away."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Varför tas det bort?"), max_length=300, required=False)
