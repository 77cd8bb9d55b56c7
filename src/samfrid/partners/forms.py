"""The forms of an agreement's page: a follow-up, and a condition that has been met."""

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


class ReleaseForm(forms.Form):
    """The day that the condition of a sum was met."""

    on = DayField(label=_("Villkoret uppfyllt"))
