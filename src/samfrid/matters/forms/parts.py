"""What is added to a matter that is here already, one small form for each part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samfrid.matters import rules
from samfrid.matters.forms.matter import next_of, open_series_of
from samfrid.matters.models import DiaryNumber, Matter, NumberSeries, PersonRole
from samfrid.municipalities.forms import NamedForm
from samfrid.municipalities.models import Access, Body

#: matters offered where several fit what was written
MOST_OFFERED = 8


class _SeriesChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's own class takes no parameter
    def label_from_instance(self, obj: NumberSeries) -> str:
        return next_of(obj)


class NumberForm(NamedForm):
    """The next number of a series of ours, or a number that others have given."""

    numbers = forms.CharField(
        label=_("Eller ett nummer som redan är satt"), required=False, max_length=60, help_text=_("Som det är skrivet.")
    )
    field_order = ("series", "numbers", "body", "body_new")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [row.pk for row in open_series_of()]
        self.fields["series"] = _SeriesChoice(
            NumberSeries.objects.filter(pk__in=rows).order_by("-year", "prefix"),
            label=_("Nästa nummer ur serien"),
            required=False,
            empty_label=_("Ingen serie"),
        )
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Vems diarium?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Det är inte känt"),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean()
        series, number = cleaned.get("series"), (cleaned.get("numbers") or "").strip()
        if bool(series) == bool(number) and not self.errors:
            self.add_error("numbers", _("Välj en serie eller skriv ett nummer, ett av dem."))
        return cleaned


class PersonForm(forms.Form):
    """Somebody with a part in the matter."""

    people = forms.CharField(label=_("Namn"), max_length=160, error_messages={"required": _("Skriv ett namn.")})
    party = forms.CharField(label=_("Parti vid den tiden"), required=False, max_length=40)
    role = forms.ChoiceField(label=_("Del i ärendet"), choices=PersonRole.choices)


class RequestForm(forms.Form):
    """One more clause that is asked for."""

    text = forms.CharField(
        label=_("Yrkande"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Skriv vad som yrkas.")},
    )


class QuestionForm(forms.Form):
    """One more question."""

    text = forms.CharField(
        label=_("Fråga"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Skriv frågan.")},
    )


class TitleForm(forms.Form):
    """What it is called, and to whom it is put."""

    title = forms.CharField(label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv ärendets rubrik.")})
    addressee = forms.CharField(label=_("Ställd till"), required=False, max_length=200)


class AccessForm(forms.Form):
    """Who may read it, and whether it is published."""

    access = forms.TypedChoiceField(
        label=_("Vem får läsa ärendet?"),
        choices=[
            (Access.PUBLIC, _("Offentligt: alla som har en roll i kommunen")),
            (Access.INTERNAL, _("Internt: de som arbetar med det")),
            (Access.CONFIDENTIAL, _("Sekretess: samordnare och registrator")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: Access(int(value)),
    )
    published = forms.BooleanField(
        label=_("Visa ärendet på kommunens öppna sidor"),
        required=False,
        help_text=_("Bara ett offentligt ärende kan visas."),
    )


class RelateForm(forms.Form):
    """Another matter by its number or words of its title; where several fit, they are offered to choose among."""

    other = forms.CharField(
        label=_("Diarienummer eller rubrik"),
        max_length=200,
        error_messages={"required": _("Skriv ett diarienummer eller några ord ur rubriken.")},
    )

    def __init__(self, matter: Matter, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.matter = matter
        found = self._found(str(self.data.get("other", "")))
        if len(found) > 1:
            self.fields["which"] = forms.ModelChoiceField(
                Matter.objects.filter(pk__in=[one.pk for one in found]),
                label=_("Vilket av dem?"),
                widget=forms.RadioSelect,
                empty_label=None,
                error_messages={"required": _("Flera ärenden passar. Välj ett av dem.")},
            )
        self.found = found

    def _found(self, text: str) -> list[Matter]:
        words = text.replace("\0", "").split()
        if not words:
            return []
        others = Matter.objects.filter(municipality_id=self.matter.municipality_id).exclude(pk=self.matter.pk)
        key = rules.number_key(text)
        if key:
            numbers = DiaryNumber.objects.filter(municipality_id=self.matter.municipality_id, key=key)
            by_number = list(others.filter(pk__in=numbers.values("matter"))[:MOST_OFFERED])
            if by_number:
                return by_number
        titled = Q()
        for word in words[:6]:
            titled &= Q(title__icontains=word)
        return list(others.filter(titled).order_by("-raised_on", "-id")[:MOST_OFFERED])

    def clean(self) -> dict[str, Any]:
        """There is one that fits."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("other") and not self.found:
            self.add_error("other", _("Inget ärende har det numret eller de orden i rubriken."))
        return cleaned

    def chosen(self) -> Matter:
        """The matter that was meant. Of a valid form only."""
        which: Matter | None = self.cleaned_data.get("which")
        return which or self.found[0]
