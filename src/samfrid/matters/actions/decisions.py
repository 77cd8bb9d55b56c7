"""Proposals, decisions and what they promise. Decisions told twice are joined in ``joining.py``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.matters import joining, rules
from samfrid.matters.actions import reversing
from samfrid.matters.actions.ending import ended_by, sentence_of_end
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.pauses import end_open_pause, pause_from_decision
from samfrid.matters.actions.register import locked
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import (
    Clause,
    Decision,
    Matter,
    Minutes,
    Request,
    Stage,
)
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Body, Unit
from samfrid.municipalities.permissions import require


@dataclass(frozen=True, slots=True)
class Head:
    """What a decision says besides its clauses."""

    body: Body | None
    stage: Stage
    on: dt.date | None
    paragraph: str = ""
    proposed_by: str = ""
    minutes: Minutes | None = None


@transaction.atomic
def record_decision(
    actor: Actor,
    matter: Matter,
    *,
    body: Body | None,
    stage: Stage,
    on: dt.date | None = None,
    paragraph: str = "",
    clauses: Sequence[ClauseIn],
    proposed_by: str = "",
    minutes: Minutes | None = None,
) -> Decision:
    """Record what a body has decided, or is recommended or proposed to decide, clause by clause.

    The same decision told again by another document joins the first: see ``joining.py``. Raises ``ValidationError``
    without a clause, for an empty clause or one that stands there twice, for a day before the matter was raised or
    after it ended, for minutes of another meeting, and for a request that the body has decided already without saying
    that this undoes it.
    """
    require(actor, "matters.decide", matter)
    if not clauses or any(not clause.text.strip() for clause in clauses):
        raise ValidationError({"clauses": _("Skriv vad som beslutades. En att-sats får inte vara tom.")})
    joining.refuse_twice(clauses)
    own = locked(matter)
    head = Head(body, stage, on, " ".join(paragraph.split())[:20], " ".join(proposed_by.split())[:160], minutes)
    check_head(own, head)
    requests = requests_of(own, clauses)
    decision = joining.same_decision(
        own, body=body, stage=stage, on=on, paragraph=paragraph, clauses=clauses, proposed_by=head.proposed_by
    )
    joined = decision is not None
    if decision is None:
        check_open(own, on, told=any(clause.sentences for clause in clauses))
        decision = Decision(municipality_id=actor.municipality_code, matter=own, stage=stage)
    else:
        joining.refuse_doubles(decision, clauses)
    joining.fill(
        decision, body=body, on=on, paragraph=head.paragraph, proposed_by=head.proposed_by, minutes=head.minutes
    )
    reversed_by_key = reversing.found(actor, decision, [clause.reverses for clause in clauses])
    check_decided_once(own, decision, clauses)
    joining.join_clauses(decision, clauses, requests, reversed_by_key)
    record(
        actor,
        "matters.decide" if stage == Stage.FINAL else "matters.propose",
        own,
        title=own.title,
        body=body.name if body else None,
        on=on.isoformat() if on else None,
        outcomes=[str(clause.outcome) for clause in clauses],
        joined=joined,
    )
    reversing.overtake(actor, decision, list(reversed_by_key.values()))
    made = Decision.objects.select_related("body").get(pk=decision.pk)
    _let_wait_or_go_on(actor, own, made)
    refresh(own)
    return made


def _let_wait_or_go_on(actor: Actor, matter: Matter, decision: Decision) -> None:
    """A matter that was referred back or tabled rests from then on; one that was settled rests no more (KL 5:50)."""
    if decision.stage != Stage.FINAL or decision.on is None or pause_from_decision(actor, decision):
        return
    kind = decision.body.kind if decision.body else None
    if any(rules.settles(matter.kind, kind, clause.outcome) for clause in decision.clauses.all()):
        end_open_pause(actor, matter, on=decision.on)


def check_head(matter: Matter, head: Head) -> None:
    """Refuse what cannot be: older than the matter, or in the minutes of another meeting."""
    raised = matter.raised_on
    if head.on and raised and head.on < rules.first_possible_day(raised, matter.raised_precision):
        raise ValidationError(
            {
                "on": _("Ärendet väcktes %(raised)s. Ett beslut kan inte vara äldre.")
                % {"raised": in_words(raised, matter.raised_precision)}
            }
        )
    minutes = head.minutes
    if minutes is None:
        return
    if head.stage == Stage.FINAL and head.body and minutes.body_id != head.body.pk:
        raise ValidationError(
            {"minutes": _("Protokollet är %(body)s. Välj beslutets eget protokoll.") % {"body": minutes.body}}
        )
    if head.on and minutes.met_on != head.on:
        raise ValidationError(
            {
                "minutes": _("Protokollet är från %(met)s. Välj det från beslutsdagen, eller rätta dagen.")
                % {"met": in_words(minutes.met_on)}
            }
        )


def check_open(matter: Matter, on: dt.date | None, *, told: bool) -> None:
    """Refuse a new decision after the day on which the matter was withdrawn or closed; one from before may be told.

    So may one that a document tells of without its day: nobody knows that it came after.
    """
    ended = ended_by(matter)
    if ended and (on > ended.on if on else not told):
        raise ValidationError({"on": sentence_of_end(ended)})


def requests_of(matter: Matter, clauses: Sequence[ClauseIn]) -> dict[int, Request]:
    """The matter's requests by number; refuses a clause that answers one that there is not."""
    requests = {one.number: one for one in matter.requests.all()}
    for clause in clauses:
        if clause.request is not None and clause.request not in requests:
            raise ValidationError({"clauses": _("Yrkande %(number)s finns inte.") % {"number": clause.request}})
    return requests


