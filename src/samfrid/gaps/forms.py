"""The forms of a gap's and a rule's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samfrid.gaps.actions.life import REASON_LENGTH
from samfrid.gaps.actions.settings import MOST_DAYS
from samfrid.gaps.checks import Rule
from samfrid.municipalities.forms import DayField


class KnowForm(forms.Form):
    """Why a gap is let be, and until when."""

    reason = forms.CharField(
        label=_("Varför får den stå kvar?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför bristen får stå kvar så länge.")},
    )
    until = DayField(label=_("Till och med"), help_text=_("Dagen efter visas bristen igen, högst ett år framåt."))


class RuleForm(forms.Form):
    """Whether a rule is on, after how many days it says something, and why it was changed."""

    off = forms.TypedChoiceField(
        label=_("Regeln är"),
        choices=[("0", _("På")), ("1", _("Avstängd"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om regeln är på eller avstängd.")},
    )
    days = forms.IntegerField(label=_("Antal dagar"), required=False, min_value=0, max_value=MOST_DAYS)
    reason = forms.CharField(
        label=_("Skäl"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Behövs när regeln stängs av. Skälet visas i listan över regler och i händelseloggen."),
    )

    def __init__(self, rule: Rule, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not rule.adjustable:
            del self.fields["days"]
            return
        months = ngettext("%(n)s månad", "%(n)s månader", rule.months or 0) % {"n": rule.months}
        days = ngettext("%(n)s dag", "%(n)s dagar", rule.days or 0) % {"n": rule.days}
        own = months if rule.days is None else days
        self.fields["days"].help_text = _("Tomt: regelns eget, %(own)s.") % {"own": own}
