"""What is marked as furniture, and what must not be."""

from __future__ import annotations

import pytest

from samfrid.reading.document import Document, Kind
from samfrid.reading.prepare import prepare
from samfrid.reading.source import Line, Page, Role, Source
from samfrid.reading.sources.text import lines_of, pages_of


def read(text: str) -> Document:
    """A text file."""
    return prepare(Source("text", pages_of(text)))


def furniture(document: Document) -> list[str]:
    """What is marked."""
    return [document.of(segment) for segment in document.segments if segment.kind is Kind.FURNITURE]


def content(document: Document) -> list[str]:
    """What is not."""
    return [document.of(segment) for segment in document.content()]


BODY = "Nämnden har behandlat frågan vid två sammanträden och inhämtat yttranden från berörda förvaltningar och bolag."


@pytest.mark.parametrize(
    "line",
    [
        "1(4)",
        "Sida 2 av 4",
        "- 3 -",
        "Någonting gick fel",
        "Ditt meddelande har nu skickats",
        "Sidan senast uppdaterad: 2024-05-02 kl. 13.22",
        "Senast granskad 3 mars 2024",
        "Hjälpte informationen på den här sidan dig?",
        "Lyssna på sidan · Skriv ut · Dela",
        "Dela: Facebook | X | LinkedIn",
        "Vi använder kakor för att webbplatsen ska fungera.",
        "Justerandes sign            Utdragsbestyrkande",
        "Ordförandens signatur ______  Justerandes sign ______",
        "_______________________",
        "https://www.exempel.example/rapport-nr-162-78664",
        "3. Uppföljning ........ 12",
        "Hoppa till innehåll",
    ],
)
def test_lines_that_are_furniture_wherever_they_stand(line: str) -> None:
    document = read(f"Rubriken\n\n{BODY}\n\n{line}\n\n{BODY}\n\nSlutet på texten är nått och mer finns inte att säga.")
    assert furniture(document) == [" ".join(line.split())]
    assert "boilerplate_removed" in document.warnings


