"""The pages of plans by hand, of indicators and of routines."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.test import Client

from samfrid.commitments.actions import commit
from samfrid.documents.actions import receive
from samfrid.documents.actions.access import classify
from samfrid.municipalities.models import Access, Membership, Role
from samfrid.plans import actions
from samfrid.plans.models import Plan, Routine, VersionState
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
NAME = "Handlingsplan mot våld i nära relationer"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))


def said_by(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("page", "field"), [("mal", "text"), ("aktivitet", "text"), ("indikator", "definition")])
def test_a_whole_document_is_not_taken_for_a_line_of_the_plan(
    coordinator: Membership, browser_of: BrowserOf, page: str, field: str
) -> None:
    version = actions.start_plan(coordinator, name="Handlingsplan mot våld")
    sent = {"level": "goal" if page == "mal" else "", "name": "Anmälda", "every_months": "12", field: "ord " * 100_000}
    answer = browser_of(coordinator).post(f"/planer/version/{version.pk}/{page}/", sent)
    assert answer.status_code == 422
    assert "4000 tecken" in answer.content.decode()
    assert (version.goals.count(), version.activities.count(), version.indicators.count()) == (0, 0, 0)


def test_a_plan_from_nothing_to_its_second_version(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    refused = browser.post("/planer/ny/", {"name": NAME, "starts_on": "2024-01-01", "ends_on": "2023-01-01"})
    assert refused.status_code == 422
    assert NAME in refused.content.decode()
    address = browser.post("/planer/ny/", {"name": NAME, "starts_on": "2024-01-01", "ends_on": "2026-12-31"})[
        "Location"
    ]
    version = Plan.objects.get().versions.get()
    assert browser.post(f"/planer/version/{version.pk}/mal/", {"text": " "}).status_code == 422
    browser.post(f"/planer/version/{version.pk}/mal/", {"text": "Fler ska få stöd"})
    goal = version.goals.get()
    browser.post(f"/planer/mal/{goal.pk}/", {"text": "Fler ska få stöd i tid"})
    assert "Lägg till en" in said_by(browser, address)
    browser.post(f"/planer/version/{version.pk}/aktivitet/", {"text": "Utbilda personalen", "goal": str(goal.pk)})
    typed = {"name": "Utbildade", "of": f"goal:{goal.pk}", "unit": "procent", "direction": "up", "target": "80,5"}
    answer = browser.post(f"/planer/version/{version.pk}/indikator/", typed | {"every_months": "12"})
    indicator = answer["Location"]
    browser.post(f"/planer/version/{version.pk}/anta/", {"anta-body_new": "KF", "anta-on": "2024-01-15"})
    said = said_by(browser, address)
    assert "målvärde 80,5 procent" in said
    assert "inget värde än" in said
    assert "Ta ur förslaget" not in said
    assert browser.get(indicator).status_code == 200
    browser.post(f"/planer/{version.plan_id}/ny-version/", {"starts_on": "2027-01-01", "ends_on": ""})
    said = said_by(browser, address)
    assert "Förslag till ny version" in said
    assert said.count("Fler ska få stöd i tid") >= 2
    draft = version.plan.versions.get(number=2)
    activity = draft.activities.get()
    assert "Utbilda personalen" in said_by(browser, f"/planer/aktivitet/{activity.pk}/ta-bort/")
    browser.post(f"/planer/aktivitet/{activity.pk}/ta-bort/")
    browser.post(f"/planer/mal/{draft.goals.get().pk}/ta-bort/")
    browser.post(f"/planer/version/{draft.pk}/tid/", {"starts_on": "2027-01-01", "ends_on": "2030-12-31"})
    browser.post(f"/planer/version/{draft.pk}/anta/", {"anta-body_new": "KF", "anta-on": "2026-11-20"})
    version.refresh_from_db()
    # its day has not come
    assert version.state == VersionState.ADOPTED
    assert "antagen, gäller från 1 januari 2027" in said_by(browser, address).replace("\N{NO-BREAK SPACE}", " ")
    assert version.activities.count() == 1
    # what is adopted is refused with a sentence, also by an address that somebody kept
    kept = browser.post(f"/planer/mal/{goal.pk}/", {"text": "Annat", "where": ""})
    assert "ändras inte" in kept.content.decode()


def test_values_are_given_corrected_and_taken_away(coordinator: Membership, browser_of: BrowserOf) -> None:
    version = actions.start_plan(coordinator, name=NAME)
    place = actions.add_indicator(coordinator, version, name="Utbildade", unit="procent")
    address, browser = place.indicator.get_absolute_url(), browser_of(member(coordinator.municipality, Role.OFFICER))
    assert "Det betyder att det inte är känt, inte att det är noll." in said_by(browser, address)
    for value, words in (("", "Skriv värdet"), ("många", "Det är inget tal"), ("1.000,5", "Det är inget tal")):
        answer = browser.post(address, {"varde-on": "2026-06-30", "varde-value": value, "varde-note": "Enkäten"})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "Enkäten" in answer.content.decode()
    browser.post(address, {"varde-on": "2026-06-30", "varde-value": "1 250,5", "varde-preliminary": "on"})
    said = said_by(browser, address)
    assert "1\N{NARROW NO-BREAK SPACE}250,5 procent (preliminärt)" in said
    browser.post(address, {"varde-on": "2026-06-30", "varde-value": "45"})
    refused = browser.post(address, {"varde-on": "2026-06-30", "varde-value": "46"})
    assert "har redan gett ett slutligt värde" in refused.content.decode()
    given = place.indicator.values.get()
    assert browser.post(f"/planer/varde/{given.pk}/ta-bort/", {"reason": ""}).status_code == 422
    assert browser.post(f"/planer/varde/{given.pk}/ta-bort/", {"reason": "Fel"})["Location"] == address
    assert not place.indicator.values.exists()


def test_what_counts_something_confidential_is_not_there_for_others(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    version = actions.start_plan(coordinator, name=NAME)
    hidden = commit(coordinator, text="Det hemliga boendet", access=Access.CONFIDENTIAL)
    activity = actions.add_activity(coordinator, version, hidden)
    place = actions.add_indicator(coordinator, version, name="Lediga platser", activity=activity)
    page, address = version.plan.get_absolute_url(), place.indicator.get_absolute_url()
    assert "Lediga platser" in said_by(browser_of(coordinator), page)
    theirs = browser_of(elected)
    assert "Lediga platser" not in said_by(theirs, page)
    assert theirs.get(address).status_code == 404


def test_a_routine_from_its_first_words_to_its_end(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    assert "Här samlas rutinerna" in said_by(browser, "/rutiner/")
    typed = {"name": "Fråga om våld", "field": "ekonomiskt bistånd", "review_months": "12"}
    refused = browser.post("/rutiner/ny/", typed | {"review_months": "0"})
    assert refused.status_code == 422
    assert "Ange mellan 1 och 120 månader" in refused.content.decode()
    address = browser.post("/rutiner/ny/", typed | {"unit_new": "Socialförvaltningen"})["Location"]
    assert "den är inte beslutad" in said_by(browser, address)
    refused = browser.post(f"{address}beslut/", {"beslut-on": "2026-03-01", "beslut-by": ""})
    assert "Ange vem som beslutade rutinen" in refused.content.decode()
    decided = {"beslut-on": "2025-03-01", "beslut-by": "socialchefen", "beslut-at_management": "on"}
    assert browser.post(f"{address}beslut/", decided)["Location"] == address
    said = said_by(browser, address)
    assert "Behöver gås igenom" in said
    assert "det är inte angivet var den är nedskriven" in said
    browser.post(f"{address}genomgang/", {"genomgang-on": "2026-11-20", "genomgang-note": "Gäller som den är"})
    routine = Routine.objects.get()
    document, _new = receive(coordinator, "rutin.txt", io.BytesIO(b"Rutin"))
    browser.post(f"{address}handling/", {"document": str(document.pk)})
    said = said_by(browser, address)
    assert "Rutinen räknas: den är aktuell, skriftlig och beslutad på ledningsnivå." in said
    assert "rutin.txt" in said
    assert "gås igenom senast 20 november 2027" in said_by(browser, "/rutiner/")
    browser.post(f"{address}andra/", typed | {"name": "Frågor om våld", "review_months": "24"})
    routine.refresh_from_db()
    assert (routine.name, routine.unit, routine.review_months) == ("Frågor om våld", None, 24)
    assert browser.post(f"{address}upphor/", {"on": "2026-11-22", "reason": ""}).status_code == 422
    browser.post(f"{address}upphor/", {"on": "2026-11-22", "reason": "Ersatt"})
    assert "Har upphört" in said_by(browser, address)
    browser.post(f"{address}aterta/")
    assert "Har upphört" not in said_by(browser, address)


def test_a_document_that_is_kept_from_others_is_not_named_to_them(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    routine = actions.enter_routine(coordinator, name="Fråga om våld")
    secret, _new = receive(coordinator, "hemlig.txt", io.BytesIO(b"Hemligt"))
    classify(coordinator, secret, access=Access.CONFIDENTIAL)
    open_, _new = receive(coordinator, "rutin.txt", io.BytesIO(b"Rutin"))
    address, browser = routine.get_absolute_url(), browser_of(coordinator)
    assert browser.post(f"{address}handling/", {"document": str(secret.pk)}).status_code == 422
    browser.post(f"{address}handling/", {"document": str(open_.pk)})
    theirs = browser_of(elected)
    said = said_by(theirs, address)
    assert "rutin.txt" not in said
    assert "Visa handlingen" in said
    assert 'id="beslut"' not in said
    assert theirs.get("/rutiner/ny/").status_code == 403
