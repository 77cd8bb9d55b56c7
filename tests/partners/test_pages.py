"""The pages of agreements: what holds today, what it costs, when it was followed up."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import Link, add_origin, commit
from samfrid.commitments.models import OriginKind
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.actions import AmountIn
from samfrid.partners.models import Agreement, AgreementForm, Per
from samfrid.provenance.actions import Sentence
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
LIST = "/avtal/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def agreement(actor: Membership, shelter: str = "Kvinnojouren i Vallentuna", **changes: Any) -> Agreement:
    terms: dict[str, Any] = {
        "form": AgreementForm.IOP,
        "title": f"Partnerskap med {shelter}",
        "parties": [("Vallentuna kommun", None), (shelter, organisation_named(actor, shelter))],
        "first_starts_on": D(2021, 7, 1),
        "first_ends_on": D(2023, 6, 30),
        "renewal_months": 24,
        "notice_months": 6,
        "amounts": [AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om kvinnojouren startar sin tjejjour")],
        "goals": ["fler ska få hjälp", "ökad kunskap"],
        "sentences": [Sentence(uuid.uuid4(), "Nyhet", 0, 20, "Kommunen och jouren")],
    }
    return actions.register_agreement(actor, **(terms | changes))


def said_by(browser: Client, address: str) -> str:
    said = browser.get(address).content.decode()
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_page_says_what_holds_today(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    promised = commit(coordinator, text="Jouren öppnar en tjejjour")
    link = Link(OriginKind.AGREEMENT, "partners.agreement", made.pk, "partners.agreement", made.pk, made.title)
    add_origin(coordinator, promised, link)
    said = said_by(browser_of(coordinator), made.get_absolute_url())
    for words in (
        "1 juli 2025 – 30 juni 2027",
        "2 år i taget, tills vidare",
        "Sägs upp senast",
        "31 december 2026",
        "Ska sägas upp senast 31 december 2026 om det inte ska förlängas",
        "50 000 kr",
        "Villkor: om kvinnojouren startar sin tjejjour",
        "villkoret inte avgjort",
        "fler ska få hjälp",
        "Jouren öppnar en tjejjour",
        "Ingen uppföljning är antecknad",
        "Kommunen och jouren",
        "Kvinnojouren i Vallentuna",
        'id="perioder"',
        'id="uppfoljning"',
    ):
        assert words in said
    drawn = said[said.index("<svg xmlns") : said.index("</svg>", said.index("<svg xmlns"))]
    for words in (
        "Perioden börjar, 1 juli 2025",
        "Perioden slutar, 30 juni 2027",
        "Sista dag att säga upp, 31 december 2026",
    ):
        assert words in drawn
    assert drawn.count('class="pic-block') == 2


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"notice_months": None}, "gäller till 30 juni 2027, förlängs sedan"),
        ({"renewal_months": None}, "upphörde 30 juni 2023"),
        ({"renewal_last_on": D(2025, 12, 31)}, "upphörde 31 december 2025"),
        ({"renewal_last_on": D(2026, 12, 31), "notice_months": None}, "upphör 31 december 2026"),
        ({"first_starts_on": D(2027, 1, 1), "first_ends_on": D(2027, 12, 31)}, "börjar 1 januari 2027"),
        ({"first_starts_on": None, "first_ends_on": None}, "slutdag okänd"),
        ({"renewal_months": None, "first_ends_on": D(2029, 6, 30), "notice_months": None}, "gäller till 30 juni 2029"),
    ],
)
def test_the_list_says_where_an_agreement_is(
    coordinator: Membership, browser_of: BrowserOf, changes: dict[str, Any], word: str
) -> None:
    made = agreement(coordinator, **changes)
    browser = browser_of(coordinator)
    said = said_by(browser, LIST)
    assert word in said
    assert "50 000 kr per år" in said
    assert "25 000 kr per år med villkor" in said
    assert "aldrig uppföljt" in said
    assert browser.get(made.get_absolute_url()).status_code == 200


def test_a_follow_up_in_one_form(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    address = f"{LIST}{made.pk}/uppfoljning/"
    typed = {"uppfoljning-on": "2026-05-02", "uppfoljning-note": "Målen nås"}
    for changes, refusal in (
        ({"uppfoljning-on": "2026-11-23"}, "har inte varit än"),
        ({"uppfoljning-on": "2026-02-30"}, "Den dagen finns inte"),
        ({"uppfoljning-on": "2020-01-01"}, "Avtalet börjar"),
    ):
        answer = browser.post(address, typed | changes)
        assert answer.status_code == 422
        assert refusal in answer.content.decode()
        assert "Målen nås" in answer.content.decode()
    assert browser.post(address, typed | {"uppfoljning-note": " "}).status_code == 422
    assert made.follow_ups.count() == 0
    assert browser.post(address, typed).status_code == 302
    assert "Uppföljt 2 maj 2026" in said_by(browser, made.get_absolute_url())
    assert "uppföljt 2 maj 2026" in said_by(browser, LIST)


def test_an_old_follow_up_is_too_old(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    actions.record_follow_up(coordinator, made, D(2023, 5, 2), "x", today=D(2026, 11, 22))
    assert "mer än 24 månader sedan" in said_by(browser_of(coordinator), made.get_absolute_url())


def test_a_condition_that_is_met_counts(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    amount = made.amounts.get(sek=25_000)
    address, field = f"{LIST}belopp/{amount.pk}/villkor/", "on"
    answer = browser.post(address, {field: "2026-11-23"})
    assert answer.status_code == 422
    assert "har inte varit än" in answer.content.decode()
    assert browser.post(address, {field: "2022-01-01"}).status_code == 302
    assert "75 000 kr" in said_by(browser, made.get_absolute_url())
    assert browser.post(address, {field: "2022-01-01"}).status_code == 422


def test_the_number_of_queries_does_not_grow(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    counted = []
    for n in (5, 40):
        made = [agreement(coordinator, f"Jour {n} {one}") for one in range(n)][-1]
        for one in range(n):
            actions.record_follow_up(coordinator, made, D(2025, 1, 1) + dt.timedelta(one), "x", today=D(2026, 11, 22))
        costs = []
        for address in (LIST, made.get_absolute_url()):
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            costs.append(len(queries))
        counted.append(costs)
    assert counted[0] == counted[1]
    # the session, whose rows are seen, the agreement with all its rows, and what is known to fall short
    assert counted[0][1] == 4


def test_an_elected_member_reads_all_and_is_offered_no_act(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    made, browser = agreement(coordinator), browser_of(elected)
    said = said_by(browser, made.get_absolute_url())
    assert "50 000 kr" in said
    for act in ("Anteckna en uppföljning", "Villkoret är uppfyllt", "Planera en betalning"):
        assert act not in said
    amount = made.amounts.get(sek=25_000)
    assert browser.post(f"{LIST}{made.pk}/uppfoljning/", {}).status_code == 403
    assert browser.post(f"{LIST}belopp/{amount.pk}/villkor/", {}).status_code == 403


def test_another_municipalitys_agreement_is_not_there(
    coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    made = agreement(coordinator)
    amount = made.amounts.get(sek=25_000)
    enter(vallentuna.code)
    browser = browser_of(member(vallentuna, Role.COORDINATOR))
    assert browser.get(made.get_absolute_url()).status_code == 404
    assert browser.post(f"{LIST}belopp/{amount.pk}/villkor/", {}).status_code == 404
    assert made.title not in said_by(browser, LIST)
