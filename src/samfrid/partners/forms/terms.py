"""The forms of an agreement's terms: the agreement itself, its parties, amendments, new periods, notices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.offered import Offer
from samfrid.municipalities.forms import DayField, NamedForm
from samfrid.municipalities.models import Body, Organisation, SwedishKey
from samfrid.partners.models import Agreement, AgreementForm, Party

#: rows for parties that the form has beside those that are there: it works without JavaScript
EXTRA: Final = 3
_SAID: Final = [("", _("Inte angivet")), ("yes", _("Ja")), ("no", _("Nej"))]
AS_BEFORE, ENDS, RENEWS = "", "no", "yes"


def _months(label: Any, **options: Any) -> forms.IntegerField:
    said = dict.fromkeys(("invalid", "min_value", "max_value"), _("Skriv ett antal månader, högst 240."))
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=240, error_messages=said, **options)


def _why(label: Any, said: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": said}
    )


#: the headings of the form, each before the field that begins its part
_HEADINGS: Final = {
    "decided_by": _("Beslut"),
    "first_starts_on": _("Perioder"),
    "notice_months": _("Uppsägning"),
    "reason": _("Rättelsen"),
}


class TermsForm(NamedForm):
    """What an agreement says, but for its parties and its money."""

    title = forms.CharField(
        label=_("Vad kallas avtalet?"), max_length=300, error_messages={"required": _("Skriv vad avtalet kallas.")}
    )
    form = forms.ChoiceField(label=_("Form"), choices=AgreementForm.choices)
    purpose = forms.CharField(label=_("Syfte"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    shelter_places = forms.ChoiceField(label=_("Ingår platser i skyddat boende?"), required=False, choices=_SAID)
    decided_on = DayField(label=_("Beslutat dagen"), required=False)
    decided_paragraph = forms.CharField(label=_("Paragraf (till exempel § 37)"), required=False, max_length=20)
    diary_number = forms.CharField(label=_("Diarienummer"), required=False, max_length=60)
    first_starts_on = DayField(label=_("Första perioden från"), required=False)
    first_ends_on = DayField(label=_("Första perioden till och med"), required=False)
    open_ended = forms.BooleanField(
        label=_("Gäller tills vidare, utan perioder"),
        required=False,
        help_text=_("Då har avtalet ingen slutdag och förlängs inte; det gäller tills någon säger upp det."),
    )
    renewal_months = _months(
        _("Förlängs med så många månader i taget"),
        help_text=_("Två år är 24. Lämna tomt om avtalet upphör när perioden är slut."),
    )
    renewal_last_on = DayField(
        label=_("Förlängs längst till och med"), required=False, help_text=_("Lämna tomt om det förlängs tills vidare.")
    )
    renewal_words = forms.CharField(label=_("Så står det i avtalet"), required=False, max_length=300)
    notice_months = _months(_("Uppsägningstid i månader"))
    field_order = (
        "title",
        "form",
        "purpose",
        "shelter_places",
        "replaces",
        "decided_by",
        "decided_by_new",
        "decided_on",
        "decided_paragraph",
        "diary_number",
        "first_starts_on",
        "first_ends_on",
        "open_ended",
        "renewal_months",
        "renewal_last_on",
        "renewal_words",
        "notice_months",
        "own_notice_months",
        "reason",
    )

    def __init__(self, *args: Any, municipality_code: str, agreement: Agreement | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "decided_by",
            Body.objects.filter(municipality_id=municipality_code),
            label=_("Vem beslutade?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Inte angivet"),
        )
        earlier = Agreement.objects.filter(municipality_id=municipality_code)
        if agreement:
            earlier = earlier.exclude(pk=agreement.pk)
        self.fields["replaces"] = forms.ModelChoiceField(
            earlier.order_by("-created_at"),
            label=_("Ersätter ett tidigare avtal"),
            required=False,
            empty_label=_("Nej"),
            help_text=_("Det tidigare avtalet upphör dagen innan det här börjar, om det inte redan har gjort det."),
        )
        self.fields["own_notice_months"] = _months(
            _("Kommunens egen uppsägningstid i månader"), help_text=_("Bara om den är en annan än avtalets.")
        )
        self.order_fields(self.field_order)

    @property
    def parts(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        """(key, heading, fields), for the page: the parties have their own form after the first part."""
        at, found = "", dict[str, list[forms.BoundField]]()
        for field in self:
            at = field.name if field.name in _HEADINGS else at
            found.setdefault(at, []).append(field)
        return [(at, _HEADINGS.get(at, ""), fields) for at, fields in found.items()]

    def shelter(self) -> bool | None:
        """Whether places are part of it; None where it is not said."""
        return {"yes": True, "no": False}.get(self.cleaned_data["shelter_places"])


class CorrectForm(TermsForm):
    """The same, with what was wrong."""

    reason = _why(_("Vad var fel?"), _("Skriv vad som var fel."))


class PartyForm(NamedForm):
    """A party outside the municipality. A row where nothing is chosen or written is no party."""

    name = forms.CharField(label=_("Namn i avtalet, om det är ett annat"), required=False, max_length=200)
    notice_months = _months(_("Egen uppsägningstid i månader"))

    def __init__(self, *args: Any, rows: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "organisation",
            Organisation.objects.order_by(SwedishKey(F("name"))),
            label=_("Organisation"),
            new_label=_("Eller skriv en ny organisation"),
            none=_("Välj …"),
        )
        # every row has the same choices: they are read once
        self.fields["organisation"].widget.choices = [("", _("Välj …")), *rows]
        self.order_fields(["organisation", "organisation_new", "name", "notice_months"])

    @property
    def is_empty(self) -> bool:
        """Whether it names nobody."""
        told = self.cleaned_data
        return not told.get("organisation") and not (told.get("organisation_new") or "").strip()


PartyFormSet = forms.formset_factory(PartyForm, extra=EXTRA, max_num=30, validate_max=True)


class AmendForm(forms.Form):
    """What the parties have changed. What is left empty is as it was."""

    text = forms.CharField(
        label=_("Vad har parterna ändrat?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som ändras.")},
    )
    agreed_on = DayField(label=_("Överenskommet dagen"))
    effective_on = DayField(label=_("Gäller från"))
    ends_on = DayField(
        label=_("Ny sista dag för perioden"), required=False, help_text=_("Lämna tomt om perioden slutar som förut.")
    )
    renews = forms.ChoiceField(
        label=_("När perioden är slut"),
        required=False,
        choices=[
            (AS_BEFORE, _("Som förut")),
            (ENDS, _("Avtalet upphör och förlängs inte")),
            (RENEWS, _("Avtalet förlängs så här:")),
        ],
    )
    renewal_months = _months(_("Förlängs med så många månader i taget"))
    renewal_last_on = DayField(label=_("Förlängs längst till och med"), required=False)
    notice_months = _months(
        _("Ny uppsägningstid i månader"), help_text=_("Lämna tomt om uppsägningstiden är som förut.")
    )
    document = forms.ChoiceField(
        label=_("Dokumentet där ändringen står"),
        required=False,
        help_text=_("Bland dem som är inlagda under Dokument."),
    )

    def __init__(self, *args: Any, documents: Sequence[Offer] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._documents = {one.value: one for one in documents}
        if documents:
            field: Any = self.fields["document"]
            field.choices = [("", _("Inget dokument")), *((one.value, one.label) for one in documents)]
        else:
            del self.fields["document"]

    @property
    def chosen(self) -> Offer | None:
        """The document that was chosen."""
        return self._documents.get(self.cleaned_data.get("document", ""))

    def clean(self) -> dict[str, Any]:
        """Refuses a renewal that is written without being chosen: it would be lost."""
        data = super().clean() or self.cleaned_data
        if data.get("renews") != RENEWS and (data.get("renewal_months") or data.get("renewal_last_on")):
            self.add_error("renews", _("Välj att avtalet förlängs, eller ta bort månaderna och dagen."))
        return data


class ProlongForm(forms.Form):
    """A new period."""

    starts_on = DayField(label=_("Ny period från"))
    ends_on = DayField(label=_("Till och med"))
    agreed_on = DayField(label=_("Överenskommet dagen"))
    text = forms.CharField(label=_("Anteckning"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class NoticeForm(forms.Form):
    """Who gives notice, and when."""

    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Vem säger upp?"),
        empty_label=_("Välj …"),
        error_messages={"required": _("Välj vem som säger upp avtalet.")},
    )
    given_on = DayField(label=_("Dagen då uppsägningen kom fram"))
    reason = forms.CharField(label=_("Skäl"), required=False, max_length=300)
    late_is_known = forms.BooleanField(
        label=_("Uppsägningen kom efter sista dagen. Jag vet att avtalet då upphör först när nästa period är slut."),
        required=False,
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        party = self.fields["party"]
        assert isinstance(party, forms.ModelChoiceField)
        party.queryset = agreement.parties.order_by("created_at")


class WithdrawForm(forms.Form):
    """When and why a notice was withdrawn."""

    on = DayField(label=_("Återtagen dagen"))
    why = _why(_("Varför återtas den?"), _("Skriv varför uppsägningen återtas."))
