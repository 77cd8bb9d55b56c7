"""What is asked of one decision."""

from __future__ import annotations

from samfrid.matters.models import Decision, EventKind
from samfrid.matters.rules.decisions import unprepared

#: steps that tell of preparation
_PREPARING = (EventKind.REFERRED, EventKind.PREPARED)


def prepared(decision: Decision) -> bool:
    """Whether the decision needs no preparation, or some is known: a referral, a step, a proposal (KL 5:26)."""
    matter = decision.matter
    body_kind = decision.body.kind if decision.body else None
    if not unprepared(matter.kind, body_kind, decision.stage, prepared=False):
        return True
    return (
        matter.referrals.exists()
        or matter.events.filter(kind__in=_PREPARING, struck=False).exists()
        or matter.decisions.exclude(pk=decision.pk).exclude(body=decision.body, stage=decision.stage).exists()
    )
