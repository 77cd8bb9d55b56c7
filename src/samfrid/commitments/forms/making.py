"""Making a commitment, and choosing who answers for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import NamedForm, PartialDateField
from samfrid.municipalities.models import Unit


def ask_for_unit(form: NamedForm) -> None:
    """Add the choice of who answers for it: a unit that is there, or a new one."""
    form.ask_for(
        "responsible",
        Unit.objects.filter(abolished_on__isnull=True),
        label=_("Ansvarig"),
        new_label=_("Eller skriv en ny enhet"),
        none=_("Ingen ansvarig"),
    )


class CommitForm(NamedForm):
    """A new commitment: what, who, by when."""

    text = forms.CharField(
        label=_("Vad ska göras?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    due = PartialDateField(label=_("Klart senast"), required=False)
    field_order = ["text", "responsible", "responsible_new", "due"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)
        self.order_fields(self.field_order)
