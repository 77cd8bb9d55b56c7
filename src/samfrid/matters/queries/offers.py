"""Decisions to choose among where a commitment is said to be overtaken by another decision."""

from __future__ import annotations

from typing import Final

from django.db.models import Case, F, IntegerField, Value, When

from samfrid.commitments.models import Commitment
from samfrid.commitments.offered import Offer
from samfrid.matters.models import Decision, Stage
from samfrid.municipalities.dates import in_words

#: a list to choose from; an older decision is written in words
MOST: Final = 40


def decisions_for(commitment: Commitment) -> list[Offer]:
    """The latest decisions that hold, those of the matters that the commitment comes from first."""
    pages = [one.page_id for one in commitment.origins.all() if one.page_kind == "matters.matter"]
    own = Case(When(matter__in=pages, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Decision.objects.filter(municipality_id=commitment.municipality_id, stage=Stage.FINAL, on__isnull=False)
    if commitment.promised_on:
        found = found.filter(on__gte=commitment.promised_on)
    rows = found.select_related("matter", "body").order_by(own, F("on").desc(), "-id")[:MOST]
    return [
        Offer("matters.decision", one.pk, _label(one, closed=one.matter.access > commitment.access), one.matter.access)
        for one in rows
    ]


def _label(decision: Decision, *, closed: bool) -> str:
    """What it is called where it is kept with the commitment. What a matter is called that not all who read the
    commitment may read is left out.
    """
    place = _place(decision)
    return place if closed else f"{place} – {decision.matter.title}"[:300]


def _place(decision: Decision) -> str:
    parts = [str(decision.body or ""), in_words(decision.on) if decision.on else "", decision.paragraph]
    return " ".join(part for part in parts if part)
