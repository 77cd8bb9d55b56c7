"""An association's pages: what is awaited, saying how it goes, the yearly report once for all who pay, meetings."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from samfrid.audit.models import Entry
from samfrid.commitments.actions import report
from samfrid.commitments.models import Execution, Progress, Via
from samfrid.municipalities.models import Membership
from samfrid.municipalities.tenancy import within
from samfrid.partners import actions
from samfrid.partners.models import MeetingState, ReportState, YearReport
from samfrid.post.models import Letter
from tests.association.conftest import Association

Browser = Callable[[Membership], Client]


def _words(response: object) -> str:
    page = html.document_fromstring(response.content.decode())  # type: ignore[attr-defined]
    return " ".join(str(page.xpath("//main")[0].text_content()).split())  # type: ignore[index,union-attr]


def test_the_first_page_says_what_is_awaited(hers: Association, others: Association, browser: Client) -> None:
    assert browser.get("/")["Location"] == "/forening/"
    words = _words(browser.get("/forening/"))
    assert "Kvinnojouren Exempel bemannar telefonen" in words
    assert "Lämna årsrapporten för 2025" in words
    assert "Avtal med Kvinnojouren Exempel" in words
    assert "Rådhuset" in words
    assert "Brottsofferjouren" not in words


def test_the_frame_shows_her_own_pages_alone(browser: Client) -> None:
    page = html.document_fromstring(browser.get("/forening/").content.decode())
    menu = [str(one) for one in page.xpath("//nav[contains(@class, 'nav')]//a/@href")]  # type: ignore[union-attr]
    assert menu
    assert all(one.startswith("/forening/") for one in menu)
    assert page.xpath("//form[@role='search']") == []


def test_an_agreement_shows_its_period_sums_and_payments(
    hers: Association, others: Association, browser: Client
) -> None:
    words = _words(browser.get(reverse("association:agreement", args=[hers.agreement.pk])))
    for told in ("1 januari 2025", "31 december 2027", "per år", "Mål för Kvinnojouren Exempel"):
        assert told in words.replace("\N{NO-BREAK SPACE}", " ")
    assert browser.get(reverse("association:agreement", args=[others.agreement.pk])).status_code == 404


def test_she_reports_on_what_she_has_undertaken(hers: Association, browser: Client) -> None:
    address = reverse("association:undertaking", args=[hers.undertaking.pk])
    told = {"execution": "done", "on": "2026-11-20", "text": "Klart", "evidence": "https://jouren.example/"}
    assert browser.post(address, told | {"evidence": ""}).status_code == 422
    assert browser.post(address, told).status_code == 302
    with within(hers.partner.municipality_code):
        one = Progress.objects.get()
        assert (one.execution, one.via) == (Execution.DONE, Via.PAGE)
        assert one.reported_by == "Person i Kvinnojouren Exempel, Kvinnojouren Exempel"
        assert one.evidence.get().url == "https://jouren.example/"
        entry = Entry.objects.get(act="commitments.report")
        assert entry.actor_id == hers.partner.actor_id
    assert "Klart" in _words(browser.get(address))


def test_she_reports_on_the_goal_of_her_agreement(hers: Association, browser: Client) -> None:
    address = reverse("association:undertaking", args=[hers.goal.pk])
    assert browser.post(address, {"execution": "under_way", "on": "2026-11-20", "text": "På väg"}).status_code == 302


def test_what_the_municipality_answers_for_is_not_hers_to_report(
    coordinator: Membership, hers: Association, browser: Client
) -> None:
    from samfrid.commitments.actions import commit

    one = commit(coordinator, text="Utbilda personalen", partners=[hers.organisation])
    address = reverse("association:undertaking", args=[one.pk])
    assert "Utbilda personalen" in _words(browser.get(address))
    assert browser.post(address, {"execution": "done", "on": "2026-11-20"}).status_code == 403


def test_what_another_has_said_meanwhile_is_not_overwritten(
    coordinator: Membership, hers: Association, browser: Client
) -> None:
    address = reverse("association:undertaking", args=[hers.undertaking.pk])
    report(coordinator, hers.undertaking, on=dt.date(2026, 11, 19), execution=Execution.UNDER_WAY, text="Vi ringde")
    told = {"execution": "not_started", "on": "2026-11-20", "text": "Mina ord", "seen": ""}
    response = browser.post(address, told)
    assert response.status_code == 422
    words = response.content.decode()
    assert "Vi ringde" in words
    assert "Mina ord" in words
    page = html.document_fromstring(words)
    seen = str(page.xpath("//input[@name='seen']/@value")[0])  # type: ignore[index]
    assert browser.post(address, told | {"seen": seen}).status_code == 302


LINE = {"text": "Bemannade telefonen", "figure": "120,5", "unit": "timmar", "cost_sek": "60 tkr", "own": "10 000"}


def _written(hers: Association, browser: Client) -> YearReport:
    assert browser.post("/forening/arsrapport/", {"year": "2025"}).status_code == 302
    with within(hers.partner.municipality_code):
        found = YearReport.objects.get(state=ReportState.DRAFT)
        goal = hers.agreement.goals.get()
    agreement = f"avtal_{hers.agreement.pk}"
    told = LINE | {agreement: "30 000", "state": "20 000", "goal": str(goal.pk)}
    assert browser.post(reverse("association:new_line", args=[found.pk]), told).status_code == 302
    return found


def test_a_report_is_written_once_and_given_out_to_each(
    coordinator: Membership, hers: Association, others: Association, browser: Client, browser_of: Browser
) -> None:
    found = _written(hers, browser)
    address = reverse("association:report", args=[found.pk])
    browser.post(reverse("association:summary", args=[found.pk]), {"summary": "Ett bra år"})
    assert browser.post(reverse("association:submit", args=[found.pk])).status_code == 302
    words = _words(browser.get(address)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Inlämnad 22 november 2026" in words
    assert "120,5 timmar" in words
    state = reverse("association:part", args=[found.pk, 2])
    assert "30 april 2026" in _words(browser.get(state)).replace("\N{NO-BREAK SPACE}", " ")
    paper = browser.get(reverse("association:part_file", args=[found.pk, 1, "docx"]))
    cells = [cell.text for row in docx.Document(io.BytesIO(paper.content)).tables[-1].rows for cell in row.cells]
    assert "Bemannade telefonen" in cells
    assert browser.get(reverse("association:part_file", args=[found.pk, 1, "pdf"])).content.startswith(b"%PDF")
    assert browser.get(reverse("association:part", args=[found.pk, 9])).status_code == 404
    theirs = browser_of(coordinator)
    here = reverse("partners:year_report", args=[hers.agreement.pk, found.pk])
    page = theirs.get(hers.agreement.get_absolute_url()).content.decode()
    assert here in page
    told = _words(theirs.get(here))
    assert "Bemannade telefonen" in told
    assert "Statsbidrag" not in told
    assert theirs.get(reverse("partners:year_report", args=[others.agreement.pk, found.pk])).status_code == 404


def test_a_correction_is_asked_for_and_made_as_a_new_version(
    coordinator: Membership, hers: Association, browser: Client, browser_of: Browser
) -> None:
    found = _written(hers, browser)
    browser.post(reverse("association:submit", args=[found.pk]))
    here = reverse("partners:year_report", args=[hers.agreement.pk, found.pk])
    theirs = browser_of(coordinator)
    assert theirs.post(here, {"reason": " "}).status_code == 422
    assert theirs.post(here, {"reason": "Antalet timmar saknar källa"}).status_code == 302
    assert "Antalet timmar saknar källa" in _words(browser.get("/forening/"))
    assert browser.post("/forening/arsrapport/", {"year": "2025"}).status_code == 302
    with within(hers.partner.municipality_code):
        old, new = YearReport.objects.order_by("version")
        assert (old.state, new.state, new.version) == (ReportState.SUBMITTED, ReportState.DRAFT, 2)
        assert [line.text for line in new.lines.all()] == ["Bemannade telefonen"]
        assert new.lines.get().shares.count() == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": " "}, "Skriv vad ni har gjort."),
        ({"cost_sek": "mycket"}, ""),
        ({"figure": "några"}, "Skriv ett tal, till exempel 120."),
        ({"figure": "-3"}, "Skriv ett tal, till exempel 120."),
        ({"figure": "", "unit": "timmar"}, "Skriv hur många, eller ta bort enheten."),
        ({"other_sek": "500"}, "Skriv vem den andra finansiären är."),
        ({"other": "Kyrkan"}, "Skriv vad den andra finansiären betalade."),
        ({"goal": "00000000-0000-4000-8000-000000000000"}, ""),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_lost(
    hers: Association, browser: Client, change: dict[str, str], said: str
) -> None:
    browser.post("/forening/arsrapport/", {"year": "2025"})
    with within(hers.partner.municipality_code):
        found = YearReport.objects.get()
    response = browser.post(reverse("association:new_line", args=[found.pk]), LINE | {"own": "60 000"} | change)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "60 000" in response.content.decode()


def test_what_does_not_add_up_is_not_submitted(hers: Association, browser: Client) -> None:
    browser.post("/forening/arsrapport/", {"year": "2025"})
    with within(hers.partner.municipality_code):
        found = YearReport.objects.get()
    submit = reverse("association:submit", args=[found.pk])
    assert "Rapporten är tom" in browser.post(submit).content.decode()
    browser.post(reverse("association:new_line", args=[found.pk]), LINE)
    response = browser.post(submit)
    assert response.status_code == 422
    assert "På rad 1" in response.content.decode()
    with within(hers.partner.municipality_code):
        assert YearReport.objects.get().state == ReportState.DRAFT
        line = YearReport.objects.get().lines.get()
    assert browser.get(reverse("association:line", args=[line.pk])).status_code == 200
    assert browser.post(reverse("association:remove_line", args=[line.pk])).status_code == 302


@pytest.mark.parametrize("year", ["", "i fjol", "1999", "2027", "2015"])
def test_a_year_that_cannot_be_is_refused(browser: Client, year: str) -> None:
    assert browser.post("/forening/arsrapport/", {"year": year}).status_code == 422


def test_she_is_answered_where_she_proposed(coordinator: Membership, hers: Association, browser: Client) -> None:
    day = dt.date(2026, 12, 3)
    made = actions.propose_meeting(hers.partner, hers.group, day, why="Läget i höst")
    actions.decline_meeting(coordinator, made, "Vi ses redan veckan efter")
    letter = Letter.objects.get()
    assert (letter.to_name, letter.to_address) == (hers.partner.user.name, hers.partner.user.email)
    assert "Linköpings kommun kan inte ha mötet som ni föreslog" in letter.body
    assert reverse("association:meetings") in letter.body
    # what she wrote, and why it is no, are read by her who logs in
    assert not any(words in letter.body for words in ("Läget i höst", "veckan efter"))
    page = browser.get(reverse("association:meetings")).content.decode()
    assert "Vi ses redan veckan efter" in page
    assert "Vi ses redan veckan efter" not in browser.get(reverse("association:home")).content.decode()


def test_she_is_told_once_that_the_meeting_is_planned(coordinator: Membership, hers: Association) -> None:
    made = actions.propose_meeting(hers.partner, hers.group, dt.date(2026, 12, 3), why="Läget i höst")
    for _time in range(2):
        actions.accept_meeting(coordinator, made)
    letter = Letter.objects.get()
    assert letter.subject == f"Mötet blir av: {hers.group.name} 3 december 2026"


def test_nobody_is_written_to_where_nobody_logs_in(coordinator: Membership, hers: Association) -> None:
    Membership.objects.filter(pk=hers.partner.pk).update(ended_on=dt.date(2026, 11, 1))
    made = actions.propose_meeting(
        coordinator, hers.group, dt.date(2026, 12, 3), why="Läget", organisation=hers.organisation
    )
    actions.accept_meeting(coordinator, made)
    assert not Letter.objects.exists()


def test_what_was_paid_this_year_is_what_was_paid_in_it(
    coordinator: Membership, hers: Association, browser: Client
) -> None:
    late = actions.plan_payment(coordinator, hers.agreement, due_on=dt.date(2025, 12, 31), sek=40_000)
    actions.pay(coordinator, late, dt.date(2026, 1, 7))
    page = browser.get(reverse("association:agreement", args=[hers.agreement.pk])).content.decode()
    facts = page.partition("Betalt till er i år")[2].partition("Ska betalas till er")[0]
    assert "40" in facts
    assert "000" in facts


def test_a_meeting_is_proposed_in_her_own_group_alone(hers: Association, others: Association, browser: Client) -> None:
    told = {"on": "2026-12-15", "starts_at": "13:30", "why": "Julens bemanning"}
    address = reverse("association:propose", args=[hers.group.pk])
    assert browser.post(address, told | {"why": ""}).status_code == 422
    assert browser.post(address, told | {"on": "2020-01-01"}).status_code == 422
    assert browser.post(address, told).status_code == 302
    assert browser.get(reverse("association:propose", args=[others.group.pk])).status_code == 404
    with within(hers.partner.municipality_code):
        made = hers.group.meetings.get(state=MeetingState.PROPOSED)
        assert made.proposed_by == hers.organisation
    words = _words(browser.get("/forening/moten/"))
    assert "Julens bemanning" in words
    assert "Rådhuset" in words


def test_a_page_of_hers_is_not_the_coordinators(coordinator: Membership, browser_of: Browser) -> None:
    assert browser_of(coordinator).get("/forening/").status_code == 403


def test_a_log_in_that_has_ended_sees_nothing(coordinator: Membership, hers: Association, browser: Client) -> None:
    with within(hers.partner.municipality_code):
        Membership.objects.filter(pk=hers.partner.pk).update(ended_on=dt.date(2026, 11, 1))
    assert browser.get("/forening/").status_code == 403


def test_the_follow_up_that_is_planned_is_awaited(coordinator: Membership, hers: Association, browser: Client) -> None:
    actions.plan_follow_up(coordinator, hers.agreement, dt.date(2026, 12, 1), place="Stadshuset")
    assert "Stadshuset" in _words(browser.get("/forening/"))


def test_two_write_a_line_at_once(hers: Association, browser: Client) -> None:
    report = _written(hers, browser)
    hers.enter()
    row = report.lines.order_by("number")[0]
    address = f"/forening/arsrapport/rad/{row.pk}/"
    form = browser.get(address).context["form"]
    opened = {field.name: str(field.value() if field.value() is not None else "") for field in form}
    assert browser.post(address, opened | {"text": "Kollegans ord"}).status_code == 302
    refused = browser.post(address, opened | {"text": "Mina ord"})
    assert refused.status_code == 422
    said = _words(refused)
    for words in ("Någon annan har ändrat raden", "Kollegans ord", "Mina ord"):
        assert words in said
    seen = str(refused.context["form"]["seen"].value())
    assert browser.post(address, opened | {"text": "Mina ord", "seen": seen}).status_code == 302
    hers.enter()
    row.refresh_from_db()
    assert row.text == "Mina ord"
    # one that was taken away meanwhile is not written back
    row.delete()
    assert browser.post(address, opened).status_code == 404
