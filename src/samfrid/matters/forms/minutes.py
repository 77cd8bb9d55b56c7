"""Minutes: opened, described, and the day of each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body


class AboutMinutesForm(forms.Form):
    """Where minutes are kept, which the notice tells, and who wrote them."""

    kept_at = forms.CharField(
        label=_("Protokollet förvaras"),
        required=False,
        max_length=200,
        help_text=_("Står på anslaget. Till exempel: Kommunkansliet, Stora torget 1."),
    )
    secretary = forms.CharField(label=_("Sekreterare"), required=False, max_length=160)


class MinutesForm(NamedForm):
    """The meeting whose minutes are opened."""

    met_on = DayField(label=_("Sammanträdesdag"))
    part = forms.CharField(
        label=_("Paragrafer"),
        required=False,
        max_length=60,
        help_text=_("Bara om de justerades för sig, till exempel § 12. Annars gäller det hela protokollet."),
    )
    kept_at = forms.CharField(
        label=_("Protokollet förvaras"), required=False, max_length=200, help_text=_("Står på anslaget.")
    )
    secretary = forms.CharField(label=_("Sekreterare"), required=False, max_length=160)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vilket organ?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(["body", "body_new", "met_on", "part", "kept_at", "secretary"])

    def clean(self) -> dict[str, Any]:
        """Minutes are of a body."""
        cleaned = super().clean()
        if not cleaned.get("body") and not (cleaned.get("body_new") or "").strip() and "body_new" not in self.errors:
            self.add_error("body", _("Välj vilket organ som sammanträdde."))
        return cleaned


class StepForm(forms.Form):
    """The day of a step."""

    on = DayField(label=_("Dag"))


class TakeDownForm(StepForm):
    """The day that the notice came down; whether too early is meant is asked only where it is."""

    early = forms.BooleanField(label=_("Anslaget togs ned i förtid den dagen"), required=False)
