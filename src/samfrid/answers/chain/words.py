"""Numbers and states as words within a sentence, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samfrid.answers.chain.states import State
from samfrid.matters.models import Outcome

#: two to twelve; one has its gender, and larger numbers are figures
_NUMBERS: Final = (
    gettext_lazy("två"), gettext_lazy("tre"), gettext_lazy("fyra"), gettext_lazy("fem"), gettext_lazy("sex"),
    gettext_lazy("sju"), gettext_lazy("åtta"), gettext_lazy("nio"), gettext_lazy("tio"), gettext_lazy("elva"),
    gettext_lazy("tolv"),
)  # fmt: skip


def count(number: int, *, neuter: bool = False) -> str:
    """A number as a sentence has it: "en" att-sats but "ett" åtagande, "tolv", "13"."""
    if number == 1:
        return _("ett") if neuter else _("en")
    return str(_NUMBERS[number - 2]) if 2 <= number < 2 + len(_NUMBERS) else str(number)


def each(number: int) -> str:
    """ "båda" of two, "alla" of more."""
    return _("båda") if number == 2 else _("alla")


def listed(parts: Iterable[str]) -> str:
    """ "a, b och c"."""
    every = list(parts)
    if len(every) < 2:
        return "".join(every)
    return _("%(first)s och %(last)s") % {"first": ", ".join(every[:-1]), "last": every[-1]}


def sentence(text: str) -> str:
    """With a capital letter first and a full stop last."""
    told = text.strip()
    told = told[:1].upper() + told[1:]
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


Forms = tuple[str | Promise, str | Promise]

#: what is said of one clause and of several: "en är genomförd", "två är genomförda"
CLAUSES: Final[dict[State, Forms]] = {
    State.DONE: (pgettext_lazy("att-sats", "är genomförd"), pgettext_lazy("att-satser", "är genomförda")),
    State.PARTLY: (
        pgettext_lazy("att-sats", "är delvis genomförd"),
        pgettext_lazy("att-satser", "är delvis genomförda"),
    ),
    State.UNDER_WAY: (pgettext_lazy("att-sats", "pågår"), pgettext_lazy("att-satser", "pågår")),
    State.NOT_STARTED: (
        pgettext_lazy("att-sats", "är inte påbörjad"),
        pgettext_lazy("att-satser", "är inte påbörjade"),
    ),
    State.UNKNOWN: (pgettext_lazy("att-sats", "saknar rapport"), pgettext_lazy("att-satser", "saknar rapport")),
    State.CANNOT: (pgettext_lazy("att-sats", "genomförs inte"), pgettext_lazy("att-satser", "genomförs inte")),
    State.OVERTAKEN: (
        pgettext_lazy("att-sats", "har ersatts av ett annat beslut"),
        pgettext_lazy("att-satser", "har ersatts av andra beslut"),
    ),
    State.NONE: (pgettext_lazy("att-sats", "saknar åtagande"), pgettext_lazy("att-satser", "saknar åtagande")),
}
#: the same of commitments: "ett är genomfört"
PROMISES: Final[dict[State, Forms]] = {
    State.DONE: (pgettext_lazy("åtagande", "är genomfört"), pgettext_lazy("åtaganden", "är genomförda")),
    State.PARTLY: (
        pgettext_lazy("åtagande", "är delvis genomfört"),
        pgettext_lazy("åtaganden", "är delvis genomförda"),
    ),
    State.UNDER_WAY: CLAUSES[State.UNDER_WAY],
    State.NOT_STARTED: (
        pgettext_lazy("åtagande", "är inte påbörjat"),
        pgettext_lazy("åtaganden", "är inte påbörjade"),
    ),
    State.UNKNOWN: CLAUSES[State.UNKNOWN],
    State.CANNOT: CLAUSES[State.CANNOT],
    State.OVERTAKEN: CLAUSES[State.OVERTAKEN],
}
#: what became of one clause and of several at the decision
OUTCOMES: Final[dict[str, Forms]] = {
    Outcome.GRANTED: (pgettext_lazy("att-sats", "bifölls"), pgettext_lazy("att-satser", "bifölls")),
    Outcome.PARTLY_GRANTED: (
        pgettext_lazy("att-sats", "bifölls delvis"),
        pgettext_lazy("att-satser", "bifölls delvis"),
    ),
    Outcome.REJECTED: (pgettext_lazy("att-sats", "avslogs"), pgettext_lazy("att-satser", "avslogs")),
    Outcome.ANSWERED: (
        pgettext_lazy("att-sats", "förklarades besvarad"),
        pgettext_lazy("att-satser", "förklarades besvarade"),
    ),
    Outcome.WRITTEN_OFF: (pgettext_lazy("att-sats", "skrevs av"), pgettext_lazy("att-satser", "skrevs av")),
    Outcome.REFERRED_BACK: (
        pgettext_lazy("att-sats", "återremitterades"),
        pgettext_lazy("att-satser", "återremitterades"),
    ),
    Outcome.POSTPONED: (pgettext_lazy("att-sats", "bordlades"), pgettext_lazy("att-satser", "bordlades")),
    Outcome.CIRCULATED: (pgettext_lazy("att-sats", "remitterades"), pgettext_lazy("att-satser", "remitterades")),
    Outcome.APPROVED: (pgettext_lazy("att-sats", "godkändes"), pgettext_lazy("att-satser", "godkändes")),
    Outcome.NOTED: (
        pgettext_lazy("att-sats", "lades till handlingarna"),
        pgettext_lazy("att-satser", "lades till handlingarna"),
    ),
    Outcome.TASKED: (pgettext_lazy("att-sats", "gav ett uppdrag"), pgettext_lazy("att-satser", "gav uppdrag")),
    Outcome.FUNDED: (pgettext_lazy("att-sats", "beviljade medel"), pgettext_lazy("att-satser", "beviljade medel")),
    Outcome.SUPPORTED: (pgettext_lazy("att-sats", "tillstyrktes"), pgettext_lazy("att-satser", "tillstyrktes")),
    Outcome.OPPOSED: (pgettext_lazy("att-sats", "avstyrktes"), pgettext_lazy("att-satser", "avstyrktes")),
    Outcome.OTHER: (pgettext_lazy("att-sats", "fick annat utfall"), pgettext_lazy("att-satser", "fick annat utfall")),
}


def shares(counts: Iterable[tuple[int, Forms]], *, neuter: bool = False) -> str:
    """Numbers with what is said of each: "två är genomförda och en pågår"."""
    return listed(f"{count(number, neuter=neuter)} {forms[number != 1]}" for number, forms in counts if number)
