"""A women's shelter association with an agreement: what it has promised, reports and accounts for by its own log-in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.council import Council, Told, refused, saved, send
from tests.journeys.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey

SHELTER = "Kvinnojouren Ljusglimten"
TITLE = "Partnerskap med Kvinnojouren Ljusglimten"
UNDERTAKING = "Svara i jourtelefonen varje kväll"
SAID = "Telefonen har varit bemannad varje kväll i vår."
MAIL = "ljusglimten@exempel.se"
DAY = "2026-05-26"


def test_an_association_by_its_own_log_in(council: Council) -> None:
    council.on(DAY)
    coordinator = council.enter("sam")
    agreement = an_agreement_is_entered(coordinator)
    a_sum_is_entered(coordinator, agreement)
    an_undertaking_is_entered(coordinator, agreement)
    password = the_administrator_gives_a_log_in(council.enter("ada"))
    association = council.enter("")
    she_sees_what_is_hers(association, password)
    nothing_else_is_hers(association, agreement)
    she_reports(association)
    she_accounts_for_the_year(association)
    the_municipality_has_it(coordinator, agreement)


def an_agreement_is_entered(visitor: Visitor) -> str:
    """An end before the start is refused and nothing is lost; returns the agreement's address."""
    visitor.open("/avtal/")
    visitor.sound()
    visitor.open("/avtal/nytt/")
    told: Told = {
        "Vad kallas avtalet?": TITLE,
        "Syfte": "Fler utsatta ska få stöd.",
        "Första perioden från": "2025-01-01",
        "Första perioden till och med": "2024-12-31",
        "Förlängs med så många månader i taget": "24",
        "Uppsägningstid i månader": "6",
    }
    party = visitor.page.locator("main details").filter(has=visitor.page.get_by_text("Part 1", exact=True))
    party.get_by_label("Eller skriv en ny organisation").fill(SHELTER)
    send(visitor, told, "För in avtalet")
    refused(visitor, "slutar före", told)
    visitor.sound()
    send(visitor, {"Första perioden till och med": "2026-12-31"}, "För in avtalet")
    visitor.heading(TITLE)
    visitor.sees(SHELTER)
    visitor.sees("30 juni 2026")
    visitor.accessible()
    return visitor.path.partition("#")[0]


def a_sum_is_entered(visitor: Visitor, agreement: str) -> None:
    visitor.open(agreement)
    visitor.follow("För in ett belopp")
    send(visitor, {"Belopp": "femtio"}, "För in beloppet")
    refused(visitor, "Belopp", {"Belopp": "femtio"})
    visitor.sound()
    send(visitor, {"Belopp": "50 tkr"}, "För in beloppet")
    expect(visitor.page.locator("#belopp").locator("xpath=ancestor::section")).to_contain_text(
        re.compile(r"50\s000\skr")
    )
    visitor.sound()


def an_undertaking_is_entered(visitor: Visitor, agreement: str) -> None:
    visitor.open(agreement)
    visitor.follow("För in ett åtagande")
    visitor.sound()
    send(visitor, {"Vad ska göras?": UNDERTAKING, "Vilken part har åtagit sig det?": SHELTER}, "För in åtagandet")
    visitor.sees(UNDERTAKING)


def the_administrator_gives_a_log_in(visitor: Visitor) -> str:
    """Of the association; without saying which it is refused. Returns the first password, shown once."""
    visitor.open("/installningar/anvandare/")
    told: Told = {"Namn": "Lisa Ljus", "E-postadress": MAIL, "Roll": "förening"}
    send(visitor, told, "Ge rollen")
    refused(visitor, "förening", told)
    visitor.sound()
    send(visitor, {"Förening eller organisation": SHELTER}, "Ge rollen")
    told_once = visitor.page.locator(".messages").inner_text()
    found = re.search(r"Första lösenordet är (\S+)\. ", told_once)
    assert found
    return found[1]


def she_sees_what_is_hers(visitor: Visitor, password: str) -> None:
    visitor.log_in(MAIL, password)
    visitor.heading(SHELTER)
    visitor.sees(UNDERTAKING)
    visitor.accessible()
    visitor.page.get_by_role("link", name=TITLE).first.click()
    visitor.heading(TITLE)
    expect(visitor.page.locator("main")).to_contain_text(re.compile(r"50\s000\skr"))
    visitor.accessible()


def nothing_else_is_hers(visitor: Visitor, agreement: str) -> None:
    """No page of the municipality's own opens, not even that of her agreement."""
    visitor.refusals_expected = True
    for path in (agreement, "/avtal/", "/ataganden/", "/arenden/", "/dokument/", "/sok/?q=motion", "/arshjul/"):
        answer = visitor.page.goto(visitor.home + path)
        assert answer
        assert answer.status in (403, 404), path
        expect(visitor.page.locator("main")).not_to_contain_text("Motion")
    visitor.sound()
    visitor.refusals_expected = False


def she_reports(visitor: Visitor) -> None:
    """How it goes, on her phone; "done" without what shows it is refused and nothing is lost."""
    visitor.open("/forening/")
    visitor.page.get_by_role("link", name=UNDERTAKING).first.click()
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    told: Told = {"Läge": "Genomfört", "Vad har hänt?": SAID}
    send(visitor, told, "Spara rapporten")
    refused(visitor, "visar", told)
    visitor.sound()
    send(visitor, {"Läge": "Pågår"}, "Spara rapporten")
    visitor.sees(SAID)


def she_accounts_for_the_year(visitor: Visitor) -> None:
    """Written once, given out to each who paid; what does not add up is not handed in."""
    visitor.open("/forening/arsrapport/")
    send(visitor, {"År": "2025"}, "Öppna årets rapport")
    visitor.sound()
    visitor.follow("Lägg till en rad")
    line: Told = {
        "Vad har ni gjort?": "Stödsamtal med kvinnor",
        "Hur många?": "120",
        "Av vad?": "samtal",
        "Vad kostade det, kronor?": "80 000",
        TITLE: "50 000",
    }
    send(visitor, line, "Spara raden")
    visitor.press("Lämna in årsrapporten")
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    visitor.sound()
    visitor.page.get_by_role("link", name=re.compile("^Ändra")).first.click()
    send(visitor, {"Statsbidrag": "30 000"}, "Spara raden")
    visitor.accessible()
    visitor.press("Lämna in årsrapporten")
    visitor.sees("inlämnad")
    visitor.page.get_by_role("link", name=TITLE).first.click()
    visitor.sees("Stödsamtal med kvinnor")
    assert saved(visitor, "Hämta som PDF")[:5] == b"%PDF-"
    assert saved(visitor, "Hämta som Word")[:2] == b"PK"
    visitor.sound()


def the_municipality_has_it(visitor: Visitor, agreement: str) -> None:
    """Its own part of the year, and what was reported on the undertaking; not what the state paid."""
    visitor.open(agreement)
    visitor.page.get_by_role("link", name="Årsrapport 2025").click()
    visitor.sees("Stödsamtal med kvinnor")
    expect(visitor.page.locator("main")).not_to_contain_text(re.compile(r"30\s000"))
    visitor.sound()
    visitor.open(agreement)
    visitor.page.get_by_role("link", name=UNDERTAKING).first.click()
    visitor.sees(SAID)
