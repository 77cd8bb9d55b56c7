"""A decision clause by clause, a commitment of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.forms import CommitForm
from samfrid.matters.actions import ClauseIn
from samfrid.matters.models import Outcome, Stage
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body

#: rows for clauses on an empty form, and how many more each press gives
EMPTY_ROWS: Final = 3


class DecisionForm(NamedForm):
    """Who decided, when, in which paragraph."""

    stage = forms.ChoiceField(
        label=_("Vad är det?"), choices=[(Stage.FINAL, _("Beslut")), (Stage.PROPOSED, _("Förslag till beslut"))]
    )
    on = DayField(label=_("Dag"), required=False)
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)
    field_order = ["stage", "body", "body_new", "on", "paragraph"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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
        return cleaned


class ClauseForm(forms.Form):
    """One clause with its outcome. A row that is left empty does not count."""

    text = forms.CharField(label=_("Att-sats"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    outcome = forms.ChoiceField(label=_("Utfall"), required=False, choices=[("", _("Välj …")), *Outcome.choices])
    unanimous = forms.TypedChoiceField(
        label=_("Enighet"),
        required=False,
        choices=[("", _("Sägs inte")), ("ja", _("Enhälligt")), ("nej", _("Inte enhälligt"))],
        coerce=lambda value: value == "ja",
        empty_value=None,
    )

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
        return ClauseIn(text, Outcome(told["outcome"]), told["unanimous"]) if text else None


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


class PromiseForm(CommitForm):
    """A commitment of a clause: the clause's words, who, by when."""
