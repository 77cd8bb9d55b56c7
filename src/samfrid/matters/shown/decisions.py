"""Proposals and decisions as the templates take them: clause by clause, with what differs from what was proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.matters import rules
from samfrid.matters.models import Clause, Decision, Outcome, Stage, Vote
from samfrid.matters.queries import MatterPage
from samfrid.matters.rules.decisions import Count, Step, compared_with, other_total
from samfrid.matters.rules.difference import ClauseText, Pair, Piece, difference, pairs
from samfrid.municipalities.dates import in_words
from samfrid.provenance.shown import Quote, quotes

#: said once, when the council decides something that nobody is known to have prepared; it may have been done elsewhere
UNPREPARED: Final = gettext_lazy(
    "Ingen beredning är registrerad. Ett ärende ska beredas av en nämnd innan fullmäktige beslutar (kommunallagen"
    " 5 kap. 26 §). Lägg till remissen eller nämndens förslag om den finns."
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something by its name, with the way there; without a way where the reader may not see it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Fallen:
    """A clause that was proposed, and is not in the decision."""

    text: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause with its outcome, and what was proposed instead."""

    key: UUID
    number: int
    text: str
    tone: str
    word: str
    quotes: list[Quote]
    notes: tuple[str, ...] = ()
    #: the outcome that was proposed, where another was decided
    proposed_word: str = ""
    #: the words that were proposed against these, where they differ
    pieces: list[Piece] = field(default_factory=list)
    #: it was not among what was proposed
    is_new: bool = False
    #: the later decisions that undo it
    undone_by: list[Pointer] = field(default_factory=list)
    #: the earlier decision that it undoes
    undoes: Pointer | None = None


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A vote in words, with what it was about."""

    key: UUID
    text: str
    about: str
    clause: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody with a reservation or a conflict of interest."""

    key: UUID
    name: str
    more: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A recommended, proposed or final decision with its clauses, and how it was taken."""

    key: UUID
    url: str
    title: str
    stage: str
    stage_word: str
    on: dt.date | None
    paragraph: str
    minutes: Pointer | None
    clauses: list[ShownClause]
    quotes: list[Quote]
    #: what it is compared with: "förslaget från KSAU 3 maj 2022"; empty where nothing was proposed
    compared: str
    fallen: list[Fallen]
    votes: list[ShownVote]
    reservations: list[ShownPerson]
    recusals: list[ShownPerson]

    @property
    def as_proposed(self) -> bool:
        """Whether every clause is as it was proposed."""
        changed = any(one.pieces or one.proposed_word or one.is_new for one in self.clauses)
        return bool(self.compared) and not changed and not self.fallen


def all_taken(page: MatterPage) -> list[Taken]:
    """Every recommendation, proposal and decision of a matter, the oldest first, each beside what led to it."""
    by_key = {one.pk: one for one in page.decisions}
    steps = [Step(one.pk, one.stage, one.body_id, one.on) for one in page.decisions]
    found = []
    for step in steps:
        before = compared_with(step, steps)
        found.append(_taken(page, by_key[step.key], by_key[before] if before else None))
    return found


def title_of_decision(decision: Decision) -> str:
    """Who decides, or who proposes it to whom."""
    body = decision.body.name if decision.body else _("Organet är okänt")
    if decision.stage == Stage.FINAL or not decision.proposed_by:
        return body
    return _("%(by)s till %(body)s") % {"by": capfirst(decision.proposed_by), "body": _inside(body)}


def _inside(name: str) -> str:
    """A body's name within a sentence: "kommunstyrelsen", but "KSAU"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _named(decision: Decision) -> str:
    """A proposal as another one refers to it."""
    words = _("rekommendationen") if decision.stage == Stage.RECOMMENDED else _("förslaget")
    if decision.proposed_by:
        words = _("%(what)s från %(by)s") % {"what": words, "by": decision.proposed_by}
    elif decision.body:
        words = _("%(what)s till %(body)s") % {"what": words, "body": decision.body.name}
    return f"{words} {in_words(decision.on)}" if decision.on else words


