"""Proposals, decisions and what they promise. Decisions told twice are joined in ``joining.py``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, commit
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.matters import joining, rules
from samfrid.matters.actions.register import locked
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import (
    Clause,
    Decision,
    Matter,
    Stage,
)
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Body, Unit
from samfrid.municipalities.permissions import require


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
) -> Decision:
    """Record what a body has decided, or is proposed to decide, clause by clause.

    The same decision told again by another document joins the first: see ``joining.py``. Raises ``ValidationError``
    without a clause, for an empty clause, and for a day before the matter was raised.
    """
    require(actor, "matters.decide", matter)
    if not clauses or any(not clause.text.strip() for clause in clauses):
        raise ValidationError({"clauses": _("Skriv vad som beslutades. En att-sats får inte vara tom.")})
    own = locked(matter)
    if on and own.raised_on and on < rules.first_possible_day(own.raised_on, own.raised_precision):
        raise ValidationError(
            {
                "on": _("Ärendet väcktes %(raised)s. Ett beslut kan inte vara äldre.")
                % {"raised": in_words(own.raised_on, own.raised_precision)}
            }
        )
    decision = joining.same_decision(own, body=body, stage=stage, on=on, paragraph=paragraph, clauses=clauses)
    joined = decision is not None
    if decision is None:
        decision = Decision(municipality_id=actor.municipality_code, matter=own, stage=stage)
    joining.fill(decision, body=body, on=on, paragraph=paragraph)
    joining.join_clauses(decision, clauses)
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
    return Decision.objects.get(pk=decision.pk)


@transaction.atomic
def promise(
    actor: Actor,
    clause: Clause,
    *,
    text: str,
    responsible: Unit | None = None,
    due: PartialDate | None = None,
) -> Commitment:
    """Make a commitment of a clause of a final decision. A clause may give several."""
    decision = clause.decision
    matter = decision.matter
    require(actor, "commitments.edit", matter)
    if decision.stage != Stage.FINAL or clause.outcome not in rules.PROMISING:
        raise ValidationError(_("Bara ett beslut som lovar något kan bli ett åtagande."))
    commitment = commit(
        actor,
        text=text,
        promised_on=decision.on,
        due=due,
        responsible=responsible,
        origins=[clause_link(clause)],
    )
    record(actor, "matters.promise", matter, title=matter.title, commitment=str(commitment.pk), clause=str(clause.pk))
    return commitment


@override("sv")
def clause_link(clause: Clause) -> Link:
    """The clause as the origin of a commitment, its day in Swedish whoever enters it, as it is kept."""
    decision = clause.decision
    where = " ".join(
        part
        for part in (
            decision.body.name if decision.body else "",
            in_words(decision.on) if decision.on else "",
            decision.paragraph,
        )
        if part
    )
    title = decision.matter.title
    return Link(
        kind=OriginKind.CLAUSE,
        record_kind="matters.clause",
        record_id=clause.pk,
        page_kind="matters.matter",
        page_id=decision.matter_id,
        label=f"{title} – {where}" if where else title,
    )
