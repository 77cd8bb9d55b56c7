"""The pages of organisations: list, filters, page, files, and two that become one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samfrid.municipalities.actions import add_contact, merge_organisations, organisation_named, register_organisation
from samfrid.municipalities.models import Contact, Membership, Municipality, Organisation, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions
from samfrid.partners.models import Agreement, AgreementForm
from samfrid.partners.queries import organisations as queries
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
LIST = "/organisationer/"
ADA = {"name": "Kvinnojouren Ada", "kind": "womens_shelter", "number": "212000 2965", "abilities": "Samtal"}


@pytest.fixture
def browser(coordinator: Membership, browser_of: BrowserOf) -> Client:
    return browser_of(coordinator)


def titles(browser: Client, query: str = "") -> list[str]:
    return [row["title"] for row in browser.get(LIST + query).context["rows"]]


def test_one_is_entered_changed_and_ended(browser: Client, linkoping: Municipality) -> None:
    wrong = browser.post(f"{LIST}ny/", ADA | {"number": "212000-2966"})
    assert wrong.status_code == 422
    assert "Kontrollsiffran stämmer inte" in wrong.content.decode()
    assert "Kvinnojouren Ada" in wrong.content.decode()
    page = browser.post(f"{LIST}ny/", ADA, follow=True)
    enter(linkoping.code)
    found = Organisation.objects.get()
    assert page.redirect_chain == [(found.get_absolute_url(), 302)]
    assert "212000-2965" in page.content.decode()
    page = browser.post(f"{found.get_absolute_url()}andra/", ADA | {"name": "Ada och Eva"}, follow=True)
    assert "Har också kallats:" in page.content.decode()
    nothing = browser.post(f"{found.get_absolute_url()}upphor/", {"on": "2026-01-01", "reason": ""})
    assert nothing.status_code == 422
    browser.post(f"{found.get_absolute_url()}upphor/", {"on": "2026-01-01", "reason": "Nedlagd"})
    assert titles(browser) == []
    assert titles(browser, "?visa=upphort") == ["Ada och Eva"]
    browser.post(f"{found.get_absolute_url()}aterta/")
    assert titles(browser) == ["Ada och Eva"]


def test_the_list_is_narrowed_and_searched(browser: Client, coordinator: Membership) -> None:
    ada = register_organisation(coordinator, **ADA)
    register_organisation(coordinator, name="Polisen", kind="police")
    register_organisation(coordinator, name="Åklagarkammaren")
    add_contact(coordinator, organisation=ada, name="Eva", verified_on=D(2020, 1, 1))
    assert titles(browser) == ["Kvinnojouren Ada", "Polisen", "Åklagarkammaren"]
    assert titles(browser, "?slag=police") == ["Polisen"]
    assert titles(browser, "?slag=ingen") == ["Åklagarkammaren"]
    assert titles(browser, "?visa=kontakter") == ["Kvinnojouren Ada"]
    for words in ("ada", "212000-29", "samtal"):
        assert titles(browser, f"?sok={words}") == ["Kvinnojouren Ada"]
    assert titles(browser, "?slag=okant&visa=okant&fran=okant") == titles(browser)
    empty = browser.get(f"{LIST}?sok=finns-inte")
    assert "Det finns ingen organisation som passar" in empty.content.decode()


def test_pages_by_name_hold_each_once(coordinator: Membership) -> None:
    names = [f"Förening {letter}" for letter in "öabcåäd"]
    for name in names:
        register_organisation(coordinator, name=name)
    every = queries.listed(coordinator.municipality_code, queries.OrganisationsAsked(), D(2026, 11, 22))
    seen, cursor = [], ""
    for _round in range(5):
        page = queries.page_by_name(every, cursor, size=2)
        seen += [one.name for one in page.rows]
        if not (cursor := page.cursor):
            break
    assert seen == [f"Förening {letter}" for letter in "abcdåäö"]


def test_as_files(browser: Client, coordinator: Membership) -> None:
    ada = register_organisation(coordinator, **ADA)
    add_contact(coordinator, organisation=ada, name="Eva Ek", function="ordförande", verified_on=D(2026, 1, 2))
    rows = list(load_workbook(io.BytesIO(browser.get(f"{LIST}lista.xlsx").content)).worksheets[0].values)
    assert rows[1][:3] == ("Kvinnojouren Ada", "Kvinnojour", "212000-2965")
    assert "Eva Ek, ordförande" in str(rows[1][5])
    assert "Kvinnojouren Ada" in browser.get(f"{LIST}lista.csv?slag=womens_shelter").content.decode("utf-8-sig")


def test_a_contact_is_pressed_to_be_right(browser: Client, coordinator: Membership, linkoping: Municipality) -> None:
    ada = register_organisation(coordinator, **ADA)
    contact = add_contact(coordinator, organisation=ada, name="Eva", verified_on=D(2020, 1, 1))
    assert "Behöver ses över" in browser.get(ada.get_absolute_url()).content.decode()
    page = browser.post(f"{LIST}kontakt/{contact.pk}/stammer/", follow=True)
    assert "Behöver ses över" not in page.content.decode()
    enter(linkoping.code)
    assert Contact.objects.get().verified_on is not None


def agreed(actor: Membership, found: Organisation) -> Agreement:
    parties = [(found.name, found)]
    made = actions.register_agreement(actor, form=AgreementForm.IOP, title="IOP om jouren", parties=parties)
    actions.plan_payment(actor, made, sek=50_000, due_on=D(2026, 3, 1), note=f"Del {made.payments.count() + 1}")
    return made


def test_the_page_shows_what_leads_to_it(browser: Client, coordinator: Membership) -> None:
    ada = register_organisation(coordinator, **ADA)
    agreed(coordinator, ada)
    page = browser.get(ada.get_absolute_url())
    assert page.context["payments"] == [(2026, 0, 50_000)]
    assert [row["title"] for row in page.context["agreements"]] == ["IOP om jouren"]


def test_two_are_compared_and_made_one(browser: Client, coordinator: Membership, linkoping: Municipality) -> None:
    ada, other = register_organisation(coordinator, **ADA), organisation_named(coordinator, "Ada kvinnojour")
    agreed(coordinator, other)
    pairs = browser.get(f"{LIST}dubbletter/").context["pairs"]
    assert [(one["first"].name, one["second"].name) for one in pairs] == [("Ada kvinnojour", "Kvinnojouren Ada")]
    assert "Jämför med Ada kvinnojour" in browser.get(ada.get_absolute_url()).content.decode()
    url = f"{other.get_absolute_url()}sla-ihop/{ada.pk}/"
    page = browser.get(url)
    assert [side["moves"] for side in page.context["both"]] == [["1 avtal"], []]
    assert browser.post(url, {}).status_code == 422
    done = browser.post(url, {"keep": str(ada.pk), "why": "Samma styrelse"}, follow=True)
    assert "Samma styrelse" in done.content.decode()
    # the old address leads to the one that stayed, and there is nothing more to merge
    assert browser.get(other.get_absolute_url()).headers["Location"] == ada.get_absolute_url()
    assert browser.get(f"{LIST}dubbletter/").context["pairs"] == []
    assert browser.post(url, {"keep": str(ada.pk)}).status_code == 422
    enter(linkoping.code)
    assert Organisation.objects.get() == ada


def test_the_other_is_named(browser: Client, coordinator: Membership) -> None:
    ada, other = register_organisation(coordinator, **ADA), organisation_named(coordinator, "Något annat")
    url = f"{ada.get_absolute_url()}sla-ihop/"
    assert browser.post(url, {"other": "Finns inte"}).status_code == 422
    assert browser.post(url, {"other": ADA["name"]}).status_code == 422
    went = browser.post(url, {"other": "något annat"})
    assert went.headers["Location"] == f"{url}{other.pk}/"
    assert browser.get(f"{url}{ada.pk}/").status_code == 200


def test_whoever_may_only_read_sees_no_acts(
    coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    ada = register_organisation(coordinator, **ADA)
    reader = browser_of(member(linkoping, Role.ELECTED))
    page = reader.get(ada.get_absolute_url()).content.decode()
    assert "Ändra uppgifterna" not in page
    for part in ("ny/", "dubbletter/", f"{ada.pk}/andra/", f"{ada.pk}/sla-ihop/", f"{ada.pk}/upphor/"):
        assert reader.get(LIST + part).status_code == 403


def test_as_many_queries_for_many_as_for_few(browser: Client, coordinator: Membership) -> None:
    ada = register_organisation(coordinator, **ADA)

    def asked(url: str) -> int:
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    agreed(coordinator, ada)
    few = asked(LIST), asked(ada.get_absolute_url())
    for n in range(4):
        one = register_organisation(coordinator, name=f"Förening {n}")
        agreed(coordinator, ada)
        add_contact(coordinator, organisation=one, name="Eva")
    assert (asked(LIST), asked(ada.get_absolute_url())) == few


def test_a_merged_one_is_offered_nowhere(browser: Client, coordinator: Membership) -> None:
    ada, other = register_organisation(coordinator, **ADA), organisation_named(coordinator, "Ada kvinnojour")
    merge_organisations(coordinator, other, ada)
    assert titles(browser) == ["Kvinnojouren Ada"]
    assert titles(browser, "?visa=upphort") == []
