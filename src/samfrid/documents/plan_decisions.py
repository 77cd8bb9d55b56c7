"""The decisions that may have adopted a plan: those whose words speak of a plan, the latest first. Matters and plans
stand beside each other, and this room above both.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from samfrid.matters.models import Decision, Stage
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access
from samfrid.plans.models import Plan
from samfrid.plans.offered import DecisionOffer

MOST: Final = 50
_WORDS: Final = ("plan", "program", "strategi", "policy")


def decisions_for(plan: Plan) -> list[DecisionOffer]:
    """The latest decisions that hold and that speak of a plan, a programme or a strategy."""
    speaks = Q()
    for word in _WORDS:
        speaks |= Q(matter__title__icontains=word) | Q(clauses__text__icontains=word)
    found = (
        Decision.objects.filter(speaks, municipality_id=plan.municipality_id, stage=Stage.FINAL, on__isnull=False)
        .select_related("matter", "body")
        .order_by(F("on").desc(), "-id")
        .distinct()
    )
    return [_offer(one) for one in found[:MOST]]


def _offer(decision: Decision) -> DecisionOffer:
    """What the plan keeps of it is for everybody: what a matter is called that is not, is left out."""
    day = in_words(decision.on) if decision.on else ""
    place = " ".join(part for part in (str(decision.body or ""), day, decision.paragraph) if part)
    closed = decision.matter.access > Access.PUBLIC
    label = place if closed else f"{place} – {decision.matter.title}"[:300]
    return DecisionOffer(decision.pk, label, decision.on, decision.body_id, decision.paragraph)


def readable(keys: Collection[UUID]) -> set[UUID]:
    """Those of the decisions whose matter this database session may read; row-level security decides."""
    # the condition always holds: it is there to have the matter's row read too
    found = Decision.objects.filter(Q(matter__isnull=True) | Q(matter__access__gte=0), pk__in=keys)
    return set(found.values_list("pk", flat=True))
