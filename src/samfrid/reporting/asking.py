"""The page that a link opens, ready for its template: each commitment with its four answers, or with why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.commitments.models import Execution, Progress
from samfrid.commitments.rules import as_task, due_text, is_settled
from samfrid.municipalities.dates import in_words
from samfrid.reporting.actions.answering import Choice, choice_of
from samfrid.reporting.forms import AnswerForm
from samfrid.reporting.models import Item, Request
from samfrid.reporting.queries import Question
from samfrid.reporting.rules import OPEN_STATES, ItemState

#: the order of the fields on the page, for the list of what is to be mended
_FIELDS = ("choice", "text", "share_done", "evidence", "decides", "as_seen")


#: those that hold what she has written
_WORDS = ("text", "evidence", "decides")


@dataclass(frozen=True, slots=True)
class Option:
    """One of the four answers."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is to be mended: the field to go to, and a sentence."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One commitment on the page."""

    item: Item
    prefix: str
    #: empty where nothing may be told
    title: str
    meta: list[str]
    #: why it is not to be answered here; empty where it is
    closed: str
    #: what she has said
    said: str
    form: AnswerForm | None
    options: list[Option]
    #: the latest report that this page shows
    seen: str
    #: what is typed, by field
    typed: Mapping[str, Any]
    wrong: list[Wrong]


def prefix_of(item: Item) -> str:
    """What the fields of a question begin with."""
    return f"f{item.pk.hex}"


def card(question: Question, form: AnswerForm | None = None) -> Card:
    """A question; with the form as it was sent, where something in it is to be mended."""
    item, commitment = question.item, question.commitment
    prefix = prefix_of(item)
    if commitment is None or question.state not in OPEN_STATES:
        # of what has become confidential not even her own words are shown again
        told = commitment is not None and question.state is not ItemState.HIDDEN
        title, said = (as_task(commitment.text), _said(item.progress)) if commitment and told else ("", "")
        wrong = _wrong(form, prefix, whole=True) if form is not None and form.errors else []
        typed = {name: form[name].value() or "" for name in _WORDS} if form is not None else {}
        return Card(item, prefix, title, [], _closed(question), said, None, [], "", typed, wrong)
    refused = form is not None and bool(form.errors)
    own = form if form is not None and refused else AnswerForm(prefix=prefix)
    meta = (
        [_("klart senast %(day)s") % {"day": due_text(commitment.due_on, commitment.due_precision)}]
        if (commitment.due_on)
        else []
    )
    if question.latest and question.latest.pk != item.progress_id:
        meta.append(_latest(question.latest))
    typed = {name: own[name].value() or "" for name in _FIELDS}
    return Card(
        item,
        prefix,
        as_task(commitment.text),
        meta,
        "",
        _said(item.progress),
        own,
        _options(commitment.execution, str(typed["choice"])),
        str(question.latest.pk) if question.latest else "",
        typed,
        _wrong(own, prefix) if refused else [],
    )


def _options(execution: str, chosen: str) -> list[Option]:
    begun = execution not in (Execution.UNKNOWN, Execution.NOT_STARTED)
    labels = {
        Choice.SAME: _("Ingen förändring") if begun else _("Inte påbörjat än"),
        Choice.PROGRESS: _("Det har kommit en bit"),
        Choice.DONE: _("Genomfört"),
        Choice.CANNOT: _("Går inte att genomföra"),
    }
    return [Option(str(choice), label, str(choice) == chosen) for choice, label in labels.items()]


def _wrong(form: AnswerForm, prefix: str, *, whole: bool = False) -> list[Wrong]:
    """What is to be mended, each with the field to go to; what belongs to none, or ``whole``, leads to the question."""
    found = []
    for name, errors in form.errors.items():
        in_field = name in _FIELDS and name not in ("choice", "as_seen") and not whole
        found += [Wrong(f"{prefix}-{name}" if in_field else prefix, str(words)) for words in errors]
    return found


def _latest(progress: Progress) -> str:
    words = {"what": progress.get_execution_display(), "day": in_words(progress.on), "who": progress.reported_by}
    return _("senast: %(what)s %(day)s, %(who)s") % words


def _said(progress: Progress | None) -> str:
    """What she has said by this link, in words."""
    if progress is None:
        return ""
    parts = [str(progress.get_execution_display())]
    if choice_of(progress) is Choice.SAME:
        parts = [_("ingen förändring"), *parts]
    if progress.share_done is not None and progress.share_done < 100:
        parts.append(f"{progress.share_done}\N{NO-BREAK SPACE}%")
    parts += [part for part in (progress.text, progress.shown_by, progress.decides) if part]
    return capfirst(" · ".join(parts))


def _closed(question: Question) -> str:
    """Why a question is not to be answered by this link."""
    commitment = question.commitment
    if question.state is ItemState.MOVED and commitment:
        now = commitment.responsible or commitment.responsible_organisation
        if commitment.contact_id and (question.item.unit_id, question.item.organisation_id) == (
            commitment.responsible_id,
            commitment.responsible_organisation_id,
        ):
            return _("Frågan ställs nu till någon annan hos er. Du behöver inte svara.")
        if now is None:
            return _("Åtagandet har lämnats över och har ingen ansvarig än. Du behöver inte svara.")
        return _("Åtagandet har lämnats över till %(who)s. Du behöver inte svara.") % {"who": now}
    if question.state is ItemState.CLOSED and commitment and not is_settled(commitment.execution):
        day = due_text(commitment.due_on, commitment.due_precision)
        return _("Den här gången är klar. Nästa gång: klart senast %(day)s.") % {"day": day}
    if question.state is ItemState.CLOSED and commitment:
        return _("Åtagandet är avslutat: %(how)s.") % {"how": commitment.get_execution_display()}
    return _("Ett av dina åtaganden frågar vi inte om här. Vi hör av oss på annat sätt.")


def heading(request: Request) -> str:
    """In whose name one answers."""
    contact = request.contact
    place = contact.unit or contact.organisation
    return f"{contact}, {place}" if place else str(contact)
