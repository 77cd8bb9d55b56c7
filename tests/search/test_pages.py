"""The search page and its field in the head of every page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import html

from samfrid.commitments.actions import commit
from samfrid.matters.actions import register
from samfrid.matters.models import MatterKind
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership
from tests.pages import elements, values

Browser = Callable[[Membership], Client]
PERSONAL = "19121212-1212"


@pytest.fixture(autouse=True)
def _some(coordinator: Membership) -> None:
    raised = PartialDate.parse("2021-03-30")
    register(
        coordinator,
        kind=MatterKind.MOTION,
        title="Stöd till <b>våldsutsatta</b> kvinnor",
        raised=raised,
        numbers=["KS 2021-257"],
        access=Access.PUBLIC,
    )
    register(coordinator, kind=MatterKind.MOTION, title="Våldets kostnader", access=Access.CONFIDENTIAL)
    commit(coordinator, text="Kartlägga våldet mot kvinnor i kommunen")


def test_the_field_is_on_every_page_and_leads_here(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    page = html.fromstring(client.get("/").content)
    (form,) = elements(page, "//header//form[@role='search']")
    assert (form.get("action"), form.get("method")) == ("/sok/", "post")
    answer = client.post("/sok/", {"q": " kvinnor  stöd "})
    assert answer.status_code == 302
    assert answer["Location"] == "/sok/?q=kvinnor+st%C3%B6d"


def test_hits_are_shown_with_their_words_marked_and_nothing_of_them_is_html(
    coordinator: Membership, browser_of: Browser
) -> None:
    text = browser_of(coordinator).get("/sok/", {"q": "kvinna"}).content.decode()
    assert "&lt;b&gt;våldsutsatta&lt;/b&gt;" in text
    page = html.fromstring(text)
    assert "kvinnor" in [mark.text for mark in elements(page, "//main//mark")]
    assert elements(page, "//*[@role='status' and contains(., '2 träffar')]")
    assert [link.text for link in elements(page, "//nav[contains(@aria-label, 'Typ')]//a")] == [
        "Alla", "Ärenden (1)", "Åtaganden (1)",
    ]  # fmt: skip


def test_filters_are_links_that_can_be_followed(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    page = html.fromstring(client.get("/sok/", {"q": "kvinnor"}).content)
    (link,) = values(page, "//nav//a[starts-with(., 'Åtaganden (')]/@href")
    narrowed = html.fromstring(client.get(link).content)
    assert len(elements(narrowed, "//ol[@id='traff-lista']/li")) == 1
    assert elements(narrowed, "//nav//a[@aria-current='true' and starts-with(., 'Åtaganden')]")


def test_compounds_are_a_link_away(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    page = html.fromstring(client.get("/sok/", {"q": "våld"}).content)
    (link,) = values(page, "//a[contains(., 'sammansatta ord')]/@href")
    assert "våldsutsatta" in "".join(
        values(html.fromstring(client.get(link).content), "//ol[@id='traff-lista']//text()")
    )


def test_an_elected_member_sees_no_trace_of_what_is_confidential(elected: Membership, browser_of: Browser) -> None:
    text = browser_of(elected).get("/sok/", {"q": "våldets kostnader"}).content.decode()
    assert "Våldets kostnader" not in text
    assert "Inga träffar" in text


@pytest.mark.parametrize("query", ["finnsinte", "och i", "-våld", "", "våld&typ=planer", "våld&ar=1999", "\x00", "%00"])
def test_a_page_without_hits_helps_on(coordinator: Membership, browser_of: Browser, query: str) -> None:
    answer = browser_of(coordinator).get(f"/sok/?q={quote(query, safe='&=')}")
    assert answer.status_code == 200
    assert "traff-lista" not in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["'", "\\", "<script>alert(1)</script>", "x" * 10_000, "😀" * 300, "%s", "{{ 7 }}", "\ufffe"]
)
def test_hostile_input_is_only_text(coordinator: Membership, browser_of: Browser, text: str) -> None:
    client = browser_of(coordinator)
    assert client.post("/sok/", {"q": text}).status_code == 302
    answer = client.get("/sok/", {"q": text, "typ": text[:50], "ar": text[:50], "efter": text[:50], "sammansatta": "9"})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_personal_number_is_neither_searched_nor_shown_nor_kept(
    coordinator: Membership, browser_of: Browser, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = getattr(browser_of(coordinator), method)("/sok/", {"q": f"ärende {PERSONAL}"}, follow=True)
    assert answer.redirect_chain == ([("/sok/?avvisat=1", 302)] if method == "get" else [])
    text = answer.content.decode()
    assert "Personnummer söks inte" in text
    assert PERSONAL not in text
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert PERSONAL not in "".join(told)


def test_while_typing_a_part_of_the_page_is_answered(coordinator: Membership, browser_of: Browser) -> None:
    client = browser_of(coordinator)
    answer = client.post("/sok/", {"q": "kvinn", "skriver": "1"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer["HX-Replace-Url"] == "/sok/?q=kvinn"
    assert text.lstrip().startswith('<div id="traffar">') or '<div id="traffar">' in text
    assert "<html" not in text
    assert "våldsutsatta" in text
    refused = client.post("/sok/", {"q": PERSONAL, "skriver": "1"}, headers={"HX-Request": "true"})
    assert PERSONAL not in refused["HX-Replace-Url"]


def test_the_next_page_is_a_link(coordinator: Membership, browser_of: Browser) -> None:
    for number in range(45):
        commit(coordinator, text=f"Utbilda i kommunen {number:02}")
    client, address = browser_of(coordinator), "/sok/?q=utbilda"
    seen: list[str] = []
    while address:
        page = html.fromstring(client.get(address).content)
        seen += values(page, "//ol[@id='traff-lista']/li//a/@href")
        address = next(iter(values(page, "//p[@id='pager']/a/@href")), "")
    assert len(seen) == len(set(seen)) == 45
