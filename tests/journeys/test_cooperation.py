"""A cooperation group from its first meeting's invitation to the action point that somebody is to carry out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.council import Council, Told, opened, refused, saved, send
from tests.journeys.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey

GROUP = "Samverkansgruppen mot våld i nära relation"
POLICE, ASKED = "Polisen i lokalpolisområdet", "Pia Polis"
POINT = "Ta fram en gemensam rutin för första kontakten"
#: the day on which those in the group are asked, that of the meeting, and the day after
ASKING, MEETING, AFTER = "2026-05-26", "2026-06-09", "2026-06-10"


def test_a_meeting_from_invitation_to_action_point(council: Council) -> None:
    council.on(ASKING)
    coordinator = council.enter("sam")
    group = a_group_is_formed(coordinator)
    the_police_can_be_asked(coordinator)
    meeting = a_meeting_is_planned_with_its_agenda(coordinator, group)
    link = the_police_are_invited(coordinator, meeting)
    she_answers_on_her_phone(council.enter(""), link)
    who_comes_is_seen(coordinator, meeting)
    council.on(AFTER)
    the_meeting_is_noted(coordinator, meeting)
    the_point_is_followed(coordinator, group)


def a_group_is_formed(visitor: Visitor) -> str:
    """With a rhythm by term, and the police in it; returns the group's address."""
    visitor.open("/samverkan/ny/")
    told: Told = {"Namn": GROUP, "Uppdrag": "Samordna stödet till den som utsätts.", "Hur ofta": "per termin"}
    send(visitor, told, "Lägg upp gruppen")
    refused(visitor, "Skriv hur många möten det ska vara.", told)
    visitor.sound()
    send(visitor, {"Antal möten": "2", "Började": "2026-01-01"}, "Lägg upp gruppen")
    visitor.heading(GROUP)
    member: Told = {"Eller skriv en ny organisation": POLICE, "Funktion": "kommunpolis"}
    send(visitor, member, "Lägg till", opened(visitor, "Lägg till en medlem"))
    visitor.sees(POLICE)
    visitor.accessible()
    return visitor.path.partition("#")[0]


def the_police_can_be_asked(visitor: Visitor) -> None:
    """A contact without an account and without an address: her letter is printed."""
    visitor.open("/enheter/")
    visitor.page.get_by_role("link", name=f"Ny kontakt {POLICE}").click()
    send(visitor, {"Namn": ASKED, "Funktion": "kommunpolis"}, "Lägg till kontakten")
    visitor.sees(ASKED)


def a_meeting_is_planned_with_its_agenda(visitor: Visitor, group: str) -> str:
    """On another day than the one that is proposed; an end before the start is refused. Returns its address."""
    visitor.open(group)
    visitor.sees("Förslag:")
    card = visitor.page.locator(".card", has_text="Planera en annan dag")
    told: Told = {"Dag": MEETING, "Börjar": "15:00", "Slutar": "14:00", "Plats": "Stadshuset, rum 2"}
    send(visitor, told, "Planera mötet", card)
    refused(visitor, "slutar", told, visitor.page.locator(".card", has_text="Planera"))
    visitor.sound()
    card = visitor.page.locator(".card", has=visitor.page.get_by_label("Börjar"))
    send(visitor, {"Börjar": "13:00"}, "Planera mötet", card)
    visitor.page.locator("#moteslista a").first.click()
    visitor.sees("Stadshuset, rum 2")
    meeting = visitor.path.partition("#")[0]
    visitor.follow("Skriv dagordningen")
    first = visitor.page.get_by_role("group", name="Punkt 1", exact=True)
    first.get_by_label("Punkt").fill("Läget i kommunen")
    second = visitor.page.get_by_role("group", name="Punkt 2", exact=True)
    second.get_by_label("Punkt").fill("Bemanningen i sommar")
    second.get_by_label("Bara för kommunen").check()
    visitor.sound()
    visitor.press("Spara dagordningen")
    visitor.sees("Läget i kommunen")
    visitor.sees("bara för kommunen")
    visitor.accessible()
    return meeting


