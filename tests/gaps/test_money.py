"""The money of agreements: what sums are reckoned from, state grants, procurement; opened, quiet, closed by the act."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.rules import Verdict
from samfrid.gaps.rules.money import ground_missing, procurement_unanswered
from samfrid.gaps.sentences import act, basis, sentence
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import SumIn
from samfrid.partners.models import Agreement, AgreementForm, Funding, IndexKind, Per
from samfrid.partners.rules import Sign, Terms

D = dt.date
TODAY = D(2026, 11, 22)
OURS = ("sum_ground_missing", "state_money_in_contract", "procurement_unanswered")


def open_now(today: dt.date = TODAY) -> list[str]:
    """Which of these rules are open."""
    catch_up("0580", today)
    rows = Gap.objects.filter(mended_on__isnull=True, rule__in=OURS)
    return sorted(rows.values_list("rule", flat=True))


def said(rule: str, today: dt.date = TODAY) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    words = sentence(gap, today)
    with translation.override("en"):
        assert sentence(gap, today)
    assert basis(gap)
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def leads_to(rule: str) -> str:
    return act(Gap.objects.get(rule=rule, mended_on__isnull=True)).url


def agreement(actor: Membership, **changes: Any) -> Agreement:
    terms: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": "Partnerskapet",
        "parties": [("Kommunen", None), ("Jouren", organisation_named(actor, "Jouren"))],
        "first_starts_on": D(2026, 1, 1),
        "first_ends_on": D(2028, 12, 31),
    }
    return actions.register_agreement(actor, **(terms | changes))


def test_a_sum_per_inhabitant_until_the_inhabitants_are_entered(coordinator: Membership) -> None:
    made = agreement(coordinator)
    actions.add_amount(coordinator, made, SumIn(10, Per.INHABITANT_YEAR))
    assert open_now() == ["sum_ground_missing"]
    assert said("sum_ground_missing") == (
        "Antalet invånare för 2026 är inte infört, så det går inte att räkna vad Partnerskapet kostar."
    )
    assert leads_to("sum_ground_missing") == "/avtal/underlag/#invanare"
    actions.set_population(coordinator, year=2026, inhabitants=34_560)
    assert open_now() == []
    # the next year is asked for when it nears
    assert open_now(D(2026, 12, 2)) == ["sum_ground_missing"]
    actions.set_population(coordinator, year=2027, inhabitants=34_700)
    assert open_now(D(2026, 12, 2)) == []


def test_an_indexed_sum_until_its_values_are_entered(coordinator: Membership) -> None:
    made = agreement(coordinator)
    actions.add_amount(coordinator, made, SumIn(9, Per.YEAR, index_kind=IndexKind.OPI, index_base_year=2025))
    assert open_now() == ["sum_ground_missing"]
    assert "OPI för 2025 är inte infört" in said("sum_ground_missing")
    assert leads_to("sum_ground_missing") == "/avtal/underlag/#index"
    actions.set_index(coordinator, kind=IndexKind.OPI, year=2025, value=Decimal(100))
    assert "OPI för 2026 är inte infört" in (open_now() and said("sum_ground_missing"))
    actions.set_index(coordinator, kind=IndexKind.OPI, year=2026, value=Decimal("102.9"))
    assert open_now() == []


def test_an_agreement_that_has_ended_asks_for_nothing(coordinator: Membership) -> None:
    made = agreement(coordinator, first_starts_on=D(2021, 1, 1), first_ends_on=D(2021, 12, 31))
    actions.add_amount(coordinator, made, SumIn(10, Per.INHABITANT_YEAR))
    actions.add_amount(coordinator, made, SumIn(2_300, Per.DAY))
    assert open_now() == []


@pytest.mark.parametrize(
    ("year", "terms", "expected"),
    [
        (2026, Terms(D(2026, 1, 1), D(2028, 12, 31)), Verdict(Severity.LACKING, D(2026, 1, 1), D(2026, 1, 1), "begun")),
        (2027, Terms(D(2026, 1, 1), D(2028, 12, 31)), None),
        (2026, Terms(D(2026, 1, 1), D(2026, 11, 21)), None),
    ],
)
def test_when_a_ground_is_missing(year: int, terms: Terms, expected: Verdict | None) -> None:
    assert ground_missing(year, terms, TODAY, 30) == expected


def test_state_money_in_a_contract_until_it_is_corrected(coordinator: Membership) -> None:
    made = agreement(coordinator, form=AgreementForm.CONTRACT)
    told = SumIn(40_000, Per.YEAR, funding=Funding.STATE)
    amount = actions.add_amount(coordinator, made, told)
    assert open_now() == ["state_money_in_contract"]
    assert said("state_money_in_contract") == (
        "Partnerskapet är ett avtal om tjänst, och 40 000 kr per år i det är statsbidrag. Statsbidrag får inte"
        " användas till arbete på uppdrag av en kommun."
    )
    assert leads_to("state_money_in_contract") == f"/avtal/{made.pk}/#belopp"
    actions.change_amount(coordinator, amount, SumIn(40_000, Per.YEAR))
    assert open_now() == []


def test_state_money_in_a_partnership_is_let_be(coordinator: Membership) -> None:
    actions.add_amount(coordinator, agreement(coordinator), SumIn(40_000, Per.YEAR, funding=Funding.STATE))
    assert open_now() == []


def test_what_looks_like_procurement_until_it_is_answered(coordinator: Membership) -> None:
    made = agreement(coordinator)
    actions.add_amount(coordinator, made, SumIn(2_300, Per.DAY))
    assert open_now() == ["procurement_unanswered"]
    assert said("procurement_unanswered") == (
        "Partnerskapet liknar ett köp av en tjänst, och ingen har bedömt det. En enda part utför det som avtalet"
        " handlar om. Avtalet har ett pris för varje dygn, alltså för det som faktiskt används."
    )
    assert leads_to("procurement_unanswered") == f"/avtal/{made.pk}/#upphandling"
    actions.answer_procurement(coordinator, made, "Vi upphandlar platserna i vår.", [Sign.ONE_PARTY, Sign.UNIT_PRICE])
    assert open_now() == []
    # a limit that was lowered is a sign more
    actions.add_amount(coordinator, made, SumIn(500_000, Per.YEAR))
    assert open_now() == []
    actions.save_settings(coordinator, procurement_sek=1_000_000)
    assert open_now() == ["procurement_unanswered"]
    assert "mer än när det bedömdes senast" in said("procurement_unanswered")
    actions.save_settings(coordinator, procurement_sek=10_000_000)
    assert open_now() == []


@pytest.mark.parametrize(
    ("signs", "answered", "case"),
    [
        ([Sign.ONE_PARTY], None, None),
        ([Sign.ONE_PARTY, Sign.LARGE], None, "never"),
        ([Sign.ONE_PARTY, Sign.LARGE], ["one_party", "unit_price"], "more"),
        ([Sign.ONE_PARTY, Sign.LARGE], ["one_party", "large"], None),
    ],
)
def test_when_procurement_is_unanswered(signs: list[Sign], answered: list[str] | None, case: str | None) -> None:
    verdict = procurement_unanswered(signs, answered, Terms(D(2026, 1, 1)), D(2026, 2, 1), TODAY)
    assert (verdict.case if verdict else None) == case
