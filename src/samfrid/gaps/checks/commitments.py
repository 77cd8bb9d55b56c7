"""Commitments: what falls short in the ledger itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Prefetch, QuerySet

from samfrid.commitments.models import SETTLED, Commitment, Origin
from samfrid.gaps import rules
from samfrid.gaps.checks.base import COMMITMENT, Ask, Found, Group, Ids, Rule, day_of, only


def _open_commitments(code: str, ids: Ids) -> QuerySet[Commitment]:
    return only(Commitment.objects.filter(municipality_id=code).exclude(execution__in=SETTLED), ids).only(
        "id", "text", "access", "promised_on", "created_at", "last_word_on", "due_on", "due_precision", "execution"
    )


def _commitments_without_responsible(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:  # noqa: ARG001
    nobody = _open_commitments(code, ids).filter(responsible__isnull=True, responsible_organisation__isnull=True)
    for one in nobody.iterator():
        verdict = rules.commitment_without_responsible(one.promised_on, day_of(one.created_at), one.execution)
        if verdict:
            yield Found(one.pk, one.text[:300], verdict, access=one.access)


def _commitments_silent(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    origins = Prefetch("origins", queryset=Origin.objects.order_by("created_at"))
    for one in _open_commitments(code, ids).prefetch_related(origins).iterator(chunk_size=500):
        verdict = rules.commitment_silent(
            one.promised_on, day_of(one.created_at), one.last_word_on, one.execution, ask.today
        )
        if verdict:
            origin = next(iter(one.origins.all()), None)
            promised = one.promised_on.isoformat() if one.promised_on else ""
            facts = {"origin": origin.label if origin else "", "origin_kind": origin.kind if origin else ""}
            facts |= {"promised": promised}
            yield Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


def _commitments_late(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    for one in _open_commitments(code, ids).filter(due_on__lt=ask.today).iterator():
        verdict = rules.commitment_late(one.due_on, one.execution, ask.today)
        if verdict:
            facts = {"precision": one.due_precision}
            yield Found(one.pk, one.text[:300], verdict, access=one.access, facts=facts)


RULES: Final = (
    Rule("commitment_without_responsible", COMMITMENT, Group.ASSIGN, _commitments_without_responsible),
    Rule("commitment_late", COMMITMENT, Group.REPORT, _commitments_late),
    Rule("commitment_silent", COMMITMENT, Group.REPORT, _commitments_silent),
)
