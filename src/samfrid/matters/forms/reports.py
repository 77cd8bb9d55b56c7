"""Acts on the matters of a report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.dates import today
from samfrid.municipalities.forms import DayField


class ReportForm(forms.Form):
    """Which matters, what the council did with them, when, in which paragraph."""

    matters = forms.TypedMultipleChoiceField(
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst ett ärende."),
            "invalid_choice": _("Ett av ärendena väntar inte längre på beslut. Läs sidan på nytt."),
        },
    )
    what = forms.ChoiceField(
        label=_("Vad gjorde fullmäktige?"),
        choices=[("told", _("Fick redovisningen")), ("written_off", _("Avskrev ärendena"))],
        initial="told",
    )
    on = DayField(label=_("Sammanträdesdag"))
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)

    def __init__(self, keys: list[UUID], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["matters"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(key), "") for key in keys]

    def clean_on(self) -> Any:
        """The day; raises ``ValidationError`` for one to come."""
        on = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return on

    @property
    def chosen(self) -> set[str]:
        """The keys that are ticked, also in a form that was refused."""
        return set(self["matters"].value() or [])
