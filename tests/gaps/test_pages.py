"""Idag: what the coordinator sees first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import commit
from samfrid.gaps import queries, shown
from samfrid.matters.actions import register
from samfrid.matters.models import MatterKind
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality, Role
from tests.conftest import member

Browser = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def test_says_what_falls_short_and_what_to_do(coordinator: Membership, browser_of: Browser) -> None:
    register(coordinator, kind=MatterKind.MOTION, title="Skyddat boende", raised=PartialDate.parse("2021-03-30"))
    page = browser_of(coordinator).get("/").content.decode().replace("\xa0", " ")
    assert "Motionen väcktes 30 mars 2021 och har inte avgjorts" in page
    assert "senast 30 mars 2022" in page
    assert "Kommunallagen 5 kap. 35 §" in page
    assert "Registrera beslut" in page


def test_an_elected_member_sees_it_without_the_act(
    coordinator: Membership, elected: Membership, browser_of: Browser
) -> None:
    register(coordinator, kind=MatterKind.MOTION, title="Skyddat boende", raised=PartialDate.parse("2021-03-30"))
    page = browser_of(elected).get("/").content.decode()
    assert "Motionen väcktes" in page
    assert "Registrera beslut" not in page


def test_an_empty_municipality_is_told_what_belongs_here(coordinator: Membership, browser_of: Browser) -> None:
    page = browser_of(coordinator).get("/").content.decode()
    assert "Lägg till dokument" in page


def test_a_stranger_is_sent_to_log_in(client: Client, db: None) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


def test_the_rest_of_a_group_is_one_press_away_page_by_page(coordinator: Membership, browser_of: Browser) -> None:
    for number in range(120):
        commit(coordinator, text=f"Åtgärd {number:03}", due=PartialDate.parse("2027"))
    client = browser_of(coordinator)
    assert client.get("/").content.decode().count('<li class="gap ') == 5
    address, seen = "/brister/utse/", []
    while address:
        page = client.get(address)
        seen += [row["about"] for row in page.context["rows"]]
        address = page.context["next_url"]
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("after", ["x", "1_2", "3_2026-13-01_x", "9_2026-01-01_00000000-0000-0000-0000-000000000000"])
def test_a_key_that_is_none_does_no_harm(coordinator: Membership, browser_of: Browser, after: str) -> None:
    assert browser_of(coordinator).get("/brister/utse/", {"efter": after}).status_code == 200


def test_a_group_that_does_not_exist(coordinator: Membership, browser_of: Browser) -> None:
    assert browser_of(coordinator).get("/brister/annat/").status_code == 404


def test_the_same_number_of_queries_with_five_and_with_fifty(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    counts = []
    for more in (5, 45):
        for number in range(more):
            commit(coordinator, text=f"Åtgärd {more}-{number}")
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_quotation_within_the_sentence_has_single_marks(coordinator: Membership, browser_of: Browser) -> None:
    commit(coordinator, text="Ett tryggt boende, som ”Husfrid/Huskurage”.")
    page = browser_of(coordinator).get("/").content.decode()
    assert "Ingen ansvarar för ”Ett tryggt boende, som ’Husfrid/Huskurage’”." in page


def test_an_officer_is_offered_only_the_acts_that_an_officer_may_do(
    linkoping: Municipality, coordinator: Membership, browser_of: Browser
) -> None:
    register(coordinator, kind=MatterKind.MOTION, title="Skyddat boende", raised=PartialDate.parse("2021-03-30"))
    commit(coordinator, text="Kartlägga våldet")
    page = browser_of(member(linkoping, Role.OFFICER)).get("/").content.decode()
    assert "Motionen väcktes" in page
    assert "Registrera beslut" not in page
    assert "Utse ansvarig" in page


def test_every_act_that_tells_something_has_its_words() -> None:
    assert set(queries.TELLING) == set(shown._ACTS)
