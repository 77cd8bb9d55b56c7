"""The money of agreements: what sums are reckoned from, state grants, what looks like procurement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samfrid.gaps.checks.base import AGREEMENT, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.gaps.rules import money as rules
from samfrid.partners import queries
from samfrid.partners.models import Agreement, AgreementForm, Amount, Funding, IndexKind, Party, Per, ProcurementAnswer
from samfrid.partners.money import procurement_of
from samfrid.partners.rules import Missing, period_to_reckon, worth

#: where what is read beforehand is kept on each agreement
_SUMS, _SIDES, _ANSWERS = "sums", "sides", "answers"
_STANDING: Final = Q(struck_on__isnull=True, declined_on__isnull=True)
#: sums that cannot be reckoned by themselves
_RECKONED: Final = Q(per=Per.INHABITANT_YEAR) | Q(index_kind__in=[IndexKind.KPI, IndexKind.OPI])


def _with_sums(code: str, ids: Ids, sums: Q) -> QuerySet[Agreement]:
    """The agreements that have such sums, each with them beside it."""
    rows = Amount.objects.filter(_STANDING, sums).order_by("created_at")
    found = Agreement.objects.filter(Exists(rows.filter(agreement=OuterRef("pk"))), municipality_id=code)
    return only(found, ids).prefetch_related(Prefetch("amounts", rows, to_attr=_SUMS))


def _grounds_missing(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    agreements = list(_with_sums(code, ids, _RECKONED))
    if not agreements:
        return
    grounds = queries.grounds(code)
    for one in agreements:
        sums: list[Amount] = getattr(one, _SUMS)
        period = period_to_reckon(one.terms, ask.today)
        lacking: dict[Missing, int] = {}
        for row in worth(sums, period, grounds.inhabitants, grounds.index).uncounted:
            if row.lacking and row.year:
                lacking[row.lacking] = min(row.year, lacking.get(row.lacking, row.year))
        for missing, year in lacking.items():
            verdict = rules.ground_missing(year, one.terms, ask.today, ask.days or 0)
            if verdict:
                what = missing.kind or "inhabitants"
                facts = {"what": what, "year": str(missing.year)}
                yield Found(one.pk, one.title, verdict, part=f"{what}:{missing.year}", facts=facts)


def _state_money(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:  # noqa: ARG001
    rows = Amount.objects.filter(
        _STANDING, municipality_id=code, funding=Funding.STATE, agreement__form=AgreementForm.CONTRACT
    )
    for one in only(rows, ids, "agreement").select_related("agreement").iterator():
        verdict = rules.state_money_in_contract(one.agreement.form, one.funding, day_of(one.created_at))
        if verdict:
            facts = {"sek": str(one.sek), "per": one.per}
            yield Found(one.agreement_id, one.agreement.title, verdict, part=str(one.pk), facts=facts)


def _procurement(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    answers = ProcurementAnswer.objects.order_by("-created_at")
    agreements = _with_sums(code, ids, Q()).exclude(form=AgreementForm.CONTRACT)
    agreements = agreements.prefetch_related(
        Prefetch("parties", Party.objects.only("agreement", "organisation"), to_attr=_SIDES),
        Prefetch("procurement_answers", answers, to_attr=_ANSWERS),
    )
    found = list(agreements)
    if not found:
        return
    grounds, limit = queries.grounds(code), queries.settings(code).procurement_sek
    for one in found:
        sums: list[Amount] = getattr(one, _SUMS)
        period = period_to_reckon(one.terms, ask.today)
        reckoned = worth(sums, period, grounds.inhabitants, grounds.index)
        told = procurement_of(one, getattr(one, _SIDES), sums, reckoned, limit)
        answered: list[ProcurementAnswer] = getattr(one, _ANSWERS)
        verdict = rules.procurement_unanswered(
            told.signs, answered[0].signs if answered else None, one.terms, day_of(one.created_at), ask.today
        )
        if verdict:
            yield Found(one.pk, one.title, verdict, facts={"signs": ",".join(told.signs)})


RULES: Final = (
    Rule("sum_ground_missing", AGREEMENT, Group.AGREE, _grounds_missing, days=rules.GROUND_DAYS),
    Rule("state_money_in_contract", AGREEMENT, Group.AGREE, _state_money),
    Rule("procurement_unanswered", AGREEMENT, Group.AGREE, _procurement),
)
