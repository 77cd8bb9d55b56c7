"""The forms of a plan's page: adopt a version, add an activity."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samfrid.commitments.forms import CommitForm
from samfrid.commitments.models import Arena, Level
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body
from samfrid.plans.models import Activity, Goal, GoalLevel, PlanKind, PlanVersion, SuccessionKind, VersionState
from samfrid.plans.offered import DecisionOffer
from samfrid.plans.rules import tree


class AdoptForm(NamedForm):
    """Who adopted it, when, in which paragraph; or the decision that says so."""

    prefix = "anta"
    decision = forms.ChoiceField(
        label=_("Beslutet i Samfrid"),
        required=False,
        help_text=_("Väljer du beslutet fylls organ, dag och paragraf i från det."),
    )
    on = DayField(label=_("Antagen dagen"), required=False)
    paragraph = forms.CharField(label=_("Paragraf (till exempel § 267)"), required=False, max_length=20)
    field_order = ["decision", "body", "body_new", "on", "paragraph"]

    def __init__(self, *args: Any, decisions: Sequence[DecisionOffer] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vem antog den?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Välj …"),
        )
        self.offered = {str(one.key): one for one in decisions}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Inget valt")), *((key, one.label) for key, one in self.offered.items())]
        if not decisions:
            del self.fields["decision"]
        self.order_fields(self.field_order)

    @property
    def chosen(self) -> DecisionOffer | None:
        """The decision that was chosen."""
        return self.offered.get(self.cleaned_data.get("decision") or "")

    def clean_paragraph(self) -> str:
        """A number alone is given its sign, as the plan's page and its document write it."""
        typed = " ".join(self.cleaned_data["paragraph"].replace("§", " ").split())
        return f"§ {typed}" if typed[:1].isdigit() and len(typed) <= 18 else str(self.cleaned_data["paragraph"]).strip()

    def clean(self) -> dict[str, Any]:
        """An adoption has a body and a day, of its own or of the decision."""
        cleaned = super().clean()
        chosen = self.offered.get(cleaned.get("decision") or "")
        has_body = cleaned.get("body") or (cleaned.get("body_new") or "").strip() or "body_new" in self.errors
        if not has_body and not (chosen and chosen.body_id):
            self.add_error("body", _("Välj vem som antog planen."))
        if not cleaned.get("on") and "on" not in self.errors and not (chosen and chosen.on):
            self.add_error("on", _("Ange dagen."))
        return cleaned


def _goal_choice(form: forms.Form, version: PlanVersion) -> None:
    """Offer the goals of the version in the order of their tree; no field where there is none."""
    branches = tree(version.goals.all())
    if not branches:
        del form.fields["goal"]
        return
    field = form.fields["goal"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = version.goals.all()
    field.choices = [
        ("", field.empty_label),
        *((str(one.goal.pk), f"{one.number} {shorten(one.goal.text, 90, placeholder=' …')}") for one in branches),
    ]


class ActivityForm(CommitForm):
    """An activity of a version: what, who, by when, for which goal, and where in an adopted plan it stands."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=pgettext_lazy("one", "Mål"), required=False, empty_label=_("Inget särskilt mål")
    )
    level = forms.ChoiceField(
        label=_("För vem förebygger den?"),
        required=False,
        choices=[("", _("Inte angivet")), *((value, capfirst(label)) for value, label in Level.choices)],
        help_text=_("Universell: alla. Selektiv: grupper med ökad risk. Indikerad: där våld redan finns."),
    )
    arena = forms.ChoiceField(
        label=_("Var verkar den?"),
        required=False,
        choices=[("", _("Inte angivet")), *((value, capfirst(label)) for value, label in Arena.choices)],
    )
    where = forms.CharField(
        label=_("Var i planen står det?"),
        required=False,
        max_length=120,
        help_text=_("Planen är antagen och ändras inte: ange sida eller rubrik, till exempel ”s. 7”."),
    )

    def __init__(self, *args: Any, version: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        _goal_choice(self, version)
        if version.state != VersionState.ADOPTED:
            del self.fields["where"]


class ChangeActivityForm(CommitForm):
    """What a draft says of an activity."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=pgettext_lazy("one", "Mål"), required=False, empty_label=_("Inget särskilt mål")
    )

    def __init__(self, *args: Any, version: PlanVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        _goal_choice(self, version)


class LeaveForm(forms.Form):
    """What becomes of an activity that a draft no longer has, and why."""

    kind = forms.ChoiceField(
        label=_("Vad händer med den?"),
        choices=[
            (SuccessionKind.DROPPED, _("Den stryks")),
            (SuccessionKind.REPLACED, _("Den ersätts av en annan i förslaget")),
            (SuccessionKind.MERGED, _("Den går upp i en annan i förslaget")),
        ],
        widget=forms.RadioSelect,
        initial=SuccessionKind.DROPPED,
    )
    after = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Vilken annan?"), required=False, empty_label=_("Ingen")
    )
    why = forms.CharField(
        label=_("Varför?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skälet visas i båda versionerna och på åtagandet."),
    )

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        others = activity.version.activities.exclude(pk=activity.pk).select_related("commitment")
        field = self.fields["after"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = others
        field.choices = [
            ("", field.empty_label),
            *((str(one.pk), shorten(one.words, 90, placeholder=" …")) for one in others),
        ]

    def clean(self) -> dict[str, Any]:
        """What takes its place is chosen where something does, and only there."""
        cleaned = super().clean() or self.cleaned_data
        dropped = cleaned.get("kind") == SuccessionKind.DROPPED
        if cleaned.get("kind") and not dropped and not cleaned.get("after") and "after" not in self.errors:
            self.add_error("after", _("Välj den aktivitet som tar vid."))
        if dropped and cleaned.get("after"):
            self.add_error("after", _("Ingen tar vid när den stryks. Välj att den ersätts eller går upp."))
        return cleaned


class WhyForm(forms.Form):
    """Why an activity is no longer in a draft."""

    why = forms.CharField(
        label=_("Varför är den inte kvar?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför. Skälet visas i båda versionerna och på åtagandet.")},
    )


