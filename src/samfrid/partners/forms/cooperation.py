"""The forms of cooperation groups: the group, its members, its meetings with their action points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField, NamedForm, PartialDateField
from samfrid.municipalities.models import Body, Organisation, Unit
from samfrid.partners.actions import PointIn
from samfrid.partners.models import Group, GroupMember
from samfrid.partners.rules import Rhythm

#: (months, by term): how a rhythm is chosen
_SPANS: Final = {
    "termin": (6, True),
    "manad": (1, False),
    "kvartal": (3, False),
    "halvar": (6, False),
    "ar": (12, False),
    "tva-ar": (24, False),
}
_SPAN_NAMES: Final = [
    ("termin", _("per termin")),
    ("manad", _("per månad")),
    ("kvartal", _("per kvartal")),
    ("halvar", _("per halvår")),
    ("ar", _("per år")),
    ("tva-ar", _("på två år")),
]
#: rows for action points on an empty form
EMPTY_POINTS: Final = 3


def _span_of(group: Group) -> str:
    told = (group.per_months, group.by_term)
    return next((name for name, span in _SPANS.items() if span == told), "")


class GroupForm(forms.Form):
    """What a group is called, what it is for, and how often it meets."""

    name = forms.CharField(label=_("Namn"), max_length=200, error_messages={"required": _("Skriv vad gruppen heter.")})
    mandate = forms.CharField(
        label=_("Uppdrag"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vad gruppen ska göra och vem som har gett den uppdraget."),
    )
    times = forms.IntegerField(
        label=_("Antal möten"),
        required=False,
        min_value=1,
        max_value=52,
        error_messages={"invalid": _("Skriv antalet med siffror."), "min_value": _("Minst ett möte.")},
    )
    span = forms.ChoiceField(label=_("Hur ofta"), required=False, choices=[("", _("Ingen rytm")), *_SPAN_NAMES])
    started_on = DayField(label=_("Började"), required=False)

    def clean(self) -> dict[str, Any]:
        """A rhythm has both a number and a span, or neither."""
        cleaned = super().clean() or self.cleaned_data
        if "times" in cleaned and "span" in cleaned:
            times, span = cleaned["times"], cleaned["span"]
            if times and not span:
                self.add_error("span", _("Välj hur ofta: per termin, per år …"))
            if span and not times:
                self.add_error("times", _("Skriv hur många möten det ska vara."))
        return cleaned

    def rhythm(self) -> Rhythm | None:
        """The rhythm as it was chosen."""
        span = _SPANS.get(self.cleaned_data["span"])
        return Rhythm(self.cleaned_data["times"], *span) if span else None


class ChangeGroupForm(GroupForm):
    """The same of a group that is there, and the day that it ended."""

    ended_on = DayField(label=_("Upphörde"), required=False)

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        told = {name: getattr(group, name) for name in ("name", "mandate", "times", "started_on", "ended_on")}
        options["initial"] = told | {"span": _span_of(group)}
        super().__init__(*args, **options)


class MemberForm(NamedForm):
    """Who is taken in: an organisation outside, a unit or a body of the municipality, and by which function."""

    prefix = "medlem"
    function = forms.CharField(
        label=_("Funktion"),
        required=False,
        max_length=120,
        help_text=_("Till exempel kommunpolis eller enhetschef. Skriv funktionen, inte namnet."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        none = _("Ingen vald")
        self.ask_for(
            "organisation",
            Organisation.objects.all(),
            label=_("Organisation utanför kommunen"),
            new_label=_("Eller skriv en ny organisation"),
            none=none,
        )
        units = Unit.objects.filter(abolished_on__isnull=True)
        self.ask_for("unit", units, label=_("Enhet"), new_label=_("Eller skriv en ny enhet"), none=none)
        bodies = Body.objects.all()
        self.ask_for(
            "body", bodies, label=_("Nämnd eller styrelse"), new_label=_("Eller skriv ett nytt organ"), none=none
        )
        names = [f"{name}{new}" for name in ("organisation", "unit", "body") for new in ("", "_new")]
        self.order_fields([*names, "function"])

    def chosen(self) -> list[str]:
        """Which of the three was chosen or written."""
        told = self.cleaned_data
        return [
            name for name in ("organisation", "unit", "body") if told.get(name) or told.get(f"{name}_new", "").strip()
        ]

    def clean(self) -> dict[str, Any]:
        """One and only one of the three."""
        cleaned = super().clean()
        if not self.errors and len(self.chosen()) != 1:
            self.add_error("organisation", _("Välj en organisation, en enhet eller ett organ, och bara ett av dem."))
        return cleaned


class HoldForm(forms.Form):
    """What came of a meeting: who was there, what was said."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label=_("Dag"))
    place = forms.CharField(label=_("Plats"), required=False, max_length=200)
    present: forms.ModelMultipleChoiceField[GroupMember] = forms.ModelMultipleChoiceField(
        GroupMember.objects.none(), label=_("Närvarande"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(label=_("Övriga närvarande"), required=False, max_length=300)
    notes = forms.CharField(
        label=_("Anteckningar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv aldrig något om en enskild person här."),
    )

    def __init__(self, *args: Any, members: Sequence[GroupMember], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["present"]
        keys = [member.pk for member in members]
        rows = GroupMember.objects.filter(pk__in=keys).select_related("organisation", "unit", "body")
        field.queryset = rows.order_by("created_at")
        if not members:
            del self.fields["present"]


class PointForm(forms.Form):
    """An action point. A row without text counts for nothing."""

    text = forms.CharField(label=_("Vad ska göras?"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    who = forms.ChoiceField(label=_("Vem gör det?"), required=False)
    due = PartialDateField(label=_("Klart senast"), required=False)

    def __init__(self, *args: Any, members: Sequence[GroupMember] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._members = {str(one.pk): one for one in members if one.organisation_id or one.unit_id}
        who: Any = self.fields["who"]
        who.choices = [("", _("Ingen ansvarig")), *((key, str(one)) for key, one in self._members.items())]

    def clean(self) -> dict[str, Any]:
        """Somebody or a day without what is to be done is a slip."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("text") or "").strip() and (cleaned.get("who") or cleaned.get("due")):
            self.add_error("text", _("Skriv vad som ska göras."))
        return cleaned

    def point(self) -> PointIn | None:
        """The point; None for an empty row."""
        text = (self.cleaned_data.get("text") or "").strip()
        if not text:
            return None
        member = self._members.get(self.cleaned_data.get("who") or "")
        return PointIn(text, (member.unit or member.organisation) if member else None, self.cleaned_data.get("due"))


Points: type[BaseFormSet[PointForm]] = formset_factory(PointForm, extra=EMPTY_POINTS, max_num=30, absolute_max=30)
