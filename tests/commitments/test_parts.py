"""What else can be said of a commitment, as people meet it: one page, one form, nothing lost."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samfrid.commitments import actions, queries
from samfrid.commitments.actions import EvidenceIn
from samfrid.commitments.models import Commitment, EvidenceKind, Execution
from samfrid.municipalities.actions import add_contact, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from tests.commitments.test_pages import made, page
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
LIST = "/ataganden/"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def address(name: str, record: Any) -> str:
    return reverse(f"commitments:{name}", args=[record.pk])


def typed(browser: Client, one: Commitment, **more: str) -> dict[str, str]:
    """The report form as the page gives it, filled in."""
    seen = re.search(r'name="rapport-seen" value="([^"]*)"', page(browser, one))
    told = {"execution": "under_way", "on": "2026-11-20", "seen": seen[1] if seen else ""} | more
    return {f"rapport-{name}": value for name, value in told.items()}


def test_no_change_is_two_presses(linkoping: Municipality, coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(member(linkoping, Role.OFFICER))
    assert "Ingen förändring" not in page(browser, one), "nothing was said before"
    browser.post(address("report", one), typed(browser, one))
    assert "Ingen förändring" in page(browser, one)
    browser.post(address("report", one), typed(browser, one, execution="same"))
    one.refresh_from_db()
    assert [told.no_change for told in one.progress.order_by("created_at")] == [False, True]
    assert "Ingen förändring, pågår" in page(browser, one)


def test_two_at_once_lose_nothing(linkoping: Municipality, coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(member(linkoping, Role.OFFICER))
    mine = typed(browser, one, text="Mina egna ord", execution="not_started")
    actions.report(coordinator, one, on=TODAY, execution=Execution.UNDER_WAY, text="Enkäten är ute")
    refused = browser.post(address("report", one), mine)
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Samordnare Linköping har rapporterat ”pågår”" in said
    assert "Mina egna ord" in said
    assert one.progress.count() == 1
    # the same form again: what the other said has now been seen
    seen = re.search(r'name="rapport-seen" value="([^"]+)"', said)
    assert seen
    assert browser.post(address("report", one), mine | {"rapport-seen": seen[1]}).status_code == 302
    assert one.progress.count() == 2


def test_done_without_anything_that_shows_it(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(coordinator)
    browser.post(address("report", one), typed(browser, one, execution="done"))
    assert "Genomfört, utan underlag" in page(browser, one)
    told = one.progress.get()
    assert browser.post(address("add_evidence", told), {"evidence": ""}).status_code == 422
    kinds = {"evidence_kind": "meeting", "access": "0"}
    browser.post(address("add_evidence", told), {"evidence": "KF 3 maj"} | kinds)
    said = page(browser, one)
    assert "utan underlag" not in said
    assert "KF 3 maj" in said
    proof = told.evidence.get()
    assert browser.post(address("withdraw", proof), {"reason": ""}).status_code == 422
    browser.post(address("withdraw", proof), {"reason": "Mötet ställdes in"})
    said = page(browser, one).replace("\N{NO-BREAK SPACE}", " ")
    assert "Tillbakadraget 22 november 2026 av Samordnare Linköping: Mötet ställdes in" in said
    assert "<del>KF 3 maj</del>" in said
    assert "Genomfört, utan underlag" in said


def test_evidence_that_is_not_public_is_said_to_be_there(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    one = made(coordinator)
    secret = EvidenceIn(EvidenceKind.WORDS, "Utredning om en person", access=Access.CONFIDENTIAL)
    proof = actions.report(coordinator, one, on=TODAY, execution=Execution.DONE, evidence=[secret]).evidence.get()
    said = page(browser_of(elected), one)
    assert "Underlaget är inte offentligt." in said
    assert "Utredning om en person" not in said
    assert "utan underlag" not in said
    officer = browser_of(member(coordinator.municipality, Role.OFFICER))
    assert officer.get(address("withdraw", proof)).status_code == 404
    assert "Utredning om en person" in page(browser_of(coordinator), one)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"execution": "cannot", "text": "Medel saknas"}, "Skriv vem som beslutar"),
        ({"execution": "overtaken", "text": "mitt ord"}, "Ange vilket beslut"),
        ({"share_done": "110"}, "0 till 100"),
        ({"execution": "done", "evidence_url": "inte en länk"}, "går inte att följa"),
    ],
)
def test_what_is_behind_a_press_opens_where_it_is_refused(
    coordinator: Membership, browser_of: BrowserOf, more: dict[str, str], sentence: str
) -> None:
    one, browser = made(coordinator), browser_of(coordinator)
    answer = browser.post(address("report", one), typed(browser, one, **more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert '<details class="more" open>' in answer.content.decode()
    assert one.progress.count() == 0


def test_described_and_found_by_it(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator, due=PartialDate.parse("2027-03-31")), browser_of(coordinator)
    other = made(coordinator, "Något annat")
    told = {
        "kind": "mapping",
        "level": "universal",
        "arena": "society",
        "starts_on": "2026-12-01",
        "every_months": "12",
        "national": ["equality"],
        "agenda": ["5", "16"],
        "tags": "Trygg kommun\n\nTrygg kommun",
    }
    wrong = browser.post(address("describe", one), told | {"starts_on": "2027-04-01"})
    assert wrong.status_code == 422
    assert "inte börja efter den dagen" in wrong.content.decode()
    assert "Trygg kommun" in wrong.content.decode()
    assert browser.post(address("describe", other), told).status_code == 422, "a rhythm needs a day"
    assert browser.post(address("describe", one), told).status_code == 302
    said = page(browser, one).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Kartläggning",
        "Universell · samhälle",
        "Varje år",
        "1 december 2026",
        "Agenda 2030, mål 5",
        "Trygg kommun",
    ):
        assert words in said
    assert "checked" in browser.get(address("describe", one)).content.decode()
    for asked in (
        {"slag": "mapping"},
        {"niva": "universal", "arena": "society"},
        {"mal": "agenda_2030:5"},
        {"mal": "own:Trygg kommun", "enhet": "ingen"},
    ):
        found = browser.get(LIST, asked).content.decode()
        assert ("Kartlägga våldet" in found, "Något annat" in found) == (True, False), asked
    assert "Inget åtagande här" in browser.get(LIST, {"mal": "child:barnets rättigheter"}).content.decode()
    assert "Något annat" in browser.get(LIST, {"slag": "hittepå", "enhet": "x"}).content.decode()


def test_the_list_as_a_file(coordinator: Membership, browser_of: BrowserOf) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    made(coordinator, "=SUM(A1)", responsible=unit, due=PartialDate.parse("2026-10-01"))
    made(coordinator, "Något annat")
    browser = browser_of(coordinator)
    shown = browser.get(LIST, {"visa": "forsenade"}).content.decode()
    assert "/ataganden/lista.csv?visa=forsenade" in shown
    answer = browser.get("/ataganden/lista.csv?visa=forsenade")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["Åtagande"] == "'=SUM(A1)"
    assert (told["Läge"], told["Ansvarig"], told["Klart senast"]) == (
        "Försenat, inget rapporterat",
        "Socialförvaltningen",
        "2026-10-01",
    )
    assert browser.get("/ataganden/lista.xlsx").content[:2] == b"PK"


def test_a_file_costs_the_same_number_of_queries(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser, costs = browser_of(coordinator), []
    for number in (3, 20):
        for row in range(number):
            made(coordinator, f"Åtagande {number} {row}", due=PartialDate.parse("2026-12-01"))
        for asked in ("/ataganden/lista.csv", "/ataganden/?visa=i-riskzonen"):
            browser.get(asked)
            with CaptureQueriesContext(connection) as found:
                assert browser.get(asked).status_code == 200
            costs.append(len(found))
    assert costs[:2] == costs[2:]


def test_a_clause_becomes_several_commitments(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator, promised_on=dt.date(2026, 1, 1), access=Access.INTERNAL), browser_of(coordinator)
    answer = browser.post(address("more", one), {"text": "Redovisa för nämnden", "due": "2027"})
    assert answer.status_code == 302
    other = Commitment.objects.get(text="Redovisa för nämnden")
    assert (other.promised_on, other.access) == (one.promised_on, Access.INTERNAL)
    assert other.origins.get().record_id == one.origins.get().record_id


def test_whom_to_ask_when_to_tell_and_to_whom(coordinator: Membership, browser_of: BrowserOf) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    contact = add_contact(coordinator, unit=unit, name="Anna Berg")
    elsewhere = add_contact(coordinator, unit=unit_named(coordinator, "Skolförvaltningen"), name="Bo Ek")
    one, browser = made(coordinator, responsible=unit), browser_of(coordinator)
    assert browser.post(address("contact", one), {"contact": str(elsewhere.pk)}).status_code == 422
    browser.post(address("contact", one), {"contact": str(contact.pk)})
    browser.post(address("report_back", one), {"on": "2026-10-01", "body_new": "Kommunfullmäktige"})
    said = page(browser, one).replace("\N{NO-BREAK SPACE}", " ")
    assert "Anna Berg" in said
    assert "Till Kommunfullmäktige senast 1 oktober 2026" in said
    assert browser.post(address("reported_back", one), {"on": "2027-01-01"}).status_code == 422
    browser.post(address("reported_back", one), {"on": "2026-09-28", "where": "KF § 12"})
    assert "Gjordes till Kommunfullmäktige 28 september 2026" in page(browser, one).replace("\N{NO-BREAK SPACE}", " ")


def test_handed_over_and_taken(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator), browser_of(coordinator)
    told = {"responsible": "", "responsible_new": "Skolförvaltningen", "on": "2026-11-22"}
    assert browser.post(address("hand_over", one), told | {"reason": ""}).status_code == 422
    browser.post(address("hand_over", one), told | {"reason": "Ny organisation"})
    said = page(browser, one)
    assert "Överlämnat, och ingen har tagit över än." in said
    assert "Ny organisation" in said
    refused = browser.post(address("take", one), {"responsible": "", "responsible_new": ""})
    assert refused.status_code == 422
    browser.post(address("take", one), {"responsible": "", "responsible_new": "Skolförvaltningen"})
    assert "ingen har tagit över än" not in page(browser, one)


def test_a_state_set_by_hand_shows_on_page_and_list(coordinator: Membership, browser_of: BrowserOf) -> None:
    one, browser = made(coordinator, due=PartialDate.parse("2026-10-01")), browser_of(coordinator)
    told = {"state": "late", "value": "nej", "reason": "Nämnden har skjutit upp", "until": "2027-01-31"}
    assert browser.post(address("override", one), told | {"until": "2026-01-01"}).status_code == 422
    browser.post(address("override", one), told)
    for said in (page(browser, one), browser.get(LIST).content.decode()):
        assert "Nämnden har skjutit upp" in said
        assert "Försenat, inget" not in said
    assert "Kartlägga" not in browser.get(LIST, {"visa": "forsenade"}).content.decode()
    browser.post(reverse("commitments:end_override", args=[one.overrides.get().pk]))
    assert "Försenat, inget rapporterat" in page(browser, one)


def test_a_closed_commitment_offers_no_report(
    linkoping: Municipality, coordinator: Membership, browser_of: BrowserOf
) -> None:
    one = made(coordinator)
    actions.report(coordinator, one, on=TODAY, execution=Execution.DONE, evidence="KS § 9")
    browser = browser_of(member(linkoping, Role.OFFICER))
    said = page(browser, one)
    assert 'id="rapportera"' not in said
    assert "Bara samordnaren kan öppna det igen" in said
    answer = browser.post(address("report", one), {"rapport-execution": "under_way", "rapport-on": "2026-11-22"})
    assert answer.status_code == 422
    assert "Åtagandet är avslutat (genomfört" in answer.content.decode()
    assert 'id="rapportera"' in page(browser_of(coordinator), one)


def test_the_decision_and_the_document_are_offered(coordinator: Membership, browser_of: BrowserOf) -> None:
    """From the rooms above, which say themselves how they are found."""
    from samfrid.matters.actions import record_decision, register
    from samfrid.matters.joining import ClauseIn
    from samfrid.matters.models import MatterKind, Outcome, Stage
    from samfrid.municipalities.actions import body_named

    matter = register(coordinator, kind=MatterKind.MOTION, title="Motion om trygghet")
    decision = record_decision(
        coordinator,
        matter,
        body=body_named(coordinator, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=dt.date(2026, 5, 3),
        clauses=[ClauseIn("Avslå motionen", Outcome.REJECTED)],
    )
    one, browser = made(coordinator), browser_of(coordinator)
    chosen = f"matters.decision:{decision.pk}"
    assert f'<option value="{chosen}">' in page(browser, one)
    browser.post(address("report", one), typed(browser, one, execution="overtaken", decision=chosen))
    told = queries.latest_report(one)
    assert told
    assert (told.overtaken_by_id, one.progress.count()) == (decision.pk, 1)
    assert reverse("matters:decision", args=[decision.pk]) in page(browser, one)
