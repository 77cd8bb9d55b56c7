"""A granted clause followed through two rounds of reporting to done, out in an edition, and asked about again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from samfrid.papers.readback import sections
from tests.journeys.council import Council, Told, decide, done, refused, saved, send
from tests.journeys.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey

TITLE = "Motion om utbildning för all personal i skolan"
CLAUSE = "att all personal i skolan utbildas i att upptäcka våld"
TASK = "Utbilda all personal i skolan i att upptäcka våld"
COUNCIL, UNIT, ASKED = "Kommunfullmäktige", "Skolförvaltningen", "Karin Kontakt"
#: after the other journeys of the same municipality; the days of the two rounds
FIRST, SECOND, AFTER = "2026-06-25", "2026-08-24", "2026-09-14"
HALF, SHOWN = "Hälften har gått utbildningen.", "Intyg för alla 214 anställda, rapport till nämnden § 81"


def test_a_granted_clause_is_followed_until_it_is_done_and_asked_about_again(council: Council) -> None:
    council.on(FIRST)
    coordinator = council.enter("sam")
    home = it_is_granted(coordinator)
    commitment = it_becomes_a_commitment(coordinator, home)
    somebody_can_be_asked(coordinator)
    link = a_round_is_opened(coordinator, "Juniomgången", "2026-07-10")
    she_answers_on_her_phone(council.enter(""), link)
    it_has_come_half_way(coordinator, commitment)
    council.on(SECOND)
    link = a_round_is_opened(coordinator, "Augustiomgången", "2026-09-07")
    she_says_that_it_is_done(council.enter(""), link)
    council.on(AFTER)
    it_is_done_with_evidence(coordinator, commitment)
    edition = an_edition_is_sent(coordinator)
    the_elected_member_reads_it(council.enter("moa"), edition)
    it_is_asked_about_again(coordinator, home)


def it_is_granted(visitor: Visitor) -> str:
    """A motion with one clause, granted by the council; returns the matter's address."""
    visitor.open("/arenden/nytt/")
    told: Told = {
        "Typ": "motion",
        "Rubrik": TITLE,
        "Väckt": "2025-09-29",
        "Förslagsställare": "Moa Motionär (V)",
        "Yrkanden": CLAUSE,
    }
    send(visitor, told, "Lägg upp ärendet")
    visitor.heading(TITLE)
    home = visitor.path.partition("#")[0]
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    told = {"Vad är det?": "Beslut", "Vem beslutar?": COUNCIL, "Dag": "2026-05-25"}
    decide(visitor, told, {"Utfall": "bifall"})
    done(visitor, "Beslutet är registrerat.")
    return home


def it_becomes_a_commitment(visitor: Visitor, home: str) -> str:
    """The first page says that nobody follows the clause, and its act mends that; returns the commitment's address."""
    visitor.open("/")
    gap = visitor.page.locator("main li").filter(has_text=TITLE).filter(has_text="åtagande").first
    expect(gap).to_be_visible()
    visitor.sound()
    visitor.open(home)
    visitor.page.get_by_role("link", name=re.compile(r"^Gör ett åtagande\s*:")).click()
    told: Told = {"Vad ska göras?": TASK, "Klart senast": "2026-12", "Eller skriv en ny enhet": UNIT}
    send(visitor, told, "För in åtagandet")
    visitor.open("/ataganden/")
    visitor.follow(TASK)
    visitor.heading(TASK)
    visitor.sound()
    return visitor.path


def somebody_can_be_asked(visitor: Visitor) -> None:
    """A contact who has no account; an address that is none is refused."""
    visitor.open("/enheter/")
    visitor.sound()
    visitor.page.get_by_role("link", name=f"Ny kontakt {UNIT}").click()
    contact: Told = {"Namn": ASKED, "Funktion": "rektor", "E-postadress": "karin utan snabel-a"}
    send(visitor, contact, "Lägg till kontakten")
    refused(visitor, "Skriv den som namn@kommun.se.", contact)
    visitor.sound()
    send(visitor, {"E-postadress": "karin@exempel.se", "Chef för enheten": True}, "Lägg till kontakten")
    visitor.sees(ASKED)


def a_round_is_opened(visitor: Visitor, name: str, due: str) -> str:
    """A round, its letter to the one who is asked, and the address that the letter's link leads to."""
    visitor.open("/uppfoljning/")
    visitor.sound()
    visitor.open("/rapportering/")
    visitor.sound()
    visitor.open("/rapportering/ny/")
    told: Told = {"Namn": name, "Svar senast": "2026-01-01", "Frågor ställs till": "Sam Samordnare"}
    send(visitor, told, "Lägg upp omgången")
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    visitor.sound()
    send(visitor, {"Svar senast": due}, "Lägg upp omgången")
    visitor.heading(name)
    row = visitor.page.locator("main .row").filter(has_text=ASKED)
    expect(row).to_be_visible()
    visitor.accessible()
    row.locator("summary").click()
    row.locator("details a").first.click()
    expect(visitor.page.locator("main .letter")).to_contain_text(ASKED)
    visitor.sound()
    with visitor.page.expect_popup() as printed:
        visitor.press("Skriv ut")
    # no mail server here: the letter is printed, with the link in it
    sheet = printed.value.locator("article").filter(has_text=re.compile(r"/r/\d{4}/"))
    link = re.search(r"/r/\d{4}/[\w-]+/", sheet.inner_text())
    assert link
    printed.value.close()
    return link[0]


