"""Sums entered by hand through the pages: the forms that municipalities have published add up, and what is refused."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Callable
from typing import Any

import docx as python_docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from samfrid.audit.models import Entry
from samfrid.commitments.offered import Offer
from samfrid.municipalities.actions import body_named, organisation_named
from samfrid.municipalities.models import Membership
from samfrid.papers.docx import docx
from samfrid.papers.paper import Paper
from samfrid.partners import actions
from samfrid.partners.actions import AmountIn, PaymentIn, SumIn
from samfrid.partners.models import (
    Agreement,
    AgreementForm,
    AgreementSettings,
    Amount,
    Funding,
    IndexKind,
    Per,
    ProcurementAnswer,
)
from samfrid.web.example.money import fill

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
    }
    return actions.register_agreement(actor, **(terms | changes))


def said_by(response: Any) -> str:
    """The words of a page, its spaces made plain and its marks taken away."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).replace("\xa0", " ").replace("\u202f", " ").split())


def entered(browser: Client, made: Agreement, **typed: str) -> Any:
    told = {"sek": "", "per": "year", "funding": "own", "index_kind": "none", "payer": ""} | typed
    return browser.post(f"{made.get_absolute_url()}belopp/nytt/", told)


def made_by_hand(browser: Client, actor: Membership, title: str, first: str, last: str, **more: str) -> Agreement:
    """An agreement entered on its page, as the coordinator does it."""
    typed = {
        "title": title,
        "form": "iop",
        "first_starts_on": first,
        "first_ends_on": last,
        "parter-TOTAL_FORMS": "1",
        "parter-INITIAL_FORMS": "0",
        "parter-0-organisation_new": "Kvinnojouren",
    }
    response = browser.post("/avtal/nytt/", typed | more)
    assert response.status_code == 302, said_by(response)
    return Agreement.objects.get(municipality_id=actor.municipality_id, title=title)


