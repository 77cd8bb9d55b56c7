"""What to ask about: matters, decided clauses, plans and agreements by words in their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.answers.chain.rows import ChainKind
from samfrid.matters.models import Clause, Matter, Stage
from samfrid.municipalities.dates import in_words
from samfrid.partners.models import Agreement
from samfrid.plans.models import Plan

#: of each sort that are offered
MOST: Final = 10
_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to ask about."""

    url: str
    title: str
    what: str


def choices(municipality_code: str, text: str) -> list[Choice]:
    """What has all the words, the latest first: at most :data:`MOST` of each sort, by four queries."""
    words = text.split()[:_WORDS]
    if not words:
        return []

    def having(found: QuerySet[Any], field: str) -> QuerySet[Any]:
        found = found.filter(municipality_id=municipality_code)
        for word in words:
            found = found.filter(**{f"{field}__icontains": word})
        return found

    matters = having(Matter.objects.all(), "title").order_by("-raised_on", "-id")[:MOST]
    # with their matters, whose access they have
    clauses = having(Clause.objects.filter(decision__stage=Stage.FINAL, decision__matter__access__gte=0), "text")
    clauses = clauses.select_related("decision__body").order_by("-decision__on", "-id")[:MOST]
    found = [Choice(chain_url(ChainKind.MATTER, one), one.title, capfirst(one.get_kind_display())) for one in matters]
    found += [
        Choice(chain_url(ChainKind.CLAUSE, one), shorten(one.text, 160, placeholder=" …"), _decided(one))
        for one in clauses
    ]
    for kind, model, field, what in (
        (ChainKind.PLAN, Plan, "name", _("Plan")),
        (ChainKind.AGREEMENT, Agreement, "title", _("Avtal")),
    ):
        rows = having(model._default_manager.all(), field).order_by("-created_at")[:MOST]
        found += [Choice(chain_url(kind, one), str(one), what) for one in rows]
    return found


def _decided(clause: Clause) -> str:
    body = clause.decision.body.name if clause.decision.body else ""
    day: dt.date | None = clause.decision.on
    where = " ".join(part for part in (body, in_words(day) if day else "", clause.decision.paragraph) if part)
    return _("Beslut, %(where)s") % {"where": where} if where else _("Beslut")


def chain_url(kind: ChainKind, record: Model) -> str:
    """Where the question of what happened with it is answered."""
    return reverse("chain:chain", args=[kind, record.pk])
