"""The pages of plans: what holds, who answers, what is adopted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import commit
from samfrid.commitments.models import Commitment, Execution
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.models import Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.plans import actions
from samfrid.plans.models import Plan, VersionState
from samfrid.provenance.actions import Sentence
from tests.conftest import member

BrowserOf = Callable[[Membership], Client]
D = dt.date
LIST = "/planer/"
NAME = "Handlingsplan mot våld i nära relationer"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def sentence(text: str) -> Sentence:
    return Sentence(uuid.uuid4(), "Planen", 0, len(text), text, 7)


def plan(actor: Membership, *, adopted: bool = True) -> Plan:
    made = actions.register_plan(
        actor,
        name=NAME,
        starts_on=D(2024, 1, 1),
        ends_on=D(2026, 12, 31),
        adopted_by=body_named(actor, "KF") if adopted else None,
        adopted_on=D(2023, 11, 27) if adopted else None,
        paragraph="§ 188" if adopted else "",
        sentences=[sentence("Antagen av kommunfullmäktige")],
    )
    version = made.versions.get()
    goal = actions.add_goal(actor, version, "Fler ska få stöd", [sentence("Fler ska få stöd")])
    unit = unit_named(actor, "Socialförvaltningen")
    for text, who, of in (("Utbilda personalen", unit, goal), ("Tala med bostadsbolaget", None, None)):
        commitment = commit(actor, text=text, responsible=who, sentences=[sentence(text)])
        actions.add_activity(actor, version, commitment, of)
    return made


def said_by(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_list_says_what_holds_and_what_has_nobody(coordinator: Membership, browser_of: BrowserOf) -> None:
    plan(coordinator)
    said = said_by(browser_of(coordinator), LIST)
    for words in (
        NAME,
        "2024–2026",
        "antagen av Kommunfullmäktige 27 november 2023 § 188",
        "2 aktiviteter",
        "1 utan ansvarig",
        "gäller, tiden går snart ut",
    ):
        assert words in said


def test_the_page_says_who_answers_for_what(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = plan(coordinator)
    said = said_by(browser_of(coordinator), made.get_absolute_url())
    at = 0
    order = [
        "Fler ska få stöd",
        "Utbilda personalen",
        "Socialförvaltningen",
        "Utan särskilt mål",
        "Tala med",
        "Ingen ansvarig",
    ]
    for words in order:
        at = said.find(words, at)
        assert at >= 0, words
    assert "En aktivitet har ingen som ansvarar." in said
    assert "Antagen av kommunfullmäktige" in said
    # adopted already: nothing to adopt
    assert 'id="anta"' not in said


def test_an_adoption_is_recorded(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = plan(coordinator, adopted=False), browser_of(coordinator)
    version = made.versions.get()
    assert 'id="anta"' in said_by(browser, made.get_absolute_url())
    address = f"{LIST}version/{version.pk}/anta/"
    typed = {"anta-body_new": "kommunfullmäktige", "anta-on": "2023-11-27", "anta-paragraph": "§ 188"}
    for changes, refusal in (
        ({"anta-body_new": ""}, "Välj vem som antog planen"),
        ({"anta-on": "2026-11-23"}, "har inte varit än"),
        ({"anta-on": "2023-02-30"}, "Den dagen finns inte"),
        ({"anta-on": "2027-01-01"}, "har inte varit än"),
        ({"anta-on": ""}, "Ange dagen"),
    ):
        answer = browser.post(address, typed | changes)
        assert answer.status_code == 422
        assert refusal in answer.content.decode()
        assert "§ 188" in answer.content.decode()
    assert browser.post(address, typed | {"anta-paragraph": "188"}).status_code == 302
    version.refresh_from_db()
    assert version.paragraph == "§ 188"
    assert (version.state, version.adopted_on, str(version.adopted_by)) == (
        VersionState.ADOPTED,
        D(2023, 11, 27),
        "Kommunfullmäktige",
    )


def test_an_activity_by_hand(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = plan(coordinator, adopted=False), browser_of(coordinator)
    version = made.versions.get()
    goal = version.goals.get()
    address = f"{LIST}version/{version.pk}/aktivitet/"
    answer = browser.post(address, {"text": "Ta fram ett kontaktkort", "goal": str(goal.pk), "due": "2026"})
    assert answer["Location"] == made.get_absolute_url()
    activity = version.activities.order_by("number").last()
    assert activity is not None
    assert (activity.commitment.text, activity.goal, activity.number) == ("Ta fram ett kontaktkort", goal, 3)
    assert browser.post(address, {"text": " "}).status_code == 422


def test_an_adopted_plan_asks_where_it_stands(coordinator: Membership, browser_of: BrowserOf) -> None:
    made, browser = plan(coordinator), browser_of(coordinator)
    address = f"{LIST}version/{made.versions.get().pk}/aktivitet/"
    before = Commitment.objects.count()
    refused = browser.post(address, {"text": "Ta fram ett kontaktkort", "responsible_new": "Ny förvaltning"})
    assert "Planen är antagen och ändras inte" in refused.content.decode()
    assert "Ta fram ett kontaktkort" in refused.content.decode()
    # nothing half-made stays
    assert Commitment.objects.count() == before
    assert browser.post(address, {"text": "Ta fram ett kontaktkort", "where": "s. 7"}).status_code == 302
    assert Commitment.objects.get(text="Ta fram ett kontaktkort").origins.get().label == f"{NAME}, s. 7"


def test_the_versions_before_are_there(coordinator: Membership, browser_of: BrowserOf) -> None:
    made = plan(coordinator)
    actions.register_plan(
        coordinator,
        name=f"{NAME} och hedersförtryck",
        starts_on=D(2019, 1, 1),
        ends_on=D(2022, 6, 30),
        adopted_on=D(2018, 6, 12),
    )
    said = said_by(browser_of(coordinator), made.get_absolute_url())
    assert "1 januari 2019 – 30 juni 2022, ersatt av en senare" in said
    assert f"{NAME} och hedersförtryck" in said


def test_the_number_of_queries_does_not_grow(coordinator: Membership, browser_of: BrowserOf) -> None:
    browser = browser_of(coordinator)
    unit = unit_named(coordinator, "Socialförvaltningen")
    counted = []
    for n in (3, 47):
        made = actions.register_plan(coordinator, name=f"Program för {'x' * n}")
        version = made.versions.get()
        for one in range(n):
            goal = actions.add_goal(coordinator, version, f"mål {one}")
            commitment = commit(
                coordinator,
                text=f"aktivitet {one}",
                responsible=unit,
                execution=Execution.UNDER_WAY,
                sentences=[sentence("x")],
            )
            actions.add_activity(coordinator, version, commitment, goal)
            actions.register_plan(coordinator, name=f"Strategi för {'y' * (n * 50 + one)}")
        costs = []
        for address in (LIST, made.get_absolute_url()):
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            costs.append(len(queries))
        counted.append(costs)
    assert counted[0] == counted[1]


def test_an_elected_member_reads_all_and_is_offered_no_act(
    coordinator: Membership, elected: Membership, browser_of: BrowserOf
) -> None:
    made, browser = plan(coordinator, adopted=False), browser_of(elected)
    said = said_by(browser, made.get_absolute_url())
    assert "Tala med bostadsbolaget" in said
    assert 'id="anta"' not in said
    assert "Ny aktivitet" not in said
    version = made.versions.get()
    assert browser.post(f"{LIST}version/{version.pk}/anta/", {}).status_code == 403
    assert browser.get(f"{LIST}version/{version.pk}/aktivitet/").status_code == 403


def test_another_municipalitys_plan_is_not_there(
    coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    made = plan(coordinator)
    version = made.versions.get()
    enter(vallentuna.code)
    browser = browser_of(member(vallentuna, Role.COORDINATOR))
    assert browser.get(made.get_absolute_url()).status_code == 404
    assert browser.post(f"{LIST}version/{version.pk}/anta/", {}).status_code == 404
    assert NAME not in said_by(browser, LIST)
