"""Logging in and out, and the choices of language and appearance."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import violations
from tests.journeys.conftest import EXAMPLE
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]


def test_a_wrong_password_is_said_plainly_and_tells_nothing_of_who_has_an_account(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/arenden/")
    visitor.heading("Logga in")
    visitor.accessible()
    answers = []
    for email in (f"samordnare@{EXAMPLE}", f"finns-inte@{EXAMPLE}"):
        visitor.page.get_by_label("E-post").fill(email)
        visitor.log_in(email, "inte rätt lösenord alls")
        summary = visitor.page.locator("#error-summary")
        expect(summary).to_be_focused()
        expect(visitor.page.get_by_label("E-post")).to_have_value(email)
        expect(visitor.page.get_by_label("Lösenord")).to_have_value("")
        answers.append(summary.inner_text())
    assert answers[0] == answers[1]
    assert "lösenord" in answers[0]
    visitor.accessible()


def test_the_right_password_leads_to_where_one_was_going_and_log_out_is_an_act_of_its_own(
    visit: Visit, product: Product
) -> None:
    visitor = visit()
    visitor.open("/dokument/")
    visitor.log_in(f"samordnare@{EXAMPLE}", product.example_password())
    visitor.heading("Dokument")
    # following a link never logs anybody out: it asks
    visitor.open("/konto/logout/")
    visitor.heading("Vill du logga ut?")
    visitor.accessible()
    visitor.follow("Stanna kvar")
    visitor.heading("Idag")
    header = visitor.page.locator("header.shell")
    header.locator(".menu__open").click()
    visitor.press("Logga ut", header)
    expect(visitor.page.get_by_role("navigation", name="Huvudmeny")).to_have_count(0)
    visitor.open("/dokument/")
    visitor.heading("Logga in")
    # nor does the browser's way back show what was there
    visitor.page.go_back()
    expect(visitor.page.locator("body")).not_to_contain_text("Handlingar")


def test_the_elected_member_reads_and_is_offered_no_acts(as_example: Visit) -> None:
    visitor = as_example("fortroendevald")
    expect(visitor.page.locator(".gap").first).to_be_visible()
    expect(visitor.page.locator(".gap__act")).to_have_count(0)
    for path in ("/dokument/", "/ataganden/", "/arenden/", "/planer/", "/avtal/"):
        visitor.open(path)
        expect(visitor.page.locator("h1")).to_have_count(1)
        expect(visitor.page.locator("main form[method=post]")).to_have_count(0)
        expect(visitor.page.locator("main a[href$='/nytt/'], main input[type=file]")).to_have_count(0)
    visitor.refusals_expected = True
    visitor.open("/dokument/lagg-till/")
    expect(visitor.page.locator(".lost__code")).to_have_text("403")
    visitor.accessible()


def test_english_and_dark_are_kept_from_page_to_page(as_example: Visit) -> None:
    visitor = as_example("samordnare")
    page = visitor.page
    menu = page.locator("header.shell")
    menu.locator(".menu__open").click()
    visitor.press("English", menu)
    visitor.heading("Today")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    menu.locator(".menu__open").click()
    visitor.press("Dark", menu)
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in background.removeprefix("rgb(").rstrip(")").split(",")) < 80, background
    menu.get_by_role("link", name="Documents", exact=True).first.click()
    visitor.heading("Documents")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    assert violations(visitor.page) == []
    menu.locator(".menu__open").click()
    visitor.press("Svenska", menu)
    visitor.heading("Dokument")
