"""A decision that undoes an earlier one. Both are kept; what the earlier one promised is no more awaited."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Overtaken, report
from samfrid.commitments.models import SETTLED, Commitment, Execution, Origin
from samfrid.matters.actions.listed import refresh
from samfrid.matters.models import Clause, Decision, Stage
from samfrid.municipalities.dates import in_words, today
from samfrid.municipalities.models import BodyKind
from samfrid.municipalities.permissions import may, require


def found(actor: Actor, decision: Decision, keys: Sequence[UUID | None]) -> dict[UUID, Clause]:
    """The clauses that a decision undoes, by key, each held so that no other decision undoes it at the same time.

    Raises ``ValidationError`` for what no decision can undo: a proposal, one of the same day or later, one of a body
    that is not below the council, one that is undone already.
    """
    wanted = {key for key in keys if key}
    clauses = (
        Clause.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted, municipality_id=actor.municipality_code)
        .select_related("decision__matter", "decision__body")
        .order_by("pk")
    )
    by_key = {clause.pk: clause for clause in clauses}
    if set(by_key) != wanted:
        raise ValidationError({"clauses": _("Att-satsen som ska upphävas finns inte.")})
    for clause in by_key.values():
        require(actor, "open.read", clause.decision.matter)
        _check(decision, clause)
    return by_key


def _check(decision: Decision, clause: Clause) -> None:
    earlier = clause.decision
    about = {"text": clause.text[:80], "day": in_words(earlier.on) if earlier.on else ""}
    if decision.stage != Stage.FINAL or earlier.stage != Stage.FINAL:
        raise ValidationError({"clauses": _("Bara ett beslut kan upphäva ett beslut, inte ett förslag.")})
    if decision.on is None or (earlier.on and decision.on <= earlier.on):
        raise ValidationError(
            {"clauses": _("”%(text)s” beslutades %(day)s. Den kan bara upphävas en senare dag.") % about}
        )
    body = decision.body
    if body and earlier.body_id and body.pk != earlier.body_id and body.kind != BodyKind.COUNCIL:
        raise ValidationError(
            {
                "clauses": _("Bara %(body)s eller fullmäktige kan upphäva ”%(text)s”.")
                % (about | {"body": str(earlier.body)})
            }
        )
    if clause.reversed_by.exclude(decision=decision).exists():
        raise ValidationError({"clauses": _("”%(text)s” är redan upphävd av ett annat beslut.") % about})


@override("sv")
def overtake(actor: Actor, decision: Decision, clauses: Sequence[Clause]) -> None:
    """Say of what the undone clauses promised that another decision has taken its place, and of their matters too.

    What is done stays done. A commitment that also comes from elsewhere, from a plan, is still awaited.
    """
    where = " ".join(part for part in (str(decision.body or ""), in_words(decision.on) if decision.on else "") if part)
    for clause in clauses:
        matter = clause.decision.matter
        record(
            actor, "matters.reverse", matter, clause=str(clause.pk), on=decision.on.isoformat() if decision.on else None
        )
        if matter.pk != decision.matter_id:
            refresh(matter)
    for commitment in _resting_on(clauses):
        if decision.on is None or not may(actor, "commitments.report", commitment):
            continue
        report(
            actor,
            commitment,
            on=max(day for day in (decision.on, commitment.last_word_on) if day),
            execution=Execution.OVERTAKEN,
            text=f"Beslutet upphävdes av {where}.",
            overtaken_by=Overtaken(where or str(decision.matter), "matters.decision", decision.pk),
            today=max(today(), decision.on, commitment.last_word_on or decision.on),
        )


def let_stand(actor: Actor, decision: Decision, keys: Sequence[UUID]) -> None:
    """Say of clauses that a corrected decision no longer undoes that they hold again, and of their matters too.

    What was said of their commitments stays: somebody has to look at each of them anew.
    """
    for clause in Clause.objects.filter(pk__in=keys).select_related("decision__matter").order_by("pk"):
        matter = clause.decision.matter
        record(actor, "matters.let_stand", matter, clause=str(clause.pk), decision=str(decision.pk))
        if matter.pk != decision.matter_id:
            refresh(matter)


def _resting_on(clauses: Sequence[Clause]) -> list[Commitment]:
    """The commitments that come from these clauses, or from others that are undone, and from nothing else."""
    keys = [clause.pk for clause in clauses]
    origins = Origin.objects.filter(record_kind="matters.clause", record_id__in=keys)
    commitments = Commitment.objects.filter(pk__in=origins.values("commitment")).exclude(execution__in=SETTLED)
    undone = {
        *keys,
        *Clause.objects.filter(
            pk__in=Origin.objects.filter(commitment__in=commitments).values("record_id"), reversed_by__isnull=False
        ).values_list("pk", flat=True),
    }
    return [
        one
        for one in commitments.prefetch_related("origins").order_by("pk")
        if all(origin.record_id in undone for origin in one.origins.all())
    ]
