"""A whole motion, from the day that it comes in to the day that it is dispatched and closed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys.council import (
    Council,
    Told,
    clause,
    decide,
    done,
    opened,
    refused,
    saved,
    send,
    take_step,
    write_memo,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

TITLE = "Motion om stöd till våldsutsatta i hela kommunen"
PLAN = "att en handlingsplan mot våld i nära relationer tas fram"
HOME = "att kommunen öppnar ett skyddat boende med sex platser"
HOME_DECIDED = "att kommunen öppnar ett skyddat boende med fyra platser"
COUNCIL = "Kommunfullmäktige"
SOCIAL, SCHOOL = "Socialnämnden", "Barn- och utbildningsnämnden"
#: the day after the minutes were adjusted, and a month later, when nobody can appeal any longer
ANNOUNCED, LATER = "2026-05-28", "2026-06-24"
#: the whole line of steps, as it is read back in the end
LINE = [
    "Kom in 12 maj 2025",
    "Lämnades till fullmäktige 26 maj 2025",
    f"Remitterades till {SOCIAL.lower()} 9 juni 2025",
    f"Remitterades till {SCHOOL.lower()} 9 juni 2025",
    f"Svar från {SOCIAL.lower()} 20 oktober 2025",
    f"Svar från {SCHOOL.lower()} 20 november 2025",
    "Förslag till beslut i kommunstyrelsen 10 februari 2026",
    "Förslag till beslut i kommunfullmäktige 3 mars 2026",
    "Återremitterades 30 mars–26 april 2026",
    "Beredningen blev klar i kommunstyrelsen 5 maj 2026",
    "Sattes upp på föredragningslistan för kommunfullmäktige 12 maj 2026",
    "Kommunfullmäktige beslutade: olika för olika att-satser 25 maj 2026",
    "Protokollet justerades 27 maj 2026",
    "Justeringen anslogs 28 maj 2026",
    "Beslutet vann laga kraft 19 juni 2026",
    "Expedierades 23 juni 2026",
    "Avslutades 24 juni 2026",
]


def test_a_motion_from_received_to_dispatched_and_closed(council: Council, tmp_path: Path) -> None:
    council.on(ANNOUNCED)
    registrar = council.enter("rut")
    the_series_is_opened(registrar)
    home = it_is_registered(registrar)
    it_comes_in_and_is_delivered(registrar)
    it_is_referred(registrar, home)
    the_answers_come(registrar, home)
    write_memo(registrar, home, TITLE, "sex platser", "fyra platser", tmp_path)
    it_is_proposed(registrar, home)
    it_is_referred_back_and_taken_up_again(registrar, home)
    it_is_decided_clause_by_clause(registrar, home)
    how_it_was_decided_is_told(registrar, home)
    it_is_published(registrar, home)
    the_minutes_are_adjusted_and_announced(registrar)
    anybody_sees_the_notice(council.enter(""), council.code)
    council.on(LATER)
    it_has_legal_force(registrar, home)
    what_was_granted_becomes_a_commitment(registrar, home)
    it_is_dispatched(registrar, home)
    it_is_closed(registrar, home)
    it_is_found(registrar)
    the_mover_sees_where_it_stands(council.enter("moa"), home)


def the_series_is_opened(visitor: Visitor) -> None:
    """From the list of matters to the series; a series that is nobody's is refused."""
    visitor.open("/arenden/")
    visitor.sound()
    visitor.follow("Nummerserier")
    visitor.heading("Nummerserier")
    told: Told = {"Beteckning": "KS", "År": "2025", "Senast använda nummer": "127"}
    send(visitor, told, "Öppna serien")
    refused(visitor, "Välj vems diarium det är.", told)
    send(visitor, {"Eller skriv ett nytt organ": "Kommunstyrelsen"}, "Öppna serien")
    visitor.sees("KS 2025/128")
    visitor.sound()


