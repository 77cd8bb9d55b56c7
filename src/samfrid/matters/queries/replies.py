"""What ties questions to decisions of other matters, from both sides. What the reader may not see is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from samfrid.matters import rules
from samfrid.matters.models import Clause, DiaryNumber, Matter, Question, Stage
from samfrid.matters.queries.page import MatterPage

#: matters that a search for what a question asks about gives
MOST = 10


@dataclass(frozen=True, slots=True)
class Linked:
    """The clauses that the matter's questions ask about, by key, and the questions that ask about its clauses."""

    about: dict[UUID, Clause] = field(default_factory=dict)
    #: by the clause that they ask about
    followed_up: list[Question] = field(default_factory=list)


def linked(page: MatterPage) -> Linked:
    """Both sides, by two queries."""
    about = {one.about_clause_id for one in page.questions if one.about_clause_id}
    clauses = [clause.pk for decision in page.decisions for clause in decision.clauses.all()]
    # joined with the matters, of which row-level security leaves those that the reader may see
    found = Clause.objects.filter(pk__in=about).select_related("decision__matter", "decision__body")
    asking = Question.objects.filter(about_clause__in=clauses).select_related("matter", "about_clause")
    return Linked({one.pk: one for one in found}, list(asking.order_by("created_at")))


def decided_clauses(matter: Matter) -> list[Clause]:
    """The clauses of a matter's final decisions, which a question can ask about."""
    found = Clause.objects.filter(decision__matter=matter, decision__stage=Stage.FINAL)
    return list(found.select_related("decision__matter", "decision__body").order_by("decision__on", "number"))


def to_ask_about(matter: Matter, text: str) -> list[Matter]:
    """Matters with a decision that a question can ask about: those that belong with this one, or by word or number."""
    found: QuerySet[Matter] = Matter.objects.filter(municipality_id=matter.municipality_id).exclude(pk=matter.pk)
    if text:
        words = Q()
        for word in text.split()[:6]:
            words &= Q(title__icontains=word)
        key = rules.number_key(text)
        numbers = DiaryNumber.objects.filter(municipality_id=matter.municipality_id, key=key)
        found = found.filter(words | Q(pk__in=numbers.values("matter"))) if key else found.filter(words)
    else:
        ours = Q(pk__in=matter.related.values("pk"))
        found = found.filter(ours)
    decided = found.filter(decisions__stage=Stage.FINAL).distinct()
    return list(decided.order_by("-raised_on", "-id")[:MOST])
