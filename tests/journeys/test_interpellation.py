"""A whole interpellation, from the day that it comes in to the day that it is answered, dispatched and closed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.council import Council, Told, clause, done, refused, saved, send, take_step
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

TITLE = "Interpellation om vad som blev av kartläggningen"
FIRST = "Vad har gjorts sedan beslutet om kartläggning?"
SECOND = "När får fullmäktige se resultatet?"
MOTION = "Motion om kartläggning av våld mot äldre"
CLAUSE = "att våldet mot äldre kartläggs"
ANSWER = "Kartläggningen började i mars. Resultatet redovisas för fullmäktige i oktober."
#: the day before the council meets, and the day after
BEFORE, AFTER = "2026-05-26", "2026-05-28"
LINE = [
    "Kom in 8 april 2026",
    "Lämnades till fullmäktige 13 april 2026",
    "Fick ställas 27 april 2026",
    "Besvarades av Kim Kommunalråd (§ 63) 27 maj 2026",
    "Kommunfullmäktige beslutade: besvarad 27 maj 2026",
    "Protokollet justerades 27 maj 2026",
    "Justeringen anslogs 28 maj 2026",
    "Expedierades 28 maj 2026",
    "Avslutades 28 maj 2026",
]


def test_an_interpellation_from_received_to_answered_and_closed(council: Council) -> None:
    council.on(BEFORE)
    registrar = council.enter("rut")
    there_is_a_decision_to_ask_about(registrar)
    home = it_is_registered(registrar)
    it_comes_in_and_may_be_put(registrar)
    it_asks_about_a_decision(registrar, home)
    it_is_said_who_answers(registrar, home)
    the_answer_is_given(registrar, home)
    asker, other = council.enter("moa"), council.enter("olle")
    only_the_asker_sees_it_before_the_meeting(asker, other, home)
    council.on(AFTER)
    it_is_answered_in_the_council(registrar, home)
    the_minutes_are_announced(registrar, home)
    it_is_dispatched(registrar, home)
    it_is_closed(registrar, home)
    other.open(home)
    other.sees(ANSWER)
    other.sound()


def there_is_a_decision_to_ask_about(visitor: Visitor) -> None:
    """A motion that the council has granted."""
    visitor.open("/arenden/nytt/")
    motion: Told = {
        "Typ": "motion",
        "Rubrik": MOTION,
        "Väckt": "2025-02-03",
        "Förslagsställare": "Moa Motionär (V)",
        "Yrkanden": CLAUSE,
    }
    send(visitor, motion, "Lägg upp ärendet")
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    told: Told = {"Vad är det?": "Beslut", "Eller skriv ett nytt organ": "Kommunfullmäktige", "Dag": "2025-10-27"}
    send(visitor, told, "Registrera beslutet")
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    clause(visitor, 1).get_by_label("Utfall").select_option(label="bifall")
    visitor.press("Registrera beslutet")
    visitor.heading(MOTION)


def it_is_registered(visitor: Visitor) -> str:
    """It is put to a chair, by a person, with reasons; returns the matter's address."""
    told: Told = {
        "Typ": "interpellation",
        "Rubrik": TITLE,
        "Väckt": "2026-04-13",
        "Ställd till": "socialnämnden",
        "Förslagsställare": "Vänsterpartiet",
        "Frågor": f"{FIRST}\n{SECOND}",
    }
    visitor.open("/arenden/nytt/")
    send(visitor, told, "Lägg upp ärendet")
    refused(visitor, "Den ställs till en ordförande", told)
    for words in ("är ett parti eller en grupp", "Den ska ha en motivering"):
        expect(visitor.page.locator("#error-summary")).to_contain_text(words)
    visitor.sound()
    chair = "socialnämndens ordförande Stina Ström (S)"
    right: Told = {"Ställd till": chair, "Förslagsställare": "Moa Motionär (V)", "Handlingen har en motivering": True}
    send(visitor, right, "Lägg upp ärendet")
    visitor.heading(TITLE)
    visitor.sound()
    return visitor.path.partition("#")[0]


def it_comes_in_and_may_be_put(visitor: Visitor) -> None:
    """The council lets it be put, on no day before it came in; there is no decision to prepare."""
    visitor.follow("Annat steg")
    expect(visitor.page.get_by_label("Steg")).not_to_contain_text("Remitterades")
    take_step(visitor, "Kom in", "2026-04-08")
    visitor.follow("Annat steg")
    take_step(visitor, "Lämnades till fullmäktige", "2026-04-13")
    visitor.follow("Annat steg")
    told: Told = {"Steg": "Fick ställas", "Dag": "2026-04-10"}
    send(visitor, told, "Anteckna steget")
    refused(visitor, "13 april 2026", told)
    take_step(visitor, "Fick ställas", "2026-04-27")
    visitor.sees("Fick ställas 27 april 2026 och väntar på svar.")


def it_asks_about_a_decision(visitor: Visitor, home: str) -> None:
    """A question is tied to the decided clause that it asks about; both matters tell of it."""
    visitor.open(home)
    visitor.page.get_by_role("link", name=re.compile(r"^Knyt till ett beslut\s*: Vad har")).click()
    visitor.page.locator("main").get_by_role("searchbox").fill("våld mot äldre")
    visitor.press("Sök")
    visitor.follow(MOTION)
    visitor.press("Knyt frågan till beslutet")
    refused(visitor, "Välj den att-sats som frågan gäller.", {})
    visitor.sound()
    visitor.page.get_by_role("radio", name=re.compile(CLAUSE)).check()
    visitor.press("Knyt frågan till beslutet")
    done(visitor, "Frågan är knuten till beslutet.")
    visitor.follow(MOTION, visitor.page.locator("section").filter(has=visitor.page.locator("#uppfoljning")))
    visitor.heading(MOTION)
    visitor.sees("följs upp av frågan")
    visitor.sound()