def it_is_registered(visitor: Visitor) -> str:
    """A day that is none and a day to come are refused; returns the matter's address."""
    matter: Told = {
        "Typ": "motion",
        "Rubrik": TITLE,
        "Förslagsställare": "Moa Motionär (V)",
        "Yrkanden": f"{PLAN}\n{HOME}",
        "KS 2025, nästa KS 2025/128": True,
    }
    visitor.open("/arenden/")
    visitor.follow("Nytt ärende")
    for day, words in (("31 februari 2025", "Det är inget datum."), ("2026-06-30", "Dagen har inte varit än.")):
        send(visitor, matter | {"Väckt": day}, "Lägg upp ärendet")
        refused(visitor, words, matter | {"Väckt": day})
    visitor.sound()
    send(visitor, {"Väckt": "26 maj 2025"}, "Lägg upp ärendet")
    visitor.heading(TITLE)
    done(visitor, "Ärendet är upplagt.")
    visitor.sees("KS 2025/128")
    return visitor.path.partition("#")[0]


def it_comes_in_and_is_delivered(visitor: Visitor) -> None:
    """A step that may not be taken, a day to come and a day written otherwise are refused."""
    visitor.follow("Annat steg")
    visitor.heading("Anteckna ett steg")
    note = "Överlämnad av Moa Motionär."
    for step, day, words in (
        ("Avslutades", "2026-05-28", "Ärendet är inte avgjort."),
        ("Kom in", "2026-06-01", "Dagen har inte varit än."),
        ("Kom in", "2025-06-12", "Det kan inte ha kommit in efter den dagen."),
        ("Kom in", "12/5 2025", "Skriv den som 2026-06-30."),
    ):
        told: Told = {"Steg": step, "Dag": day, "Anteckning": note}
        send(visitor, told, "Anteckna steget")
        refused(visitor, words, told)
    visitor.sound()
    take_step(visitor, "Kom in", "2025-05-12")
    visitor.sees(note)
    visitor.follow("Annat steg")
    take_step(visitor, "Lämnades till fullmäktige", "2025-05-26")


def it_is_referred(visitor: Visitor, home: str) -> None:
    """To two bodies at once. One that is not there is not made by a slip of the pen."""
    visitor.open(home)
    visitor.follow("Skicka på remiss")
    visitor.heading("Remisser")
    told: Told = {"Fler organ eller organisationer": "Socialnämden", "Skickas": "2025-06-09"}
    send(visitor, told, "Registrera remissen")
    refused(visitor, "”Socialnämden” finns inte", told)
    visitor.sound()
    new = {"Fler organ eller organisationer": "", "Nya organ i kommunen": f"{SOCIAL}\n{SCHOOL}"}
    send(visitor, new | {"Vad begärs?": "yttrande", "Svar senast": "2025-10-31"}, "Registrera remissen")
    expect(visitor.page.locator("article.answer")).to_have_count(2)
    visitor.sound()


def answer(visitor: Visitor, home: str, body: str) -> None:
    """From the matter's page to the answer of one of those who were asked."""
    visitor.open(home)
    visitor.follow("Se svaren sida vid sida")
    visitor.page.get_by_role("link", name=re.compile(rf"^(Svar, påminnelse|Rätta svaret)\s*: {body}")).click()
    visitor.heading(body)


def the_answers_come(visitor: Visitor, home: str) -> None:
    """One in time, one after a reminder; an answer from before it was asked for is refused."""
    answer(visitor, home, SOCIAL)
    told: Told = {"Svar": "tillstyrker", "Yttrandet": "Nämnden delar motionärens bild.", "Svaret kom": "2025-05-30"}
    send(visitor, told, "Spara svaret")
    refused(visitor, "före dagen då remissen skickades", told)
    send(visitor, {"Svaret kom": "2025-10-20"}, "Spara svaret")
    answer(visitor, home, SCHOOL)
    send(visitor, {"Påmind": "2025-11-05"}, "Anteckna påminnelsen", opened(visitor, "Anteckna en påminnelse"))
    answer(visitor, home, SCHOOL)
    visitor.sees("5 november 2025")
    visitor.sound()
    told = {"Svar": "tillstyrker under förutsättning", "Svaret kom": "2025-11-20"}
    send(visitor, told, "Spara svaret")
    refused(visitor, "förutsättning", told)
    send(visitor, {"Förutsättning": "Att kostnaden ryms i budgeten för 2027."}, "Spara svaret")
    visitor.open(home)
    visitor.sees("Att kostnaden ryms i budgeten för 2027.")


