"""The forms of a meeting: when and where, its agenda, who is invited, and the answer to a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.offered import Offer
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Access, Contact
from samfrid.partners.actions import ItemIn
from samfrid.partners.models import AgendaItem, Answer, GroupMember, Meeting

#: rows for points of one's own on an agenda
EMPTY_ROWS: Final = 3
_TIMES: Final = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]


class ClockField(forms.TimeField):
    """A time of day, chosen or written ``13:00``, ``13.00`` or ``13``."""

    default_error_messages = {"invalid": _("Den tiden finns inte. Skriv den som 13.00.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        super().__init__(input_formats=_TIMES, required=False, **options)


class MeetingForm(forms.Form):
    """When and where a meeting is."""

    prefix = "mote"
    on = DayField(label=_("Dag"))
    starts_at = ClockField(label=_("Börjar"))
    ends_at = ClockField(label=_("Slutar"))
    place = forms.CharField(label=_("Plats"), required=False, max_length=200)
    link = forms.CharField(
        label=_("Länk till mötet"), required=False, max_length=500, help_text=_("För den som är med på distans.")
    )

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(meeting, name) for name in ("on", "starts_at", "ends_at", "place", "link")}


class MoveForm(MeetingForm):
    """The same of a meeting that is planned, as it was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AgendaForm(forms.Form):
    """What is offered for the agenda, to tick."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    points = forms.MultipleChoiceField(
        label=_("Öppna åtgärdspunkter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gaps = forms.MultipleChoiceField(
        label=_("Det som brister och rör dem som är med"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, points: Sequence[Offer], gaps: Sequence[Offer], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, offers in (("points", points), ("gaps", gaps)):
            field: Any = self.fields[name]
            field.choices = [(one.value, _worded(one)) for one in offers]
            field.error_messages["invalid_choice"] = _("En punkt som föreslogs finns inte längre. Ladda om sidan.")
            if not offers:
                del self.fields[name]

    def chosen(self) -> list[str]:
        """What stands for those that were ticked, action points first."""
        return [*self.cleaned_data.get("points", ()), *self.cleaned_data.get("gaps", ())]


def _worded(one: Offer) -> str:
    return f"{one.label} ({_('bara för kommunen')})" if one.access > Access.PUBLIC else one.label


class AgendaRow(forms.Form):
    """A point of the agenda: one that is there, or one of one's own. A row without text is taken off."""

    item = forms.UUIDField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(
        label=_("Ordning"),
        required=False,
        min_value=1,
        max_value=999,
        error_messages={"invalid": _("Skriv ordningen med siffror.")},
    )
    text = forms.CharField(label=_("Punkt"), required=False, max_length=500)
    inside = forms.BooleanField(label=_("Bara för kommunen"), required=False)


AgendaRows: type[BaseFormSet[AgendaRow]] = formset_factory(AgendaRow, extra=EMPTY_ROWS, max_num=60, absolute_max=60)


def row_of(item: AgendaItem) -> dict[str, Any]:
    """What a row of the agenda begins with."""
    return {"item": item.pk, "number": item.number, "text": item.text, "inside": item.access > Access.PUBLIC}


def items_of(rows: BaseFormSet[AgendaRow], offers: Sequence[Offer]) -> list[ItemIn]:
    """The agenda as it was written: by number, those without one last in the order that they stand, then the offers."""
    told = [one.cleaned_data for one in rows.forms if (one.cleaned_data.get("text") or "").strip()]
    told.sort(key=lambda row: row.get("number") or 1000)
    own = [ItemIn(row["text"], item=row.get("item"), inside=bool(row.get("inside"))) for row in told]
    return own + [ItemIn(one.label, offer=one) for one in offers]


class InviteForm(forms.Form):
    """Whom to ask, among the contacts of the members; and whom they ask."""

    contacts = forms.MultipleChoiceField(
        label=_("Vilka ska bjudas in?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("En kontakt finns inte längre. Ladda om sidan.")},
    )
    asker = forms.CharField(
        label=_("Frågor ställs till"), max_length=200, error_messages={"required": _("Skriv vem de kan fråga.")}
    )
    reach = forms.CharField(label=_("Nås genom"), max_length=200, required=False, help_text=_("E-post eller telefon."))

    def __init__(self, *args: Any, pairs: Sequence[tuple[GroupMember, Contact]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._pairs = {f"{member.pk}:{contact.pk}": (member, contact) for member, contact in pairs}
        field: Any = self.fields["contacts"]
        field.choices = [(value, _asked(*pair)) for value, pair in self._pairs.items()]
        if not pairs:
            del self.fields["contacts"]

    def chosen(self) -> list[tuple[GroupMember, Contact]]:
        """Those who were ticked."""
        return [self._pairs[value] for value in self.cleaned_data.get("contacts", ())]


def _asked(member: GroupMember, contact: Contact) -> str:
    told = f"{member.whose}: {contact}"
    return told if contact.email else f"{told} ({_('brev på papper')})"


def values_of(pairs: Sequence[tuple[GroupMember, Contact]]) -> list[str]:
    """What stands for these in the form."""
    return [f"{member.pk}:{contact.pk}" for member, contact in pairs]


class AnswerForm(forms.Form):
    """Whether somebody comes, and a word."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"),
        choices=[
            (Answer.YES, _("Ja, jag kommer")),
            (Answer.NO, _("Nej, jag kommer inte")),
            (Answer.MAYBE, _("Kanske")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om du kommer."), "invalid_choice": _("Välj ett av de tre svaren.")},
    )
    word = forms.CharField(
        label=_("Några ord, om du vill"),
        required=False,
        max_length=300,
        help_text=_("Till exempel vem som kommer i ditt ställe. Skriv ingenting om en enskild person som sökt hjälp."),
        error_messages={"max_length": _("Skriv kortare: högst %(limit_value)d tecken. Nu är det %(show_value)d.")},
    )


class TalkForm(forms.Form):
    """A talk with a partner."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label=_("Dag"))
    with_whom = forms.CharField(
        label=_("Med vem"),
        max_length=200,
        help_text=_("Funktionen, inte namnet: till exempel ordförande eller kommunpolis."),
        error_messages={"required": _("Skriv vem ni talade med: funktionen, inte namnet.")},
    )
    text = forms.CharField(
        label=_("Vad sades?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv aldrig något om en enskild person här."),
        error_messages={"required": _("Skriv vad som sades.")},
    )
    next_on = DayField(
        label=_("Nästa kontakt"), required=False, help_text=_("När dagen har passerat påminner Samfrid om den.")
    )
    access = forms.TypedChoiceField(
        label=_("Vem får läsa?"),
        coerce=int,
        initial=Access.INTERNAL,
        choices=[
            (Access.INTERNAL, _("De som arbetar med frågan")),
            (Access.PUBLIC, _("Alla med inloggning i kommunen")),
        ],
    )
