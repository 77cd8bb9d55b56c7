"""A year's survey: answered, answered otherwise, sent and frozen; on its pages and as acts."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samfrid.audit.models import Entry
from samfrid.municipalities.actions import register_organisation
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.partners import actions as partners
from samfrid.partners.models import Agreement, AgreementForm
from samfrid.plans import actions as plans
from samfrid.plans.actions.training import enter_training
from samfrid.survey import actions, queries
from samfrid.survey.models import Given, Sent, Sheet, SingleCases
from samfrid.survey.questions import for_year
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
YEAR = today().year
HERE = f"/enkat/{YEAR}/"


@pytest.fixture
def browser(coordinator: Membership, browser_of: BrowserOf) -> Client:
    return browser_of(coordinator)


def refused(act: Callable[[], object], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        act()
    assert words in str(error.value)


def answers(code: str) -> dict[str, str]:
    return {one.question.key: one.value for one in queries.sheet_page(code, YEAR, today()).lines}


def with_police(actor: Membership) -> Agreement:
    police = register_organisation(actor, name="Polisen", kind="police")
    return partners.register_agreement(
        actor, form=AgreementForm.COOPERATION, title="Samverkan med polisen", parties=[("Polisen", police)]
    )


def test_answered_from_routines_agreements_and_training(coordinator: Membership) -> None:
    code, day = coordinator.municipality_code, today()
    before = answers(code)
    assert {before[key] for key in ("signs-economic-aid", "agreement-police", "continuing-adults")} == {"no"}
    assert before["views-used"] == ""
    routine = plans.enter_routine(coordinator, name="Fråga", field="Ekonomiskt bistånd", purpose="signs")
    plans.decide_routine(coordinator, routine, by="socialchefen", on=day, at_management=True, today=day)
    assert answers(code)["signs-economic-aid"] == "no"
    plans.write_down(coordinator, routine, document_id=uuid.uuid4(), name="Rutinen")
    agreement = with_police(coordinator)
    partners.record_follow_up(coordinator, agreement, on=day, note="Bra", today=day)
    assert answers(code)["agreement-police"] == "no"
    actions.mark_single_cases(coordinator, agreement, marked=True)
    actions.mark_single_cases(coordinator, agreement, marked=True)
    enter_training(coordinator, name="Kurs", kind="continuing", about=["about_adults"], starts_on=day)
    after = answers(code)
    assert {after[key] for key in ("signs-economic-aid", "agreement-police", "continuing-adults")} == {"yes"}
    assert after["continuing-children"] == "no"
    assert Entry.objects.filter(act="survey.mark_single_cases").count() == 1
    actions.mark_single_cases(coordinator, agreement, marked=False)
    assert not SingleCases.objects.exists()


def test_a_person_answers_with_a_reason(coordinator: Membership) -> None:
    code = coordinator.municipality_code
    told: dict[str, Any] = {"value": "yes", "reason": "Enligt enhetschefen"}
    refused(lambda: actions.give_answer(coordinator, YEAR, "views-used", value="yes", reason=" "), "hur du vet det")
    refused(lambda: actions.give_answer(coordinator, YEAR, "views-used", value="ja", reason="x"), "Välj ett svar")
    refused(lambda: actions.give_answer(coordinator, YEAR, "okänd", **told), "finns inte i årets enkät")
    refused(lambda: actions.give_answer(coordinator, YEAR - 1, "views-used", **told), "innevarande år")
    actions.give_answer(coordinator, YEAR, "views-used", **told)
    actions.give_answer(coordinator, YEAR, "agreement-police", **told)
    assert answers(code)["views-used"] == "yes"
    line = next(one for one in queries.sheet_page(code, YEAR, today()).lines if one.question.key == "agreement-police")
    assert (line.value, line.found.value) == ("yes", "no")
    actions.give_answer(coordinator, YEAR, "views-used", value="unknown", reason="Ingen vet")
    assert answers(code)["views-used"] == "unknown"
    actions.take_back(coordinator, YEAR, "agreement-police")
    actions.take_back(coordinator, YEAR, "agreement-police")
    assert answers(code)["agreement-police"] == "no"
    assert Entry.objects.filter(act="survey.take_back").count() == 1


def answer_all(actor: Membership) -> None:
    for one in queries.sheet_page(actor.municipality_code, YEAR, today()).lines:
        if not one.value:
            actions.give_answer(actor, YEAR, one.question.key, value="no", reason="Vi frågade")


def test_what_was_sent_is_frozen(coordinator: Membership) -> None:
    refused(lambda: actions.send_sheet(coordinator, YEAR), "Svara först på fråga")
    answer_all(coordinator)
    sheet = actions.send_sheet(coordinator, YEAR)
    assert sheet.sent_on == today()
    assert Sent.objects.count() == len(for_year(YEAR).questions)
    # what is entered since changes nothing of it
    enter_training(coordinator, name="Kurs", kind="continuing", about=["about_adults"], starts_on=today())
    page = queries.sheet_page(coordinator.municipality_code, YEAR, today())
    assert page.lines == []
    assert next(one for one in page.sent if one.question == "continuing-adults").value == "no"
    for act in (
        lambda: actions.send_sheet(coordinator, YEAR),
        lambda: actions.give_answer(coordinator, YEAR, "views-used", value="yes", reason="x"),
        lambda: actions.take_back(coordinator, YEAR, "views-used"),
        lambda: actions.choose_questions(coordinator, YEAR, "2019"),
    ):
        refused(act, "ändras inte")
    for rows in (Sent.objects.all(), Given.objects.all(), Sheet.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def test_last_year_stands_beside_this_year(coordinator: Membership) -> None:
    code = coordinator.municipality_code
    before = Sheet.objects.create(municipality_id=code, year=YEAR - 1, questions="2019")
    told = {"municipality_id": code, "sheet": before, "number": 1, "question": "views-used", "text": "?"}
    Sent.objects.create(**told, value="yes")
    before.sent_on, before.sent_by = today(), "Eva"
    before.save()
    lines = {one.question.key: one for one in queries.sheet_page(code, YEAR, today()).lines}
    assert lines["views-used"].last_year
    assert lines["views-used"].last_year.value == "yes"
    assert lines["schooling"].last_year is None
    assert queries.years(code, today()) == [YEAR, YEAR - 1]


def test_another_set_of_questions(coordinator: Membership) -> None:
    actions.give_answer(coordinator, YEAR, "views-used", value="yes", reason="x")
    refused(lambda: actions.choose_questions(coordinator, YEAR, "1999"), "frågeuppsättningarna")
    actions.choose_questions(coordinator, YEAR, "2019")
    found = answers(coordinator.municipality_code)
    assert "talks-decision-men" not in found
    assert found["views-used"] == "yes"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED])
def test_others_read_only(linkoping: Municipality, coordinator: Membership, role: Role, browser_of: BrowserOf) -> None:
    her = member(linkoping, role)
    agreement = with_police(coordinator)
    for act in (
        lambda: actions.give_answer(her, YEAR, "views-used", value="yes", reason="x"),
        lambda: actions.send_sheet(her, YEAR),
        lambda: actions.choose_questions(her, YEAR, "2019"),
        lambda: actions.take_back(her, YEAR, "views-used"),
        lambda: actions.mark_single_cases(her, agreement, marked=True),
    ):
        with pytest.raises(PermissionDenied):
            act()
    page = browser_of(her).get(HERE)
    assert page.status_code == 200
    assert "Svara något annat" not in page.content.decode()


def test_on_its_page(browser: Client, coordinator: Membership, linkoping: Municipality) -> None:
    assert browser.get("/enkat/").headers["Location"] == HERE
    assert browser.get(f"/enkat/{YEAR - 5}/").status_code == 404
    agreement = with_police(coordinator)
    page = browser.get(HERE).content.decode()
    assert "Ange att det gör det" in page
    browser.post(f"/enkat/avtal/{agreement.pk}/enskilda-arenden/")
    assert "Ange att det gör det" not in browser.get(HERE).content.decode()
    url = f"{HERE}svara/views-used/"
    assert browser.get(url).status_code == 200
    wrong = browser.post(url, {"value": "yes", "reason": ""})
    assert wrong.status_code == 422
    assert browser.post(url, {"value": "yes", "reason": "Brukarrådet svarade"}).status_code == 302
    assert "Brukarrådet svarade" in browser.get(HERE).content.decode()
    assert browser.get(f"{HERE}svara/okand/").status_code == 404
    assert browser.post(f"{HERE}ta-tillbaka/views-used/", follow=True).status_code == 200
    assert "Brukarrådet svarade" not in browser.get(HERE).content.decode().split("historik")[0]
    browser.post(f"{HERE}fragor/", {"questions": "2019"})
    lacking = browser.post(f"{HERE}skickad/", follow=True).content.decode()
    assert "Svara först på fråga" in lacking
    enter(linkoping.code)
    answer_all(coordinator)
    assert browser.get(f"{HERE}skickad/").status_code == 200
    sent = browser.post(f"{HERE}skickad/", follow=True).content.decode()
    assert "Svaren är frysta som de var då." in sent
    assert "Svara något annat" not in sent
    late = browser.post(url, {"value": "no", "reason": "x"})
    assert late.status_code == 422


@pytest.mark.parametrize("sent", [False, True])
def test_as_a_file_with_its_evidence(browser: Client, coordinator: Membership, sent: bool) -> None:
    agreement = with_police(coordinator)
    partners.record_follow_up(coordinator, agreement, on=today(), note="Bra", today=today())
    actions.mark_single_cases(coordinator, agreement, marked=True)
    if sent:
        answer_all(coordinator)
        actions.send_sheet(coordinator, YEAR)
    book = load_workbook(io.BytesIO(browser.get(f"{HERE}enkat.xlsx").content))
    assert book.sheetnames == ["Svar", "Underlag"]
    rows = list(book["Svar"].values)
    assert len(rows) == 1 + len(for_year(YEAR).questions)
    police = next(row for row in rows if "polisen" in str(row[1]))
    assert police[2] == "Ja"
    evidence = list(book["Underlag"].values)
    assert evidence[1][2:] == ("Samverkan med polisen", f"http://testserver{agreement.get_absolute_url()}")


def test_as_many_queries_for_many_as_for_few(browser: Client, coordinator: Membership) -> None:
    def asked() -> int:
        browser.get(HERE)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(HERE).status_code == 200
        return len(caught)

    few = asked()
    with_police(coordinator)
    for n in range(4):
        plans.enter_routine(coordinator, name=f"Rutin {n}", field="Missbruk", purpose="signs")
        enter_training(coordinator, name=f"Kurs {n}", kind="continuing", about=["about_adults"], starts_on=today())
        actions.give_answer(coordinator, YEAR, "views-used", value="yes", reason="x")
    # the agreement's parties, the answers and the history are asked for once there are any
    assert asked() <= few + 4


def test_what_one_may_not_enter_is_not_offered(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    for who, offered in ((coordinator, True), (elected, False)):
        page = browser_of(who).get(HERE).content.decode()
        for address in ("/rutiner/ny/", "/avtal/nytt/", "/rutiner/utbildningar/ny/"):
            assert (f'href="{address}"' in page) is offered
