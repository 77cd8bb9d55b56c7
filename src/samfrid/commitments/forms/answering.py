"""Who answers, who is asked, by when, to whom it is told; what it is; states by hand; contacts and units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.forms.making import ask_for_unit
from samfrid.commitments.models import Arena, Commitment, Computed, Kind, Level, Scheme
from samfrid.municipalities.forms import DayField, NamedForm, PartialDateField
from samfrid.municipalities.models import Body, Contact, Unit
from samfrid.municipalities.queries import contacts_now

#: the goals of Agenda 2030, by number and name (UN General Assembly A/RES/70/1)
GOALS = (
    _("Ingen fattigdom"),
    _("Ingen hunger"),
    _("God hälsa och välbefinnande"),
    _("God utbildning för alla"),
    _("Jämställdhet"),
    _("Rent vatten och sanitet för alla"),
    _("Hållbar energi för alla"),
    _("Anständiga arbetsvillkor och ekonomisk tillväxt"),
    _("Hållbar industri, innovationer och infrastruktur"),
    _("Minskad ojämlikhet"),
    _("Hållbara städer och samhällen"),
    _("Hållbar konsumtion och produktion"),
    _("Bekämpa klimatförändringarna"),
    _("Hav och marina resurser"),
    _("Ekosystem och biologisk mångfald"),
    _("Fredliga och inkluderande samhällen"),
    _("Genomförande och globalt partnerskap"),
)
#: the names that the two national goals are kept under, in the language of the documents
NATIONAL = {Scheme.EQUALITY: "jämställdhet", Scheme.CHILD: "barnets rättigheter"}


def _open(choices: Any) -> list[tuple[str, Any]]:
    """Choices after one that says nothing."""
    return [("", _("Inte angivet")), *((value, capfirst(name)) for value, name in choices)]


def _goals() -> list[tuple[str, str]]:
    """The goals by number, in the language of whoever asks."""
    return [(str(number), f"{number}. {name}") for number, name in enumerate(GOALS, 1)]


class AssignForm(NamedForm):
    """Who answers for it."""

    prefix = "ansvarig"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)


class DueForm(forms.Form):
    """By when. Empty takes the day away."""

    prefix = "klart"
    due = PartialDateField(label=_("Klart senast"), required=False)


class DescribeForm(forms.Form):
    """What it is: sort, prevention, beginning, rhythm, goals."""

    kind = forms.ChoiceField(label=_("Slag"), required=False, choices=_open(Kind.choices))
    level = forms.ChoiceField(label=_("Förebyggande nivå"), required=False, choices=_open(Level.choices))
    arena = forms.ChoiceField(label=_("Arena"), required=False, choices=_open(Arena.choices))
    starts_on = DayField(label=_("Börjar"), required=False)
    every_months = forms.IntegerField(
        label=_("Återkommer, antal månader mellan gångerna"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=_("12 är varje år. Lämna tomt för det som görs en gång; då avslutas också en rytm."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv hur många månader det är mellan gångerna, 1 till 120.")
        ),
    )
    national = forms.MultipleChoiceField(
        label=_("Nationella mål"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(scheme.value, capfirst(scheme.label)) for scheme in NATIONAL],
    )
    agenda = forms.MultipleChoiceField(
        label=_("Agenda 2030"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=_goals,
    )
    tags = forms.CharField(
        label=_("Kommunens egna mål"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ett mål på varje rad."),
    )

    @staticmethod
    def initial_of(commitment: Commitment) -> dict[str, Any]:
        """What stands in the form to begin with."""
        tags = [(one.scheme, one.name) for one in commitment.tags.all()]
        return {
            "kind": commitment.kind,
            "level": commitment.level,
            "arena": commitment.arena,
            "starts_on": commitment.starts_on,
            "every_months": commitment.every_months,
            "national": [scheme for scheme, _name in tags if scheme in NATIONAL],
            "agenda": [name for scheme, name in tags if scheme == Scheme.AGENDA_2030],
            "tags": "\n".join(name for scheme, name in tags if scheme == Scheme.OWN),
        }

    def told_tags(self) -> list[tuple[str, str]]:
        """The goals as the act takes them."""
        data = self.cleaned_data
        return [
            *((scheme, NATIONAL[Scheme(scheme)]) for scheme in data["national"]),
            *((Scheme.AGENDA_2030, number) for number in data["agenda"]),
            *((Scheme.OWN, line) for line in data["tags"].splitlines() if line.strip()),
        ]


class SetContactForm(forms.Form):
    """Who is asked how it goes: first those of the unit or organisation that answers for it."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("Vem tillfrågas?"), required=False, empty_label=_("Ingen")
    )

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*args, **options)
        found = contacts_now(commitment.municipality_id)
        unit, outside = commitment.responsible_id, commitment.responsible_organisation_id
        if unit or outside:
            own = Q(unit=unit, unit__isnull=False) | Q(organisation=outside, organisation__isnull=False)
            found = found.filter(own | Q(pk=commitment.contact_id))
        self.fields["contact"].queryset = found  # type: ignore[attr-defined]


