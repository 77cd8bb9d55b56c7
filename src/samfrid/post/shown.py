"""Letters as the templates take them, and as paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts
from samfrid.papers.paper import Paper, Text, paragraphs
from samfrid.post import rules
from samfrid.post.models import Letter, Trouble
from samfrid.post.queries import Filter

ACTS: Final[Acts] = {
    "post.write": gettext_lazy("skrev ett brev"),
    "post.send": gettext_lazy("skickade ett brev"),
    "post.fail": gettext_lazy("kunde inte skicka ett brev"),
    "post.drop": gettext_lazy("lät bli att skicka ett brev som inte behövdes längre"),
    "post.print": gettext_lazy("skrev ut ett brev"),
    "post.try_again": gettext_lazy("bad om att ett brev skickas igen"),
    "post.open_link": gettext_lazy("öppnade länken i ett brev"),
}

FILTER_NAMES: Final = {
    Filter.TO_PRINT: gettext_lazy("Att skriva ut"),
    Filter.FAILED: gettext_lazy("Gick inte fram"),
    Filter.SENT: gettext_lazy("Skickade och utskrivna"),
}


def state_of(letter: Letter, *, has_server: bool) -> rules.State:
    """Where a letter is."""
    return rules.state(
        sent=letter.sent_at is not None,
        printed=letter.printed_on is not None,
        dropped=letter.dropped_on is not None,
        failed=bool(letter.failed),
        to_send=letter.next_try_at is not None,
        has_server=has_server,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in the list."""

    letter: Letter
    url: str
    meta: list[str]
    tone: str
    word: str


def row(letter: Letter, *, has_server: bool) -> Row:
    """A letter for the list."""
    tone, word = rules.SHOWN[state_of(letter, has_server=has_server)]
    meta = [capfirst(letter.get_kind_display()), letter.to_name, in_words(timezone.localdate(letter.created_at))]
    return Row(letter, letter.get_absolute_url(), meta, tone, str(word))


def facts(letter: Letter) -> list[tuple[str, str]]:
    """What stands beside one letter."""
    told = [
        (_("Till"), letter.to_name),
        (_("E-postadress"), letter.to_address or _("ingen: brevet skrivs ut")),
        (_("Skrivet"), in_words(timezone.localdate(letter.created_at))),
    ]
    if letter.sent_at:
        told.append((_("Skickat"), in_words(timezone.localdate(letter.sent_at))))
    if letter.printed_on:
        told.append((_("Utskrivet"), in_words(letter.printed_on)))
    if letter.attempts > 1 or letter.failed:
        told.append((_("Försök"), str(letter.attempts)))
    return told


def trouble(letter: Letter) -> str:
    """Why it has not gone, in a sentence; empty where nothing is wrong or it went in another way."""
    if not letter.failed or letter.sent_at or letter.printed_on:
        return ""
    return str(Trouble(letter.failed).label)


def words(letter: Letter) -> str:
    """The letter as it may be read by whoever may read letters: where the link goes in is said in words."""
    return rules.with_link(letter.body, _("[här står en personlig länk, som bara mottagaren får]"))


@override("sv")
def paper(letter: Letter, body: str, municipality: str, on: dt.date) -> Paper:
    """A copy of a letter, to print. Letters are the municipality's and in Swedish, whoever prints them."""
    return Paper(
        title=letter.subject,
        blocks=[Text(paragraphs(body))],
        sender=[municipality],
        reference=[(_("Datum"), on.isoformat())],
        recipient=[letter.to_name],
    )


def rows_context(found: list[Letter], *, has_server: bool) -> dict[str, Any]:
    """The rows, and the address to which those that are chosen are posted."""
    return {"rows": [row(one, has_server=has_server) for one in found], "print_url": reverse("post:print")}