def check_decided_once(matter: Matter, decision: Decision, clauses: Sequence[ClauseIn]) -> None:
    """Refuse to settle a request that the same body has settled on another day, unless the clause says it undoes that.

    A request that was referred back or tabled is not settled, and is decided again.
    """
    asked = {clause.request: clause for clause in clauses if clause.request is not None}
    if decision.stage != Stage.FINAL or decision.body_id is None or not asked:
        return
    earlier = Clause.objects.filter(
        decision__matter=matter,
        decision__stage=Stage.FINAL,
        decision__body=decision.body_id,
        request__number__in=asked,
        outcome__in=rules.SETTLING,
        reversed_by__isnull=True,
    ).exclude(decision=decision)
    reverses = {clause.reverses for clause in clauses}
    for known in earlier.select_related("decision__body", "request"):
        if known.pk not in reverses and known.request:
            raise ValidationError(
                {
                    "clauses": _(
                        "Yrkande %(number)s är redan avgjort: %(where)s, %(outcome)s. Ange att den nya att-satsen"
                        " upphäver den, eller rätta det beslutet om det är fel."
                    )
                    % {
                        "number": known.request.number,
                        "where": place_of(known.decision),
                        "outcome": known.get_outcome_display(),
                    }
                }
            )


def place_of(decision: Decision) -> str:
    """A decision by body, day and paragraph, as a sentence names it."""
    day = in_words(decision.on) if decision.on else ""
    return " ".join(part for part in (decision.body.name if decision.body else "", day, decision.paragraph) if part)


@transaction.atomic
def promise(
    actor: Actor,
    clause: Clause,
    *,
    text: str,
    responsible: Unit | None = None,
    due: PartialDate | None = None,
) -> Commitment:
    """Make a commitment of a clause of a final decision that still holds. A clause may give several.

    Whoever may not read the matter may not read its commitment either.
    """
    decision = clause.decision
    matter = decision.matter
    require(actor, "commitments.edit", matter)
    if decision.stage != Stage.FINAL or clause.outcome not in rules.PROMISING:
        raise ValidationError(_("Bara ett beslut som lovar något kan bli ett åtagande."))
    if clause.reversed_by.exists():
        raise ValidationError(_("Beslutet är upphävt av ett senare beslut. Gör åtagandet av det beslutet i stället."))
    commitment = commit(
        actor,
        text=text,
        promised_on=decision.on,
        due=due,
        responsible=responsible,
        origins=[clause_link(clause)],
        access=matter.access,
    )
    record(actor, "matters.promise", matter, title=matter.title, commitment=str(commitment.pk), clause=str(clause.pk))
    return commitment


@override("sv")
def clause_link(clause: Clause) -> Link:
    """The clause as the origin of a commitment, its day in Swedish whoever enters it, as it is kept."""
    decision = clause.decision
    title, where = decision.matter.title, place_of(decision)
    return Link(
        kind=OriginKind.CLAUSE,
        record_kind="matters.clause",
        record_id=clause.pk,
        page_kind="matters.matter",
        page_id=decision.matter_id,
        label=f"{title} – {where}" if where else title,
    )
