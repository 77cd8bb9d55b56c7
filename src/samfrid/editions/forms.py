"""What is asked: which list, how it looks, when it was sent, what is put right."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from samfrid.editions.models import EditionForm
from samfrid.editions.rules.columns import COLUMNS
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Body, SwedishKey, Unit
from samfrid.plans.models import Plan

_PLACE: Final = "kolumn_"


def _bodies(code: str) -> Any:
    return Body.objects.filter(municipality_id=code).order_by(SwedishKey(F("name")))


class MakeForm(forms.Form):
    """A new edition."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Till vilket organ?"),
        empty_label=_("Välj …"),
        error_messages={"required": _("Välj organet.")},
    )
    public = forms.TypedChoiceField(
        label=_("Vem får läsa den?"),
        choices=[
            ("form", _("Som organets lista är inställd")),
            ("yes", _("Alla: bara offentliga åtaganden är med")),
            ("no", _("Bara de som får: även åtaganden som inte är offentliga är med")),
        ],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        initial="form",
    )
    name = forms.CharField(
        label=_("Rubrik"), required=False, max_length=200, help_text=_("Tomt ger organets egen rubrik.")
    )

    def __init__(self, code: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = _bodies(code)


class SendForm(forms.Form):
    """When it was sent, and what the sender says with it."""

    on = DayField(label=_("Skickad"))
    report_back = forms.BooleanField(
        label=_("Anteckna att åtagandena är återrapporterade till organet"), required=False
    )
    seen_warnings = forms.BooleanField(
        label=_("Jag har läst varningarna och texterna får bli offentliga"), required=False
    )

    def __init__(self, *args: Any, told: int = 0, warned: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not told:
            del self.fields["report_back"]
        if not warned:
            del self.fields["seen_warnings"]


class CorrectForm(forms.Form):
    """What was wrong in what was sent."""

    correction = forms.CharField(
        label=_("Vad var fel, och vad rättas?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Står överst i rättelsen. Rättelsen visar listan som den är i dag."),
        error_messages={"required": _("Skriv vad som var fel och vad som rättas.")},
    )


class LayoutForm(forms.Form):
    """A body's form: words, columns by place, what is in it, who may read it."""

    heading = forms.CharField(label=_("Rubrik"), required=False, max_length=200)
    introduction = forms.CharField(
        label=_("Inledning"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(), label=_("Bara ur planen"), required=False, empty_label=_("Alla planer")
    )
    decided_by = forms.ModelChoiceField(
        Body.objects.none(), label=_("Bara ur beslut av"), required=False, empty_label=_("Alla organ")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Bara det som enheten ansvarar för"), required=False, empty_label=_("Alla enheter")
    )
    tag = forms.CharField(label=_("Bara med målet"), required=False, max_length=120)
    public = forms.BooleanField(
        label=_("Nya utgåvor är offentliga"),
        required=False,
        help_text=_("Då är bara offentliga åtaganden med, och utgåvan säger ingenting om de andra."),
    )
    published = forms.BooleanField(
        label=_("Skickade offentliga utgåvor publiceras öppet"),
        required=False,
        help_text=_("På en sida som alla kan läsa utan att logga in, och som flöde."),
    )

    def __init__(self, form: EditionForm, *args: Any, **options: Any) -> None:
        self.form = form
        names = ("heading", "introduction", "plan", "decided_by", "unit", "tag", "public", "published")
        options["initial"] = {name: getattr(form, name) for name in names}
        super().__init__(*args, **options)
        self._choices(form.municipality_id)
        for name, label in COLUMNS.items():
            place = form.columns.index(name) + 1 if name in form.columns else None
            self.fields[_PLACE + name] = forms.IntegerField(
                label=str(label),
                required=False,
                min_value=1,
                max_value=99,
                initial=place,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    name: _("Skriv en plats från 1 till 99, eller låt fältet vara tomt.")
                    for name in ("invalid", "min_value", "max_value")
                },
            )

    def _choices(self, code: str) -> None:
        every = {
            "plan": Plan.objects.filter(municipality_id=code).order_by(SwedishKey(F("name"))),
            "decided_by": _bodies(code),
            "unit": Unit.objects.filter(municipality_id=code),
        }
        for name, rows in every.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    @property
    def places(self) -> list[forms.BoundField]:
        """The fields for the columns' places."""
        return [self[_PLACE + name] for name in COLUMNS]

    @property
    def words(self) -> list[forms.BoundField]:
        """The other fields."""
        return [field for field in self if not field.name.startswith(_PLACE)]

    def clean(self) -> dict[str, Any]:
        """Puts the columns in order by their places; refuses two at one place, and a list that does not say what."""
        cleaned = super().clean() or self.cleaned_data
        places = {name: cleaned.get(_PLACE + name) for name in COLUMNS}
        taken: dict[int, str] = {}
        for name, place in places.items():
            if place is not None and place in taken:
                told = _("Platsen är redan tagen av kolumnen %(name)s.") % {"name": COLUMNS[taken[place]]}
                self.add_error(_PLACE + name, told)
            elif place is not None:
                taken[place] = name
        if not self.errors and "what" not in taken.values():
            raise ValidationError({_PLACE + "what": _("Kolumnen Vad måste vara med.")})
        if cleaned.get("published") and not cleaned.get("public"):
            words = _("Bara offentliga utgåvor kan publiceras. Kryssa också i att nya utgåvor är offentliga.")
            self.add_error("published", words)
        cleaned["columns"] = [name for _place, name in sorted(taken.items())]
        return cleaned