def the_police_are_invited(visitor: Visitor, meeting: str) -> str:
    """Each has a letter with an address of her own; returns hers."""
    visitor.open(meeting)
    visitor.follow("Bjud in")
    visitor.sound()
    visitor.page.get_by_label(re.compile(ASKED)).check()
    send(visitor, {"Frågor ställs till": "Sam Samordnare"}, "Bjud in dem")
    visitor.sees(ASKED)
    visitor.open("/brev/")
    visitor.page.locator("main a.row__title").filter(has_text=GROUP).first.click()
    expect(visitor.page.locator("main .letter")).to_contain_text(ASKED)
    with visitor.page.expect_popup() as printed:
        visitor.press("Skriv ut")
    sheet = printed.value.locator("article").filter(has_text=re.compile(r"/m/\d{4}/"))
    link = re.search(r"/m/\d{4}/[\w-]+/", sheet.inner_text())
    assert link
    printed.value.close()
    return link[0]


def she_answers_on_her_phone(visitor: Visitor, link: str) -> None:
    """Without an account, at 320 px: when, where, the public part of the agenda; yes with a word; the calendar."""
    visitor.open(link)
    visitor.accessible()
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.heading(GROUP)
    visitor.sees("Stadshuset, rum 2")
    visitor.sees("Läget i kommunen")
    expect(visitor.page.get_by_text("Bemanningen i sommar")).to_have_count(0)
    visitor.press("Spara svaret")
    expect(visitor.page.locator("#error-summary")).to_contain_text("Välj om du kommer.")
    visitor.page.get_by_label("Ja, jag kommer").check()
    visitor.page.get_by_label("Några ord, om du vill").fill("Jag tar med en kollega.")
    visitor.press("Spara svaret")
    visitor.sees("Tack! Ditt svar är sparat.")
    visitor.sound()
    file = saved(visitor, "Lägg mötet i din kalender").decode()
    assert "BEGIN:VEVENT" in file
    assert "20260609T130000" in file
    assert "Bemanningen" not in file
    visitor.refusals_expected = True
    visitor.open(link[:-4] + "AAA/")
    visitor.heading("Länken finns inte")
    visitor.sound()


def who_comes_is_seen(visitor: Visitor, meeting: str) -> None:
    visitor.open(meeting)
    visitor.sees("Jag tar med en kollega.")
    visitor.sound()


def the_meeting_is_noted(visitor: Visitor, meeting: str) -> None:
    """Who was there, what was said, and an action point with somebody responsible and a day."""
    visitor.open(meeting)
    visitor.follow("Anteckna mötet")
    visitor.page.get_by_label(re.compile(POLICE)).first.check()
    visitor.page.get_by_label("Anteckningar").fill("Läget gicks igenom.")
    point = visitor.page.get_by_role("group", name="Punkt 1", exact=True)
    point.get_by_label("Klart senast").fill("2026-10")
    visitor.press("Spara mötet")
    expect(visitor.page.locator("#error-summary")).to_contain_text("Skriv vad som ska göras.")
    visitor.sound()
    point.get_by_label("Vad ska göras?").fill(POINT)
    point.get_by_label("Vem gör det?").select_option(label=f"{POLICE}, kommunpolis")
    visitor.press("Spara mötet")
    visitor.sees(POINT)
    visitor.sees("Läget gicks igenom.")
    visitor.accessible()
    everybody = visitor.page.get_by_role("link", name=re.compile("^PDF.*till alla$"))
    with visitor.page.expect_download() as download:
        everybody.click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def the_point_is_followed(visitor: Visitor, group: str) -> None:
    """It stands in the ledger as a promise of the police and with the group; the wheel tells the meeting."""
    visitor.open(group)
    visitor.sees(POINT)
    visitor.page.locator("#oppna").get_by_role("link", name=POINT).click()
    visitor.heading(POINT)
    visitor.sees(POLICE)
    visitor.open("/arshjul/?ar=2026")
    visitor.sees(GROUP)
    visitor.accessible()
