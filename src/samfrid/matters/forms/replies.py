"""Who answers, what was answered and when, and what a question asks about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samfrid.matters.actions.decisions import place_of
from samfrid.matters.models import Clause, Minutes
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import BodyKind


class PlanForm(forms.Form):
    """Who answers at which meeting."""

    prefix = "plan"
    meeting_on = DayField(label=_("Fullmäktiges sammanträde"))
    answerer = forms.CharField(
        label=_("Vem svarar?"), max_length=160, error_messages={"required": _("Skriv vem som svarar.")}
    )
    function = forms.CharField(label=_("Uppdrag"), required=False, max_length=160)
    passed_on = forms.BooleanField(
        label=_("Den tillfrågade har överlåtit svaret (kommunallagen 5 kap. 63 §)"), required=False
    )


class AnswerForm(forms.Form):
    """The written answer, and when the asker had it."""

    prefix = "svar"
    text = forms.CharField(
        label=_("Svar"),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Skriv svaret.")},
    )
    on = DayField(label=_("Hos frågeställaren, dag"))
    hour = forms.TimeField(
        label=_("Klockan"),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Skriv klockslaget som 12:00."), "required": _("Skriv klockslaget som 12:00.")},
    )

    def at(self) -> dt.datetime:
        """The moment, by the clock in Sweden."""
        told = self.cleaned_data
        return dt.datetime.combine(told["on"], told["hour"], timezone.get_default_timezone())


if TYPE_CHECKING:
    MinutesChoice = forms.ModelChoiceField[Minutes]
else:
    # known to the type checker alone: Django's own class takes no parameter
    MinutesChoice = forms.ModelChoiceField


class MinutesField(MinutesChoice):
    """A choice of minutes by body and day."""

    def label_from_instance(self, obj: Minutes) -> str:
        """As in "kommunfullmäktige 27 maj 2026"."""
        return f"{obj.body} {in_words(obj.met_on)} {obj.part}".strip()


class CouncilForm(forms.Form):
    """When and where it was answered."""

    prefix = "besvarad"
    on = DayField(label=_("Besvarad"))
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 61)"), required=False, max_length=20)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Minutes.objects.filter(body__kind=BodyKind.COUNCIL).select_related("body").order_by("-met_on")
        # asked for each time: what minutes there are changes
        self.fields["minutes"] = MinutesField(
            rows, label=_("Protokoll"), required=False, empty_label=_("Inte upplagt än")
        )


class CompleteForm(forms.Form):
    """The whole answer to a question that was answered in part."""

    answer = forms.CharField(
        label=_("Svar"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv svaret.")},
        help_text=_("Skriv hela svaret: det ersätter det som står nu."),
    )


class AboutForm(forms.Form):
    """The decided clause that a question asks about."""

    def __init__(self, clauses: list[Clause], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.clauses = {str(one.pk): one for one in clauses}
        self.fields["clause"] = forms.ChoiceField(
            label=_("Att-sats"),
            choices=[(key, f"{one.text} ({place_of(one.decision)})") for key, one in self.clauses.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Välj den att-sats som frågan gäller.")},
        )

    def chosen(self) -> Clause:
        """The clause that was chosen."""
        return self.clauses[self.cleaned_data["clause"]]
