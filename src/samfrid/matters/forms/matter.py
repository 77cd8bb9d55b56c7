"""The registrar's forms: a new matter, the day it was raised, a decision clause by clause, a commitment of a clause."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samfrid.matters import rules
from samfrid.matters.models import MatterKind, NumberSeries, PersonRole
from samfrid.matters.rules.registration import Draft
from samfrid.matters.rules.series import written
from samfrid.municipalities.dates import PartialDate, today
from samfrid.municipalities.forms import PartialDateField
from samfrid.municipalities.models import Access

#: "Eva Ek (V)"
_PERSON: Final = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<party>[^()]{1,40})\))?")


def open_series_of() -> list[NumberSeries]:
    """The series that a number is taken from: this year's and last year's, the newest first."""
    return list(NumberSeries.objects.filter(year__gte=today().year - 1).order_by("-year", "prefix"))


class SeriesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # Django's own class takes no parameter
    """One or several series to take the next number of."""

    def __init__(self, rows: list[NumberSeries]) -> None:
        super().__init__(
            NumberSeries.objects.filter(pk__in=[row.pk for row in rows]).order_by("-year", "prefix"),
            label=_("Ta nästa nummer ur serien"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def label_from_instance(self, obj: NumberSeries) -> str:
        """The series with the number that is next in turn."""
        return next_of(obj)


def next_of(series: NumberSeries) -> str:
    """A series by the number that is next in turn; another may take it first."""
    number = written(series.form, series.prefix, series.year, series.last + 1)
    return gettext("%(series)s, nästa %(number)s") % {"series": series, "number": number}


class MatterForm(forms.Form):
    """A new matter, by hand."""

    kind = forms.ChoiceField(label=_("Typ"), choices=MatterKind.choices)
    title = forms.CharField(label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv ärendets rubrik.")})
    raised = PartialDateField(label=_("Väckt"), required=False)
    addressee = forms.CharField(label=_("Ställd till"), required=False, max_length=200)
    numbers = forms.CharField(
        label=_("Diarienummer som redan är satta"),
        required=False,
        max_length=300,
        help_text=_("Som de är skrivna, med komma mellan om de är flera."),
    )
    movers = forms.CharField(
        label=_("Förslagsställare"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En på varje rad, med parti inom parentes: Eva Ek (V)."),
    )
    requests = forms.CharField(
        label=_("Yrkanden"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("En att-sats på varje rad."),
    )
    questions = forms.CharField(
        label=_("Frågor"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En fråga på varje rad."),
    )
    has_reasons = forms.BooleanField(
        label=_("Handlingen har en motivering"),
        required=False,
        help_text=_("En interpellation ska ha det (KL 5:60)."),
    )
    access = forms.TypedChoiceField(
        label=_("Åtkomst"),
        required=False,
        choices=[("", _("Som ärendetypen säger")), *Access.choices],
        coerce=lambda value: Access(int(value)),
        empty_value=None,
    )
    anyway = forms.BooleanField(
        label=_("Lägg upp det ändå: det är ett annat ärende"), required=False, widget=forms.HiddenInput
    )
    passed = forms.BooleanField(label=_("Registrera ändå"), required=False, widget=forms.HiddenInput)
    field_order = [
        *("kind", "title", "raised", "addressee", "movers", "requests", "questions", "has_reasons"),
        *("series", "numbers", "access", "anyway", "passed"),
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = open_series_of()
        if rows:
            self.fields["series"] = SeriesField(rows)
        self.order_fields(self.field_order)

    def clean_raised(self) -> PartialDate | None:
        """When it was raised; raises ``ValidationError`` for a day to come."""
        raised: PartialDate | None = self.cleaned_data["raised"]
        if raised and raised.first > today():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return raised

    def clean_numbers(self) -> list[str]:
        """Each number; raises ``ValidationError`` for one that has no digit."""
        numbers = [part.strip() for part in self.cleaned_data["numbers"].split(",") if part.strip()]
        for number in numbers:
            if not rules.number_key(number):
                raise forms.ValidationError(_("”%(number)s” är inget diarienummer."), params={"number": number})
        return numbers

    def clean_movers(self) -> list[tuple[str, str, PersonRole]]:
        """Each mover as name, party and role."""
        people = []
        for line in self.cleaned_data["movers"].splitlines():
            if not line.strip():
                continue
            person = _PERSON.fullmatch(line.strip())
            if person is None:
                raise forms.ValidationError(
                    _("Skriv ”%(line)s” som namn och parti: Eva Ek (V)."), params={"line": line}
                )
            people.append((person["name"], person["party"] or "", PersonRole.MOVER))
        return people

    def clean_requests(self) -> list[str]:
        """Each clause that is asked for."""
        return [line.strip() for line in self.cleaned_data["requests"].splitlines() if line.strip()]

    def clean_questions(self) -> list[str]:
        """Each question."""
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]

    def draft(self) -> Draft:
        """What is to be registered, for the checks of its sort. Of a valid form only."""
        told = self.cleaned_data
        return Draft(
            kind=MatterKind(told["kind"]),
            title=told["title"],
            addressee=told["addressee"],
            movers=tuple((name, party) for name, party, _role in told["movers"]),
            requests=tuple(told["requests"]),
            questions=tuple(told["questions"]),
            has_reasons=told["has_reasons"],
        )

    def ask_whether_to_pass(self) -> None:
        """Let the registrar say that what is doubtful is right."""
        self.fields["passed"].widget = forms.CheckboxInput()

    def ask_whether_the_same(self) -> None:
        """Let the registrar say that it is another matter than those that are alike."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class RaisedForm(forms.Form):
    """The day, month or year that it was raised."""

    prefix = "vackt"
    raised = PartialDateField(label=_("Väckt"), error_messages={"required": _("Ange dagen.")})