def test_kalmars_agreement(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    made = made_by_hand(browser, coordinator, "IOP Kalmar", "2022-01-01", "2024-12-31", shelter_places="no")
    social = body_named(coordinator, "Socialnämnden")
    assert entered(browser, made, sek="650 tkr", payer=f"body:{social.pk}").status_code == 302
    more = {"sek": "350\u202f000 kr", "replaces_grant": "tidigare bidrag"}
    assert entered(browser, made, **more).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Betalas av 2022 2023 2024 Hela perioden" in said
    assert "Kommunen 350 000 kr 350 000 kr 350 000 kr 1 050 000 kr" in said
    assert "Socialnämnden 650 000 kr 650 000 kr 650 000 kr 1 950 000 kr" in said
    assert "Tillsammans 1 000 000 kr 1 000 000 kr 1 000 000 kr 3 000 000 kr" in said
    assert "ersätter tidigare bidrag" in said
    assert "betalas av Socialnämnden" in said
    assert made.shelter_places is False


def test_lunds_agreement(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    made = made_by_hand(browser, coordinator, "IOP Lund", "2018-01-01", "2020-12-31")
    assert entered(browser, made, sek="0,34 mnkr").status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Tillsammans 340 000 kr 340 000 kr 340 000 kr 1 020 000 kr" in said


def test_varnamos_agreement(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    made = made_by_hand(browser, coordinator, "Avtal Värnamo", "2021-01-01", "2021-12-31")
    assert entered(browser, made, sek="10 kr", per="inhabitant_year").status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Antalet invånare för 2021 är inte infört. För in underlaget" in said
    # what is missing is never zero, neither alone nor beside what is known
    assert "Kommunen saknas saknas Tillsammans saknas saknas" in said
    assert entered(browser, made, sek="5 000 kr", per="year").status_code == 302
    assert "Tillsammans minst 5 000 kr minst 5 000 kr" in said_by(browser.get(made.get_absolute_url()))
    extra = made.amounts.get(sek=5_000)
    assert browser.post(f"/avtal/belopp/{extra.pk}/stryk/", {"reason": "Prov"}).status_code == 302
    typed = {"invanare-year": "2021", "invanare-inhabitants": "34 560", "invanare-source": "SCB, 31 december 2020"}
    assert browser.post("/avtal/underlag/invanare/", typed).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Tillsammans 345 600 kr 345 600 kr" in said
    assert "2021: 10 kr × 34 560 invånare = 345 600 kr" in said
    assert "inte infört" not in said
    listed = said_by(browser.get("/avtal/underlag/"))
    assert "2021 34 560 SCB, 31 december 2020" in listed
    # a number that was wrong is written over
    assert browser.post("/avtal/underlag/invanare/", typed | {"invanare-inhabitants": "34561"}).status_code == 302
    assert "345 610 kr" in said_by(browser.get(made.get_absolute_url()))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"sek": ""}, "Skriv beloppet."),
        ({"sek": "femtio tusen"}, "i siffror"),
        ({"sek": "50 00"}, "ojämnt delade"),
        ({"sek": "12,50"}, "utan ören"),
        ({"sek": "0"}, "mellan 1 krona"),
        ({"sek": "1 200 mnkr"}, "mellan 1 krona"),
        ({"from_on": "2027-01-01", "to_on": "2026-12-31"}, "slutar gälla före"),
        ({"from_on": "2025-12-31"}, "Avtalet börjar 1 januari 2026"),
        ({"decide_by": "2026-12-31"}, "Skriv villkoret"),
        ({"index_kind": "kpi"}, "vilket års pengar"),
        ({"index_kind": "kpi", "index_base_year": "26"}, "med fyra siffror"),
        ({"index_kind": "fixed_percent", "index_base_year": "2026"}, "hur många procent"),
        ({"index_kind": "fixed_percent", "index_base_year": "2026", "index_percent": "250"}, "hur många procent"),
        ({"index_kind": "fixed_percent", "index_base_year": "2026", "index_percent": "två"}, "procenten i siffror"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    coordinator: Membership, browser_of: BrowserOf, typed: dict[str, str], words: str
) -> None:
    made = agreement(coordinator)
    told = {"sek": "50 000", "condition": "", "replaces_grant": "bidraget från kultur och fritid"} | typed
    response = entered(browser_of(coordinator), made, **told)
    assert response.status_code == 422
    assert words in said_by(response)
    assert "bidraget från kultur och fritid" in response.content.decode()
    assert f'value="{told["sek"]}"' in response.content.decode() or not told["sek"]
    assert Amount.objects.count() == 0


def test_a_sum_twice_is_a_slip_but_two_payers_are_two_sums(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    neighbour = organisation_named(coordinator, "Grannkommunen")
    assert entered(browser, made, sek="50 000").status_code == 302
    assert "står redan i avtalet" in said_by(entered(browser, made, sek="50 tkr"))
    state = {"payer": f"organisation:{neighbour.pk}", "funding": "state"}
    assert entered(browser, made, sek="50 000", **state).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Grannkommunen, statsbidrag 50 000 kr 50 000 kr 50 000 kr 150 000 kr" in said
    assert "varav statsbidrag 50 000 kr 50 000 kr 50 000 kr 150 000 kr" in said
    # merging organisations must find who pays
    assert "paid_amounts" in {one.get_accessor_name() for one in neighbour._meta.related_objects}


def test_a_sum_is_corrected_and_struck(coordinator: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    amount = actions.add_amount(coordinator, made, SumIn(50_000, Per.YEAR, condition="om jouren öppnar"))
    page = f"/avtal/belopp/{amount.pk}/andra/"
    opened = browser.get(page).content.decode()
    assert 'value="50 000"' in opened
    assert "om jouren öppnar" in opened
    told = {"sek": "60 000", "per": "year", "funding": "own", "index_kind": "none", "condition": "om jouren öppnar"}
    assert browser.post(page, told).status_code == 302
    changed = Entry.objects.get(act="partners.change_amount").detail["changed"]
    assert changed == {"sek": ["50000", "60000"]}
    # a condition that was decided cannot go away
    actions.release(coordinator, amount, TODAY, today=TODAY)
    assert "är avgjort" in said_by(browser.post(page, told | {"condition": ""}))
    payment = actions.plan_payment(
        coordinator, made, due_on=D(2027, 1, 1), sek=60_000, amount=Amount.objects.get(pk=amount.pk)
    )
    strike = f"/avtal/belopp/{amount.pk}/stryk/"
    assert "Stryk dem först" in said_by(browser.post(strike, {"reason": "Fel avtal"}))
    actions.strike_payment(coordinator, payment, "Fel", today=TODAY)
    assert "Skriv skälet" in said_by(browser.post(strike, {}))
    assert browser_of(elected).post(strike, {"reason": "x"}).status_code == 403
    assert browser.post(strike, {"reason": "Fel avtal"}).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "Ett struket belopp" in said
    assert "Fel avtal" in said
    assert "Vad avtalet är värt" not in said
    struck = Amount.objects.get(pk=amount.pk)
    for act in (
        lambda: actions.strike_amount(coordinator, struck, "x"),
        lambda: actions.release(coordinator, struck, TODAY, today=TODAY),
        lambda: actions.decline(coordinator, struck, TODAY, "x", today=TODAY),
        lambda: actions.change_amount(coordinator, struck, SumIn(1, Per.YEAR)),
        lambda: actions.plan_payments(coordinator, made, [PaymentIn(D(2027, 1, 1), 5, struck)]),
    ):
        with pytest.raises(ValidationError, match="struket"):
            act()


def test_who_released_a_condition_and_what_shows_it(
    coordinator: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    amount = actions.add_amount(coordinator, made, SumIn(25_000, Per.YEAR, condition="om jouren startar en tjejjour"))
    protocol = Offer("documents.document", made.pk, "Protokoll från styrgruppen")
    monkeypatch.setattr("samfrid.partners.documents.DOCUMENTS", [lambda _record: [protocol]])
    told = {
        "on": "2026-11-23",
        "by": "Styrgruppen",
        "evidence": "Tjejjouren öppnade i september",
        "document": protocol.value,
    }
    address = f"/avtal/belopp/{amount.pk}/villkor/"
    refused = browser.post(address, told)
    assert refused.status_code == 422
    assert "Tjejjouren öppnade i september" in refused.content.decode()
    assert browser.post(address, told | {"on": "2026-10-01"}).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    for words in ("bedömt av Styrgruppen", "Tjejjouren öppnade i september", "Protokoll från styrgruppen"):
        assert words in said
    assert f"/dokument/{made.pk}/" in browser.get(made.get_absolute_url()).content.decode()
    assert "redan uppfyllt 1 oktober 2026" in said_by(browser.post(address, told | {"on": "2026-11-01"}))
    entry = Entry.objects.get(act="partners.release")
    assert (entry.detail["by"], entry.detail["document"]) == ("Styrgruppen", str(made.pk))


def test_an_index_is_entered_and_raises_the_sum(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    assert entered(browser, made, sek="100 000", index_kind="kpi", index_base_year="2026").status_code == 302
    assert "KPI för 2026 är inte infört" in said_by(browser.get(made.get_absolute_url()))
    for year, value in (("2026", "420"), ("2027", "428,4")):
        typed = {"index-kind": "kpi", "index-year": year, "index-value": value, "index-source": "SCB"}
        assert browser.post("/avtal/underlag/index/", typed).status_code == 302
    said = said_by(browser.get(made.get_absolute_url()))
    assert "2027: 100 000 kr × 1,02 (KPI 2027 mot 2026) = 102 000 kr" in said
    assert "KPI för 2028 är inte infört" in said
    assert "räknas upp med KPI från 2026" in said
    wrong = browser.post(
        "/avtal/underlag/index/", {"index-kind": "kpi", "index-year": "28", "index-value": "1", "index-source": "min"}
    )
    assert wrong.status_code == 422
    assert "med fyra siffror" in said_by(wrong)
    assert 'value="min"' in wrong.content.decode()


@pytest.mark.parametrize(
    ("address", "typed", "words"),
    [
        ("invanare", {"invanare-year": "2026", "invanare-inhabitants": "många"}, "till exempel 34 560"),
        ("invanare", {"invanare-year": "2026", "invanare-inhabitants": "0"}, "till exempel 34 560"),
        ("invanare", {"invanare-year": "20260", "invanare-inhabitants": "5"}, "med fyra siffror"),
        ("index", {"index-kind": "kpi", "index-year": "2026", "index-value": "-3"}, "Skriv indextalet"),
        ("index", {"index-kind": "kpi", "index-year": "2026", "index-value": "NaN"}, "Skriv indextalet"),
        ("index", {"index-kind": "fixed_percent", "index-year": "2026", "index-value": "3"}, "Välj KPI eller OPI"),
        ("installningar", {"avtal-procurement_sek": "noll"}, "i siffror"),
        ("installningar", {"avtal-procurement_sek": "0"}, "mellan 1 krona"),
    ],
)
def test_grounds_that_are_refused(
    coordinator: Membership, browser_of: BrowserOf, address: str, typed: dict[str, str], words: str
) -> None:
    response = browser_of(coordinator).post(f"/avtal/underlag/{address}/", typed)
    assert response.status_code == 422
    assert words in said_by(response)


def test_only_those_who_may(coordinator: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    with pytest.raises(PermissionDenied):
        actions.add_amount(elected, made, SumIn(1, Per.YEAR))
    with pytest.raises(PermissionDenied):
        actions.set_population(elected, year=2026, inhabitants=5)
    read = browser_of(elected).get("/avtal/underlag/")
    assert read.status_code == 200
    assert "<form" not in read.content.decode().split("<main")[1]
    assert browser_of(elected).get(f"{made.get_absolute_url()}belopp/nytt/").status_code == 403


def test_the_database_holds_what_a_sum_is(coordinator: Membership) -> None:
    made = agreement(coordinator)
    social, neighbour = body_named(coordinator, "Socialnämnden"), organisation_named(coordinator, "Grannkommunen")
    own = {"municipality_id": made.municipality_id, "agreement": made, "sek": 5, "per": Per.YEAR}
    for wrong in (
        {"payer_body": social, "payer_organisation": neighbour},
        {"from_on": D(2027, 1, 1), "to_on": D(2026, 1, 1)},
        {"index_kind": IndexKind.KPI},
        {"index_kind": IndexKind.FIXED_PERCENT, "index_base_year": 2026},
        {"struck_on": TODAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Amount.objects.create(**own, **wrong)


def test_state_money_in_a_contract_is_warned_of(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator, form=AgreementForm.CONTRACT)
    actions.add_amount(coordinator, made, SumIn(40_000, Per.YEAR, funding=Funding.STATE))
    assert "Statsbidrag i ett avtal om tjänst" in said_by(browser_of(coordinator).get(made.get_absolute_url()))


def test_procurement_is_asked_about_and_answered(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    page = made.get_absolute_url()
    actions.add_amount(coordinator, made, SumIn(650_000, Per.YEAR))
    assert "Är det en upphandling?" not in said_by(browser.get(page))
    actions.add_amount(coordinator, made, SumIn(2_300, Per.DAY))
    said = said_by(browser.get(page))
    for words in (
        "Avtalet liknar ett köp av en tjänst",
        "En enda part utför",
        "ett pris för varje dygn",
        "inte reglerade i lag",
        "3556-18",
        "Avtalet är värt 1 950 000 kr i perioden",
        "gräns för ett stort avtal är 7 802 550 kr",
    ):
        assert words in said
    assert "minst så mycket som er gräns" not in said
    address = f"{page}upphandling/"
    refused = browser.post(address, {"upphandling-reason": " "})
    assert refused.status_code == 422
    assert "Skriv bedömningen" in said_by(refused)
    assert browser.post(address, {"upphandling-reason": "Jouren driver verksamheten själv."}).status_code == 302
    said = said_by(browser_of(elected).get(page))
    assert "Jouren driver verksamheten själv." in said
    assert "liknar ett köp" not in said
    # a sign more asks again
    typed = {"avtal-procurement_sek": "1 mnkr", "avtal-sender": "Socialförvaltningen", "avtal-dispute": ""}
    assert browser.post("/avtal/underlag/installningar/", typed).status_code == 302
    said = said_by(browser.get(page))
    assert "minst så mycket som er gräns" in said
    assert "liknar ett köp" in said
    assert ProcurementAnswer.objects.get().answered_by == coordinator.actor_name


def pay_something(coordinator: Membership) -> Agreement:
    made = agreement(coordinator, amounts=[AmountIn(50_000, Per.YEAR)])
    social = body_named(coordinator, "Socialnämnden")
    state = actions.add_amount(
        coordinator, made, SumIn(10_000, Per.MONTH, payer=social, funding=Funding.STATE, to_on=D(2026, 12, 31))
    )
    own = made.amounts.get(sek=50_000)
    first = actions.plan_payment(coordinator, made, due_on=D(2026, 1, 1), sek=50_000, amount=own)
    actions.pay(coordinator, first, D(2026, 1, 15), today=TODAY)
    for month in (10, 11, 12):
        actions.plan_payment(coordinator, made, due_on=D(2026, month, 1), sek=10_000, amount=state)
    actions.plan_payment(coordinator, made, due_on=D(2026, 12, 1), sek=7, note="=HYRA")
    return made


def test_a_year_of_payments(coordinator: Membership, elected: Membership, browser_of: BrowserOf) -> None:
    pay_something(coordinator)
    browser = browser_of(elected)
    said = said_by(browser.get("/avtal/betalningar/ar/"))
    assert "Betalningar 2026" in said
    assert "Socialnämnden, statsbidrag 30 000 kr 0 kr 30 000 kr 20 000 kr" in said
    assert "Kommunen 50 007 kr 50 000 kr 7 kr" in said
    assert "Tillsammans 80 007 kr 50 000 kr 30 007 kr 20 000 kr" in said
    assert "10 007 kr i månaden" in said
    assert "Ingen betalning ligger i året" in said_by(browser.get("/avtal/betalningar/ar/?ar=2031"))
    assert "Betalningar 2026" in said_by(browser.get("/avtal/betalningar/ar/?ar=nästa"))
    lines = browser.get("/avtal/betalningar/ar/2026/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Betalas senast;Avtal;Betalas av;Slags medel;Belopp, kronor")
    assert lines[1].startswith("2026-01-01;Partnerskap;Kommunen;kommunens egna medel;50000;per år;2026-01-15")
    assert any(line.endswith(";'=HYRA") for line in lines)
    assert len(lines) == 6
    assert browser.get("/avtal/betalningar/ar/2026/xlsx/").content.startswith(b"PK")
    assert browser.get("/avtal/betalningar/ar/2026/pdf/").status_code == 404
    assert browser.get("/avtal/betalningar/ar/1/csv/").status_code == 404


def words_of(data: bytes) -> str:
    document = python_docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_agreement_as_word_and_pdf(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(
        coordinator,
        title="Partnerskap med Kvinnojouren",
        goals=["Fler ska få stöd"],
        renewal_months=24,
        notice_months=6,
        amounts=[AmountIn(50_000, Per.YEAR), AmountIn(25_000, Per.YEAR, "om jouren startar en tjejjour")],
    )
    browser = browser_of(coordinator)
    response = browser.get(f"{made.get_absolute_url()}fil/docx/")
    said = words_of(response.content)
    for words in (
        "Parter",
        "Kvinnojouren",
        "Syfte",
        "Gemensamma mål",
        "Fler ska få stöd",
        "Parternas åtaganden",
        "Ersättning",
        "50 000 kr per år",
        "under villkor: om jouren startar en tjejjour",
        "Tillsammans",
        "150 000 kr",
        "Avtalet gäller från 1 januari 2026 till och med 31 december 2028.",
        "2 år i taget, tills vidare",
        "senast 6 månader före periodens slut",
        "Uppföljning",
        "Tvist",
        "allmän domstol",
        "Underskrifter",
    ):
        assert words in said, words
    assert browser.get(f"{made.get_absolute_url()}fil/pdf/").content.startswith(b"%PDF")
    assert browser.get(f"{made.get_absolute_url()}fil/odt/").status_code == 404


def test_the_municipalitys_own_template(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = agreement(coordinator), browser_of(coordinator)
    template = python_docx.Document(io.BytesIO(docx(Paper("Prov", []))))
    template.sections[0].header.paragraphs[0].text = "Lyckåsa kommun"
    own = io.BytesIO()
    template.save(own)
    address, typed = (
        "/avtal/underlag/installningar/",
        {"avtal-procurement_sek": "8 mnkr", "avtal-dispute": "Vi talas vid."},
    )
    wrong = browser.post(address, typed | {"avtal-look": SimpleUploadedFile("mall.docx", b"ingen mall")})
    assert wrong.status_code == 422
    assert "Vi talas vid." in wrong.content.decode()
    assert not AgreementSettings.objects.exists()
    given = SimpleUploadedFile("mall.docx", own.getvalue())
    assert browser.post(address, typed | {"avtal-look": given}).status_code == 302
    assert "Avtalen skrivs ut med mallen mall.docx" in said_by(browser.get("/avtal/underlag/"))
    file = browser.get(f"{made.get_absolute_url()}fil/docx/").content
    assert "Vi talas vid." in words_of(file)
    header = python_docx.Document(io.BytesIO(file)).sections[0].header
    assert "Lyckåsa kommun" in "".join(paragraph.text for paragraph in header.paragraphs)
    # kept when another setting is changed, and taken away when asked
    assert browser.post(address, typed | {"avtal-dispute": "x"}).status_code == 302
    assert AgreementSettings.objects.get().look_name == "mall.docx"
    assert browser.post(address, typed | {"avtal-drop_look": "on"}).status_code == 302
    assert AgreementSettings.objects.get().look is None


def test_the_examples_money_is_entered_by_the_actions(coordinator: Membership, browser_of: BrowserOf) -> None:
    fill(coordinator)
    made = Agreement.objects.get(title__startswith="Partnerskap med Brottsofferjouren")
    said = said_by(browser_of(coordinator).get(made.get_absolute_url()))
    assert "2026: 4 kr × 12 400 invånare = 49 600 kr" in said
    assert "KPI för 2026 är inte infört" in said


def test_the_history_says_which_sum(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    amount = actions.add_amount(coordinator, made, SumIn(sek=50_000, per=Per.YEAR))
    actions.change_amount(coordinator, amount, SumIn(sek=60_000, per=Per.YEAR))
    amount.refresh_from_db()
    actions.strike_amount(coordinator, amount, "fel avtal", today=TODAY)
    said = said_by(browser_of(coordinator).get(made.get_absolute_url()))
    for act, about in (
        ("förde in ett belopp", "50 000 kr per år"),
        ("rättade ett belopp", "50 000 kr → 60 000 kr"),
        ("strök ett belopp", "60 000 kr per år, fel avtal"),
    ):
        assert re.search(rf"{act}\W+{re.escape(about)}", said), act
