"""The pages: the list of today, the editions, their form, and what anybody may read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samfrid.commitments.actions import commit, report
from samfrid.commitments.models import Commitment, Execution
from samfrid.editions.actions import make_edition, save_form, send_edition
from samfrid.editions.models import Edition, EditionForm, EditionRow
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Body, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from tests.conftest import member

Browser = Callable[[Membership], Client]
DAY: Final = dt.date(2026, 11, 22)
OPEN: Final = "/oppen-uppfoljning/0580/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", DAY.isoformat())


@pytest.fixture
def council(coordinator: Membership) -> Body:
    return body_named(coordinator, "kommunfullmäktige")


def _sent(actor: Membership, body: Body, *, public: bool = False) -> Edition:
    return send_edition(actor, make_edition(actor, body=body, on=DAY, public=public), on=DAY)


def test_the_list_of_today(coordinator: Membership, council: Body, browser_of: Browser) -> None:
    commit(coordinator, text="Försenat löfte", due=PartialDate.parse("2026-06"))
    commit(coordinator, text="Öppet löfte")
    _sent(coordinator, council)
    commit(coordinator, text="Nytt löfte")
    own = browser_of(coordinator)
    page = own.get("/uppfoljning/").content.decode()
    assert all(text in page for text in ("Försenat löfte", "Öppet löfte", "Nytt löfte", "2026:1", "Ingen ansvarig"))
    assert 'aria-current="page"' in page
    assert all(f'href="{way}"' in page for way in ("/rapportering/", "/vad-hande/", "/uppfoljning/utgavor/"))
    late = own.get("/uppfoljning/?visa=forsenade").content.decode()
    assert "Försenat löfte" in late
    assert "Öppet löfte" not in late
    new = own.get("/uppfoljning/?visa=new").content.decode()
    assert "Nytt löfte" in new
    assert "Öppet löfte" not in new
    assert own.get("/uppfoljning/?visa=nonsens&organ=nonsens&fran=nonsens").status_code == 200


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "csv"])
def test_the_list_and_an_edition_as_files(
    coordinator: Membership, council: Body, browser_of: Browser, form: str
) -> None:
    commit(coordinator, text="Öppet löfte")
    edition, own = _sent(coordinator, council), browser_of(coordinator)
    for address in (f"/uppfoljning/lista/{form}/", f"/uppfoljning/utgavor/{edition.pk}/fil/{form}/"):
        answer = own.get(address)
        assert (answer.status_code, len(answer.content) > 50) == (200, True)
        assert f".{form}" in answer["Content-Disposition"]
    assert own.get("/uppfoljning/lista/exe/").status_code == 404


def test_an_edition_is_made_sent_and_put_right_on_its_pages(
    coordinator: Membership, council: Body, browser_of: Browser
) -> None:
    commit(coordinator, text="Ring 070-123 45 67")
    own = browser_of(coordinator)
    assert own.post("/uppfoljning/utgavor/ny/", {"body": "", "public": "form"}).status_code == 422
    assert own.post("/uppfoljning/utgavor/ny/", {"body": council.pk, "public": "yes"}).status_code == 302
    edition = Edition.objects.get()
    address = edition.get_absolute_url()
    assert own.post(f"{address}gor-om/").status_code == 302
    page = own.get(f"{address}skicka/").content.decode()
    assert "något som liknar ett telefonnummer" in page
    refused = own.post(f"{address}skicka/", {"on": DAY})
    assert refused.status_code == 422
    assert "Läs varningarna" in refused.content.decode()
    assert own.post(f"{address}skicka/", {"on": DAY, "seen_warnings": "on"}).status_code == 302
    assert "2026:1" in own.get(address).content.decode()
    again = own.post(f"{address}skicka/", {"on": DAY, "seen_warnings": "on"})
    assert "ändras inte mer" in again.content.decode()
    assert own.post(f"{address}rattelse/", {"correction": " "}).status_code == 422
    made = own.post(f"{address}rattelse/", {"correction": "Rad 1 var fel."})
    assert "Rad 1 var fel." in own.get(made["Location"]).content.decode()
    assert own.post(f"{made['Location']}kasta/").status_code == 302
    assert Edition.objects.get() == edition


def test_a_form_is_saved_and_a_refused_one_keeps_what_was_typed(
    coordinator: Membership, council: Body, browser_of: Browser
) -> None:
    own, address = browser_of(coordinator), f"/uppfoljning/form/{council.pk}/"
    assert own.get("/uppfoljning/form/").status_code == 200
    assert own.get(address).status_code == 200
    typed = {"heading": "Till fullmäktige", "kolumn_what": 2, "kolumn_due": 2}
    twice = own.post(address, typed)
    assert twice.status_code == 422
    assert "Platsen är redan tagen av kolumnen Vad." in twice.content.decode()
    assert "Till fullmäktige" in twice.content.decode()
    assert not EditionForm.objects.exists()
    assert own.post(address, {"kolumn_due": 1}).status_code == 422
    assert own.post(address, typed | {"kolumn_due": 1}).status_code == 302
    assert EditionForm.objects.get().columns == ["due", "what"]


def test_who_may_not_make_one_may_read_what_was_sent(
    coordinator: Membership, council: Body, browser_of: Browser
) -> None:
    commit(coordinator, text="Öppet löfte")
    commit(coordinator, text="Hemligt löfte", access=Access.CONFIDENTIAL)
    public, closed = _sent(coordinator, council, public=True), _sent(coordinator, council)
    draft = make_edition(coordinator, body=council, on=DAY, public=True)
    elected = browser_of(member(coordinator.municipality, Role.ELECTED))
    assert "Öppet löfte" in elected.get(public.get_absolute_url()).content.decode()
    for one in (closed, draft):
        assert elected.get(one.get_absolute_url()).status_code == 404
    page = elected.get("/uppfoljning/").content.decode() + elected.get("/uppfoljning/utgavor/").content.decode()
    assert "Hemligt" not in page
    assert str(draft.pk) not in page
    assert elected.get("/uppfoljning/form/").status_code == 403
    assert elected.post("/uppfoljning/utgavor/ny/", {"body": council.pk}).status_code == 403


def test_nothing_is_open_before_the_municipality_says_so(coordinator: Membership, council: Body) -> None:
    commit(coordinator, text="Öppet löfte")
    edition, anybody = _sent(coordinator, council, public=True), Client()
    every = [OPEN, f"{OPEN}utgavor/", f"{OPEN}flode.xml", f"{OPEN}{edition.pk}/", f"{OPEN}{edition.pk}/pdf/"]
    assert {anybody.get(address).status_code for address in every} == {404}
    enter("0580")
    save_form(coordinator, council, columns=["what", "state"], published=True)
    assert {anybody.get(address).status_code for address in every} == {200}
    enter("0580")
    save_form(coordinator, council, columns=["what", "state"], published=False)
    assert {anybody.get(address).status_code for address in every} == {404}


def test_what_anybody_reads(coordinator: Membership, council: Body) -> None:
    save_form(coordinator, None, columns=["number", "what", "state", "last_word"], published=True)
    one = commit(coordinator, text="Öppet löfte")
    report(coordinator, one, on=DAY, execution=Execution.UNDER_WAY, text="Enkäten är ute", today=DAY)
    commit(coordinator, text="Hemligt löfte", access=Access.CONFIDENTIAL)
    first = _sent(coordinator, council, public=True)
    closed = _sent(coordinator, council)
    draft = make_edition(coordinator, body=council, on=DAY, public=True)
    anybody = Client()
    page = anybody.get(OPEN)
    told = page.content.decode()
    assert all(words in told for words in ("Öppet löfte", "pågår", "Enkäten är ute", "2026:1"))
    assert "Hemligt" not in told
    assert coordinator.actor_name not in told
    assert str(one.pk) not in told
    assert page["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in page
    for hidden in (closed, draft):
        assert anybody.get(f"{OPEN}{hidden.pk}/").status_code == 404
    feed = anybody.get(f"{OPEN}flode.xml").content.decode()
    assert feed.count("<entry>") == 1
    assert f"urn:uuid:{first.pk}" in feed
    assert "Hemligt" not in feed
    assert anybody.get(f"{OPEN}{first.pk}/docx/").status_code == 404
    assert anybody.get(f"{OPEN}?sprak=en").content.decode().count('lang="en"') >= 1
    assert anybody.get(f"{OPEN}?fran=nonsens").status_code == 200


def test_what_is_closed_after_it_was_sent_is_not_shown_to_everybody_any_more(
    coordinator: Membership, council: Body
) -> None:
    save_form(coordinator, council, columns=["what"], published=True)
    commit(coordinator, text="Öppet löfte")
    closed = commit(coordinator, text="Adressen på Kvastgatan")
    edition = _sent(coordinator, council, public=True)
    page = f"{OPEN}{edition.pk}/"
    assert "Kvastgatan" in Client().get(page).content.decode()
    enter("0580")
    Commitment.objects.filter(pk=closed.pk).update(access=Access.CONFIDENTIAL)
    told = Client().get(page).content.decode()
    assert "Kvastgatan" not in told
    assert "Öppet löfte" in told
    assert "1 rad som inte är offentlig längre" in told
    book = load_workbook(io.BytesIO(Client().get(f"{page}xlsx/").content))
    assert "Kvastgatan" not in str([list(sheet.values) for sheet in book])
    enter("0580")
    assert EditionRow.objects.filter(edition=edition).count() == 2, "the edition itself is as it was sent"


def test_another_municipality_publishes_nothing_of_this_one(
    coordinator: Membership, council: Body, vallentuna: Municipality
) -> None:
    save_form(coordinator, council, columns=["what"], published=True)
    edition = _sent(coordinator, council, public=True)
    assert Client().get(f"/oppen-uppfoljning/{vallentuna.code}/").status_code == 404
    assert Client().get(f"/oppen-uppfoljning/{vallentuna.code}/{edition.pk}/").status_code == 404


def test_the_pages_ask_as_much_of_few_rows_as_of_many(
    coordinator: Membership, council: Body, browser_of: Browser
) -> None:
    own, counts = browser_of(coordinator), []
    commit(coordinator, text="Först")
    edition = _sent(coordinator, council)
    for _round in range(2):
        for number in range(8):
            commit(coordinator, text=f"Nr {number}")
        with CaptureQueriesContext(connection) as asked:
            own.get("/uppfoljning/")
            own.get(edition.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 50
