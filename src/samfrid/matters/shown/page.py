"""A matter's page: its chain from asked to done, its facts, its line of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm, BaseFormSet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.drawing import picture_of
from samfrid.commitments.models import Commitment
from samfrid.commitments.rules import due_text, is_late, is_settled
from samfrid.matters import rules
from samfrid.matters.course import deadline_of, settling, told_council
from samfrid.matters.models import (
    Matter,
    PersonRole,
    Question,
    Stage,
)
from samfrid.matters.queries import MatterPage
from samfrid.matters.shown.decisions import Taken, all_taken
from samfrid.matters.shown.listed import raised
from samfrid.matters.shown.referrals import ShownReferral, shown_referral, summed_up
from samfrid.municipalities.timeline import Mark
from samfrid.pictures import Picture
from samfrid.provenance.shown import Quote, quotes


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in a few words, with the sentences behind it."""

    text: str
    quotes: list[Quote]
    number: int = 0
    tone: str = ""
    word: str = ""
    more: str = ""
    """What is said about it besides: an answer, who was unanimous."""
    notes: tuple[str, ...] = ()
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """A clause that promises something, with what came of it; without a clause, what an answer promised."""

    clause: Told | None
    commitments: list[dict[str, Any]]
    #: where to make a commitment of it; empty where there is one
    act_url: str


@dataclass(frozen=True, slots=True)
class Chain:
    """From asked to done."""

    requests: list[Told]
    questions: list[Told]
    referrals: list[ShownReferral]
    #: their answers in one sentence
    referred: str
    proposed: list[Taken]
    decided: list[Taken]
    promised: list[Promised]
    done: list[dict[str, Any]]

    @property
    def lacking(self) -> bool:
        """Whether a clause that promises something has no commitment."""
        return any(not one.commitments for one in self.promised)

    @property
    def all_done(self) -> bool:
        """Whether everything that was promised has its commitment, and all of them are done."""
        return not self.lacking and bool(self.done) and all(row["tone"] == "done" for row in self.done)


def chain(page: MatterPage, today: dt.date) -> Chain:
    """The matter from top to bottom."""

    def told(record: Any, text: str, **more: Any) -> Told:
        return Told(text, quotes(page.sources[record.pk]), **more)

    taken = all_taken(page)
    return Chain(
        requests=[told(one, one.text, number=one.number) for one in page.requests],
        questions=[
            told(one, one.text, number=one.number, more=one.answer, notes=_question_notes(one))
            for one in page.questions
        ],
        referrals=[shown_referral(one, today, quotes(page.sources[one.pk])) for one in page.referrals],
        referred=summed_up(page.referrals, today),
        proposed=[one for one in taken if one.stage != Stage.FINAL],
        decided=[one for one in taken if one.stage == Stage.FINAL],
        promised=_promised(page, today),
        done=_done(page, today),
    )


def _question_notes(question: Question) -> tuple[str, ...]:
    notes = []
    if question.refers_back:
        notes.append(_("Svaret hänvisar bara till ett annat svar."))
    if question.lacks_figure:
        notes.append(_("Svaret aviserar en uppgift som saknas."))
    return tuple(notes)


def _promised(page: MatterPage, today: dt.date) -> list[Promised]:
    found = []
    for decision in page.decisions:
        if decision.stage != Stage.FINAL:
            continue
        for clause in decision.clauses.all():
            commitments = page.commitments.get(clause.pk, [])
            undone = bool(clause.reversed_by.all())
            if (clause.outcome in rules.PROMISING and not undone) or commitments:
                act = "" if commitments else reverse("matters:promise", args=[clause.pk])
                rows = [_commitment(one, today) for one in commitments]
                notes = (_("Beslutet är upphävt."),) if undone else ()
                found.append(Promised(Told(clause.text, [], notes=notes), rows, act))
    if page.other_commitments:
        found.append(Promised(None, [_commitment(one, today) for one in page.other_commitments], ""))
    return found