def card_of(visitor: Visitor) -> Locator:
    """The part of her page that asks about the commitment."""
    return visitor.page.get_by_role("group", name=TASK)


def she_answers_on_her_phone(visitor: Visitor, link: str) -> None:
    """Without an account, at 320 px: one press and one line."""
    visitor.open(link)
    visitor.accessible()
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.heading("Hur går det?")
    visitor.sees(ASKED)
    card = card_of(visitor)
    card.get_by_text("Det har kommit en bit").click()
    card.get_by_label("En rad om läget").fill(HALF)
    card.get_by_label("Hur stor del är klar, i procent?").fill("150")
    visitor.press("Spara")
    expect(visitor.page.locator("#error-summary")).to_contain_text("heltal")
    expect(card.get_by_label("En rad om läget")).to_have_value(HALF)
    visitor.sound()
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    card.get_by_label("Hur stor del är klar, i procent?").fill("50")
    visitor.press("Spara")
    visitor.sees("Tack!")
    visitor.sees(HALF)
    visitor.sound()


def it_has_come_half_way(visitor: Visitor, commitment: str) -> None:
    visitor.open(commitment)
    visitor.sees(HALF)
    visitor.sees("50 procent klart")
    visitor.sees(ASKED)
    visitor.sound()


def she_says_that_it_is_done(visitor: Visitor, link: str) -> None:
    """Done asks for what shows it; what was typed is kept. A link that is none says so kindly."""
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.open(link)
    card = card_of(visitor)
    card.get_by_text("Genomfört", exact=True).click()
    card.get_by_label("En rad om läget").fill("Alla har gått utbildningen.")
    visitor.press("Spara")
    expect(visitor.page.locator("#error-summary")).to_be_visible()
    expect(card.get_by_label("En rad om läget")).to_have_value("Alla har gått utbildningen.")
    visitor.page.get_by_label("Vad visar det?").fill(SHOWN)
    visitor.press("Spara")
    visitor.sees("Tack! Allt är besvarat.")
    visitor.refusals_expected = True
    visitor.open(link[:-4] + "AAA/")
    visitor.heading("Länken finns inte")
    visitor.sound()


def it_is_done_with_evidence(visitor: Visitor, commitment: str) -> None:
    visitor.open(commitment)
    expect(visitor.page.locator(".states")).to_contain_text("Genomfört")
    visitor.sees(SHOWN)
    visitor.accessible()


def an_edition_is_sent(visitor: Visitor) -> str:
    """The list of the day is frozen, looked at and sent; returns its address."""
    visitor.open("/uppfoljning/")
    visitor.sees(TASK)
    visitor.sound()
    visitor.open("/uppfoljning/utgavor/ny/")
    body = {"Till vilket organ?": COUNCIL, "Vem får läsa den?": "Alla: bara offentliga åtaganden är med"}
    send(visitor, {"Vem får läsa den?": body["Vem får läsa den?"]}, "Gör utkastet")
    refused(visitor, "Välj organet.", {"Vem får läsa den?": body["Vem får läsa den?"]})
    send(visitor, dict(body), "Gör utkastet")
    expect(visitor.page.locator("main table").first).to_contain_text(TASK)
    visitor.accessible()
    visitor.follow("Skicka")
    send(visitor, {"Skickad": AFTER}, "Lås och numrera")
    visitor.sees("Utgåva")
    assert b"%PDF" in saved(visitor, "PDF")
    assert saved(visitor, "Excel")[:2] == b"PK"
    return visitor.path.partition("#")[0]


def the_elected_member_reads_it(visitor: Visitor, edition: str) -> None:
    visitor.open(edition)
    expect(visitor.page.locator("main table").first).to_contain_text(TASK)
    expect(visitor.page.get_by_role("link", name="Skicka", exact=True)).to_have_count(0)


def it_is_asked_about_again(visitor: Visitor, home: str) -> None:
    """What happened with the motion: the whole chain as one page, and as a paper to answer with."""
    visitor.open(home)
    visitor.page.locator("main").get_by_role("link", name=re.compile("^Vad hände")).first.click()
    visitor.sees("Kort sagt")
    for words in (CLAUSE, "Moa Motionär", HALF, SHOWN):
        visitor.sees(words)
    visitor.accessible()
    with visitor.page.expect_download() as download:
        visitor.press("Hämta som Word")
    paper = Path(download.value.path()).read_bytes()
    words = str(sections(paper))
    for one in (CLAUSE, SHOWN):
        assert one in words