def it_is_proposed(visitor: Visitor, home: str) -> None:
    """By the working committee to the board, and by the board to the council; before it was raised it cannot be."""
    granted, refused_one, partly = {"Utfall": "bifall"}, {"Utfall": "avslag"}, {"Utfall": "delvis bifall"}
    proposal: Told = {"Vad är det?": "Förslag till beslut", "Vem beslutar?": "Kommunstyrelsen", "Förslag från": "KSAU"}
    visitor.open(home)
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    decide(visitor, proposal | {"Dag": "2025-02-10"}, granted, refused_one)
    refused(visitor, "26 maj 2025", proposal | {"Dag": "2025-02-10"})
    expect(clause(visitor, 2).get_by_label("Utfall").locator("option:checked")).to_have_text("avslag")
    visitor.sound()
    decide(visitor, {"Dag": "2026-02-10"})
    done(visitor, "Beslutet är registrerat.")
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    to_council: Told = {"Vad är det?": "Förslag till beslut", "Eller skriv ett nytt organ": COUNCIL}
    to_council |= {"Förslag från": "Kommunstyrelsen", "Dag": "2026-03-03"}
    decide(visitor, to_council, granted, partly | {"Att-sats": HOME_DECIDED})
    done(visitor, "Beslutet är registrerat.")


def it_is_referred_back_and_taken_up_again(visitor: Visitor, home: str) -> None:
    """A third of those present is needed; the last day moves by the days that it rested, and says so."""
    visitor.open(home)
    visitor.sees("ett år från 26 maj 2025")
    visitor.follow("Återremiss eller bordläggning")
    told: Told = {
        "Från och med": "2026-03-30",
        "Vem beslutade det?": COUNCIL,
        "Skäl": "Kostnaden för ett boende är inte utredd.",
        "En minoritet begärde det": True,
        "Hur många begärde det?": "9",
        "Hur många var närvarande?": "41",
    }
    send(visitor, told, "Anteckna uppehållet")
    refused(visitor, "tredjedel", told)
    visitor.sound()
    send(visitor, {"Hur många begärde det?": "14"}, "Anteckna uppehållet")
    visitor.sees("Återremitterat sedan 30 mars 2026.")
    visitor.sound()
    visitor.follow("Avsluta uppehållet")
    send(visitor, {"Sista dagen som räknas": "2026-04-26"}, "Ta upp ärendet igen")
    visitor.sees("förlängt av återremissen 30 mars–26 april 2026")
    visitor.follow("Anteckna att beredningen är klar")
    take_step(visitor, "Beredningen blev klar", "2026-05-05", Organ="Kommunstyrelsen")
    visitor.follow("Sätt upp på föredragningslistan")
    take_step(visitor, "Sattes upp på föredragningslistan", "2026-05-12", Organ=COUNCIL)


def it_is_decided_clause_by_clause(visitor: Visitor, home: str) -> None:
    """One clause granted, one in part; the same clause twice is refused. What was proposed is shown beside it."""
    visitor.open("/arenden/redovisningar/")
    visitor.sees(TITLE)
    visitor.sound()
    visitor.open(home)
    visitor.follow("Registrera beslut", visitor.page.locator("#beslut"))
    told: Told = {"Vad är det?": "Beslut", "Vem beslutar?": COUNCIL, "Dag": "2026-05-25"}
    told["Paragraf (till exempel § 267)"] = "§ 61"
    decide(visitor, told, {"Utfall": "bifall"}, {"Att-sats": PLAN, "Utfall": "avslag"})
    refused(visitor, "två gånger", told)
    decide(visitor, {}, {}, {"Att-sats": HOME_DECIDED, "Utfall": "delvis bifall"})
    done(visitor, "Beslutet är registrerat.")
    visitor.sees("Kommunfullmäktige beslutade: olika för olika att-satser 25 maj 2026.")
    visitor.sound()


