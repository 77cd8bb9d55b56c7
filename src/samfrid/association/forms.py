"""What an association writes: how it goes, its yearly report, a meeting that it proposes."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.models import Execution
from samfrid.municipalities.forms import DayField
from samfrid.partners.actions import LineIn, ShareIn
from samfrid.partners.forms.money import SekField
from samfrid.partners.models import Agreement, AgreementGoal, FunderKind, ReportLine

#: what she can say, in the order of the work
SAYABLE: Final = (
    Execution.NOT_STARTED,
    Execution.UNDER_WAY,
    Execution.PARTLY_DONE,
    Execution.DONE,
    Execution.CANNOT,
)


class ReportForm(forms.Form):
    """How far it has come: one choice and, mostly, one sentence."""

    execution = forms.ChoiceField(
        label=_("Läge"),
        choices=[("", _("Välj …")), *((one.value, capfirst(one.label)) for one in SAYABLE)],
        error_messages={"required": _("Välj hur långt det har kommit.")},
    )
    on = DayField(label=_("Gäller dagen"))
    text = forms.CharField(
        label=_("Vad har hänt?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = forms.CharField(
        label=_("Vad visar det?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Behövs för ”genomfört”: en beskrivning eller en länk."),
    )
    decides = forms.CharField(
        label=_("Vem beslutar att det inte genomförs?"),
        required=False,
        max_length=200,
        help_text=_("Behövs bara för ”genomförs inte”."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def as_seen(self) -> UUID | None:
        """The latest report that she saw; None where there was none, or what stands there is no key."""
        try:
            return UUID(self.cleaned_data["seen"])
        except ValueError:
            return None


class StartForm(forms.Form):
    """The year to report."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=2000,
        max_value=2199,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), _("Skriv året med fyra siffror.")
        ),
    )


class SummaryForm(forms.Form):
    """The words that begin the report."""

    summary = forms.CharField(
        label=_("Sammanfattning av året"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vad var viktigast i år? Skriv inget som kan peka ut en enskild."),
    )


class FigureField(forms.DecimalField):
    """A number, with a decimal comma if it has decimals."""

    def to_python(self, value: Any) -> Any:
        """The number; raises ``ValidationError`` for what is none."""
        text = "".join(str(value or "").split()).replace(",", ".")
        return super().to_python(text)


class LineForm(forms.Form):
    """A line of the report: what was done, for which goal, how much, what it cost, and what each funder paid of it."""

    text = forms.CharField(
        label=_("Vad har ni gjort?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad ni har gjort.")},
    )
    goal = forms.ModelChoiceField(
        AgreementGoal.objects.none(),
        label=_("För vilket mål i avtalet?"),
        required=False,
        empty_label=_("Inget av dem"),
    )
    figure = FigureField(
        label=_("Hur många?"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            _("Skriv ett tal, till exempel 120."),
        ),
    )
    unit = forms.CharField(
        label=_("Av vad?"), required=False, max_length=60, help_text=_("Till exempel samtal, deltagare eller timmar.")
    )
    cost_sek = SekField(label=_("Vad kostade det, kronor?"))
    #: which version of the line the writer saw
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agreements: list[Agreement], line: ReportLine | None = None, **options: Any) -> None:
        self.agreements = agreements
        if line:
            options["initial"] = _initial(line)
        super().__init__(*args, **options)
        goals: Any = self.fields["goal"]
        goals.queryset = AgreementGoal.objects.filter(agreement__in=agreements).select_related("agreement")
        goals.label_from_instance = lambda one: f"{one.text[:120]} ({one.agreement.title})"
        for one in agreements:
            self.fields[f"avtal_{one.pk}"] = SekField(label=one.title, required=False)
        self.fields["state"] = SekField(
            label=_("Statsbidrag"),
            required=False,
            help_text=_("Får inte användas till det som görs på uppdrag av en kommun (förordning 2022:257, 7 §)."),
        )
        self.fields["other_sek"] = SekField(label=_("Annan finansiär"), required=False)
        self.fields["other"] = forms.CharField(label=_("Vem är den andra finansiären?"), required=False, max_length=300)
        self.fields["own"] = SekField(label=_("Egna medel"), required=False)

    @property
    def what(self) -> list[forms.BoundField]:
        """The fields of what was done."""
        return [self[name] for name in ("text", "goal", "figure", "unit", "cost_sek")]

    @property
    def paid(self) -> list[forms.BoundField]:
        """The fields of who paid."""
        names = [f"avtal_{one.pk}" for one in self.agreements]
        return [self[name] for name in (*names, "state", "other_sek", "other", "own")]

    def clean(self) -> dict[str, Any]:
        """Refuses a sum of somebody who has no name, and a name without a sum."""
        data = super().clean() or self.cleaned_data
        named = (data.get("other") or "").strip()
        if data.get("other_sek") and not named:
            self.add_error("other", ValidationError(_("Skriv vem den andra finansiären är.")))
        if named and not data.get("other_sek") and "other_sek" not in self.errors:
            self.add_error("other_sek", ValidationError(_("Skriv vad den andra finansiären betalade.")))
        return data

    def told(self) -> LineIn:
        """The line as it was written."""
        data = self.cleaned_data
        given = [ShareIn(FunderKind.AGREEMENT, data[f"avtal_{one.pk}"] or 0, one) for one in self.agreements]
        given.append(ShareIn(FunderKind.STATE, data["state"] or 0))
        given.append(ShareIn(FunderKind.OTHER, data["other_sek"] or 0, funder=data["other"]))
        given.append(ShareIn(FunderKind.OWN, data["own"] or 0))
        shares = [one for one in given if one.sek]
        return LineIn(data["text"], data["cost_sek"], data["goal"], data["figure"], data["unit"], shares)


def _initial(line: ReportLine) -> dict[str, Any]:
    """What a line says, as the form's fields."""
    found: dict[str, Any] = {"text": line.text, "goal": line.goal_id, "unit": line.unit, "cost_sek": line.cost_sek}
    found["seen"] = line.version
    if line.figure is not None:
        found["figure"] = f"{line.figure.normalize():f}".replace(".", ",")
    for share in line.shares.all():
        name = {FunderKind.STATE: "state", FunderKind.OWN: "own", FunderKind.OTHER: "other_sek"}.get(
            FunderKind(share.kind), f"avtal_{share.agreement_id}"
        )
        found[name] = share.sek
        if share.kind == FunderKind.OTHER:
            found["other"] = share.funder
    return found


class ProposeForm(forms.Form):
    """A meeting that the association proposes."""

    on = DayField(label=_("Dag"))
    starts_at = forms.TimeField(
        label=_("Klockan"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Skriv klockslaget som 13:30.")},
    )
    why = forms.CharField(
        label=_("Vad ska mötet handla om?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv inget om enskilda."),
        error_messages={"required": _("Skriv vad mötet ska handla om.")},
    )
