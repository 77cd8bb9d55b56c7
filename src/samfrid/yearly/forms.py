"""What is asked for about sittings and calendars."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body
from samfrid.yearly.shown import KINDS

_CLOCK: Final = ["%H:%M", "%H.%M", "%H:%M:%S"]


def _time() -> forms.TimeField:
    return forms.TimeField(
        label=_("Börjar"),
        required=False,
        input_formats=_CLOCK,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Skriv klockslaget som 18:00.")},
    )


def _note() -> forms.CharField:
    return forms.CharField(
        label=_("Anteckning"),
        required=False,
        max_length=200,
        help_text=_("Till exempel: budget. Skriv inget som inte alla får läsa."),
    )


class ChangeForm(forms.Form):
    """The day of a sitting, and what is said of it."""

    on = DayField(label=_("Dag"))
    starts_at = _time()
    note = _note()


class SittingForm(NamedForm):
    """A day on which a body sits."""

    on = DayField(label=_("Dag"))
    starts_at = _time()
    note = _note()

    def __init__(self, *given: Any, code: str, **options: Any) -> None:
        super().__init__(*given, **options)
        found = Body.objects.filter(municipality_id=code)
        self.ask_for("body", found, label=_("Organ"), new_label=_("Eller ett nytt organ"), none=_("Välj"))
        self.order_fields(["body", "body_new", "on", "starts_at", "note"])

    def clean(self) -> dict[str, Any]:
        """Refuses a sitting of nobody."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("body") and not (cleaned.get("body_new") or "").strip():
            self.add_error("body", _("Välj vilket organ som sammanträder, eller skriv ett nytt."))
        return cleaned


class PasteForm(forms.Form):
    """A list of sittings, as it was written elsewhere."""

    lines = forms.CharField(
        label=_("Sammanträdena, ett på varje rad"),
        strip=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Dag, organ och om du vill klockslag och anteckning: ”2027-02-15 kommunfullmäktige kl. 18” eller "
            "”15 februari KF”. Rader ur ett kalkylblad går också bra."
        ),
    )
    year = forms.IntegerField(
        label=_("År, för rader som inte säger något"), min_value=1990, max_value=2100, widget=forms.NumberInput()
    )
    add_bodies = forms.BooleanField(label=_("Lägg till organ som inte finns"), required=False)


class FeedForm(forms.Form):
    """What a calendar is to be told of."""

    name = forms.CharField(
        label=_("Vilken kalender är det?"),
        max_length=80,
        help_text=_("Så att du känner igen den: ”mobilen”, ”Outlook på jobbet”."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Vad ska stå i den?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, name) for kind, name in KINDS.items()],
        error_messages={"required": _("Välj minst ett slag.")},
    )
