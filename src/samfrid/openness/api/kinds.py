"""What holds for each sort of matter: the municipality's own rules with versions, else the Swedish set."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpResponse
from ninja import Query
from pydantic import Field
from typing_extensions import TypedDict

from samfrid.matters.models import ClauseStyle, MatterKind, PutTo, Raised, Raiser
from samfrid.matters.rules.types import TypeRules
from samfrid.matters.types import rule_book
from samfrid.municipalities.dates import today
from samfrid.municipalities.permissions import require
from samfrid.openness.api.answers import Asked, answer
from samfrid.openness.api.documented import Operations
from samfrid.openness.api.fields import Day
from samfrid.openness.api.shapes.common import WORD_OF, AccessWord

operations = Operations("types")


class TypeOut(TypedDict):
    """The rules for one sort of matter on a day (arbetsordning); null where no rule is set."""

    kind: MatterKind
    name: str
    raisers: list[Raiser]
    put_to: list[PutTo]
    raised_counts: Annotated[Raised, Field(description="Which day counts as raised")]
    decide_months: Annotated[int | None, Field(description="Months for the council to decide (KL 5:35)")]
    warn_months: list[int]
    pauses_extend: bool
    needs_leave: bool
    needs_reasons: bool
    most_questions: int | None
    hand_in_days: int | None
    hand_in_hour: int | None
    answer_days: int | None
    answer_hour: int | None
    working_days: bool
    votes: int | None
    votes_per_thousand: Annotated[str | None, Field(description="A decimal number as text", examples=["1.5"])]
    votes_days: int | None
    steps: list[str]
    clause_style: ClauseStyle
    default_access: AccessWord
    source: str


class Types(TypedDict):
    """The rules of each sort of matter."""

    on: dt.date
    items: list[TypeOut]


def shape(rules: TypeRules) -> TypeOut:
    """Rules as they are answered."""
    return {
        "kind": rules.kind,
        "name": rules.name,
        "raisers": list(rules.raisers),
        "put_to": list(rules.put_to),
        "raised_counts": rules.raised_counts,
        "decide_months": rules.decide_months,
        "warn_months": list(rules.warn_months),
        "pauses_extend": rules.pauses_extend,
        "needs_leave": rules.needs_leave,
        "needs_reasons": rules.needs_reasons,
        "most_questions": rules.most_questions,
        "hand_in_days": rules.hand_in_days,
        "hand_in_hour": rules.hand_in_hour,
        "answer_days": rules.answer_days,
        "answer_hour": rules.answer_hour,
        "working_days": rules.working_days,
        "votes": rules.votes,
        "votes_per_thousand": None if rules.votes_per_thousand is None else str(rules.votes_per_thousand),
        "votes_days": rules.votes_days,
        "steps": list(rules.steps),
        "clause_style": rules.clause_style,
        "default_access": WORD_OF[rules.default_access],
        "source": rules.source,
    }


@operations.get("/types", Types)
def list_types(
    request: Asked,
    code: str,
    on: Annotated[Day | None, Query(description="The day on which the matter was raised; today if left out")] = None,
) -> HttpResponse:
    """Read the rules that hold for each sort of matter raised on a day."""
    require(request.actor, "open.read")
    day, book = on or today(), rule_book(code)
    types: Types = {"on": day, "items": [shape(book.of(kind, day)) for kind in MatterKind]}
    return answer(types)
