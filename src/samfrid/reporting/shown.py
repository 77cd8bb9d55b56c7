"""Rounds as their pages show them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.commitments.rules import as_task
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts
from samfrid.post import shown as post
from samfrid.reporting import links
from samfrid.reporting.models import Request, Rhythm, Round, Unreached
from samfrid.reporting.queries import Answering, Question
from samfrid.reporting.rules import ItemState

ACTS: Final[Acts] = {
    "reporting.open_round": gettext_lazy("lade upp en omgång"),
    "reporting.start": gettext_lazy("öppnade omgången och frågade dem som ansvarar"),
    "reporting.ask_more": gettext_lazy("frågade om det som tillkommit"),
    "reporting.remind": gettext_lazy("påminde"),
    "reporting.escalate": gettext_lazy("skrev till chefen om"),
    "reporting.revoke": gettext_lazy("återkallade länken för"),
    "reporting.new_link": gettext_lazy("skickade en ny länk till"),
    "reporting.answer": gettext_lazy("svarade på allt genom sin länk"),
    "reporting.close": gettext_lazy("stängde omgången"),
    "reporting.end_series": gettext_lazy("avslutade rytmen för"),
}

ITEM_WORDS: Final = {
    ItemState.WAITS: gettext_lazy("väntar på svar"),
    ItemState.ANSWERED: gettext_lazy("besvarade"),
    ItemState.ELSEWHERE: gettext_lazy("rapporterade på annat sätt"),
    ItemState.CLOSED: gettext_lazy("avslutade"),
    ItemState.MOVED: gettext_lazy("överlämnade till någon annan"),
    ItemState.HIDDEN: gettext_lazy("frågas om muntligt"),
}


def round_state(round_: Round, today: dt.date) -> tuple[str, str]:
    """Tone and word of a round."""
    if round_.closed_on:
        return "none", _("stängd")
    if not round_.opened_on:
        return "todo", _("öppnar %(day)s") % {"day": in_words(round_.opens_on)}
    if today > round_.due_on:
        return "late", _("svarsdagen har gått")
    return "open", _("öppen")


def row(round_: Round, today: dt.date) -> dict[str, Any]:
    """A round in the list."""
    tone, word = round_state(round_, today)
    meta = [
        in_words(round_.opens_on),
        _("svar senast %(day)s") % {"day": in_words(round_.due_on)},
        *([round_.get_rhythm_display()] if round_.rhythm != Rhythm.ONCE else []),
        *([round_.unit.name] if round_.unit else []),
    ]
    return {"url": round_.get_absolute_url(), "title": round_.name, "meta": meta, "tone": tone, "word": word}


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter to somebody who was asked."""

    kind: str
    on: str
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One who was asked: how she stands, what has been written to her, what can be done."""

    request: Request
    name: str
    place: str
    tone: str
    word: str
    counts: list[str]
    sent: list[Sent]
    #: who her head is cannot be told from here: the act says it if there is none
    may_remind: bool
    may_escalate: bool
    may_link: bool
    may_revoke: bool


def answering_row(one: Answering, round_: Round, today: dt.date, *, has_server: bool) -> Row:
    """One who was asked."""
    states = Counter(_told(question) for question in one.questions)
    over = links.over(one.request, today)
    running = round_.opened_on is not None and round_.closed_on is None
    chase = running and over is None and one.waiting > 0
    tone, word = _state(one, today, revoked=one.request.revoked_on is not None)
    return Row(
        one.request,
        str(one.request.contact),
        str(one.request.contact.unit or one.request.contact.organisation or ""),
        tone,
        word,
        [f"{number} {ITEM_WORDS[state]}" for state in ItemState if (number := states[state])],
        [_sent(letter, has_server=has_server) for letter in one.letters],
        chase,
        chase and today > round_.due_on and one.request.escalated_on is None,
        running and today <= round_.expires_on,
        running and over is None,
    )


def _told(question: Question) -> ItemState:
    """What a question counts as: one that her own answer closed is answered."""
    closed_by_her = question.state is ItemState.CLOSED and question.item.progress_id is not None
    return ItemState.ANSWERED if closed_by_her else question.state


def _state(one: Answering, today: dt.date, *, revoked: bool) -> tuple[str, str]:
    if not one.waiting:
        answered = any(_told(question) is ItemState.ANSWERED for question in one.questions)
        return ("done", _("har svarat")) if answered else ("none", _("inget kvar att svara på"))
    if revoked or one.request.contact.ended_on:
        return "refused", _("länken är återkallad") if revoked else _("är inte kontakt längre")
    if today > one.request.round.due_on:
        return "late", _("har inte svarat i tid")
    begun = any(_told(question) is ItemState.ANSWERED for question in one.questions)
    return ("open", _("har börjat svara")) if begun else ("todo", _("har inte svarat än"))


def _sent(letter: Any, *, has_server: bool) -> Sent:
    made = post.row(letter, has_server=has_server)
    return Sent(
        capfirst(letter.get_kind_display()), in_words(timezone.localdate(letter.created_at)), made.word, made.url
    )


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A commitment that nobody could be asked about."""

    title: str
    why: str
    answers: str
    url: str


def not_asked(one: Unreached) -> NotAsked:
    """A commitment that nobody could be asked about, with who answers for it."""
    commitment = one.commitment
    answers = commitment.responsible or commitment.responsible_organisation
    url = reverse("commitments:commitment", args=[commitment.pk])
    return NotAsked(as_task(commitment.text), str(one.get_why_display()), str(answers or ""), url)


@dataclass(frozen=True, slots=True)
class Page:
    """A round's page."""

    round: Round
    tone: str
    word: str
    facts: list[tuple[str, str]]
    rows: list[Row]
    not_asked: list[NotAsked]
    is_running: bool
    history: list[Any] = field(default_factory=list)


def facts(round_: Round, found: list[Answering], missing: int) -> list[tuple[str, str]]:
    """The round in figures and days."""
    done = sum(1 for one in found if not one.waiting)
    told = [
        (_("Öppnar"), in_words(round_.opens_on)),
        (_("Svar senast"), in_words(round_.due_on)),
        (_("Länkarna gäller till och med"), in_words(round_.expires_on)),
        (_("Har svarat"), _("%(done)s av %(all)s") % {"done": done, "all": len(found)}),
        (_("Kan inte nås"), str(missing)),
        (_("Rytm"), capfirst(str(round_.get_rhythm_display()))),
    ]
    if round_.by_itself:
        told.append((_("Nästa omgång"), _("öppnar av sig själv")))
    if round_.unit:
        told.append((_("Enhet"), round_.unit.name))
    if round_.origin_kind:
        told.append((_("Kommer ur"), capfirst(str(round_.get_origin_kind_display()))))
    asker = f"{round_.asker}, {round_.reach}" if round_.reach else round_.asker
    told.append((_("Frågor ställs till"), asker))
    return told
