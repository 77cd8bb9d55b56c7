"""A decision clause by clause, a commitment of a clause."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.forms import CommitForm
from samfrid.matters.actions import ClauseIn, Corrected
from samfrid.matters.models import Clause, Decision, Matter, MatterLink, Minutes, Outcome, Stage
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body

#: rows for clauses on an empty form, and how many more each press gives
EMPTY_ROWS: Final = 3


#: minutes that can be chosen, the newest first: a municipality holds a hundred meetings a year
MINUTES_OFFERED: Final = 100


def _minutes_field() -> forms.ModelChoiceField[Minutes]:
    return forms.ModelChoiceField(
        Minutes.objects.none(), label=_("Protokoll"), required=False, empty_label=_("Inget valt")
    )


def _offer_minutes(form: forms.Form) -> None:
    """The newest minutes to choose among; without any there is nothing to ask."""
    field: Any = form.fields["minutes"]
    newest = Minutes.objects.order_by("-met_on", "-id").values_list("pk", flat=True)[:MINUTES_OFFERED]
    field.queryset = Minutes.objects.filter(pk__in=list(newest)).select_related("body").order_by("-met_on", "-id")
    field.label_from_instance = named_minutes
    if not newest:
        del form.fields["minutes"]


def named_minutes(minutes: Minutes) -> str:
    """Some minutes in a list to choose from."""
    label = f"{minutes.body.name} {in_words(minutes.met_on)}"
    return f"{label}, {minutes.part}" if minutes.part else label


class DecisionForm(NamedForm):
    """Who decided, or is proposed to decide, when, in which paragraph."""

    stage = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=[
            (Stage.FINAL, _("Beslut")),
            (Stage.PROPOSED, _("Förslag till beslut")),
            (Stage.RECOMMENDED, _("Rekommendation, till exempel från en tjänsteskrivelse")),
        ],
    )
    proposed_by = forms.CharField(
        label=_("Förslag från"),
        required=False,
        max_length=160,
        help_text=_("Den som föreslår, om det är en annan än den som beslutar: KSAU, ett parti, en förvaltning."),
    )
    on = DayField(label=_("Dag"), required=False)
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)
    minutes = _minutes_field()
    field_order = ["stage", "body", "body_new", "proposed_by", "on", "paragraph", "minutes"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_minutes(self)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vem beslutar?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A decision has a body and a day; a proposal may lack the day."""
        cleaned = super().clean()
        if not cleaned.get("body") and not (cleaned.get("body_new") or "").strip() and "body_new" not in self.errors:
            self.add_error("body", _("Välj vem som beslutar."))
        if cleaned.get("stage") == Stage.FINAL and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", _("Ange dagen för beslutet."))
        if cleaned.get("stage") == Stage.FINAL and (cleaned.get("proposed_by") or "").strip():
            self.add_error("proposed_by", _("Ett beslut är taget. Välj förslag, eller låt fältet vara tomt."))
        return cleaned


class Offered:
    """What the clauses of a decision can answer and undo: the matter's requests, and earlier final clauses."""

    def __init__(self, matter: Matter, but: Decision | None = None) -> None:
        self.requests = [(one.number, shortened(f"{one.number}. {one.text}")) for one in matter.requests.all()]
        earlier = Clause.objects.filter(decision__stage=Stage.FINAL).filter(
            Q(decision__matter=matter) | Q(decision__matter__in=_related(matter))
        )
        own = Q(reversed_by__decision=but) if but else Q()
        earlier = earlier.filter(Q(reversed_by__isnull=True) | own).exclude(decision=but).distinct()
        rows = earlier.select_related("decision__body").order_by("decision__on", "number")
        self.clauses = [(str(one.pk), _offered(one)) for one in rows]


def _related(matter: Matter) -> QuerySet[Matter]:
    return Matter.objects.filter(
        Q(pk__in=MatterLink.objects.filter(from_matter=matter).values("to_matter"))
        | Q(pk__in=MatterLink.objects.filter(to_matter=matter).values("from_matter"))
    )


def shortened(text: str) -> str:
    """A text to choose by."""
    return shorten(text, 70, placeholder=" …")


