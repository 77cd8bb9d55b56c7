"""To whom a decision is sent, when and how."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models import SentBy
from samfrid.municipalities.forms import DayField


class RecipientForm(forms.Form):
    """Somebody that a decision is sent to."""

    recipient = forms.CharField(
        label=_("Mottagare"), max_length=200, error_messages={"required": _("Skriv vem beslutet ska skickas till.")}
    )
    address = forms.CharField(
        label=_("Adress"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Om den behövs i brevet. En rad för varje rad i adressen."),
    )


class SentForm(forms.Form):
    """When and how it was sent."""

    on = DayField(label=_("Skickat"))
    by = forms.ChoiceField(label=_("Hur"), choices=[("", _("Välj …")), *SentBy.choices])
