"""The forms of a plan's page: adopt a version, add an activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samfrid.commitments.forms import CommitForm
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body
from samfrid.plans.models import Goal, PlanVersion, VersionState


class AdoptForm(NamedForm):
    """Who adopted it, when, in which paragraph."""

    prefix = "anta"
    on = DayField(label=_("Antagen dagen"))
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)
    field_order = ["body", "body_new", "on", "paragraph"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vem antog den?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """An adoption has a body."""
        cleaned = super().clean()
        if not cleaned.get("body") and not (cleaned.get("body_new") or "").strip() and "body_new" not in self.errors:
            self.add_error("body", _("Välj vem som antog planen."))
        return cleaned


class ActivityForm(CommitForm):
    """An activity of a version: what, who, by when, for which goal, and where in an adopted plan it stands."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=pgettext_lazy("one", "Mål"), required=False, empty_label=_("Inget särskilt mål")
    )
    where = forms.CharField(
        label=_("Var i planen står det?"),
        required=False,
        max_length=120,
        help_text=_("Planen är antagen och ändras inte: ange sida eller rubrik, till exempel ”s. 7”."),
    )

    def __init__(self, *args: Any, version: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        goals = version.goals.all()
        if goals:
            goal = self.fields["goal"]
            assert isinstance(goal, forms.ModelChoiceField)
            goal.queryset = version.goals.all()
        else:
            del self.fields["goal"]
        if version.state != VersionState.ADOPTED:
            del self.fields["where"]


class VersionForm(forms.Form):
    """The time that a version is to hold."""

    starts_on = DayField(label=_("Gäller från"), required=False)
    ends_on = DayField(label=_("Gäller till och med"), required=False)


class PlanForm(VersionForm):
    """A new plan: its name and time."""

    name = forms.CharField(
        label=_("Planens namn"), max_length=300, error_messages={"required": _("Skriv planens namn.")}
    )
    field_order = ["name", "starts_on", "ends_on"]


class GoalForm(forms.Form):
    """A goal, and where in an adopted plan it stands."""

    text = forms.CharField(
        label=pgettext_lazy("one", "Mål"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv målet.")},
    )
    where = forms.CharField(
        label=_("Var i planen står det?"),
        required=False,
        max_length=120,
        help_text=_("Planen är antagen och ändras inte: ange sida eller rubrik, till exempel ”s. 7”."),
    )

    def __init__(self, *args: Any, version: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        if version.state != VersionState.ADOPTED:
            del self.fields["where"]