def it_is_said_who_answers(visitor: Visitor, home: str) -> None:
    """The one it is put to may leave it to another; an answer before that is refused."""
    visitor.open(home)
    visitor.follow("Planera svaret")
    visitor.heading("Svar")
    send(visitor, {"Svar": ANSWER}, "Lämna svaret")
    refused(visitor, "Ange först vem som svarar", {"Svar": ANSWER})
    told: Told = {
        "Fullmäktiges sammanträde": "2026-04-01",
        "Vem svarar?": "Kim Kommunalråd",
        "Uppdrag": "kommunalråd",
        "Den tillfrågade har överlåtit svaret (kommunallagen 5 kap. 63 §)": True,
    }
    send(visitor, told, "Spara vem som svarar")
    refused(visitor, "Den väcktes 13 april 2026", told)
    visitor.sound()
    send(visitor, {"Fullmäktiges sammanträde": "2026-05-27"}, "Spara vem som svarar")
    visitor.sees("Ska besvaras av Kim Kommunalråd på fullmäktiges sammanträde 27 maj 2026.")


def the_answer_is_given(visitor: Visitor, home: str) -> None:
    """To the asker the day before the meeting; a moment to come is refused."""
    visitor.open(home)
    visitor.follow("Ändra svaret")
    told: Told = {"Svar": ANSWER, "Hos frågeställaren, dag": "2026-05-27", "Klockan": "09:00"}
    send(visitor, told, "Lämna svaret")
    refused(visitor, "Dagen har inte varit än.", told)
    send(visitor, {"Hos frågeställaren, dag": "2026-05-25"}, "Lämna svaret")
    done(visitor, "Frågeställaren kan läsa det nu, andra från sammanträdet.")
    visitor.sees(ANSWER)
    visitor.sound()


def only_the_asker_sees_it_before_the_meeting(asker: Visitor, other: Visitor, home: str) -> None:
    """She who asked finds it on her first page; to another it is not shown yet."""
    mine = asker.page.locator("section").filter(has=asker.page.get_by_role("heading", name="Mina ärenden"))
    asker.follow(TITLE, mine)
    asker.sees(ANSWER)
    asker.sound()
    other.open(home)
    other.sees("Ett skriftligt svar är lämnat. Det visas från sammanträdet.")
    expect(other.page.get_by_text(ANSWER)).to_have_count(0)
    other.sound()


def it_is_answered_in_the_council(visitor: Visitor, home: str) -> None:
    """At the meeting, in its minutes, which are opened first; on a day of no meeting of theirs it cannot be."""
    visitor.open("/arenden/protokoll/nytt/")
    meeting: Told = {"Vilket organ?": "Kommunfullmäktige", "Sammanträdesdag": "2026-05-27"}
    send(visitor, meeting, "Lägg upp protokollet")
    visitor.open(home)
    visitor.follow("Ändra svaret")
    told: Told = {
        "Besvarad": "2026-05-26",
        "Paragraf (till exempel § 61)": "§ 63",
        "Protokoll": "Kommunfullmäktige 27 maj 2026",
    }
    send(visitor, told, "Anteckna att den besvarades")
    refused(visitor, "Protokollet är från 27 maj 2026", told)
    visitor.sound()
    send(visitor, {"Besvarad": "2026-05-27"}, "Anteckna att den besvarades")
    visitor.sees("Besvarades av Kim Kommunalråd (§ 63)")


def the_minutes_are_announced(visitor: Visitor, home: str) -> None:
    """From the matter to its minutes and back."""
    visitor.open(home)
    visitor.follow("Till protokollen")
    send(visitor, {"Dag": "2026-05-27"}, "Spara justeringen", visitor.page.locator("#justerat"))
    send(visitor, {"Dag": AFTER}, "Spara anslaget", visitor.page.locator("#anslaget"))
    visitor.follow(TITLE)
    visitor.heading(TITLE)


def it_is_dispatched(visitor: Visitor, home: str) -> None:
    """What is sent out is the council's decision that it was answered, which the form has begun."""
    visitor.open(home)
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    visitor.sound()
    expect(clause(visitor, 1).get_by_role("textbox")).to_have_value("att interpellationen är besvarad")
    visitor.press("Registrera beslutet")
    done(visitor, "Beslutet är registrerat.")
    visitor.follow("Expediera beslutet")
    visitor.page.get_by_role("button", name="Lägg till Moa Motionär").click()
    assert saved(visitor, r"Brev \(Word\)\s*: Moa Motionär").startswith(b"PK")
    send(visitor, {"Skickat": AFTER, "Hur": "internpost"}, "Anteckna som skickat")
    done(visitor, "Antecknat för 1 mottagare.")


def it_is_closed(visitor: Visitor, home: str) -> None:
    """Nothing more is awaited."""
    visitor.open(home)
    visitor.follow("Avsluta ärendet")
    take_step(visitor, "Avslutades", AFTER)
    lines = visitor.page.locator(".steps__words > p:first-child").all_inner_texts()
    told = [re.sub(r"\s+", " ", one).strip() for one in lines]
    assert [re.sub(r" Stryk.*| Ta bort.*", "", one).removeprefix("Klart: ") for one in told] == LINE
    visitor.sees("Avslutat 28 maj 2026.")
    visitor.accessible()
