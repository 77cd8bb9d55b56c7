"""Matters as the templates take them: where a matter is, and its chain from asked to done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.forms import BaseForm, BaseFormSet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.commitments import shown as commitments_shown
from samfrid.commitments.models import Commitment
from samfrid.commitments.rules import due_text, is_late, is_settled
from samfrid.matters import rules
from samfrid.matters.models import (
    Clause,
    Decision,
    Matter,
    MatterKind,
    Outcome,
    PersonRole,
    Question,
    Stage,
    Stance,
)
from samfrid.matters.queries import MatterList, MatterPage, Standing, Where
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts
from samfrid.municipalities.timeline import Mark
from samfrid.provenance.shown import Quote, quotes

STANDINGS: Final = {
    Standing.UNANSWERED: gettext_lazy("Obesvarade"),
    Standing.DECIDED: gettext_lazy("Beslutade"),
}
KINDS: Final = {
    MatterKind.MOTION: gettext_lazy("Motioner"),
    MatterKind.INTERPELLATION: gettext_lazy("Interpellationer"),
    MatterKind.QUESTION: gettext_lazy("Enkla frågor"),
    MatterKind.INITIATIVE: gettext_lazy("Initiativärenden"),
    MatterKind.CITIZEN_PROPOSAL: gettext_lazy("Medborgarförslag"),
    MatterKind.OWN: gettext_lazy("Egna ärenden"),
}
ACTS: Final[Acts] = {
    "matters.register": gettext_lazy("lade upp ärendet"),
    "matters.set_raised": gettext_lazy("angav dagen då det väcktes"),
    "matters.add_number": gettext_lazy("lade till ett diarienummer"),
    "matters.add_person": gettext_lazy("lade till en person"),
    "matters.add_request": gettext_lazy("lade till ett yrkande"),
    "matters.add_question": gettext_lazy("lade till en fråga"),
    "matters.answer_question": gettext_lazy("lade till ett svar"),
    "matters.refer": gettext_lazy("antecknade ett yttrande"),
    "matters.propose": gettext_lazy("antecknade ett förslag till beslut"),
    "matters.decide": gettext_lazy("registrerade ett beslut"),
    "matters.promise": gettext_lazy("gjorde ett åtagande av en att-sats"),
    "matters.relate": gettext_lazy("knöt ihop det med ett annat ärende"),
}
#: in an entry's details, what the act was about
TOLD: Final = ("number", "name", "raised", "body")
STANCES: Final = {Stance.SUPPORTS: "done", Stance.SUPPORTS_IF: "asks", Stance.OPPOSES: "refused", Stance.NONE: "info"}


def raised(matter: Matter) -> str:
    """When it was raised, as exactly as is known; empty where it is not."""
    return in_words(matter.raised_on, matter.raised_precision) if matter.raised_on else ""


def settling(matter: Matter, where: Where) -> list[str]:
    """The outcomes that the matter waited for."""
    return [outcome for kind, outcome in where.finals if rules.settles(matter.kind, kind, outcome)]


def standing(matter: Matter, where: Where, today: dt.date) -> tuple[str, str]:
    """Where a matter is, as tone and word: what was decided, or how long it has waited, or how far it has come."""
    decided = settling(matter, where)
    if decided:
        return _decided(decided)
    if matter.kind in rules.ASKING_KINDS and where.answered:
        return "done", _("besvarad")
    deadline = rules.deadline_of(matter.kind, matter.raised_on, matter.raised_precision)
    if deadline and matter.raised_on:
        alarm = rules.motion_alarm(matter.raised_on, today)
        if alarm == "over":
            return "late", _("obesvarad, tiden gick ut %(day)s") % {"day": in_words(deadline.on)}
        if alarm in ("9", "11"):
            return "soon", _("obesvarad, ska beslutas senast %(day)s") % {"day": in_words(deadline.on)}
    return _on_the_way(where)


def _decided(outcomes: list[str]) -> tuple[str, str]:
    if len(set(outcomes)) == 1:
        return rules.TONES[outcomes[0]], _("beslutad: %(outcome)s") % {"outcome": Outcome(outcomes[0]).label}
    tone = "done" if any(rules.TONES[outcome] == "done" for outcome in outcomes) else "info"
    return tone, _("beslutad med olika utfall")


def _on_the_way(where: Where) -> tuple[str, str]:
    paused = [outcome for _kind, outcome in where.finals if rules.TONES[outcome] == "paused"]
    if paused:
        return "paused", str(Outcome(paused[-1]).label)
    if where.proposed:
        return "open", _("förslag till beslut finns")
    if any(where.stances):
        return "open", _("yttrande har kommit")
    return ("open", _("på remiss")) if where.stances else ("todo", _("väckt"))


def rows(found: MatterList, today: dt.date) -> list[dict[str, Any]]:
    """The matters of a page of the list, for ``municipalities/_rows.html``."""
    shown = []
    for matter in found.page.rows:
        tone, word = standing(matter, found.where.get(matter.pk) or Where(), today)
        meta = [str(MatterKind(matter.kind).label).capitalize()]
        movers = found.movers.get(matter.pk, [])
        if movers:
            meta.append(movers[0] if len(movers) == 1 else _("%(first)s med flera") % {"first": movers[0]})
        meta.append(_("väckt %(day)s") % {"day": raised(matter)} if matter.raised_on else _("dag okänd"))
        meta += found.numbers.get(matter.pk, [])
        shown.append(
            {"url": matter.get_absolute_url(), "title": matter.title, "meta": meta, "tone": tone, "word": word}
        )
    return shown


# --- the page -------------------------------------------------------------------------------------------------------


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
class Taken:
    """A proposed or final decision with its clauses."""

    body: str
    on: dt.date | None
    paragraph: str
    clauses: list[Told]
    quotes: list[Quote]


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
    referrals: list[Told]
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

    return Chain(
        requests=[told(one, one.text, number=one.number) for one in page.requests],
        questions=[
            told(one, one.text, number=one.number, more=one.answer, notes=_question_notes(one))
            for one in page.questions
        ],
        referrals=[
            told(
                one,
                one.body.name,
                tone=STANCES.get(Stance(one.stance), "todo") if one.stance else "todo",
                word=one.get_stance_display() if one.stance else _("inte svarat"),
                more=one.text,
                notes=(in_words(one.answered_on),) if one.answered_on else (),
            )
            for one in page.referrals
        ],
        proposed=[_taken(page, one) for one in page.decisions if one.stage == Stage.PROPOSED],
        decided=[_taken(page, one) for one in page.decisions if one.stage == Stage.FINAL],
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


def _clause(page: MatterPage, clause: Clause) -> Told:
    said = {True: (_("enhälligt"),), False: (_("inte enhälligt"),), None: ()}[clause.unanimous]
    return Told(
        clause.text,
        quotes(page.sources[clause.pk]),
        number=clause.number,
        tone=rules.TONES[clause.outcome],
        word=clause.get_outcome_display(),
        notes=said,
        key=clause.pk,
    )


def _taken(page: MatterPage, decision: Decision) -> Taken:
    return Taken(
        decision.body.name if decision.body else _("Organet är okänt"),
        decision.on,
        decision.paragraph,
        [_clause(page, clause) for clause in decision.clauses.all()],
        quotes(page.sources[decision.pk]),
    )


def _promised(page: MatterPage, today: dt.date) -> list[Promised]:
    found = []
    for decision in page.decisions:
        if decision.stage != Stage.FINAL:
            continue
        for clause in decision.clauses.all():
            commitments = page.commitments.get(clause.pk, [])
            if clause.outcome in rules.PROMISING or commitments:
                act = "" if commitments else reverse("matters:promise", args=[clause.pk])
                rows = [_commitment(one, today) for one in commitments]
                found.append(Promised(_clause(page, clause), rows, act))
    if page.other_commitments:
        found.append(Promised(None, [_commitment(one, today) for one in page.other_commitments], ""))
    return found


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


def _settling_decisions(page: MatterPage) -> list[Decision]:
    """The decisions that the matter waited for."""
    return [
        decision
        for decision in page.decisions
        if decision.stage == Stage.FINAL
        and any(
            rules.settles(page.matter.kind, decision.body.kind if decision.body else None, clause.outcome)
            for clause in decision.clauses.all()
        )
    ]


def marks(page: MatterPage, today: dt.date) -> list[Mark]:
    """The matter's days for the line of time."""
    matter = page.matter
    found = [Mark(matter.raised_on, _("Väckt"), when=raised(matter))] if matter.raised_on else []
    found += [
        Mark(one.answered_on, _("Yttrande från %(body)s") % {"body": one.body.name})
        for one in page.referrals
        if one.answered_on
    ]
    for decision in page.decisions:
        if decision.on:
            body = decision.body.name if decision.body else _("Organet är okänt")
            text = _("Beslut i %(body)s") if decision.stage == Stage.FINAL else _("Förslag till %(body)s")
            found.append(Mark(decision.on, text % {"body": body}, "done" if decision.stage == Stage.FINAL else ""))
    deadline = rules.deadline_of(matter.kind, matter.raised_on, matter.raised_precision)
    if deadline and not any(one.on and one.on <= deadline.on for one in _settling_decisions(page)):
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


def named(matter: Matter) -> Named:
    """A matter to be pointed at."""
    return Named(matter.title, matter.get_absolute_url(), matter.get_kind_display(), raised(matter))


def problems(form: BaseForm, clauses: BaseFormSet[Any]) -> list[tuple[str, str]]:
    """All that was wrong with a decision's form and its clauses, each with the field to go to."""
    found = [("", str(error)) for error in [*form.non_field_errors(), *clauses.non_form_errors()]]
    for one in [form, *clauses.forms]:
        found += [(field.id_for_label, str(error)) for field in one for error in field.errors]
    return found
