"""The form of how plans look on paper."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samfrid.plans.models import PlanLayout
from samfrid.plans.rules.paper import COLUMNS, HEADINGS, LONGEST, columns_in

#: what the columns and headings are called on the page, beside what they are called on paper
_LABELS: Final = {
    "number": _("Nr"),
    "activity": _("Aktivitet"),
    "responsible": _("Ansvarig"),
    "partners": _("Samverkar med"),
    "due": _("Klart senast"),
    "level": _("Förebyggande nivå"),
    "arena": _("Arena"),
    "indicator": _("Indikator"),
    "source": _("Källa"),
    "goals": _("Mål och aktiviteter"),
    "effect": _("Långsiktig effekt"),
    "outcome": _("Utfall"),
    "goal": pgettext_lazy("one", "Mål"),
    "loose": _("Övriga aktiviteter"),
    "indicators": _("Så följs planen upp"),
    "gone": _("Ändrat sedan förra versionen"),
    "sources": _("Källor"),
}
_PLACE: Final = "kolumn_"
_WORD: Final = "ord_"


class LayoutForm(forms.Form):
    """Columns by place, and the words for them and for the headings."""

    introduction = forms.CharField(
        label=_("Inledning"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Står först i alla planer, till exempel om kommunens ansvar."),
    )

    def __init__(self, layout: PlanLayout, *args: Any, **options: Any) -> None:
        options["initial"] = {"introduction": layout.introduction}
        super().__init__(*args, **options)
        chosen = columns_in(layout.columns)
        for name in COLUMNS:
            self.fields[_PLACE + name] = forms.IntegerField(
                label=_LABELS[name],
                required=False,
                min_value=1,
                max_value=99,
                initial=chosen.index(name) + 1 if name in chosen else None,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    kind: _("Skriv en plats från 1 till 99, eller låt fältet vara tomt.")
                    for kind in ("invalid", "min_value", "max_value")
                },
            )
        for name in COLUMNS | HEADINGS:
            self.fields[_WORD + name] = forms.CharField(
                label=_LABELS[name], required=False, max_length=LONGEST, initial=layout.words.get(name, "")
            )

    @property
    def places(self) -> list[forms.BoundField]:
        """The fields for the columns' places."""
        return [self[_PLACE + name] for name in COLUMNS]

    @property
    def words(self) -> list[forms.BoundField]:
        """The fields for own words."""
        return [self[_WORD + name] for name in COLUMNS | HEADINGS]

    def clean(self) -> dict[str, Any]:
        """Puts the columns in order; refuses two at one place, and a table that does not say what is to be done."""
        cleaned = super().clean() or self.cleaned_data
        taken: dict[int, str] = {}
        for name in COLUMNS:
            place = cleaned.get(_PLACE + name)
            if place is not None and place in taken:
                told = _("Platsen är redan tagen av kolumnen %(name)s.") % {"name": _LABELS[taken[place]]}
                self.add_error(_PLACE + name, told)
            elif place is not None:
                taken[place] = name
        if not self.errors and "activity" not in taken.values():
            raise ValidationError({_PLACE + "activity": _("Kolumnen Aktivitet måste vara med.")})
        cleaned["columns"] = [name for _place, name in sorted(taken.items())]
        cleaned["words"] = {name: cleaned.get(_WORD + name, "") for name in COLUMNS | HEADINGS}
        return cleaned
