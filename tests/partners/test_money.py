"""Conditions that are met or not, payments planned, made and struck; and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership
from samfrid.partners import actions
from samfrid.partners.actions import AmountIn, PaymentIn
from samfrid.partners.models import Agreement, AgreementForm, Amount, Payment, Per

BrowserOf = Callable[[Membership], Client]
D = dt.date
TODAY = D(2026, 11, 22)


def agreement(actor: Membership, **changes: Any) -> Agreement:
    terms: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": "Partnerskap",
        "parties": [("Kommunen", None), ("Kvinnojouren", organisation_named(actor, "Kvinnojouren"))],
        "first_starts_on": D(2026, 1, 1),
        "first_ends_on": D(2028, 12, 31),
        "amounts": [AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om jouren startar sin tjejjour")],
    }
    return actions.register_agreement(actor, **(terms | changes))


@pytest.fixture
def made(coordinator: Membership) -> Agreement:
    return agreement(coordinator)


@pytest.fixture
def hanging(made: Agreement) -> Amount:
    return made.amounts.get(sek=25_000)


def refused(act: Callable[[], object], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        act()
    assert words in str(error.value)


def test_a_condition_is_not_met_and_met_later_after_all(coordinator: Membership, hanging: Amount) -> None:
    actions.set_decide_by(coordinator, hanging, D(2026, 12, 31))
    refused(lambda: actions.decline(coordinator, hanging, TODAY, " ", today=TODAY), "varför")
    refused(lambda: actions.decline(coordinator, hanging, D(2026, 11, 23), "x", today=TODAY), "inte varit än")
    refused(lambda: actions.decline(coordinator, hanging, D(2025, 1, 1), "x", today=TODAY), "börjar 1")
    actions.decline(coordinator, hanging, TODAY, "Tjejjouren blev inte av.", today=TODAY)
    refused(lambda: actions.decline(coordinator, hanging, TODAY, "x", today=TODAY), "redan sagt")
    refused(lambda: actions.set_decide_by(coordinator, hanging, D(2027, 1, 1)), "inget villkor kvar")
    found = actions.release(coordinator, hanging, TODAY, today=TODAY)
    assert (found.released_on, found.declined_on, found.declined_why) == (TODAY, None, "")
    refused(lambda: actions.release(coordinator, hanging, TODAY, today=TODAY), "redan uppfyllt")
    refused(lambda: actions.decline(coordinator, hanging, TODAY, "x", today=TODAY), "redan uppfyllt")
    acts = ["partners.set_decide_by", "partners.decline", "partners.release"]
    assert list(Entry.objects.filter(act__in=acts).order_by("id").values_list("act", flat=True)) == acts
    assert Entry.objects.get(act="partners.release").detail["declined"] == "2026-11-22"


def test_a_sum_without_condition_is_neither_met_nor_not(coordinator: Membership, made: Agreement) -> None:
    fixed = made.amounts.get(sek=50_000)
    refused(lambda: actions.decline(coordinator, fixed, TODAY, "x", today=TODAY), "inget villkor")
    refused(lambda: actions.set_decide_by(coordinator, fixed, TODAY), "inget villkor")


def test_a_payment_from_plan_to_paid_to_struck(coordinator: Membership, made: Agreement) -> None:
    fixed = made.amounts.get(sek=50_000)
    payment = actions.plan_payment(
        coordinator, made, due_on=D(2027, 1, 1), sek=50_000, amount=fixed, note=" Halva  nu "
    )
    assert payment.note == "Halva nu"
    refused(
        lambda: actions.plan_payment(coordinator, made, due_on=D(2027, 1, 1), sek=1, amount=fixed), "redan planerat"
    )
    refused(lambda: actions.pay(coordinator, payment, D(2026, 11, 23), today=TODAY), "inte varit än")
    actions.pay(coordinator, payment, TODAY, today=TODAY)
    refused(lambda: actions.pay(coordinator, payment, TODAY, today=TODAY), "redan gjord")
    refused(lambda: actions.strike_payment(coordinator, payment, "", today=TODAY), "varför")
    struck = actions.strike_payment(coordinator, payment, "Fel avtal.", today=TODAY)
    assert (struck.paid_on, struck.struck_on, struck.struck_why) == (None, TODAY, "Fel avtal.")
    refused(lambda: actions.strike_payment(coordinator, payment, "x", today=TODAY), "redan struken")
    refused(lambda: actions.pay(coordinator, payment, TODAY, today=TODAY), "struken")
    # what was struck stands in nobody's way
    assert actions.plan_payment(coordinator, made, due_on=D(2027, 1, 1), sek=50_000, amount=fixed)


def test_payments_that_cannot_be_planned(coordinator: Membership, made: Agreement, hanging: Amount) -> None:
    other = agreement(coordinator, parties=[("Polisen", organisation_named(coordinator, "Polisen"))])
    elsewhere = other.amounts.get(sek=50_000)
    for changes, words in (
        ({"sek": 0}, "hela kronor"),
        ({"sek": 2_000_000_000}, "hela kronor"),
        ({"due_on": D(2025, 12, 31)}, "börjar"),
        ({"amount": hanging}, "inte uppfyllt"),
        ({"amount": elsewhere}, "annat avtal"),
    ):
        told: dict[str, Any] = {"due_on": D(2027, 1, 1), "sek": 5} | changes
        refused(lambda told=told: actions.plan_payment(coordinator, made, **told), words)  # type: ignore[misc]
    refused(lambda: actions.plan_payments(coordinator, made, []), "minst en")
    # all or none
    fixed = made.amounts.get(sek=50_000)
    twice = [PaymentIn(D(2027, 1, 1), 50_000, fixed)] * 2
    refused(lambda: actions.plan_payments(coordinator, made, twice), "redan planerat")
    assert Payment.objects.count() == 0


def test_the_button_pressed_twice_plans_one_payment(coordinator: Membership, made: Agreement) -> None:
    day = D(2027, 1, 31)
    actions.plan_payment(coordinator, made, due_on=day, sek=10_000)
    refused(lambda: actions.plan_payment(coordinator, made, due_on=day, sek=10_000), "redan planerad")
    actions.plan_payment(coordinator, made, due_on=day, sek=10_000, note="Till lokalen")
    actions.strike_payment(coordinator, made.payments.get(note=""), "Fel", today=TODAY)
    actions.plan_payment(coordinator, made, due_on=day, sek=10_000)
    assert made.payments.filter(struck_on__isnull=True).count() == 2


def test_no_payment_is_planned_of_a_sum_that_was_struck_meanwhile(coordinator: Membership, made: Agreement) -> None:
    seen = made.amounts.get(sek=50_000)
    actions.strike_amount(coordinator, made.amounts.get(sek=50_000), "Fel", today=TODAY)
    told: dict[str, Any] = {"due_on": D(2027, 1, 31), "sek": 50_000, "amount": seen}
    refused(lambda: actions.plan_payment(coordinator, made, **told), "struket")


def test_only_those_who_may(elected: Membership, coordinator: Membership) -> None:
    made = agreement(coordinator)
    with pytest.raises(PermissionDenied):
        actions.plan_payment(elected, made, due_on=TODAY, sek=1)
    with pytest.raises(PermissionDenied):
        actions.decline(elected, made.amounts.get(sek=25_000), TODAY, "x")


def test_payments_on_the_agreements_page(
    coordinator: Membership, elected: Membership, made: Agreement, hanging: Amount, browser_of: BrowserOf
) -> None:
    browser, page = browser_of(coordinator), made.get_absolute_url()
    proposal = f"{page}betalningar/forslag/"
    offered = browser.get(proposal).content.decode()
    fixed = made.amounts.get(sek=50_000)
    rows = [f"{fixed.pk}_2027-01-01", f"{fixed.pk}_2028-01-01"]
    assert all(f'name="{row}-take"' in offered for row in rows)
    assert str(hanging.pk) not in offered
    # nothing kept is nothing done; a day that is none keeps what was typed
    days = {f"{row}-due_on": row[-10:] for row in rows}
    assert "minst en" in browser.post(proposal, days).content.decode()
    wrong = browser.post(proposal, days | {f"{rows[0]}-take": "on", f"{rows[0]}-due_on": "2027-02-30"})
    assert wrong.status_code == 422
    kept = days | {f"{rows[0]}-take": "on", f"{rows[0]}-due_on": "2027-01-31"}
    assert browser.post(proposal, kept).status_code == 302
    payment = Payment.objects.get()
    assert (payment.due_on, payment.sek, payment.amount_id) == (D(2027, 1, 31), 50_000, fixed.pk)
    # what is planned is not proposed again, the other year still is
    offered = browser.get(proposal).content.decode()
    assert rows[0] not in offered
    assert rows[1] in offered
    typed = {"betalning-due_on": "2026-12-01", "betalning-sek": "12 500 kr", "betalning-note": "Hyra"}
    assert "i siffror" in browser.post(f"{page}betalningar/", typed | {"betalning-sek": "tolv"}).content.decode()
    assert browser.post(f"{page}betalningar/", typed).status_code == 302
    by_hand = Payment.objects.get(sek=12_500)
    listed = browser.get("/avtal/betalningar/").content.decode().replace("\xa0", " ")
    assert listed.index("senast 1 december 2026") < listed.index("senast 31 januari 2027")
    field = "on"
    assert browser.post(f"/avtal/betalning/{by_hand.pk}/betald/", {field: "2026-11-23"}).status_code == 422
    assert browser.post(f"/avtal/betalning/{by_hand.pk}/betald/", {field: "2026-11-20"}).status_code == 302
    assert "Hyra" not in browser.get("/avtal/betalningar/").content.decode()
    strike = f"/avtal/betalning/{payment.pk}/stryk/"
    assert "Skriv skälet" in browser.post(strike, {}).content.decode()
    assert browser.post(strike, {"reason": "Fel dag"}).status_code == 302
    said = browser.get(page).content.decode()
    assert "2 betalda eller strukna" in said
    assert "Fel dag" in said
    read = browser_of(elected).get(page).content.decode()
    assert "Hyra" in read
    for act in ("Föreslå kommande betalningar", "Planera en betalning", "Anteckna betalningen"):
        assert act not in read
    assert browser_of(elected).post(strike, {"reason": "x"}).status_code == 403


def test_a_condition_on_its_pages(
    coordinator: Membership, made: Agreement, hanging: Amount, browser_of: BrowserOf
) -> None:
    browser, page = browser_of(coordinator), made.get_absolute_url()
    assert "Ange när det ska avgöras" in browser.get(page).content.decode()
    by = f"/avtal/belopp/{hanging.pk}/avgors/"
    assert "Avtalet börjar" in browser.post(by, {"by": "2020-01-01"}).content.decode()
    assert browser.post(by, {"by": "2026-12-31"}).status_code == 302
    assert "avgörs senast 31" in browser.get(page).content.decode()
    no = f"/avtal/belopp/{hanging.pk}/uppfylldes-inte/"
    assert "om jouren startar sin tjejjour" in browser.get(no).content.decode()
    assert "Skriv varför" in browser.post(no, {"on": "2026-11-20"}).content.decode()
    assert browser.post(no, {"on": "2026-11-20", "reason": "Ingen lokal"}).status_code == 302
    said = browser.get(page).content.decode()
    assert "villkoret uppfylldes inte" in said
    assert "Ingen lokal" in said
    assert "Till det, om villkoren uppfylls" not in said
