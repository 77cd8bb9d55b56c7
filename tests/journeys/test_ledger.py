"""From what falls short to the act that mends it, and from a record back to its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]


def whole_lists(visitor: Visitor) -> list[str]:
    """The addresses of the groups that the first page shows only the first rows of."""
    more = visitor.page.locator(".gap-group > p a").all()
    return [link.get_attribute("href") or "" for link in more]


def gap(visitor: Visitor, act: str) -> Locator:
    """The first thing that falls short whose mending is this act: on the first page, or in the whole list of a group.

    The journeys before this one may have brought what goes before it.
    """
    link = visitor.page.get_by_role("link", name=re.compile(rf"^{act}\b"))
    found = visitor.page.locator(".gap").filter(has=link)
    for address in whole_lists(visitor):
        if found.count():
            break
        visitor.open(address)
    return found.first


def follow_act(visitor: Visitor, act: str) -> str:
    """Press the act of the first such gap; returns what the gap said."""
    expect(visitor.page.locator(".gap")).not_to_have_count(0)
    found = gap(visitor, act)
    sentence = found.locator(".gap__sentence").inner_text()
    found.get_by_role("link", name=re.compile(rf"^{act}\b")).click()
    return sentence


def expect_mended(visitor: Visitor, sentence: str) -> None:
    """Back on the first page, nobody says it any longer."""
    visitor.open("/")
    visitor.heading("Idag")
    expect(visitor.page.locator(".gap__sentence").get_by_text(sentence, exact=True)).to_have_count(0)


def test_the_first_page_says_what_falls_short_since_when_on_what_ground_and_what_to_do(as_example: Visit) -> None:
    visitor = as_example("samordnare")
    gaps = visitor.page.locator(".gap")
    expect(gaps).not_to_have_count(0)
    for one in gaps.all():
        words = one.inner_text()
        assert len(one.locator(".gap__sentence").inner_text()) > 20, words
        assert one.locator(".gap__ground span").count(), words
        expect(one.locator(".gap__act a")).to_have_count(1)
    # the example's story: a decision that became nothing, and a measure that nobody answers for
    visitor.accessible()
    texts = gaps.all_inner_texts()
    for address in whole_lists(visitor):
        visitor.open(address)
        texts += gaps.all_inner_texts()
    assert "Ingen ansvarar för" in " ".join(texts)


def test_a_commitment_without_anyone_responsible_gets_one(as_example: Visit) -> None:
    visitor = as_example("samordnare")
    said = follow_act(visitor, "Utse ansvarig")
    card = visitor.page.locator("#ansvarig")
    expect(card).to_be_in_viewport()
    card.get_by_label("Eller skriv en ny enhet").fill("Socialförvaltningen, barn och unga")
    visitor.press("Spara ansvarig")
    expect(visitor.page.locator("main dl").first).to_contain_text("Socialförvaltningen, barn och unga")
    visitor.accessible()
    expect_mended(visitor, said)


def test_progress_is_reported_and_done_needs_something_that_shows_it(as_example: Visit) -> None:
    visitor = as_example("handlaggare")
    said = follow_act(visitor, "Rapportera")
    page = visitor.page
    card = page.locator("#rapportera")
    card.get_by_label("Läge").select_option(label="Genomfört")
    card.get_by_label("Vad har hänt?").fill("Alla chefer har gått utbildningen.")
    visitor.press("Spara rapporten")
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Vad har hänt?")).to_have_value("Alla chefer har gått utbildningen.")
    visitor.accessible()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Vad visar det?")).to_be_focused()
    page.keyboard.type("Slutrapport, KS 2026/311")
    visitor.press("Spara rapporten")
    visitor.sees("Slutrapport, KS 2026/311")
    expect(page.locator("main .state").first).to_have_text("Genomfört", ignore_case=True)
    visitor.accessible()
    expect_mended(visitor, said)


def test_what_was_granted_becomes_a_commitment_from_the_matters_page(as_example: Visit) -> None:
    visitor = as_example("registrator")
    said = follow_act(visitor, "Gör ett åtagande")
    page = visitor.page
    expect(page.locator("#lova")).to_be_in_viewport()
    page.locator("#lova").get_by_role("link", name=re.compile(r"^Gör ett åtagande\b")).first.click()
    visitor.heading("Gör ett åtagande")
    visitor.accessible()
    words = page.get_by_label("Vad ska göras?").input_value()
    assert words, "what was decided is what is to be done, until somebody says it better"
    page.get_by_label("Klart senast").fill("2027-06")
    page.get_by_label("Eller skriv en ny enhet").fill("Kommunledningsförvaltningen")
    visitor.press("För in åtagandet")
    expect(page.locator("#lova, main")).not_to_have_count(0)
    expect(page.locator("main")).to_contain_text("Kommunledningsförvaltningen")
    visitor.accessible()
    expect_mended(visitor, said)


def test_a_matter_is_one_chain_with_the_sentence_behind_each_fact(as_example: Visit) -> None:
    visitor = as_example("fortroendevald")
    page = visitor.page
    visitor.open("/arenden/")
    visitor.accessible()
    page.locator("#arenden a.row__title").filter(has_text="bostad").first.click()
    titles = page.locator(".chain__title")
    assert [re.split(r"\s", one)[0] for one in titles.all_inner_texts()][:1] == ["Frågat"]
    assert {"Frågat", "Beslutat", "Lovat", "Gjort"} <= {one.split()[0] for one in titles.all_inner_texts()}
    sources = page.locator(".chain details.source")
    expect(sources).not_to_have_count(0)
    sources.first.locator("summary").press("Enter")
    quote = sources.first.locator("blockquote").first
    expect(quote).to_be_visible()
    quoted = quote.inner_text()
    visitor.accessible()
    sources.first.get_by_role("link", name="Visa i handlingen").first.click()
    marked = page.locator("#markerat, [data-document] .is-chosen").first
    expect(marked).to_be_visible()
    if page.locator("#markerat").count():
        assert " ".join(page.locator("#markerat").first.inner_text().split())[:30] in " ".join(quoted.split())
    visitor.accessible()


@pytest.mark.parametrize(
    ("path", "row"),
    [("/ataganden/", "#ataganden a.row__title"), ("/planer/", "main .rows a"), ("/avtal/", "main .rows a")],
)
def test_the_lists_lead_to_pages_that_anyone_can_use(as_example: Visit, path: str, row: str) -> None:
    visitor = as_example("samordnare")
    visitor.open(path)
    expect(visitor.page.locator("h1")).to_have_count(1)
    visitor.accessible()
    if visitor.page.locator(row).count():
        visitor.page.locator(row).first.click()
        expect(visitor.page.locator("h1")).to_have_count(1)
        assert visitor.path != path
        visitor.accessible()
    else:
        assert path == "/avtal/", "the agreement among the examples is left to be reviewed by whoever tries the product"


@pytest.mark.parametrize("path", ["/arenden/nytt/", "/ataganden/nytt/", "/konto/password/change/", "/finns-inte/"])
def test_forms_and_lost_pages_are_accessible_with_their_errors(as_example: Visit, path: str) -> None:
    visitor = as_example("samordnare")
    visitor.refusals_expected = True
    visitor.open(path)
    expect(visitor.page.locator("h1")).to_have_count(1)
    visitor.accessible()
    send = visitor.page.locator("main form[method=post] button[type=submit]")
    if send.count():
        send.first.click()
        expect(visitor.page.locator("#error-summary")).to_be_focused()
        visitor.accessible()


def test_the_administrator_gives_a_role_and_sees_the_trail(as_example: Visit) -> None:
    visitor = as_example("administrator")
    visitor.open("/installningar/anvandare/")
    visitor.heading("Användare")
    visitor.accessible()
    visitor.page.get_by_label("Namn").fill("Eva Exempelsson")
    visitor.page.get_by_label("E-postadress").fill("eva@salgmyra.example")
    visitor.page.get_by_role("combobox", name="Roll").select_option(label="handläggare")
    visitor.press("Ge rollen")
    visitor.sees("Första lösenordet är")
    visitor.open("/installningar/handelser/")
    expect(visitor.page.locator("main")).to_contain_text("Eva Exempelsson")
    visitor.accessible()
