"""A new series of diary numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters.rules.series import FORM
from samfrid.municipalities.forms import NamedForm
from samfrid.municipalities.models import Body

_DIGITS = {"invalid": _("Skriv ett helt tal."), "required": _("Skriv ett helt tal.")}


class SeriesForm(NamedForm):
    """Whose series it is, of which year, and how its numbers are written."""

    year = forms.IntegerField(label=_("År"), error_messages=_DIGITS)
    last = forms.IntegerField(
        label=_("Senast använda nummer"),
        required=False,
        min_value=0,
        help_text=_("0 för en serie som börjar om. Annars det sista numret som gavs innan Samfrid."),
        error_messages=_DIGITS,
    )
    form = forms.CharField(
        label=_("Så skrivs numret"),
        max_length=40,
        initial=FORM,
        help_text=_("{prefix} är beteckningen, {year} året och {number:03} numret med minst tre siffror."),
        error_messages={"required": _("Skriv hur numret ser ut.")},
    )
    field_order = ("body", "body_new", "prefix", "year", "last", "form")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # a form has a prefix of its own in the class
        self.fields["prefix"] = forms.CharField(
            label=_("Beteckning"),
            max_length=12,
            help_text=_("Det som står före numret: KS, SON, KF."),
            error_messages={"required": _("Skriv registrets beteckning, till exempel KS.")},
        )
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vems diarium?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(self.field_order)

    def clean_last(self) -> int:
        """Nothing is nought."""
        last: int | None = self.cleaned_data["last"]
        return last or 0

    def clean(self) -> dict[str, Any]:
        """A series is somebody's."""
        cleaned = super().clean()
        if not cleaned.get("body") and not (cleaned.get("body_new") or "").strip() and "body_new" not in self.errors:
            self.add_error("body", _("Välj vems diarium det är."))
        return cleaned
