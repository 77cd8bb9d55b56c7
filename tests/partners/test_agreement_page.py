"""What the pages of agreements say and refuse: our own name, who pays, what can be proposed, and two at once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from samfrid.audit.queries import history
from samfrid.commitments.offered import Offer
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import AmendmentIn, AmountIn, GoalIn, SumIn
from samfrid.partners.models import (
    Agreement,
    Amendment,
    Amount,
    GoalFollowUp,
    GoalOutcome,
    Group,
    IndexKind,
    Per,
)
from samfrid.partners.queries import grounds, page_of_agreement
from samfrid.partners.rules import Lacking, Period, lacking
from tests.partners.sums import A
from tests.partners.test_sums import TODAY, D, agreement, entered, said_by
from tests.partners.test_terms_pages import posted

BrowserOf = Callable[[Membership], Client]


def test_our_own_party_has_the_municipalitys_full_name(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    assert browser.post("/avtal/nytt/", posted()).status_code == 302
    found = Agreement.objects.get()
    own = found.parties.get(organisation=None)
    assert own.name == "Linköpings kommun"
    # what the agreement itself calls it stays as it is
    own.name = "Kommunen"
    own.save()
    page = f"{found.get_absolute_url()}ratta/"
    assert browser.post(page, posted(reason="Fel syfte", purpose="Annat")).status_code == 302
    assert found.parties.get(organisation=None).name == "Kommunen"


def test_payers_of_one_name_are_told_apart(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    body_named(coordinator, "Socialnämnden")
    body_named(coordinator, "Individ och familj")
    unit_named(coordinator, "Individ och familj")
    said = said_by(browser_of(coordinator).get(f"{made.get_absolute_url()}belopp/nytt/"))
    assert "Individ och familj (nämnd eller styrelse)" in said
    assert "Individ och familj (förvaltning eller enhet)" in said
    assert "Socialnämnden (" not in said


@pytest.mark.parametrize(
    ("amounts", "period", "known", "expected"),
    [
        ([], Period(D(2026, 1, 1), D(2028, 12, 31), 1), False, Lacking.AMOUNTS),
        ([A(5, Per.YEAR)], None, False, Lacking.PERIOD),
        ([A(5, Per.DAY), A(5, Per.YEAR, "tjejjour")], Period(D(2026, 1, 1), D(2028, 12, 31), 1), False, Lacking.FIXED),
        ([A(5, Per.YEAR)], Period(D(2026, 1, 1), D(2028, 12, 31), 1), False, None),
        ([A(5, Per.YEAR)], Period(D(2026, 1, 1), D(2027, 12, 31), 1), True, Lacking.NOTHING),
        (
            [A(5, Per.YEAR, index_kind="kpi", index_base_year=2026)],
            Period(D(2026, 1, 1), D(2027, 12, 31), 1),
            False,
            Lacking.GROUNDS,
        ),
    ],
)
def test_why_no_payments_can_be_proposed(
    amounts: list[A], period: Period | None, known: bool, expected: Lacking | None
) -> None:
    planned = [(amounts[0].pk, D(2027, 1, 1))] if known else []
    assert lacking(amounts, period, planned, TODAY) == expected


def test_payments_are_proposed_where_there_are_some(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    said = said_by(browser.get(made.get_absolute_url()))
    assert "För in vad avtalet kostar" in said
    assert "Föreslå kommande betalningar" not in said
    actions.add_amount(coordinator, made, SumIn(50_000, Per.YEAR))
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Föreslå kommande betalningar" in said
    assert "För in vad avtalet kostar" not in said


def test_the_list_says_what_it_sums(coordinator: Membership, browser_of: BrowserOf) -> None:
    agreement(coordinator, amounts=[AmountIn(50_000, Per.YEAR), AmountIn(900, Per.DAY)])
    said = said_by(browser_of(coordinator).get("/avtal/"))
    for words in ("belopp per år och månad som gäller i dag", "50 000 kr per år", "även belopp per dygn"):
        assert words in said


def test_an_amendment_has_its_document(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    address = f"{made.get_absolute_url()}andra/"
    assert 'name="document"' not in browser.get(address).content.decode()
    paper = Offer("documents.document", made.pk, "Tilläggsavtal 2027")
    monkeypatch.setattr("samfrid.partners.documents.DOCUMENTS", [lambda _record: [paper]])
    typed = {"text": "Ett nytt mål tas med.", "agreed_on": "2026-11-01", "effective_on": "2026-11-01"}
    assert browser.post(address, typed | {"document": "documents.document:annat"}).status_code == 422
    assert browser.post(address, typed | {"document": paper.value}).status_code == 302
    one = Amendment.objects.get()
    assert (one.document_id, one.document_name) == (made.pk, "Tilläggsavtal 2027")
    shown = browser.get(made.get_absolute_url()).content.decode()
    assert "Tilläggsavtal 2027" in shown
    assert f"/dokument/{made.pk}/" in shown
    # who may not open it is not told what it is called either
    shown = browser_of(elected).get(made.get_absolute_url()).content.decode()
    assert "Tilläggsavtal 2027" not in shown
    assert "Visa handlingen" in shown


def test_two_correct_a_sum_at_once(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    assert entered(browser, made, sek="50 000").status_code == 302
    amount = Amount.objects.get()
    address = f"/avtal/belopp/{amount.pk}/andra/"
    opened = _fields(browser.get(address))
    assert opened["seen"] == "1"
    # a colleague is first
    assert browser.post(address, opened | {"sek": "60 000", "condition": "om jouren växer"}).status_code == 302
    mine = opened | {"sek": "70 000", "replaces_grant": "Bidraget 2025"}
    refused = browser.post(address, mine)
    assert refused.status_code == 422
    said = said_by(refused)
    for words in ("Någon annan har ändrat beloppet", "60 000 kr per år", "om jouren växer"):
        assert words in said
    again = _fields(refused)
    assert (again["sek"], again["replaces_grant"], again["seen"]) == ("70 000", "Bidraget 2025", "2")
    assert browser.post(address, again).status_code == 302
    amount.refresh_from_db()
    assert (amount.sek, amount.version) == (70_000, 3)


def test_the_day_of_a_condition_stands_in_the_sums_form_too(coordinator: Membership) -> None:
    made = agreement(coordinator)
    amount = actions.add_amount(coordinator, made, SumIn(25_000, Per.YEAR, condition="om jouren växer"))
    assert actions.set_decide_by(coordinator, amount, D(2027, 1, 1)).version == 2


def _fields(response: Any) -> dict[str, str]:
    """What stands in a form."""
    page = response.context["form"]
    return {field.name: str(field.value() if field.value() is not None else "") for field in page}


def _group(coordinator: Membership) -> Group:
    group = actions.form_group(coordinator, name="Länsnätverket")
    actions.add_member(coordinator, group, organisation_named(coordinator, "Kvinnojouren"))
    return group


def test_a_group_with_a_meeting_ahead_is_not_ended(coordinator: Membership, browser_of: BrowserOf) -> None:
    group, browser = _group(coordinator), browser_of(coordinator)
    meeting = actions.plan_meeting(coordinator, group, on=D(2026, 12, 10))
    address = f"/samverkan/{group.pk}/andra/"
    typed = {"name": "Länsnätverket", "ended_on": "2026-11-22"}
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert re.search(r"möten efter den dagen: 10 december 2026", said_by(refused))
    # it may end after its last meeting, and once that is cancelled
    assert browser.post(address, typed | {"ended_on": "2026-12-31"}).status_code == 302
    group.refresh_from_db()
    assert group.ended_on == D(2026, 12, 31)
    actions.cancel_meeting(coordinator, meeting, "Gruppen upphör", today=TODAY)
    assert browser.post(address, typed).status_code == 302


def _values(record: Any) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def test_the_page_reads_what_the_orm_would_have_read(coordinator: Membership) -> None:
    before = agreement(coordinator, title="Det förra", first_starts_on=D(2022, 1, 1), first_ends_on=D(2025, 12, 31))
    made = agreement(coordinator, goals=["Fler får hjälp"], notice_months=3, renewal_months=12)
    Agreement.objects.filter(pk=made.pk).update(replaces=before)
    unit = unit_named(coordinator, "Socialförvaltningen")
    actions.set_index(coordinator, kind=IndexKind.KPI, year=2026, value=Decimal("420.5"), source="SCB")
    actions.set_population(coordinator, year=2026, inhabitants=34_560)
    raised = SumIn(100, Per.INHABITANT_YEAR, unit, index_kind=IndexKind.KPI, index_base_year=2026)
    amount = actions.add_amount(coordinator, made, raised)
    fixed = SumIn(9, Per.YEAR, index_kind=IndexKind.FIXED_PERCENT, index_base_year=2026, index_percent=Decimal("2.50"))
    struck = actions.add_amount(coordinator, made, fixed)
    actions.strike_amount(coordinator, struck, "Fel", today=TODAY)
    actions.plan_payment(coordinator, made, due_on=D(2027, 1, 1), sek=5, amount=amount)
    goal = made.goals.get()
    actions.hold_follow_up(
        coordinator, made, D(2026, 11, 1), "Bra", [GoalIn(goal, GoalOutcome.PARTLY, "Ja", "3")], today=TODAY
    )
    actions.plan_follow_up(coordinator, made, D(2027, 5, 1), place="Rådhuset", today=TODAY)
    told = AmendmentIn(agreed_on=D(2026, 11, 1), effective_on=D(2026, 11, 1), text="Nytt mål")
    actions.amend(coordinator, made, told, today=TODAY)
    promised = actions.promise_goal(coordinator, made, goal, responsible=None)
    page = page_of_agreement(made.pk)
    assert page
    fresh = Agreement.objects.get(pk=made.pk)
    for read, found in (
        ([page.agreement], [fresh]),
        ([page.agreement.replaces], [Agreement.objects.get(pk=before.pk)]),
        (page.parties, fresh.parties.order_by("created_at")),
        (page.amounts, fresh.amounts.filter(struck_on=None)),
        (page.struck, fresh.amounts.exclude(struck_on=None)),
        ([page.amounts[0].payer_unit], [unit]),
        (page.payments, fresh.payments.all()),
        (page.goals, fresh.goals.all()),
        (page.follow_ups, fresh.follow_ups.all()),
        (page.follow_ups[0].goals.all(), GoalFollowUp.objects.all()),
        (page.planned, fresh.planned_follow_ups.all()),
        (page.amendments, fresh.amendments.all()),
        (page.history, history(fresh)),
    ):
        assert [_values(one) for one in read] == [_values(one) for one in found]
    assert page.payments[0].amount is page.amounts[0]
    assert page.grounds == grounds(made.municipality_id)
    assert page.commitments == [promised]
    assert page.followed == {goal.pk: promised.pk}
    assert page_of_agreement(uuid.uuid4()) is None
    assert [one.pk for one in page_of_agreement(before.pk).replaced_by] == [made.pk]  # type: ignore[union-attr]