def _taken(page: MatterPage, decision: Decision, before: Decision | None) -> Taken:
    clauses = list(decision.clauses.all())
    matched = _matched(before, clauses)
    votes = list(decision.votes.all())
    return Taken(
        key=decision.pk,
        url=reverse("matters:decision", args=[decision.pk]),
        title=title_of_decision(decision),
        stage=decision.stage,
        stage_word=decision.get_stage_display(),
        on=decision.on,
        paragraph=decision.paragraph,
        minutes=_minutes(decision),
        clauses=[_clause(page, clause, matched.get(clause.pk)) for clause in clauses],
        quotes=quotes(page.sources[decision.pk]),
        compared=_named(before) if before else "",
        fallen=[
            Fallen(one.before.text, str(Outcome(one.before.outcome).label))
            for one in matched.values()
            if one.before and not one.after
        ],
        votes=[_vote(one, votes, clauses) for one in votes],
        reservations=[
            ShownPerson(
                one.pk,
                str(one),
                _("till förmån för %(what)s") % {"what": one.in_favour_of} if one.in_favour_of else "",
                one.text,
            )
            for one in decision.reservations.all()
        ],
        recusals=[ShownPerson(one.pk, str(one), one.get_ground_display()) for one in decision.recusals.all()],
    )


def _minutes(decision: Decision) -> Pointer | None:
    minutes = decision.minutes
    if minutes is None:
        return None
    label = f"{minutes.body.name} {in_words(minutes.met_on)}"
    return Pointer(f"{label}, {minutes.part}" if minutes.part else label, minutes.get_absolute_url())


def _matched(before: Decision | None, clauses: Sequence[Clause]) -> Mapping[UUID, Pair]:
    """The pairs by the clause decided, or by the clause proposed where it fell away."""
    if before is None:
        return {}
    found = pairs([_compared(one) for one in before.clauses.all()], [_compared(one) for one in clauses])
    return {key.key: pair for pair in found if (key := pair.after or pair.before)}


def _compared(clause: Clause) -> ClauseText:
    number = clause.request.number if clause.request else None
    return ClauseText(clause.pk, number, clause.text, str(clause.outcome))


def _clause(page: MatterPage, clause: Clause, pair: Pair | None) -> ShownClause:
    proposed = pair.before if pair else None
    other_words = proposed is not None and " ".join(proposed.text.split()) != " ".join(clause.text.split())
    other_outcome = proposed is not None and proposed.outcome != clause.outcome
    undone = [_pointer(page, one.decision) for one in clause.reversed_by.all()]
    notes = [_("svar på yrkande %(number)s") % {"number": clause.request.number}] if clause.request else []
    notes += {True: [_("enhälligt")], False: [_("inte enhälligt")], None: []}[clause.unanimous]
    return ShownClause(
        key=clause.pk,
        number=clause.number,
        text=clause.text,
        tone=rules.TONES[clause.outcome],
        word=clause.get_outcome_display(),
        quotes=quotes(page.sources[clause.pk]),
        notes=tuple(notes),
        proposed_word=str(Outcome(proposed.outcome).label) if proposed and other_outcome else "",
        pieces=difference(proposed.text, clause.text) if proposed and other_words else [],
        is_new=pair is not None and proposed is None,
        undone_by=undone,
        undoes=_pointer(page, clause.reverses.decision) if clause.reverses else None,
    )


def _pointer(page: MatterPage, decision: Decision) -> Pointer:
    """A decision elsewhere or here by body, day and paragraph."""
    day = in_words(decision.on) if decision.on else ""
    body = decision.body.name if decision.body else _("Organet är okänt")
    label = " ".join(part for part in (body, day, decision.paragraph) if part)
    if decision.matter_id == page.matter.pk:
        return Pointer(label, f"#beslut-{decision.pk}")
    other = page.elsewhere.get(decision.matter_id)
    return Pointer(label, f"{other.get_absolute_url()}#beslut-{decision.pk}" if other else "")


def _vote(vote: Vote, votes: Sequence[Vote], clauses: Sequence[Clause]) -> ShownVote:
    words = [_("%(n)s ja") % {"n": vote.yes}, _("%(n)s nej") % {"n": vote.no}]
    words += [_("%(n)s avstod") % {"n": vote.abstained}] if vote.abstained else []
    words += [_("%(n)s frånvarande") % {"n": vote.absent}] if vote.absent else []
    text = ", ".join(words)
    if vote.chair_decided:
        text = _("%(votes)s; ordförandens röst avgjorde") % {"votes": text}
    number = next((one.number for one in clauses if one.pk == vote.clause_id), None)
    about = _("Att-sats %(number)s") % {"number": number} if number else _("Beslutet i sin helhet")
    others = [count(one) for one in votes if one.pk != vote.pk]
    return ShownVote(vote.pk, text, vote.about, about, other_total(count(vote), others))


def count(vote: Vote) -> Count:
    """A vote as the rules take it."""
    return Count(vote.yes, vote.no, vote.abstained, vote.absent, vote.chair_decided, vote.about)