def promises_picture(page: MatterPage, today: dt.date) -> Picture | None:
    """What was promised in the matter on a line of time: when, to when, and what became of it."""
    every = [*(one for listed in page.commitments.values() for one in listed), *page.other_commitments]
    return picture_of(every, title=_("Ärendets åtaganden på en linje"), today=today)


def _commitment(commitment: Commitment, today: dt.date) -> dict[str, Any]:
    """A commitment as the matter shows it: who and by when."""
    who = commitments_shown.answers(commitment) or _("Ingen ansvarig")
    due = due_text(commitment.due_on, commitment.due_precision)
    return commitments_shown.row(commitment, today) | {"who": who, "due": due}


def _done(page: MatterPage, today: dt.date) -> list[dict[str, Any]]:
    every = dict.fromkeys([*(one for listed in page.commitments.values() for one in listed), *page.other_commitments])
    rows = []
    for one in every:
        rows.append(commitments_shown.row(one, today) | {"meta": [commitments_shown.last_word(one)]})
    return rows


def facts(page: MatterPage) -> list[tuple[str, str]]:
    """What stands beside the chain."""
    matter = page.matter
    found = [(_("Väckt"), raised(matter) or _("Dagen är okänd"))]
    if matter.addressee:
        found.append((_("Ställd till"), capfirst(matter.addressee)))
    for role in (PersonRole.MOVER, PersonRole.ANSWERER, PersonRole.OFFICER, PersonRole.SIGNER, PersonRole.OTHER):
        names = [str(person) for person in page.people if person.role == role]
        if names:
            found.append((str(role.label).capitalize(), ", ".join(names)))
    if page.numbers:
        label = ngettext("Diarienummer", "Diarienummer", len(page.numbers))
        found.append((label, ", ".join(number.number for number in page.numbers)))
    return found


def marks(page: MatterPage, today: dt.date) -> list[Mark]:
    """The matter's days for the line of time."""
    matter = page.matter
    found = [Mark(matter.raised_on, _("Väckt"), when=raised(matter), main=True)] if matter.raised_on else []
    found += [
        Mark(one.answered_on, _("Yttrande från %(body)s") % {"body": one.asked})
        for one in page.referrals
        if one.answered_on
    ]
    for decision in page.decisions:
        if decision.on:
            body = decision.body.name if decision.body else _("Organet är okänt")
            text = _("Beslut i %(body)s") if decision.stage == Stage.FINAL else _("Förslag till %(body)s")
            final = decision.stage == Stage.FINAL
            found.append(Mark(decision.on, text % {"body": body}, "done" if final else "", main=final))
    deadline = deadline_of(page)
    met = told_council(page) or any(one.on and deadline and one.on <= deadline.on for one in settling(page))
    if deadline and not deadline.moving and not met:
        found.append(Mark(deadline.on, _("Sista dag att besluta"), "late" if deadline.on < today else "soon"))
    every = dict.fromkeys([*(one for listed in page.commitments.values() for one in listed), *page.other_commitments])
    for one in every:
        if one.last_word_on:
            tone = "done" if is_settled(one.execution) else ""
            found.append(Mark(one.last_word_on, _("Besked om åtagande"), tone))
        if one.due_on and not is_settled(one.execution):
            late = is_late(one.due_on, one.execution, today)
            found.append(Mark(one.due_on, _("Åtagande ska vara klart"), "late" if late else "soon"))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A matter by its name, with the way to it."""

    title: str
    url: str
    kind: str
    raised: str
    key: UUID


def named(matter: Matter) -> Named:
    """A matter to be pointed at."""
    return Named(matter.title, matter.get_absolute_url(), matter.get_kind_display(), raised(matter), matter.pk)


def problems(form: BaseForm, clauses: BaseFormSet[Any]) -> list[tuple[str, str]]:
    """All that was wrong with a decision's form and its clauses, each with the field to go to."""
    found = [("", str(error)) for error in [*form.non_field_errors(), *clauses.non_form_errors()]]
    for one in [form, *clauses.forms]:
        found += [(field.id_for_label, str(error)) for field in one for error in field.errors]
    return found
