"""The words of the letters. They are the municipality's and in Swedish; no commitment's text stands in any of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samfrid.municipalities.dates import in_words
from samfrid.post.rules import MARK
from samfrid.reporting.models import Request, Round


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject and text."""

    subject: str
    body: str


def _ask(round_: Round) -> str:
    asker = f"{round_.asker}, {round_.reach}" if round_.reach else round_.asker
    return _("Frågor? Hör av dig till %(asker)s.") % {"asker": asker}


def _how_many(number: int) -> str:
    return ngettext("%(n)s åtagande", "%(n)s åtaganden", number) % {"n": number}


def _link(round_: Round) -> list[str]:
    return [
        _("Svara här. Det tar en halv minut och kräver ingen inloggning:"),
        MARK,
        _("Länken är din egen och gäller till och med %(day)s. Den som använder den svarar i ditt namn.")
        % {"day": in_words(round_.expires_on)},
    ]


def _made(subject: str, parts: list[str], municipality: str) -> Words:
    # a mail is plain text: its spaces are plain too
    plain = str.maketrans("\N{NO-BREAK SPACE}", " ")
    return Words(subject.translate(plain), "\n\n".join([*parts, municipality]).translate(plain))


@override("sv")
def ask(request: Request, number: int, municipality: str) -> Words:
    """The first letter, and the one with a new link."""
    round_ = request.round
    parts = [
        _("Hej %(name)s!") % {"name": request.contact.name},
        _("%(municipality)s följer upp det som är beslutat och lovat. Du är kontakt för %(many)s. Säg hur det går.")
        % {"municipality": municipality, "many": _how_many(number)},
        _("Vi vill ha ditt svar senast %(day)s.") % {"day": in_words(round_.due_on)},
        *_link(round_),
        _ask(round_),
    ]
    return _made(_("Hur går det? Svara senast %(day)s") % {"day": in_words(round_.due_on)}, parts, municipality)


@override("sv")
def remind(request: Request, number: int, municipality: str, *, late: bool) -> Words:
    """A reminder: before the day, or after it."""
    round_ = request.round
    day = in_words(round_.due_on)
    told = (_("Ditt svar skulle ha kommit senast %(day)s.") if late else _("Vi vill ha ditt svar senast %(day)s.")) % {
        "day": day
    }
    parts = [
        _("Hej %(name)s!") % {"name": request.contact.name},
        _("Vi har inte fått svar om %(many)s.") % {"many": _how_many(number)} + " " + told,
        _("Har inget hänt går det bra att svara just det."),
        *_link(round_),
        _ask(round_),
    ]
    return _made(_("Påminnelse: hur går det?"), parts, municipality)


@override("sv")
def escalate(request: Request, head: str, number: int, municipality: str) -> Words:
    """To the head of the unit, when nobody has answered; without a link, which is the contact's own."""
    round_ = request.round
    parts = [
        _("Hej %(name)s!") % {"name": head},
        _("Vi har frågat %(who)s hur det går med %(many)s. Svaret skulle ha kommit senast %(day)s.")
        % {"who": request.contact, "many": _how_many(number), "day": in_words(round_.due_on)},
        _("Se till att frågan blir besvarad, eller säg till oss vem vi ska fråga i stället."),
        _ask(round_),
    ]
    return _made(_("Uppföljningen är inte besvarad"), parts, municipality)
