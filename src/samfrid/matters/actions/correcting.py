"""Putting a recorded decision right, with a reason. The trail keeps what it said before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.models import Origin
from samfrid.matters import joining
from samfrid.matters.actions import reversing
from samfrid.matters.actions.decisions import Head, check_decided_once, check_head, requests_of
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.pauses import follow_correction, waiting
from samfrid.matters.actions.register import locked
from samfrid.matters.actions.taking import count_of, in_council
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Clause, Decision, Minutes, Stage
from samfrid.matters.rules.decisions import wrong_with_count
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require


@dataclass(frozen=True, slots=True)
class Corrected:
    """A clause as it should be. Without a key it is a new one; with no words it is taken away."""

    key: UUID | None
    clause: ClauseIn


def _told(decision: Decision) -> dict[str, Any]:
    """All that a correction may change, as it is now."""
    clauses = decision.clauses.select_related("request").order_by("number")
    return {
        "on": decision.on.isoformat() if decision.on else None,
        "paragraph": decision.paragraph,
        "proposed_by": decision.proposed_by,
        "minutes": str(decision.minutes_id or ""),
        "clauses": {
            str(one.number): {
                "text": one.text,
                "outcome": str(one.outcome),
                "unanimous": one.unanimous,
                "request": one.request.number if one.request else None,
                "reverses": str(one.reverses_id or ""),
            }
            for one in clauses
        },
    }


def seen(decision: Decision) -> str:
    """What a form has shown of a decision, in short: if it is another when the form comes back, somebody changed it."""
    return hashlib.sha256(json.dumps(_told(decision), sort_keys=True).encode()).hexdigest()[:32]


@transaction.atomic
def correct_decision(
    actor: Actor,
    decision: Decision,
    *,
    as_seen: str,
    reason: str,
    on: dt.date | None,
    paragraph: str = "",
    proposed_by: str = "",
    minutes: Minutes | None = None,
    clauses: Sequence[Corrected],
) -> Decision:
    """Put a decision right. ``as_seen`` is :func:`seen` of what the corrector looked at.

    Raises ``ValidationError`` without a reason, where somebody has changed it meanwhile, for what a new decision would
    be refused for, and for taking away a clause that something rests on.
    """
    require(actor, "matters.decide", decision.matter)
    own = locked(decision.matter)
    held = Decision.objects.select_related("body", "minutes").get(pk=decision.pk)
    held.matter = own
    before, waited = _told(held), bool(waiting(held))
    if seen(held) != as_seen:
        raise ValidationError(
            _("Någon annan har ändrat beslutet sedan du öppnade det. Jämför med vad som står nu, och spara igen.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför beslutet rättas.")})
    head = Head(
        held.body, Stage(held.stage), on, " ".join(paragraph.split())[:20], " ".join(proposed_by.split())[:160], minutes
    )
    if held.stage == Stage.FINAL and on is None:
        raise ValidationError({"on": _("Ange dagen för beslutet.")})
    check_head(own, head)
    _check_other(held, head)
    held.on, held.paragraph, held.proposed_by, held.minutes = on, head.paragraph, head.proposed_by, minutes
    held.save(update_fields=["on", "paragraph", "proposed_by", "minutes"])
    undone, standing = _correct_clauses(actor, held, clauses)
    _check_taking(held)
    _record(actor, held, before, " ".join(reason.split()))
    reversing.overtake(actor, held, undone)
    reversing.let_stand(actor, held, standing)
    follow_correction(actor, held, waited=waited, reason=reason)
    refresh(own)
    return Decision.objects.get(pk=held.pk)


def _check_other(held: Decision, head: Head) -> None:
    """Refuse to make it a double of another decision."""
    others = held.matter.decisions.filter(stage=held.stage, body=held.body, on=head.on, paragraph=head.paragraph)
    if head.on and others.filter(proposed_by=head.proposed_by).exclude(pk=held.pk).exists():
        raise ValidationError({"on": _("Ett annat beslut har redan den dagen och paragrafen. Rätta det i stället.")})


def _correct_clauses(actor: Actor, held: Decision, clauses: Sequence[Corrected]) -> tuple[list[Clause], list[UUID]]:
    """Write the clauses; returns those of other decisions that are undone from now on, and the keys of those that no
    longer are.
    """
    known = {one.pk: one for one in held.clauses.all()}
    kept = [one for one in clauses if one.clause.text.strip()]
    if not kept:
        raise ValidationError({"clauses": _("Skriv vad som beslutades. En att-sats får inte vara tom.")})
    if any(one.key is not None and one.key not in known for one in clauses):
        raise ValidationError({"clauses": _("Att-satsen finns inte längre i beslutet. Öppna rättelsen igen.")})
    if any(one.key is None for one in kept):
        # what documents told twice stays until somebody has judged it
        joining.refuse_twice([one.clause for one in kept])
    asked_for = requests_of(held.matter, [one.clause for one in kept])
    for one in clauses:
        if one.key is not None and not one.clause.text.strip():
            _take_away(known[one.key])
    before = {clause.reverses_id for clause in known.values() if clause.reverses_id}
    undone = reversing.found(actor, held, [one.clause.reverses for one in kept])
    check_decided_once(held.matter, held, [one.clause for one in kept])
    # of those that were taken away too: a number is never another clause's
    number = max((clause.number for clause in known.values()), default=0)
    for one in kept:
        row = known.get(one.key) if one.key else None
        if row is None:
            number += 1
            row = Clause(municipality_id=held.municipality_id, decision=held, number=number)
        told = replace(one.clause, text=one.clause.text.strip())
        row.text, row.outcome, row.unanimous = told.text, told.outcome, told.unanimous
        row.request = asked_for.get(told.request or 0)
        row.reverses = undone.get(told.reverses) if told.reverses else None
        row.save()
    return [clause for key, clause in undone.items() if key not in before], sorted(before - set(undone))


def _take_away(clause: Clause) -> None:
    rests = Origin.objects.filter(record_kind="matters.clause", record_id=clause.pk).exists()
    if rests or clause.reversed_by.exists() or clause.followed_up_by.exists():
        raise ValidationError(
            {
                "clauses": _(
                    "”%(text)s” kan inte tas bort: ett åtagande, ett senare beslut eller en fråga vilar på den."
                )
                % {"text": clause.text[:80]}
            }
        )
    clause.delete()


def _check_taking(held: Decision) -> None:
    """Refuse what the votes and the reservations contradict."""
    clauses = list(held.clauses.all())
    if clauses and all(clause.unanimous for clause in clauses) and held.reservations.exists():
        raise ValidationError(
            {"clauses": _("Någon har reserverat sig, så beslutet kan inte vara enhälligt. Rätta det ena av dem.")}
        )
    for vote in held.votes.select_related("clause"):
        wrong = wrong_with_count(
            count_of(vote),
            in_council=in_council(held),
            outcome=vote.clause.outcome if vote.clause else "",
            unanimous=vote.clause.unanimous if vote.clause else bool(clauses) and all(one.unanimous for one in clauses),
        )
        if wrong:
            raise ValidationError({"clauses": next(iter(wrong.values()))})


def _record(actor: Actor, held: Decision, before: dict[str, Any], reason: str) -> None:
    """Before and after of what changed; of a secret matter only which parts, as the trail has more readers."""
    after = _told(held)
    changed: dict[str, Any] = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if held.matter.access == Access.CONFIDENTIAL:
        changed, reason = dict.fromkeys(changed, "–"), ""
    record(
        actor,
        "matters.correct_decision",
        held.matter,
        decision=str(held.pk),
        body=held.body.name if held.body else None,
        changed=changed,
        reason=reason,
    )