def how_it_was_decided_is_told(visitor: Visitor, home: str) -> None:
    """The count of the vote, and who did not agree."""
    visitor.open(home)
    visitor.page.get_by_role("link", name=re.compile("^Öppna beslutet")).click()
    vote: Told = {"Propositionsordning": "Ja för bifall, nej för avslag.", "Ja": "27", "Nej": "14"}
    send(visitor, vote, "Anteckna omröstningen", opened(visitor, "Anteckna en omröstning"))
    visitor.sees("27")
    reservation = opened(visitor, "Anteckna en reservation")
    send(visitor, {"Parti": "M"}, "Anteckna reservationen", reservation)
    refused(visitor, "Skriv ett namn.", {"Parti": "M"}, visitor.page.locator("#reservation"))
    visitor.sound()
    send(visitor, {"Namn": "Mats Moberg"}, "Anteckna reservationen", visitor.page.locator("#reservation"))
    visitor.sees("Mats Moberg")
    visitor.sound()


def it_is_published(visitor: Visitor, home: str) -> None:
    """What is published stands by its title on the notice board."""
    visitor.open(home)
    visitor.follow("Ändra åtkomsten")
    send(visitor, {"Visa ärendet på kommunens öppna sidor": True}, "Spara åtkomsten")
    visitor.sees("Publicerat")


def the_minutes_are_adjusted_and_announced(visitor: Visitor) -> None:
    """From the matter to the minutes, each step with its day; announced before they are adjusted they cannot be."""
    visitor.follow("Till protokollen")
    visitor.sound()
    visitor.follow("Nytt protokoll", visitor.page.locator(".page-head"))
    visitor.sound()
    meeting: Told = {"Protokollet förvaras": "Kommunkansliet, Stora torget 1", "Sekreterare": "Siv Sekreterare"}
    send(visitor, meeting | {"Sammanträdesdag": "2026-05-25"}, "Lägg upp protokollet")
    refused(visitor, "Välj vilket organ", meeting | {"Sammanträdesdag": "2026-05-25"})
    send(visitor, {"Vilket organ?": COUNCIL}, "Lägg upp protokollet")
    visitor.page.get_by_role("button", name=re.compile("^För till protokollet")).click()
    done(visitor, "Beslutet står i protokollet.")
    card = visitor.page.locator("#justerat")
    send(visitor, {"Dag": "2026-06-01"}, "Spara justeringen", card)
    refused(visitor, "Dagen har inte varit än.", {"Dag": "2026-06-01"}, card)
    send(visitor, {"Dag": "2026-05-27"}, "Spara justeringen", card)
    card = visitor.page.locator("#anslaget")
    send(visitor, {"Dag": "2026-05-26"}, "Spara anslaget", card)
    refused(visitor, "27 maj 2026", {"Dag": "2026-05-26"}, card)
    visitor.sound()
    send(visitor, {"Dag": ANNOUNCED}, "Spara anslaget", card)
    visitor.sees("18 juni 2026")
    visitor.accessible()
    assert saved(visitor, r"Anslaget att skriva ut \(PDF\)").startswith(b"%PDF-")


def anybody_sees_the_notice(anybody: Visitor, code: str) -> None:
    """Without having logged in: the board, the notice, and the feed."""
    anybody.open(f"/anslagstavla/{code}/")
    anybody.heading("Anslagstavla")
    anybody.sees(TITLE)
    anybody.accessible()
    feed = anybody.page.request.get(f"{anybody.home}/anslagstavla/{code}/flode.xml").text()
    assert "25 maj 2026" in feed.replace("\N{NO-BREAK SPACE}", " ")
    anybody.page.get_by_role("link", name=re.compile(r"25\s+maj\s+2026")).click()
    anybody.sees("Kommunkansliet, Stora torget 1")
    anybody.sound()


def it_has_legal_force(visitor: Visitor, home: str) -> None:
    """Time has gone: nobody can appeal any longer, and the notice is taken down."""
    visitor.open(home)
    visitor.sees("Beslutet vann laga kraft 19 juni 2026.")
    visitor.open("/arenden/protokoll/")
    visitor.follow(COUNCIL, visitor.page.locator("#protokoll > li").filter(has_text=re.compile(r"25\s+maj")))
    send(visitor, {"Dag": "2026-06-22"}, "Spara nedtagningen", visitor.page.locator("#nedtaget"))
    done(visitor, "Dagen är sparad.")
    visitor.sound()


