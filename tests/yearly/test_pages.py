"""The pages of the year: one picture, filters, months, files, sittings, and who may read what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit, set_report_back
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.models import Access, Body, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners.actions import form_group, plan_meeting, plan_payment, register_agreement
from samfrid.partners.models import Agreement, AgreementForm
from samfrid.yearly import actions, queries
from samfrid.yearly.models import Sitting
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
FEBRUARY = D(2027, 2, 15)
PAGE = "/arshjul/"
PASTE = "/arshjul/sammantraden/klistra-in/"


def said_by(browser: Client, address: str) -> str:
    said = browser.get(address).content.decode()
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def agreement(actor: Membership, title: str = "Partnerskap med jouren") -> Agreement:
    return register_agreement(
        actor,
        form=AgreementForm.IOP,
        title=title,
        parties=[("Linköpings kommun", None)],
        first_starts_on=D(2025, 7, 1),
        first_ends_on=D(2027, 6, 30),
        renewal_months=24,
        notice_months=6,
        amounts=[],
        goals=[],
        sentences=[],
    )


def sitting(actor: Membership, on: dt.date = FEBRUARY, body: str = "Kommunfullmäktige") -> Sitting:
    return actions.plan_sitting(actor, body=body_named(actor, body), on=on, starts_at=dt.time(18), note="budget")


def year_of(actor: Membership) -> None:
    made = agreement(actor)
    plan_payment(actor, made, due_on=D(2027, 3, 1), sek=50_000)
    plan_meeting(actor, form_group(actor, name="Samrådet"), on=D(2027, 5, 5))
    sitting(actor)


def test_the_year_tells_of_every_room(coordinator: Membership, browser_of: BrowserOf) -> None:
    year_of(coordinator)
    said = said_by(browser_of(coordinator), f"{PAGE}?ar=2027")
    assert "Kommunfullmäktige: budget" in said
    assert "kl. 18.00" in said
    assert "50 000 kr: Partnerskap med jouren" in said
    assert "Samrådet" in said
    assert "Avtalsperioden slutar och avtalet förlängs: Partnerskap med jouren" in said
    assert "Följs upp senast: Partnerskap med jouren" in said
    assert "Inget den här månaden." in said
    assert said.count("<svg") >= 1
    assert said.count("<h3") == 12
    assert "Året 2026" in said
    assert "ar=2028" in said


def test_the_notice_day_stands_in_the_year_it_lies_in(coordinator: Membership, browser_of: BrowserOf) -> None:
    agreement(coordinator)
    assert "Sista dag att säga upp" in said_by(browser_of(coordinator), f"{PAGE}?ar=2026&slag=avtalstider")
    assert "Sista dag att säga upp" not in said_by(browser_of(coordinator), f"{PAGE}?ar=2027&slag=avtalstider")
    assert "Sista dag att säga upp" in said_by(browser_of(coordinator), f"{PAGE}?ar=2028&slag=avtalstider")


def test_a_filter_is_a_link_and_leaves_the_rest_out(coordinator: Membership, browser_of: BrowserOf) -> None:
    year_of(coordinator)
    said = said_by(browser_of(coordinator), f"{PAGE}?ar=2027&slag=moten")
    assert "Samrådet" in said
    assert "Kommunfullmäktige: budget" not in said
    assert 'aria-current="true">Möten' in said


@pytest.mark.parametrize("query", ["ar=abc", "ar=999999", "ar=1", "slag=x", "manad=13", "ar=%00", "ar=²&manad=³"])
def test_what_cannot_be_is_passed_over(query: str, coordinator: Membership, browser_of: BrowserOf) -> None:
    answer = browser_of(coordinator).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "Årshjul 2026" in answer.content.decode()


def test_a_month_with_many_rows_leads_to_its_own_page(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = agreement(coordinator)
    for day in range(1, 13):
        plan_payment(coordinator, made, due_on=D(2027, 3, day), sek=1000 + day)
    browser = browser_of(coordinator)
    said = said_by(browser, f"{PAGE}?ar=2027")
    assert "Utbetalningar: 7 till" in said
    assert "1 012 kr" not in said
    own = said_by(browser, f"{PAGE}?ar=2027&slag=utbetalningar&manad=3")
    assert "1 012 kr" in own
    assert re.search(r"<h1[^>]*>Mars 2027</h1>", own)
    assert '<svg class="pic' not in own
    assert f"{PAGE}?ar=2027&amp;slag=utbetalningar&amp;manad=4" in own


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ("ar=2027", "ar=2026", "ar=2028"),
        ("ar=2027&manad=12", "ar=2027&amp;manad=11", "ar=2028&amp;manad=1"),
        ("ar=2027&manad=1&slag=moten", "ar=2026&amp;slag=moten&amp;manad=12", "ar=2027&amp;slag=moten&amp;manad=2"),
        ("ar=1990", "", "ar=1991"),
        ("ar=2100&manad=12", "ar=2100&amp;manad=11", ""),
    ],
)
def test_a_step_leads_to_the_year_or_the_month_beside(
    asked: str, before: str, after: str, coordinator: Membership, browser_of: BrowserOf
) -> None:
    said = said_by(browser_of(coordinator), f"{PAGE}?{asked}")
    assert (f'rel="prev" href="{PAGE}?{before}"' in said) == bool(before)
    assert (f'rel="next" href="{PAGE}?{after}"' in said) == bool(after)


def test_the_list_leads_to_each_month_and_to_this_one(coordinator: Membership, browser_of: BrowserOf) -> None:
    said = said_by(browser_of(coordinator), f"{PAGE}?ar=2026")
    assert [f'href="#manad-{month}"' in said for month in range(1, 13)] == [True] * 12
    assert 'href="#manad-11" aria-current="date"' in said


def test_the_queries_are_as_many_however_many_rows(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    year_of(coordinator)
    browser.get(f"{PAGE}?ar=2027")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(f"{PAGE}?ar=2027")
        return len(seen)

    few = count()
    enter(coordinator.municipality_code)
    for number in range(5):
        made = agreement(coordinator, f"Avtal {number}")
        plan_payment(coordinator, made, due_on=D(2027, 4, 1), sek=100)
        sitting(coordinator, D(2027, 3, number + 1))
    assert count() == few <= 10


def test_what_is_closed_is_not_told_to_who_may_not_read_it(
    coordinator: Membership, linkoping: Municipality, browser_of: BrowserOf
) -> None:
    council = body_named(coordinator, "Kommunfullmäktige")
    for text, access in (("Hemligt åtagande", Access.CONFIDENTIAL), ("Öppet åtagande", Access.PUBLIC)):
        made = commit(coordinator, text=text, access=access)
        set_report_back(coordinator, made, on=D(2027, 9, 1), body=council)
    assert "Hemligt" in said_by(browser_of(coordinator), f"{PAGE}?ar=2027")
    reader = member(linkoping, Role.ELECTED)
    said = said_by(browser_of(reader), f"{PAGE}?ar=2027")
    assert "Öppet åtagande" in said
    assert "Hemligt" not in said


def test_another_municipality_sees_nothing_of_it(
    coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    year_of(coordinator)
    key = Sitting.objects.get().pk
    other = browser_of(member(vallentuna, Role.COORDINATOR))
    assert "Samrådet" not in said_by(other, f"{PAGE}?ar=2027")
    assert other.get(f"/arshjul/sammantraden/{key}/").status_code == 404


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_year_is_given_out_as_a_file(
    form: str, begins: bytes, coordinator: Membership, browser_of: BrowserOf
) -> None:
    year_of(coordinator)
    browser = browser_of(coordinator)
    answer = browser.get(f"/arshjul/2027.{form}?slag=moten")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert browser.get("/arshjul/2027.xyz").status_code == 404
    assert browser.get("/arshjul/3027.pdf").status_code == 404


def test_a_sitting_is_entered_changed_and_taken_away(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    sent = {"body_new": "Socialnämnden", "on": "2027-03-10", "starts_at": "13.30", "note": ""}
    assert browser.post("/arshjul/sammantraden/nytt/", sent).status_code == 302
    found = Sitting.objects.get()
    assert (found.body.name, found.starts_at) == ("Socialnämnden", dt.time(13, 30))
    again = browser.post("/arshjul/sammantraden/nytt/", sent)
    assert again.status_code == 422
    assert "har redan ett sammanträde den dagen" in again.content.decode()
    address = f"/arshjul/sammantraden/{found.pk}/"
    assert browser.post(address, {"on": "2027-03-17", "starts_at": "", "note": "extra"}).status_code == 302
    found.refresh_from_db()
    assert (found.on, found.starts_at, found.version) == (D(2027, 3, 17), None, 1)
    assert browser.post(f"{address}ta-bort/").status_code == 302
    assert browser.get(address).status_code == 404
    assert "Socialnämnden" not in said_by(browser, "/arshjul/sammantraden/?ar=2027")
    acts = list(Entry.objects.filter(act__startswith="yearly.").order_by("number").values_list("act", flat=True))
    assert acts == ["yearly.plan_sitting", "yearly.change_sitting", "yearly.call_off_sitting"]
    assert browser.post("/arshjul/sammantraden/nytt/", sent | {"on": "2027-03-17"}).status_code == 302


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"on": "2027-03-10"}, "Välj vilket organ"),
        ({"body_new": "KF", "on": "2027-02-30"}, "Den dagen finns inte"),
        ({"body_new": "KF", "on": "2027-03-10", "starts_at": "25:00"}, "Skriv klockslaget som"),
        ({"body_new": "KF", "on": "1900-03-10"}, "kan inte stämma"),
    ],
)
def test_a_slip_is_refused_in_words(
    sent: dict[str, str], said: str, coordinator: Membership, browser_of: BrowserOf
) -> None:
    answer = browser_of(coordinator).post("/arshjul/sammantraden/nytt/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Sitting.objects.exists()


def test_who_may_only_read_cannot_write(elected: Membership, coordinator: Membership, browser_of: BrowserOf) -> None:
    found = sitting(coordinator)
    browser = browser_of(elected)
    assert browser.get(f"/arshjul/sammantraden/{found.pk}/").status_code == 200
    for address in ("nytt/", "klistra-in/", f"{found.pk}/ta-bort/"):
        assert browser.get(f"/arshjul/sammantraden/{address}").status_code == 403
    assert browser.post(f"/arshjul/sammantraden/{found.pk}/", {"on": "2027-03-17"}).status_code == 403


LINES = "2027-02-15 kommunfullmäktige\n15 mars KF kl. 18\n2027-02-30 KF\nPåsken KF\n12 april Ekonomiutskottet"


def test_a_list_is_read_before_it_is_kept_and_its_faults_stay(coordinator: Membership, browser_of: BrowserOf) -> None:
    body_named(coordinator, "Kommunfullmäktige")
    browser = browser_of(coordinator)
    read = browser.post(PASTE, {"lines": LINES, "year": "2027"}).content.decode()
    assert "Lägg in 2 sammanträden" in read
    assert "Den dagen finns inte: 2027-02-30." in read
    assert "Här finns ingen dag." in read
    assert "Organet finns inte." in read
    assert not Sitting.objects.exists()
    kept = browser.post(PASTE, {"lines": LINES, "year": "2027", "keep": "1"})
    assert kept.status_code == 200
    assert set(Sitting.objects.values_list("on", flat=True)) == {D(2027, 2, 15), D(2027, 3, 15)}
    field = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", kept.content.decode(), re.DOTALL)
    assert field
    assert field[1].split("\n") == LINES.split("\n")[2:]
    again = browser.post(PASTE, {"lines": LINES, "year": "2027"}).content.decode()
    assert "finns redan" in again


def test_a_body_that_is_not_there_is_added_only_when_that_is_wanted(
    coordinator: Membership, browser_of: BrowserOf
) -> None:
    sent = {"lines": "12 april Ekonomiutskottet", "year": "2027", "keep": "1"}
    browser_of(coordinator).post(PASTE, sent)
    assert not Body.objects.filter(name="Ekonomiutskottet").exists()
    answer = browser_of(coordinator).post(PASTE, sent | {"add_bodies": "on"})
    assert answer.status_code == 302
    assert Sitting.objects.get().body.name == "Ekonomiutskottet"


def test_what_somebody_else_entered_meanwhile_is_told_and_nothing_is_lost(
    coordinator: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting(coordinator)
    monkeypatch.setattr(queries, "sittings_on", lambda *_given: set())
    sent = {"lines": "15 mars KF\n2027-02-15 KF", "year": "2027", "keep": "1"}
    answer = browser_of(coordinator).post(PASTE, sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "har redan ett sammanträde den dagen" in said
    assert "15 mars KF" in said
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize("asked", ["0", "99999", "019990", "01999", "abc", "²", "-1", "1990", "2100", "9" * 5000])
def test_any_year_in_the_address_is_answered(coordinator: Membership, browser_of: BrowserOf, asked: str) -> None:
    browser = browser_of(coordinator)
    for address in (PAGE, "/arshjul/sammantraden/", PASTE):
        answer = browser.get(address, {"ar": asked, "slag": "nonsens", "manad": asked})
        assert answer.status_code == 200
        # no way leads to a year that is not shown
        assert not re.search(r"ar=(1989|2101)\b", answer.content.decode())


def test_too_long_a_list_is_refused_and_kept_in_the_field(coordinator: Membership, browser_of: BrowserOf) -> None:
    answer = browser_of(coordinator).post(PASTE, {"lines": "1 mars KF\n" * 501, "year": "2027"})
    assert answer.status_code == 422
    assert "Högst 500 rader" in answer.content.decode()
    assert answer.content.decode().count("1 mars KF") == 501


def test_the_sittings_are_given_out_as_csv(coordinator: Membership, browser_of: BrowserOf) -> None:
    sitting(coordinator)
    answer = browser_of(coordinator).get("/arshjul/sammantraden/?ar=2027&form=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "2027-02-15;Kommunfullmäktige;18:00;budget" in answer.content.decode("utf-8-sig")


def test_one_sitting_goes_into_a_calendar(coordinator: Membership, browser_of: BrowserOf) -> None:
    found = sitting(coordinator)
    answer = browser_of(coordinator).get(f"/arshjul/sammantraden/{found.pk}/kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;TZID=Europe/Stockholm:20270215T180000" in answer.content
    assert answer.content.count(b"BEGIN:VEVENT") == 1