def _offered(clause: Clause) -> str:
    decision = clause.decision
    day = in_words(decision.on) if decision.on else ""
    return shortened(" ".join(part for part in (str(decision.body or ""), day, clause.text) if part))


class ClauseForm(forms.Form):
    """One clause with its outcome. A row that is left empty does not count."""

    def __init__(self, *args: Any, offered: Offered | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (
            ("request", offered.requests if offered else []),
            ("reverses", offered.clauses if offered else []),
        ):
            if choices:
                field: Any = self.fields[name]
                field.choices = [("", _("Inget")), *choices]
            else:
                del self.fields[name]

    text = forms.CharField(label=_("Att-sats"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    outcome = forms.ChoiceField(label=_("Utfall"), required=False, choices=[("", _("Välj …")), *Outcome.choices])
    unanimous = forms.TypedChoiceField(
        label=_("Enighet"),
        required=False,
        choices=[("", _("Sägs inte")), ("ja", _("Enhälligt")), ("nej", _("Inte enhälligt"))],
        coerce=lambda value: value == "ja",
        empty_value=None,
    )
    request = forms.TypedChoiceField(label=_("Svarar på yrkande"), required=False, coerce=int, empty_value=None)
    reverses = forms.TypedChoiceField(label=_("Upphäver"), required=False, coerce=UUID, empty_value=None)

    def clean(self) -> dict[str, Any]:
        """Text and outcome go together."""
        cleaned = super().clean() or self.cleaned_data
        text, outcome = (cleaned.get("text") or "").strip(), cleaned.get("outcome")
        if outcome and not text:
            self.add_error("text", _("Skriv att-satsen som fick utfallet ”%s”.") % Outcome(outcome).label)
        if text and not outcome and "outcome" not in self.errors:
            self.add_error("outcome", _("Välj vad som hände med ”%s”.") % text[:60])
        return cleaned

    def clause(self) -> ClauseIn | None:
        """The clause, or None for an empty row."""
        told = self.cleaned_data
        text = (told.get("text") or "").strip()
        if not text:
            return None
        return ClauseIn(
            text,
            Outcome(told["outcome"]),
            told["unanimous"],
            request=told.get("request"),
            reverses=told.get("reverses"),
        )


if TYPE_CHECKING:
    ClauseForms = BaseFormSet[ClauseForm]
else:
    # known to the type checker alone: Django's own class takes no parameter
    ClauseForms = BaseFormSet


class BaseClauses(ClauseForms):
    """The clauses of a decision; at least one."""

    def clean(self) -> None:
        """Raises ``ValidationError`` where every row is empty."""
        if not any(self.errors) and not self.clauses():
            raise forms.ValidationError(_("Skriv minst en att-sats och vad som beslutades om den."))

    def clauses(self) -> list[ClauseIn]:
        """The rows that say something."""
        return [clause for form in self.forms if (clause := form.clause())]


Clauses = formset_factory(ClauseForm, formset=BaseClauses, extra=0, max_num=60, absolute_max=80)


class CorrectedForm(ClauseForm):
    """A clause that is put right; one whose words are taken away goes."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A clause that is taken away needs no outcome."""
        told = self.cleaned_data
        if told.get("key") and not (told.get("text") or "").strip():
            told["outcome"] = ""
        return super().clean()

    def corrected(self) -> Corrected | None:
        """The clause as it should be, without words where it is taken away; None for an empty new row."""
        key, clause = self.cleaned_data.get("key"), self.clause()
        if clause is None and key is None:
            return None
        return Corrected(key, clause or ClauseIn("", Outcome.OTHER))


CorrectedClauses = formset_factory(CorrectedForm, formset=BaseClauses, extra=0, max_num=60, absolute_max=80)


class CorrectionForm(forms.Form):
    """What else can be put right, and why."""

    proposed_by = forms.CharField(label=_("Förslag från"), required=False, max_length=160)
    on = DayField(label=_("Dag"), required=False)
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)
    minutes = _minutes_field()
    reason = forms.CharField(
        label=_("Varför rättas det?"),
        required=False,
        max_length=300,
        help_text=_("Skälet och vad som stod förut sparas i händelseloggen."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_minutes(self)


class PromiseForm(CommitForm):
    """A commitment of a clause: the clause's words, who, by when."""