class VersionForm(forms.Form):
    """The time that a version is to hold."""

    starts_on = DayField(label=_("Gäller från"), required=False)
    ends_on = DayField(label=_("Gäller till och med"), required=False)


class PlanForm(VersionForm):
    """A new plan: its name and time."""

    name = forms.CharField(
        label=_("Planens namn"), max_length=300, error_messages={"required": _("Skriv planens namn.")}
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        required=False,
        choices=[("", _("Som namnet säger")), *((value, capfirst(label)) for value, label in PlanKind.choices)],
    )
    field_order = ["name", "kind", "starts_on", "ends_on"]


class DescribeForm(forms.Form):
    """What a plan is called, and of what sort it is."""

    name = forms.CharField(
        label=_("Planens namn"),
        max_length=300,
        error_messages={"required": _("Skriv planens namn.")},
        help_text=_("Det gamla namnet blir kvar bland dem som planen också kallas."),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=[(value, capfirst(label)) for value, label in PlanKind.choices])


class AliasForm(forms.Form):
    """Another name of a plan."""

    name = forms.CharField(
        label=_("Planen kallas också"),
        max_length=300,
        error_messages={"required": _("Skriv namnet.")},
        help_text=_("När ett dokument nämner namnet vet Samfrid vilken plan det är."),
    )


class ReviewOnForm(forms.Form):
    """By when a plan is to be looked over."""

    review_on = DayField(label=_("Ses över senast"), required=False)


class CorrectGoalForm(forms.Form):
    """A goal as it stands in the adopted plan, and how one knows."""

    text = forms.CharField(
        label=_("Så står målet i planen"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv målet.")},
    )
    why = forms.CharField(
        label=_("Hur vet du det?"),
        max_length=500,
        help_text=_("Till exempel ”står så på s. 7 i den antagna planen”. Det visas tillsammans med ditt namn."),
        error_messages={"required": _("Skriv hur du vet det, till exempel ”står så på s. 7 i den antagna planen”.")},
    )


class GoalForm(forms.Form):
    """A goal, and where in an adopted plan it stands."""

    text = forms.CharField(
        label=pgettext_lazy("one", "Mål"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv målet.")},
    )
    level = forms.ChoiceField(
        label=_("Hur långt når det?"),
        choices=[(value, capfirst(label)) for value, label in GoalLevel.choices],
        initial=GoalLevel.GOAL,
        required=False,
    )
    parent = forms.ModelChoiceField(
        Goal.objects.none(), label=_("Hör till"), required=False, empty_label=_("Inget, det står överst")
    )
    where = forms.CharField(
        label=_("Var i planen står det?"),
        required=False,
        max_length=120,
        help_text=_("Planen är antagen och ändras inte: ange sida eller rubrik, till exempel ”s. 7”."),
    )

    def __init__(self, *args: Any, version: PlanVersion, goal: Goal | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        branches = [one for one in tree(version.goals.all()) if goal is None or one.goal.pk != goal.pk]
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = version.goals.all()
        field.choices = [
            ("", field.empty_label),
            *((str(one.goal.pk), f"{one.number} {shorten(one.goal.text, 90, placeholder=' …')}") for one in branches),
        ]
        if not branches:
            del self.fields["parent"]
        if version.state != VersionState.ADOPTED:
            del self.fields["where"]
