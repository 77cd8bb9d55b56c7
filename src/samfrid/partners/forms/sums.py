"""The form of a sum, and the forms of what sums are reckoned from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Body, Organisation, SwedishKey, Unit
from samfrid.partners.actions import SumIn
from samfrid.partners.forms.money import SekField
from samfrid.partners.models import Amount, Funding, IndexKind, Per

_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f.]+")
WORD: Final = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS: Final[dict[type, Any]] = {
    Body: _("nämnd eller styrelse"),
    Unit: _("förvaltning eller enhet"),
    Organisation: _("utanför kommunen"),
}
_PAYERS: Final[tuple[tuple[str, type, Any], ...]] = (
    ("body", Body, _("Nämnder och styrelser")),
    ("unit", Unit, _("Förvaltningar och enheter")),
    ("organisation", Organisation, _("Andra: kommuner, regioner, organisationer")),
)


class PayerField(forms.ChoiceField):
    """Who pays: a body, a unit or somebody outside the municipality, chosen from those that are there."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)

    def offer(self, municipality_code: str) -> None:
        """Fill the choices with those of the municipality."""
        self._rows = {
            f"{name}:{one.pk}": one
            for name, model, _label in _PAYERS
            for one in model._default_manager.filter(municipality_id=municipality_code).order_by(SwedishKey(F("name")))  # type: ignore[attr-defined]
        }
        told = _told_apart(self._rows)
        groups = [
            (label, [(value, told[value]) for value in self._rows if value.startswith(f"{name}:")])
            for name, _model, label in _PAYERS
        ]
        self.choices = [("", _("Kommunen, utan att säga vilken del")), *(one for one in groups if one[1])]

    def chosen(self, value: str) -> Body | Unit | Organisation | None:
        """The record that a value stands for."""
        return self._rows.get(value)


def _told_apart(rows: Mapping[str, Body | Unit | Organisation]) -> dict[str, str]:
    """What each is called; of several with one name also what it is, since the groups' names are not always read out:
    a committee and its office often share theirs.
    """
    counted = Counter(str(one).casefold() for one in rows.values())
    return {
        value: f"{one} ({_KINDS[type(one)]})" if counted[str(one).casefold()] > 1 else str(one)
        for value, one in rows.items()
    }


