"""What somebody says of one commitment by her link; and a new round."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import OriginKind
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Unit
from samfrid.reporting.actions.answering import Choice, Said
from samfrid.reporting.models import Rhythm

#: a line; what is longer belongs in a document
LINE: Final = 500


class AnswerForm(forms.Form):
    """One of four answers, and a line. Nothing chosen and nothing written is no answer yet."""

    choice = forms.ChoiceField(
        choices=[(str(one), str(one)) for one in Choice],
        required=False,
        error_messages={"invalid_choice": _("Välj ett av de fyra svaren.")},
    )
    text = forms.CharField(
        required=False,
        max_length=LINE,
        error_messages={"max_length": _("Skriv kortare: högst %(limit_value)d tecken. Nu är det %(show_value)d.")},
    )
    share_done = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=99,
        error_messages={
            "invalid": _("Skriv andelen som ett heltal från 0 till 99."),
            "min_value": _("Skriv andelen som ett heltal från 0 till 99."),
            "max_value": _("Skriv andelen som ett heltal från 0 till 99. Är allt klart väljer du ”Genomfört”."),
        },
    )
    evidence = forms.CharField(
        required=False,
        max_length=LINE,
        error_messages={"max_length": _("Skriv kortare: högst %(limit_value)d tecken. Nu är det %(show_value)d.")},
    )
    decides = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": _("Skriv kortare: högst %(limit_value)d tecken. Nu är det %(show_value)d.")},
    )
    as_seen = forms.CharField(required=False, max_length=40)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said."""
        return not any(
            str(self.data.get(self.add_prefix(name), "")).strip()
            for name in ("choice", "text", "share_done", "evidence", "decides")
        )

    def clean(self) -> dict[str, Any]:
        """Refuses words without an answer, and a bit forward that says neither how far nor what."""
        told = super().clean() or self.cleaned_data
        if not told.get("choice") and "choice" not in self.errors:
            self.add_error("choice", ValidationError(_("Välj vad som gäller, så sparas det du har skrivit.")))
        bare = not told.get("text") and told.get("share_done") is None
        if told.get("choice") == Choice.PROGRESS and bare and not self.errors:
            words = _("Skriv en rad om vad som har hänt, eller hur mycket som är klart.")
            self.add_error("text", ValidationError(words))
        return told

    def said(self) -> Said:
        """The answer."""
        told = self.cleaned_data
        return Said(
            Choice(told["choice"]),
            told["text"],
            told["share_done"],
            told["evidence"],
            told["decides"],
            _key(told["as_seen"]),
        )


def _key(text: str) -> UUID | None:
    """A key; None for what is none, which then counts as having seen nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


class RoundForm(forms.Form):
    """A new round: whom to ask about what, by when, and whether it comes again."""

    name = forms.CharField(
        label=_("Namn"), max_length=120, error_messages={"required": _("Skriv vad omgången ska heta.")}
    )
    opens_on = DayField(label=_("Öppnar"))
    due_on = DayField(label=_("Svar senast"))
    rhythm = forms.ChoiceField(label=_("Rytm"), choices=Rhythm.choices, initial=Rhythm.ONCE)
    by_itself = forms.BooleanField(
        label=_("Öppna nästa omgång av sig själv"),
        required=False,
        help_text=_("Den förra omgången stängs då, så att ingen får två länkar."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Bara för enheten"), required=False, empty_label=_("alla")
    )
    origin_kind = forms.ChoiceField(
        label=_("Bara det som kommer ur"), required=False, choices=[("", _("allt")), *OriginKind.choices]
    )
    asker = forms.CharField(
        label=_("Frågor ställs till"),
        max_length=200,
        help_text=_("Står i breven och på sidorna som länkarna leder till."),
    )
    reach = forms.CharField(label=_("Nås genom"), max_length=200, required=False, help_text=_("E-post eller telefon."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(abolished_on__isnull=True)