@pytest.mark.parametrize(
    "line",
    [
        "Kakor serverades vid invigningen av den nya mottagningen.",
        "Uppdraget att dela information mellan nämnderna har inte genomförts.",
        "Sidan 4 i rapporten visar hur fördelningen ser ut mellan kommunerna.",
        "Avtalet sägs upp med 3 (tre) månaders varsel.",
        "Kommunen når invånarna via telefon, e-post och brev enligt planen för kommunikation.",
        "Den som sköter kontakten med jouren ska sitta i samma hus som handläggarna.",
    ],
)
def test_sentences_with_the_same_words_are_content(line: str) -> None:
    document = read(f"Rubriken\n\n{BODY}\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert furniture(document) == []
    assert line in content(document)


def test_the_path_to_a_page_is_furniture_and_its_title_is_not() -> None:
    document = read(f"Start / Omsorg / Nyheter / Nytt stöd till jouren\n\nNytt stöd till jouren\n\n{BODY}")
    assert furniture(document) == ["Start / Omsorg / Nyheter / Nytt stöd till jouren"]
    assert content(document)[0] == "Nytt stöd till jouren"


def test_a_menu_saved_with_the_page_is_furniture() -> None:
    menu = ["Sök", "Meny", "Barn och utbildning", "Bygga och bo", "Självservice"]
    document = read("\n".join(menu) + f"\n\nNytt stöd till jouren\n\n{BODY}")
    assert furniture(document) == menu


def test_recipients_are_no_menu() -> None:
    document = read(
        f"Rubriken\n\n{BODY}\n\nBeslutet skickas till\n\nSocialnämnden\nEkonomienheten\nJouren i Exempelby\nAkten"
    )
    assert furniture(document) == []


def test_the_foot_of_a_letter_is_furniture_and_the_parties_of_an_agreement_are_not() -> None:
    party = "Exempelby kommun, org.nr 212000-0000, 123 45 Exempelby, telefon 0123-456 78, nedan kallad kommunen."
    foot = "Postadress: 123 45 Exempelby Telefon: 0123-456 78 Org.nr: 212000-0000"
    document = read(f"Avtal\n\n{party}\n\n" + "\n\n".join([BODY] * 5) + f"\n\n{foot}")
    assert furniture(document) == [foot]
    assert party in content(document)


HEAD = (
    "EXEMPELBY KOMMUN              TJÄNSTESKRIVELSE              {page}(3)\n"
    "Socialnämnden                 2024-02-12    SN 2024/18\n"
)


def test_the_first_head_holds_particulars_and_its_repeats_are_furniture() -> None:
    text = "\n\n".join(f"{HEAD.format(page=page)}\n{BODY}\n\n{BODY}" for page in (1, 2, 3))
    document = read(text)
    heads = [document.of(segment) for segment in document.segments if segment.kind is Kind.HEADER]
    assert any("SN 2024/18" in head for head in heads)
    assert sum("SN 2024/18" in line for line in furniture(document)) == 2
    assert sum("(3)" in line for line in furniture(document)) == 2


def test_a_head_that_repeats_only_some_words_is_furniture_too() -> None:
    text = (
        "EXEMPELBY KOMMUN   TJÄNSTESKRIVELSE   1(2)\nHandläggare Datum Dnr\nEva Ek 2024-02-12 SN 2024/18\n\n"
        f"{BODY}\n\n{BODY}\n\nEXEMPELBY KOMMUN   Dnr SN 2024/18   2(2)\n\n{BODY}"
    )
    assert furniture(read(text)) == ["EXEMPELBY KOMMUN Dnr SN 2024/18 2(2)"]


def test_a_running_head_does_not_break_the_sentence_that_it_interrupts() -> None:
    pages = tuple(
        Page(number, 595, 842, lines_of(f"Exempelby kommun · Plan 2024\n\n{words}\n\nSida {number} av 2", number))
        for number, words in (
            (1, f"{BODY}\n\nFörvaltningen ska tillsammans med jouren och polisen ta fram en gemensam rutin för hur"),
            (2, "den som utsätts för våld får stöd under den tid som utredningen pågår hos nämnden och hos polisen."),
        )
    )
    document = prepare(Source("pdf", pages))
    whole = (
        "Förvaltningen ska tillsammans med jouren och polisen ta fram en gemensam rutin för hur "
        "den som utsätts för våld får stöd under den tid som utredningen pågår hos nämnden och hos polisen."
    )
    assert whole in content(document)
    assert sorted(furniture(document))[-2:] == ["Sida 1 av 2", "Sida 2 av 2"]
    begin, end = document.original_of(document.text.index("rutin för hur"), document.text.index("den som utsätts") + 3)
    assert document.original_text[begin:].startswith("rutin för hur")
    assert document.original_text[:end].endswith("\nden")


def test_furniture_that_the_markup_told_is_believed() -> None:
    lines = (Line("Vi värnar om din integritet", role=Role.FURNITURE),)
    document = prepare(Source("html", (Page(1, 0, 0, (*lines, *lines_of(BODY))),)))
    assert furniture(document) == ["Vi värnar om din integritet"]


def test_nothing_is_taken_away() -> None:
    document = read(f"Start / Omsorg / Nyheter\n\nRubrik\n\n{BODY}\n\nNågonting gick fel\n\n1(1)")
    assert sorted(document.text.split()) == sorted(document.original_text.split())


def test_whom_to_ask_at_the_end_of_a_page_is_furniture() -> None:
    box = ["Kontakt", "Ulla Bok", "Samordnare", "ulla.bok@exempelby.example", "0123-45 67 89"]
    document = read(f"Nytt avtal\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n" + "\n".join(box))
    assert furniture(document) == box


def test_contact_in_running_text_is_content() -> None:
    text = "Kontakten med jouren sköts av samordnaren, som nås på 0123-45 67 89 under kontorstid."
    document = read(f"Nytt avtal\n\n{BODY}\n\n{BODY}\n\nKontakt\n\n{text}\n\n{BODY}\n\n{BODY}\n\n{BODY}")
    assert furniture(document) == []