class DecimalCommaField(forms.DecimalField):
    """A number with a decimal comma or point, thousands parted by spaces."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u2009\u202f]+", "", value).replace(",", ".").removesuffix("%")
        return super().to_python(value)


class AmountForm(forms.Form):
    """A sum of an agreement, entered or corrected by hand."""

    sek = SekField(label=_("Belopp"), help_text=_("Till exempel 50 000 kr, 50 tkr eller 1,2 mnkr."))
    per = forms.ChoiceField(label=_("Beloppet är"), choices=Per, initial=Per.YEAR)
    replaces_grant = forms.CharField(
        label=_("Ersätter ett tidigare bidrag"),
        required=False,
        max_length=300,
        help_text=_("Till exempel: verksamhetsbidraget från socialnämnden."),
    )
    payer = PayerField(label=_("Betalas av"), help_text=_("Delar flera på kostnaden: skriv ett belopp för var och en."))
    funding = forms.ChoiceField(label=_("Slags medel"), choices=Funding, initial=Funding.OWN)
    from_on = DayField(label=_("Gäller från"), required=False, help_text=_("Tomt: från avtalets början."))
    to_on = DayField(label=_("Gäller till och med"), required=False, help_text=_("Tomt: så länge avtalet gäller."))
    condition = forms.CharField(
        label=_("Villkor"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Till exempel: om jouren startar en tjejjour. Tomt: inget villkor."),
    )
    decide_by = DayField(label=_("Villkoret avgörs senast"), required=False)
    #: which version of the sum the writer saw
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    index_kind = forms.ChoiceField(label=_("Räknas upp med"), choices=IndexKind, initial=IndexKind.NONE)
    index_base_year = forms.IntegerField(
        label=_("Basår"),
        required=False,
        help_text=_("Det år som beloppet är sagt för. Åren efter räknas upp."),
        error_messages={"invalid": _("Skriv basåret med fyra siffror, till exempel 2026.")},
    )
    index_percent = DecimalCommaField(
        label=_("Procent per år"),
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text=_("Bara för fast procent, till exempel 2,5."),
        error_messages={
            "invalid": _("Skriv procenten i siffror, till exempel 2,5."),
            "max_digits": _("Skriv procenten i siffror, till exempel 2,5."),
            "max_decimal_places": _("Skriv procenten med högst två decimaler."),
            "max_whole_digits": _("Skriv procenten i siffror, till exempel 2,5."),
        },
    )

    def __init__(self, *args: Any, municipality_code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        payer: Any = self.fields["payer"]
        payer.offer(municipality_code)

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """(heading, fields), for the page."""
        parts = (
            (_("Beloppet"), ("sek", "per", "replaces_grant")),
            (_("Vem som betalar"), ("payer", "funding")),
            (_("När det gäller"), ("from_on", "to_on")),
            (_("Villkor"), ("condition", "decide_by")),
            (_("Uppräkning"), ("index_kind", "index_base_year", "index_percent")),
        )
        return [(heading, [self[name] for name in names]) for heading, names in parts]

    def told(self) -> SumIn:
        """The sum as the actions take it."""
        given, payer = dict(self.cleaned_data), self.fields["payer"]
        given.pop("seen")
        assert isinstance(payer, PayerField)
        given["payer"] = payer.chosen(given["payer"])
        given["per"], given["funding"] = Per(given["per"]), Funding(given["funding"])
        given["index_kind"] = IndexKind(given["index_kind"])
        return SumIn(**given)


def initial_of(amount: Amount) -> dict[str, Any]:
    """What stands in the form of a sum that is corrected."""
    names = ("per", "replaces_grant", "funding", "from_on", "to_on", "condition", "decide_by", "index_kind")
    kind = "body" if amount.payer_body_id else "unit" if amount.payer_unit_id else "organisation"
    payer = amount.payer
    return {name: getattr(amount, name) for name in (*names, "index_base_year", "index_percent")} | {
        "sek": f"{amount.sek:,}".replace(",", " "),
        "payer": f"{kind}:{payer.pk}" if payer else "",
        "seen": amount.version,
    }


class WholeField(forms.CharField):
    """A whole number, its thousands parted by spaces or not at all."""

    def clean(self, value: Any) -> int | None:
        """The number; raises ``ValidationError`` for what is none."""
        text = _SPACES.sub("", str(super().clean(value) or ""))
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text)


_YEAR: Final[dict[str, Any]] = {
    "required": _("Skriv året."),
    "invalid": _("Skriv året med fyra siffror, till exempel 2026."),
}


class PopulationForm(forms.Form):
    """How many inhabitants a year is reckoned with."""

    prefix = "invanare"
    year = forms.IntegerField(label=_("År som ska betalas"), error_messages=_YEAR)
    inhabitants = WholeField(
        label=_("Invånare"),
        max_length=20,
        error_messages={
            "required": _("Skriv antalet invånare."),
            "invalid": _("Skriv antalet invånare, till exempel 34 560."),
        },
    )
    source = forms.CharField(
        label=_("Källa"),
        required=False,
        max_length=200,
        help_text=_("Till exempel: SCB, folkmängd 31 december 2025."),
    )


class IndexForm(forms.Form):
    """The value of a price index for a year."""

    prefix = "index"
    kind = forms.ChoiceField(
        label=_("Index"),
        choices=[(kind.value, kind.label) for kind in (IndexKind.KPI, IndexKind.OPI)],
        error_messages={"invalid_choice": _("Välj KPI eller OPI.")},
    )
    year = forms.IntegerField(label=_("År"), error_messages=_YEAR)
    value = DecimalCommaField(
        label=_("Indextal"),
        max_digits=9,
        decimal_places=3,
        help_text=_(
            "Årets indextal, till exempel 415,51. Anges indexet i procent: skriv 100 för basåret och räkna upp."
        ),
        error_messages={
            "required": _("Skriv indextalet."),
            "invalid": _("Skriv indextalet i siffror, till exempel 415,51."),
            "max_digits": _("Skriv indextalet med högst tre decimaler, till exempel 415,51."),
            "max_decimal_places": _("Skriv indextalet med högst tre decimaler, till exempel 415,51."),
            "max_whole_digits": _("Skriv indextalet i siffror, till exempel 415,51."),
        },
    )
    source = forms.CharField(
        label=_("Källa"), required=False, max_length=200, help_text=_("Till exempel: SCB, KPI årsmedeltal.")
    )


class SettingsForm(forms.Form):
    """How the municipality writes its agreements, and when one counts as large."""

    prefix = "avtal"
    procurement_sek = SekField(label=_("Ett avtal är stort från"))
    sender = forms.CharField(
        label=_("Avsändare"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Förvaltning och enhet, en på varje rad. Kommunens namn står först."),
    )
    dispute = forms.CharField(
        label=_("Så löses tvister"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står i avtalet. Tomt: parterna talar först med varandra, annars avgör allmän domstol."),
    )
    look = forms.FileField(
        label=_("Egen mall i Word"),
        required=False,
        widget=forms.FileInput(attrs={"accept": WORD}),
        help_text=_("Typsnitt, sidhuvud och sidfot tas från filen. Texten i den används inte."),
    )
    drop_look = forms.BooleanField(label=_("Ta bort den mall som finns"), required=False)

    def told(self) -> dict[str, Any]:
        """What :func:`~samfrid.partners.actions.save_settings` takes."""
        given = dict(self.cleaned_data)
        file = given.pop("look")
        if isinstance(file, UploadedFile):
            return given | {"look": file.read(), "look_name": file.name or ""}
        return given


class ProcurementForm(forms.Form):
    """The answer where an agreement looks like procurement."""

    prefix = "upphandling"
    reason = forms.CharField(
        label=_("Er bedömning"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Varför det inte är ett köp av en tjänst, eller vad ni gör åt det. Texten syns på avtalets sida."),
        error_messages={"required": _("Skriv bedömningen.")},
    )