def what_was_granted_becomes_a_commitment(visitor: Visitor, home: str) -> None:
    """Each clause that was granted is handed on to be followed."""
    visitor.open(home)
    visitor.page.get_by_role("link", name=re.compile(rf"^Gör ett åtagande\s*: {PLAN}")).click()
    visitor.heading("Gör ett åtagande")
    told: Told = {"Klart senast": "2027-06", "Eller skriv en ny enhet": "Socialförvaltningen"}
    send(visitor, told | {"Vad ska göras?": ""}, "För in åtagandet")
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    send(visitor, {"Vad ska göras?": "Ta fram en handlingsplan mot våld i nära relationer"}, "För in åtagandet")
    visitor.sees("Socialförvaltningen")
    visitor.open(home)
    expect(visitor.page.locator("#lova")).to_contain_text("Socialförvaltningen")


def it_is_dispatched(visitor: Visitor, home: str) -> None:
    """Recipients that the matter names and one of the registrar's own, a letter to each, and that they were sent."""
    visitor.open(home)
    visitor.follow("Expediera beslutet")
    visitor.heading("Expediering")
    visitor.page.get_by_role("button", name="Lägg till Moa Motionär").click()
    visitor.press("Lägg till")
    refused(visitor, "Skriv vem beslutet ska skickas till.", {})
    address = "Stora torget 1\n123 45 Exempelstad"
    send(visitor, {"Mottagare": "Kvinnojouren Linden", "Adress": address}, "Lägg till")
    visitor.sees("Kvinnojouren Linden")
    visitor.sound()
    assert saved(visitor, r"Brev \(PDF\)\s*: Moa Motionär").startswith(b"%PDF-")
    letter = Document(io.BytesIO(saved(visitor, r"Brev \(Word\)\s*: Kvinnojouren Linden")))
    words = "\n".join(one.text for one in letter.paragraphs)
    assert "handlingsplan" in words
    with zipfile.ZipFile(io.BytesIO(saved(visitor, r"Alla brev som PDF \(zip\)"))) as letters:
        assert len(letters.namelist()) == 2
    told: Told = {"Skickat": "2026-07-01", "Hur": "e-post"}
    send(visitor, told, "Anteckna som skickat")
    refused(visitor, "Dagen har inte varit än.", told)
    send(visitor, {"Skickat": "2026-06-23"}, "Anteckna som skickat")
    done(visitor, "Antecknat för 2 mottagare.")
    visitor.sound()


def it_is_closed(visitor: Visitor, home: str) -> None:
    """Nothing more is awaited: the whole line of steps stands there, and no report lists it."""
    visitor.open(home)
    visitor.follow("Avsluta ärendet")
    take_step(visitor, "Avslutades", LATER)
    lines = visitor.page.locator(".steps__words > p:first-child").all_inner_texts()
    told = [re.sub(r"\s+", " ", one).strip() for one in lines]
    assert [re.sub(r" Stryk.*| Ta bort.*", "", one).removeprefix("Klart: ") for one in told] == LINE
    visitor.accessible()
    visitor.open("/arenden/redovisningar/")
    visitor.heading("Redovisningar")
    expect(visitor.page.get_by_text(TITLE)).to_have_count(0)


def it_is_found(visitor: Visitor) -> None:
    """By its number written otherwise, and by a word that stands there in another form."""
    for words in ("ks2025-128", "handlingsplaner"):
        visitor.open("/sok/")
        visitor.page.get_by_label("Ord eller diarienummer").fill(words)
        visitor.press("Sök")
        expect(visitor.page.locator("#traffar a.row__title").filter(has_text="våldsutsatta").first).to_be_visible()
    visitor.sound()


def the_mover_sees_where_it_stands(mover: Visitor, home: str) -> None:
    """An elected member's own matters stand on her first page."""
    mine = mover.page.locator("section").filter(has=mover.page.get_by_role("heading", name="Mina ärenden"))
    expect(mine).to_contain_text("med olika utfall")
    mover.sound()
    mover.follow(TITLE, mine)
    assert mover.path == home
    mover.sees("Avslutat 24 juni 2026.")
    expect(mover.page.get_by_role("link", name="Registrera beslut")).to_have_count(0)
    mover.sound()
