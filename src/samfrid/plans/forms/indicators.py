"""The forms of indicators: a new one, a value, a value that was wrong."""

from __future__ import annotations

from decimal import Decimal
from textwrap import shorten
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField
from samfrid.plans.models import Direction, PlanVersion
from samfrid.plans.queries import ACTIVITIES
from samfrid.plans.rules import number_in


class NumberField(forms.CharField):
    """A number as it is written in Swedish: ``1 250``, ``12,5`` or ``45 %``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        """The number, or None for nothing; raises ``ValidationError`` for what is no number."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = number_in(text)
        if found is None:
            raise ValidationError(_("Det är inget tal. Skriv det som 1250 eller 12,5."), code="invalid")
        return found


class IndicatorForm(forms.Form):
    """What is counted, of what, how, and how far it is to go."""

    name = forms.CharField(label=_("Vad mäts?"), max_length=200, error_messages={"required": _("Skriv vad som mäts.")})
    of = forms.ChoiceField(label=_("Visar hur det går med"), required=False)
    definition = forms.CharField(
        label=_("Definition"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad räknas med och vad räknas inte? Då blir värdena jämförbara från år till år."),
    )
    unit = forms.CharField(label=_("Enhet (till exempel procent eller personer)"), required=False, max_length=40)
    source = forms.CharField(label=_("Var hämtas värdet?"), required=False, max_length=200)
    direction = forms.ChoiceField(
        label=_("Riktning"), required=False, choices=[("", _("Inte angiven")), *Direction.choices]
    )
    target = NumberField(label=_("Målvärde"), required=False)
    every_months = forms.IntegerField(
        label=_("Månader mellan mätningarna"),
        min_value=1,
        max_value=120,
        initial=12,
        error_messages={
            "required": _("Ange mellan 1 och 120 månader."),
            "invalid": _("Ange mellan 1 och 120 månader."),
            "min_value": _("Ange mellan 1 och 120 månader."),
            "max_value": _("Ange mellan 1 och 120 månader."),
        },
    )

    def __init__(self, *args: Any, version: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        # what the reader may not see is not among them: row-level security leaves it out
        self._parts: dict[str, Any] = {f"goal:{goal.pk}": goal for goal in version.goals.all()}
        self._parts |= {f"activity:{one.pk}": one for one in ACTIVITIES.filter(version=version)}
        goals = [(key, _short(one.text)) for key, one in self._parts.items() if key.startswith("goal:")]
        activities = [
            (key, _short(one.commitment.text)) for key, one in self._parts.items() if key.startswith("activity:")
        ]
        choices: list[Any] = [("", _("Hela planen"))]
        choices += [(_("Mål"), goals)] if goals else []
        choices += [(_("Aktiviteter"), activities)] if activities else []
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)
        of.choices = choices

    def part(self, kind: str) -> Any:
        """The goal or the activity that was chosen, if it is of that kind."""
        chosen = self.cleaned_data.get("of") or ""
        return self._parts[chosen] if chosen.startswith(f"{kind}:") else None


def _short(text: str) -> str:
    return shorten(text, 90, placeholder=" …")


class ValueForm(forms.Form):
    """A value: for the time that ended when, how much, and whether it may change."""

    prefix = "varde"
    on = DayField(label=_("Gäller tiden till och med"))
    value = NumberField(label=_("Värde"), error_messages={"required": _("Skriv värdet.")})
    preliminary = forms.BooleanField(label=_("Preliminärt, kan komma att ändras"), required=False)
    note = forms.CharField(
        label=_("Anmärkning"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Sådant som den som läser värdet behöver veta. Behövs när ett slutligt värde ändras."),
    )


class WithdrawForm(forms.Form):
    """Why a value is taken away."""

    reason = forms.CharField(
        label=_("Varför tas värdet bort?"),
        max_length=300,
        error_messages={"required": _("Skriv varför värdet tas bort.")},
    )
