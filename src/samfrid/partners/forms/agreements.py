"""The forms of an agreement's page: a follow-up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField


class FollowUpForm(forms.Form):
    """A follow-up by the parties: when, and what came out of it."""

    prefix = "uppfoljning"
    on = DayField(label=_("Dag"))
    note = forms.CharField(
        label=_("Vad kom fram?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv kort vad som kom fram.")},
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Skäl"), max_length=300, error_messages={"required": _("Skriv skälet.")})
