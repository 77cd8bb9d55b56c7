"""When a decision told by another document is one that is here already. No doubles, and nothing overwritten.

Minutes, memos and interpellations tell the same decision in turn, some whole, some only in passing ("biföll ett enigt
kommunfullmäktige motionen"). Called by ``actions.record_decision`` with the matter locked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samfrid.matters import rules
from samfrid.matters.models import Clause, Decision, Matter, Minutes, Outcome, Request, Stage
from samfrid.municipalities.models import Body
from samfrid.provenance.actions import Sentence, cite


@dataclass(frozen=True, slots=True)
class ClauseIn:
    """A clause (att-sats) as a document or a person gives it. ``unanimous`` is None where nothing is said."""

    text: str
    outcome: Outcome
    unanimous: bool | None = None
    sentences: Sequence[Sentence] = ()
    #: number of the request that it answers
    request: int | None = None
    #: the earlier final clause that it undoes
    reverses: UUID | None = None


def same_decision(
    matter: Matter,
    *,
    body: Body | None,
    stage: Stage,
    on: dt.date | None,
    paragraph: str,
    clauses: Sequence[ClauseIn],
    proposed_by: str = "",
) -> Decision | None:
    """The decision of the matter that this is, told again; None if it is a new one.

    Same stage and same body (or one of them unknown), and then: the same day, or, where a day is unknown, a clause
    alike or a clause that only tells the outcome. Two days, two paragraphs or two proposers that differ are two.
    """
    known = matter.decisions.filter(stage=stage).prefetch_related("clauses").order_by("created_at")
    for decision in known:
        if body and decision.body_id and decision.body_id != body.pk:
            continue
        if on and decision.on and on != decision.on:
            continue
        if paragraph and decision.paragraph and _bare(paragraph) != _bare(decision.paragraph):
            continue
        if proposed_by and decision.proposed_by and _bare(proposed_by) != _bare(decision.proposed_by):
            continue
        if (on and decision.on) or _tells_the_same(decision, clauses):
            return decision
    return None


def _bare(paragraph: str) -> str:
    return "".join(character for character in paragraph.casefold() if character.isalnum())


def _tells_the_same(decision: Decision, clauses: Sequence[ClauseIn]) -> bool:
    return any(
        _same(known, clause) or (clause.outcome == known.outcome and _passing(known, clause))
        for known in decision.clauses.all()
        for clause in clauses
    )


def _same(known: Clause, clause: ClauseIn) -> bool:
    """Whether they are one clause, told in the same words or in other ones."""
    same = rules.same_clause(known.text, clause.text) or rules.retells(known.text, clause.text)
    return known.outcome == clause.outcome and same


def _passing(known: Clause, clause: ClauseIn) -> bool:
    """Whether one of them only tells in passing what became of the matter."""
    return rules.only_tells_outcome(known.text) or rules.only_tells_outcome(clause.text)


def fill(
    decision: Decision,
    *,
    body: Body | None,
    on: dt.date | None,
    paragraph: str,
    proposed_by: str = "",
    minutes: Minutes | None = None,
) -> None:
    """Fill in what was not known; keep what was."""
    decision.body = decision.body or body
    decision.on = decision.on or on
    decision.paragraph = decision.paragraph or paragraph.strip()[:20]
    decision.proposed_by = decision.proposed_by or proposed_by
    decision.minutes = decision.minutes or minutes
    decision.save()


def refuse_doubles(decision: Decision, clauses: Sequence[ClauseIn]) -> None:
    """Refuse a clause that a person enters where the decision has settled the same thing in another way already.

    What documents tell differently is kept side by side, each with its sentence, for somebody to judge.
    """
    for known in decision.clauses.select_related("request"):
        for clause in clauses:
            if clause.sentences:
                continue
            same_words = rules.same_clause(known.text, clause.text)
            same_request = known.request is not None and known.request.number == clause.request
            told_again = same_words or rules.retells(known.text, clause.text) or _passing(known, clause)
            other = clause.outcome != known.outcome
            if (same_words and other) or (same_request and (other or not told_again)):
                raise ValidationError(
                    {
                        "clauses": _(
                            "”%(text)s” är redan registrerad i det beslutet, med utfallet ”%(outcome)s”. Rätta"
                            " beslutet om det är fel."
                        )
                        % {"text": known.text[:80], "outcome": known.get_outcome_display()}
                    }
                )


def refuse_twice(clauses: Sequence[ClauseIn]) -> None:
    """Refuse the same clause twice in a decision that a person enters: nobody could tell which of them holds.

    Two requests may be answered by the same words in the same way.
    """
    typed = [(_folded(clause.text), clause) for clause in clauses if not clause.sentences]
    for place, (words, clause) in enumerate(typed):
        for same, one in typed[:place]:
            if same == words and (one.outcome != clause.outcome or one.request == clause.request):
                told = {"text": clause.text[:80]}
                raise ValidationError({"clauses": _("”%(text)s” står två gånger. Ta bort eller ändra den ena.") % told})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).removeprefix("att ").rstrip(".")


def join_clauses(
    decision: Decision,
    clauses: Sequence[ClauseIn],
    asked_for: Mapping[int, Request],
    reversed_by_key: Mapping[UUID, Clause],
) -> None:
    """Add the clauses that are not there, and give those that are there the sentences that tell them again."""
    #: as it was before: clauses of one document are never one another
    known = list(decision.clauses.select_related("request"))
    number = max((clause.number for clause in known), default=0)
    matches = _exact(clauses, known)
    free = [one for one in known if one not in matches.values()]
    for place, clause in enumerate(clauses):
        match = matches.get(place) or _retold(clause, known, free, alone=len(known) == len(clauses) == 1)
        if match is None:
            number += 1
            match = Clause.objects.create(
                municipality_id=decision.municipality_id,
                decision=decision,
                number=number,
                text=clause.text.strip(),
                outcome=clause.outcome,
                unanimous=clause.unanimous,
                request=asked_for.get(clause.request or 0),
                reverses=reversed_by_key.get(clause.reverses) if clause.reverses else None,
            )
        else:
            match.request = match.request or asked_for.get(clause.request or 0)
            match.reverses = match.reverses or (reversed_by_key.get(clause.reverses) if clause.reverses else None)
            _tell_again(match, clause)
            if match in free and not rules.only_tells_outcome(clause.text):
                # a clause in full is one clause; what is told in passing may tell several
                free.remove(match)
        cite(match, list(clause.sentences))


def _exact(clauses: Sequence[ClauseIn], known: list[Clause]) -> dict[int, Clause]:
    """The clauses that are here in the same words, each once, by their place in the document's list."""
    matches: dict[int, Clause] = {}
    for place, clause in enumerate(clauses):
        for one in known:
            same_request = one.request is not None and one.request.number == clause.request
            same = one.outcome == clause.outcome and (same_request or rules.same_clause(one.text, clause.text))
            if same and one not in matches.values():
                matches[place] = one
                break
    return matches


def _retold(clause: ClauseIn, known: list[Clause], free: list[Clause], *, alone: bool) -> Clause | None:
    """The clause that this one tells in other words, or in passing; told in passing, it may be told already."""
    if rules.only_tells_outcome(clause.text):
        return next((one for one in known if one.outcome == clause.outcome), None)
    retold = next((one for one in free if _same(one, clause)), None)
    passing = next((one for one in free if one.outcome == clause.outcome and (alone or _passing(one, clause))), None)
    return retold or passing


def _tell_again(known: Clause, clause: ClauseIn) -> None:
    """Keep the fuller words: the whole clause where the first one only told what became of the matter."""
    if rules.only_tells_outcome(known.text) and not rules.only_tells_outcome(clause.text):
        known.text = clause.text.strip()
    if known.unanimous is None and not (clause.unanimous and known.decision.reservations.exists()):
        known.unanimous = clause.unanimous
    known.save(update_fields=["text", "unanimous", "request", "reverses"])