class ReportBackForm(NamedForm):
    """When and to which body it is to be told what came of it."""

    on = DayField(label=_("Återrapporteras senast"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for(
            "body",
            Body.objects.all(),
            label=_("Till vilket organ?"),
            new_label=_("Eller skriv ett nytt organ"),
            none=_("Inget organ"),
        )


class ReportedBackForm(forms.Form):
    """That the body has been told."""

    on = DayField(label=_("Vilken dag fick organet veta det?"))
    where = forms.CharField(label=_("Var?"), required=False, max_length=200, help_text=_("Till exempel KF § 12."))


class HandOverForm(NamedForm):
    """To whom it goes, and why."""

    reason = forms.CharField(
        label=_("Varför?"),
        max_length=300,
        error_messages={"required": _("Skriv varför. Skälet visas tills någon har tagit över.")},
    )
    on = DayField(label=_("Från och med"))
    field_order = ("responsible", "responsible_new", "reason", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)
        self.fields["responsible"].label = _("Vem lämnas det till?")
        self.order_fields(self.field_order)


class TakeForm(NamedForm):
    """Which unit has taken it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_for_unit(self)
        self.fields["responsible"].label = _("Vilken enhet har tagit över?")


class OverrideForm(forms.Form):
    """A computed state set otherwise."""

    state = forms.ChoiceField(
        label=_("Läge"),
        choices=[(value, capfirst(name)) for value, name in Computed.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vilket läge det gäller.")},
    )
    value = forms.TypedChoiceField(
        label=_("Det ska räknas som"),
        choices=[("nej", _("nej, inte så")), ("ja", _("ja, så är det"))],
        coerce=lambda told: told == "ja",
        widget=forms.RadioSelect,
        initial="nej",
    )
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=300,
        help_text=_("Skälet visas på sidan och i listan."),
        error_messages={"required": _("Skriv varför. Skälet visas på sidan och i listan.")},
    )
    until = DayField(label=_("Till och med"), help_text=_("Sedan räknas läget ut igen. Högst ett år framåt."))


class ContactForm(forms.Form):
    """Somebody to ask."""

    name = forms.CharField(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv vem det är.")})
    function = forms.CharField(label=_("Funktion"), required=False, max_length=120)
    email = forms.EmailField(
        label=_("E-postadress"),
        required=False,
        error_messages={"invalid": _("Adressen går inte att skicka till. Skriv den som namn@kommun.se.")},
    )
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=40)
    is_head = forms.BooleanField(label=_("Chef för enheten"), required=False)
    verified_on = DayField(label=_("Uppgifterna kontrollerades"), required=False)

    def __init__(self, *args: Any, of_unit: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not of_unit:
            del self.fields["is_head"]


class AbolishForm(forms.Form):
    """From when, why, and who takes over what it answers for."""

    on = DayField(label=_("Avvecklad från och med"))
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=300,
        help_text=_("Till exempel ”Omorganisation, KF § 44”. Skälet visas tills någon har tagit över."),
        error_messages={"required": _("Skriv varför. Skälet visas tills någon har tagit över.")},
    )
    to = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Åtagandena går till"), required=False, empty_label=_("Ingen än")
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Unit.objects.filter(municipality_id=unit.municipality_id, abolished_on__isnull=True)
        self.fields["to"].queryset = others.exclude(pk=unit.pk)  # type: ignore[attr-defined]
