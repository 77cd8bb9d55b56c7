"""New rules for a sort of matter, from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.matters.models import ClauseStyle, MatterKind, PutTo, Raised, Raiser
from samfrid.matters.rules.outcomes import ASKING_KINDS
from samfrid.matters.rules.type_checks import LAWFUL_PUT_TO, LAWFUL_RAISERS
from samfrid.matters.rules.types import FIELDS, STEP_ORDER, TypeRules
from samfrid.matters.shown.types import step_name
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Access

_NUMBER = {"invalid": _("Skriv ett helt tal, eller lämna tomt.")}


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, help_text=help_text, error_messages=_NUMBER)


def _several(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple
    )


class TypeForm(forms.Form):
    """The rules as they are to be; what the sort has no use for is not asked."""

    valid_from = DayField(label=_("Gäller från"))
    source = forms.CharField(
        label=_("Var står det?"),
        max_length=200,
        help_text=_("Till exempel: Arbetsordning för fullmäktige 2023, § 21."),
        error_messages={"required": _("Skriv var reglerna står.")},
    )
    name = forms.CharField(label=_("Kommunens ord"), max_length=60)
    raised_counts = forms.ChoiceField(label=_("Räknas som väckt"), choices=Raised.choices)
    decide_months = _number(_("Månader till beslut"))
    warn_months = forms.CharField(
        label=_("Påminn efter månader"), required=False, max_length=60, help_text=_("Med komma mellan: 6, 9, 11.")
    )
    pauses_extend = forms.BooleanField(label=_("Återremiss och bordläggning flyttar sista dagen"), required=False)
    needs_leave = forms.BooleanField(label=_("Får ställas efter fullmäktiges beslut"), required=False)
    needs_reasons = forms.BooleanField(label=_("Ska ha en motivering"), required=False)
    most_questions = _number(_("Högst antal frågor"))
    hand_in_days = _number(_("Inlämnad så många dagar före sammanträdet"))
    hand_in_hour = _number(_("Inlämnad senast klockan"), _("En hel timme, 0 till 24."))
    answer_days = _number(_("Svaret hos frågeställaren så många dagar före"))
    answer_hour = _number(_("Svaret senast klockan"), _("En hel timme, 0 till 24."))
    working_days = forms.BooleanField(label=_("Dagarna räknas i arbetsdagar"), required=False)
    votes = _number(_("Röster som ett e-förslag behöver"))
    votes_per_thousand = forms.DecimalField(
        label=_("Eller röster per tusen invånare"),
        required=False,
        max_digits=5,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": _("Skriv ett tal, eller lämna tomt.")},
    )
    votes_days = _number(_("Dagar att rösta"))
    clause_style = forms.ChoiceField(label=_("Skrivsätt"), choices=ClauseStyle.choices)
    default_access = forms.TypedChoiceField(
        label=_("Åtkomst från början"), choices=Access.choices, coerce=lambda value: Access(int(value))
    )

    def __init__(self, rules: TypeRules, *args: Any, **options: Any) -> None:
        initial = {name: getattr(rules, name) for name in FIELDS} | {
            "warn_months": ", ".join(map(str, rules.warn_months)),
            "source": "",
        }
        options.setdefault("initial", initial)
        super().__init__(*args, **options)
        self.rules = rules
        kind = rules.kind
        self.fields["raisers"] = _several(_("Väcks av"), _among(Raiser, LAWFUL_RAISERS[kind]))
        self.fields["put_to"] = _several(_("Ställs till"), _among(PutTo, LAWFUL_PUT_TO[kind]))
        self.fields["steps"] = _several(_("Steg"), [(step, step_name(step).capitalize()) for step in STEP_ORDER])
        for name in _useless(kind):
            del self.fields[name]

    def clean_warn_months(self) -> tuple[int, ...]:
        """Whole months; raises ``ValidationError`` for what is none."""
        parts = [part.strip() for part in self.cleaned_data["warn_months"].split(",") if part.strip()]
        if not all(part.isdecimal() and len(part) < 4 for part in parts):
            raise forms.ValidationError(_("Skriv hela månader med komma mellan: 6, 9, 11."))
        return tuple(map(int, parts))

    def asked(self) -> TypeRules:
        """The rules as they were written; what was not asked is as before. Of a valid form only."""
        told = {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}
        for name in ("raisers", "put_to", "steps"):
            told[name] = tuple(told.get(name, getattr(self.rules, name)))
        told["raisers"], told["put_to"] = tuple(map(Raiser, told["raisers"])), tuple(map(PutTo, told["put_to"]))
        told["raised_counts"] = Raised(told["raised_counts"])
        told["clause_style"] = ClauseStyle(told["clause_style"])
        return replace(self.rules, **told)


def _among(words: Any, lawful: frozenset[Any]) -> list[tuple[str, str]]:
    return [(one.value, str(one.label).capitalize()) for one in words if one in lawful]


def _useless(kind: MatterKind) -> set[str]:
    """The fields that say nothing of a sort; who raises it is asked only where the law leaves a choice."""
    useless: set[str] = set()
    if kind not in ASKING_KINDS:
        useless |= {"needs_leave", "needs_reasons", "most_questions", "answer_days", "answer_hour"}
    else:
        useless |= {"decide_months", "warn_months", "pauses_extend"}
    if kind != MatterKind.CITIZEN_PROPOSAL:
        useless |= {"votes", "votes_per_thousand", "votes_days"}
    useless |= {"raisers"} if len(LAWFUL_RAISERS[kind]) == 1 else set()
    useless |= {"put_to"} if len(LAWFUL_PUT_TO[kind]) == 1 else set()
    return useless
