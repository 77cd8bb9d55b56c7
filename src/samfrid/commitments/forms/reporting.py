"""Saying how far it has come, and what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samfrid.commitments import offered
from samfrid.commitments.actions import EvidenceIn, Overtaken
from samfrid.commitments.models import Commitment, EvidenceKind, Execution
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Access

#: in the choice of states: as before
SAME: Final = "same"
#: what can be reported, in the order of the work
REPORTABLE: Final = [(value, label) for value, label in Execution.choices if value != Execution.UNKNOWN]
#: what is told in words, not chosen among records
_WORDY: Final = (EvidenceKind.WORDS, EvidenceKind.FIGURE, EvidenceKind.MEETING)


def _choose(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Let a field offer these."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class EvidenceFields(forms.Form):
    """What shows it: words, a link, or a record that is in Samfrid, and who may read it."""

    evidence = forms.CharField(
        label=_("Vad visar det?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Behövs för ”genomfört”: ett beslut, en rapport, en länk."),
    )
    evidence_kind = forms.ChoiceField(
        label=_("Underlaget är"),
        required=False,
        choices=[(kind.value, capfirst(kind.label)) for kind in _WORDY],
        initial=EvidenceKind.WORDS,
    )
    evidence_url = forms.URLField(
        label=_("Länk"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Länken går inte att följa. Den ska börja med https:// eller http://.")},
    )
    record = forms.ChoiceField(label=_("Något som finns i Samfrid"), required=False)
    access = forms.TypedChoiceField(label=_("Vem får läsa underlaget?"), required=False, coerce=int, empty_value="0")

    def offer(self, commitment: Commitment, clearance: Access) -> None:
        """Fill the choices: the records that may show it, and as high an access as the reporter has herself."""
        found = offered.showing(commitment)
        self._records = {offer.value: (kind, offer) for kind, _name, offers in found for offer in offers}
        groups = [(name, [(offer.value, offer.label) for offer in offers]) for _kind, name, offers in found]
        _choose(self, "record", [("", _("Inget valt")), *groups])
        if not groups:
            del self.fields["record"]
        _choose(self, "access", [(value, capfirst(name)) for value, name in Access.choices if value <= clearance])

    def told(self) -> list[EvidenceIn]:
        """The evidence that was given."""
        data = self.cleaned_data
        access, given = int(data["access"]), list[EvidenceIn]()
        if words := data["evidence"].strip():
            link = words.startswith(("https://", "http://")) and len(words.split()) == 1
            kind = data["evidence_kind"] or EvidenceKind.WORDS
            given.append(
                EvidenceIn(EvidenceKind.LINK, url=words, access=access)
                if link
                else EvidenceIn(kind, words, access=access)
            )
        if data["evidence_url"]:
            given.append(EvidenceIn(EvidenceKind.LINK, url=data["evidence_url"], access=access))
        if chosen := data.get("record"):
            kind, offer = self._records[chosen]
            given.append(
                EvidenceIn(
                    kind,
                    offer.label,
                    record_kind=offer.record_kind,
                    record_id=offer.record_id,
                    access=max(int(offer.access), access),
                )
            )
        return given


#: signs of a report; what is longer is a document, and can be its evidence
LONGEST: Final = 4000


class ReportForm(EvidenceFields):
    """How far it has come. Short on purpose: one choice and, mostly, one sentence; the rest is a press away."""

    prefix = "rapport"
    execution = forms.ChoiceField(label=_("Läge"), error_messages={"required": _("Välj hur långt det har kommit.")})
    on = DayField(label=_("Gäller dagen"))
    text = forms.CharField(
        label=_("Vad har hänt?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Skriv kortare: högst %(limit_value)d tecken. Nu är det %(show_value)d.")},
    )
    share_done = forms.IntegerField(
        label=_("Andel klar, procent"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv andelen som ett heltal från 0 till 100.")
        ),
    )
    decides = forms.CharField(
        label=_("Vem beslutar att det inte genomförs?"),
        required=False,
        max_length=200,
        help_text=_("Behövs för ”genomförs inte”."),
    )
    decision = forms.ChoiceField(label=_("Beslutet som har ersatt det"), required=False)
    overtaken_by = forms.CharField(
        label=_("Eller skriv vilket beslut"),
        required=False,
        max_length=300,
        help_text=_("Behövs för ”ersatt av annat beslut”."),
    )
    #: the latest report that was on the page
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (
        "execution",
        "on",
        "text",
        "evidence",
        "share_done",
        "evidence_kind",
        "evidence_url",
        "record",
        "access",
        "decides",
        "decision",
        "overtaken_by",
        "seen",
    )
    #: what is behind a press
    MORE = (
        "share_done",
        "evidence_kind",
        "evidence_url",
        "record",
        "access",
        "decides",
        "decision",
        "overtaken_by",
    )

    def __init__(self, *args: Any, commitment: Commitment, clearance: Access, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(commitment, clearance)
        same = [(SAME, _("ingen förändring"))] if commitment.execution != Execution.UNKNOWN else []
        states = ((value, capfirst(name)) for value, name in [*same, *REPORTABLE])
        _choose(self, "execution", [("", _("Välj …")), *states])
        self._decisions = {one.value: one for one in offered.decisions(commitment)}
        known = ((value, one.label) for value, one in self._decisions.items())
        _choose(self, "decision", [("", _("Inget valt")), *known])
        if not self._decisions:
            del self.fields["decision"]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields behind a press."""
        return [self[name] for name in self.MORE if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether something there was filled in or refused, so that it has to be seen."""
        told = {"evidence_kind": EvidenceKind.WORDS, "access": str(int(Access.PUBLIC))}
        return self.is_bound and any(
            field.errors or (field.data or "") not in ("", told.get(field.name, "")) for field in self.more
        )

    @property
    def no_change(self) -> bool:
        """Whether she said that it stands as before."""
        return bool(self.cleaned_data["execution"] == SAME)

    def as_seen(self) -> UUID | None:
        """The latest report that the reporter saw; None where there was none, or what stands there is no key."""
        try:
            return UUID(self.cleaned_data["seen"])
        except ValueError:
            return None

    def overtaken(self) -> Overtaken | None:
        """The decision that has taken its place: chosen, or in words."""
        if chosen := self.cleaned_data.get("decision"):
            one = self._decisions[chosen]
            return Overtaken(one.label, one.record_kind, one.record_id)
        words = self.cleaned_data["overtaken_by"].strip()
        return Overtaken(words) if words else None


class EvidenceForm(EvidenceFields):
    """More evidence for a report that is there."""

    field_order = ("evidence", "evidence_kind", "evidence_url", "record", "access")

    def __init__(self, *args: Any, commitment: Commitment, clearance: Access, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(commitment, clearance)
        self.fields["evidence"].help_text = ""


class WithdrawForm(forms.Form):
    """Why something no longer shows it."""

    reason = forms.CharField(
        label=_("Varför gäller underlaget inte?"),
        max_length=300,
        error_messages={"required": _("Skriv varför underlaget inte gäller.")},
    )
