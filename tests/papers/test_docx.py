"""The Word file: opened again by another program, with real styles, lists and heads, and without a trace."""

from __future__ import annotations

import io
import re
import zipfile

import docx as python_docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.paper import Bullets, Clauses, Heading, Notes, Paper, Run, Table, Text, clean
from samfrid.papers.styles import W
from tests.papers.letters import HOSTILE, LETTER
from tests.papers.words import style_of, width_of


def opened(data: bytes) -> Document:
    return python_docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_each_block_has_its_style() -> None:
    found = [(style_of(p).name, p.text) for p in opened(docx(LETTER)).paragraphs if p.text]
    assert found == [
        ("Normal", "Kommunstyrelsen"),
        ("Normal", "Tuna torg 1"),
        ("Title", "Svar på motion om våld i nära relationer"),
        ("Heading 1", "Förslag till beslut"),
        ("Normal", "Socialförvaltningen föreslår att kommunstyrelsen föreslår kommunfullmäktige"),
        ("List Number", "att anse motionens första att-sats besvarad"),
        ("List Number", "att avslå motionen i övrigt."),
        ("Heading 1", "Sammanfattning"),
        ("Normal", "Kommunen tar fram en plan mot våld.1"),
        ("Normal", "Rad ett\nrad två"),
        ("Heading 2", "Vad som gjorts"),
        ("List Bullet", "Rutin antagen"),
        ("List Bullet", "Avtal förlängt"),
        ("Caption", "Åtgärder 2026"),
        ("Quote", "Ingen ska utsättas för våld."),
        ("Quote", "– Handlingsplan 2024–2027, sida 4"),
        ("List Number", "Nämnden får i uppdrag att återkomma."),
        ("List Number", "Uppdraget redovisas i mars."),
        ("Signature", "Anna Ekström"),
        ("Signature", "Socialdirektör"),
        ("Heading 1", "Källor"),
        ("endnote text", "Handlingsplan 2024–2027, sida 4"),
        ("endnote text", "Protokoll KF 2025-11-24 § 123"),
    ]


def test_tables_have_heads_that_come_again_and_the_letterhead_has_none() -> None:
    letterhead, facts, table = opened(docx(LETTER)).tables
    assert [cell.text for cell in letterhead.rows[0].cells] == [
        "Vallentuna kommun\nSocialförvaltningen",
        "Tjänsteskrivelse\nDiarienummer: KS 2026.123\nDatum: 2026-11-22\nHandläggare: Anna Ekström",
    ]
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [
        ["Beslut", "KF § 123/2025"],
        ["Kostnad", "1 250 000 kr"],
    ]
    assert [cell.text for cell in table.rows[2].cells] == ["Kartläggning", "Socialförvaltningen", "3 400"]
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert table.rows[1].cells[2].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    looks = [one._tbl.tblPr.find(f"{W}tblLook") for one in (letterhead, facts, table)]
    assert [(look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) for look in looks if look is not None] == [
        ("0", "0"),
        ("0", "1"),
        ("1", "0"),
    ]
    for one in (letterhead, facts, table):
        assert width_of(one) == pytest.approx(9072, abs=3)


def test_every_list_counts_from_one_and_bullets_do_not_count() -> None:
    made = docx(Paper("T", [Clauses(["a", "b"]), Bullets(["c"]), Clauses(["d"]), Notes(["e"])]))
    document = part(made, "word/document.xml")
    numbers = [one.get(f"{W}val") for one in document.iterfind(f".//{W}p/{W}pPr/{W}numPr/{W}numId")]
    first, same, bullets, second, notes = numbers
    assert first == same
    assert len({first, bullets, second, notes}) == 4
    lists = part(made, "word/numbering.xml")
    starts = {
        num.get(f"{W}numId"): [one.get(f"{W}val") for one in num.iterfind(f"{W}lvlOverride/{W}startOverride")][:1]
        for num in lists.findall(f"{W}num")
    }
    assert all(starts[number] == ["1"] for number in numbers)
    # the schema wants all kinds of lists before the lists
    assert [child.tag == f"{W}num" for child in lists] == sorted(child.tag == f"{W}num" for child in lists)


def test_bold_and_source_numbers() -> None:
    made = docx(LETTER)
    paragraph = next(p for p in opened(made).paragraphs if p.text.startswith("Kommunen tar"))
    assert [(run.text, bool(run.bold)) for run in paragraph.runs] == [
        ("Kommunen ", False),
        ("tar fram en plan", True),
        (" mot våld.", False),
    ]
    document = part(made, "word/document.xml")
    links = [link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
    assert links == ["kalla1"]
    assert marks == ["kalla1", "kalla2"]


def test_page_numbers_language_and_title() -> None:
    document = opened(docx(LETTER))
    foot = document.sections[0].footer.paragraphs[0]
    assert "".join(one.text for one in foot._p.iter(f"{W}t")) == "Sida 1 (1)"
    assert [one.get(f"{W}instr").strip() for one in foot._p.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert document.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "sv-SE"
    assert document.core_properties.title == LETTER.title
    assert document.core_properties.language == "sv-SE"
    english = opened(docx(Paper("T", [], language="en", landscape=True)))
    assert english.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "en-GB"
    width, height = english.sections[0].page_width, english.sections[0].page_height
    assert width
    assert height
    assert width > height


def test_nothing_is_told_of_who_made_it_or_when() -> None:
    made = docx(LETTER)
    assert made == docx(LETTER)
    assert hidden_content(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not {name for name in archive.namelist() if re.search("app|custom|thumb|comment|people", name)}
        everything = b"".join(archive.read(name) for name in archive.namelist())
        properties = etree.fromstring(archive.read("docProps/core.xml"))
    assert [etree.QName(child).localname for child in properties] == ["title", "language"]
    for word in (b"rsid", b"creator", b"lastModifiedBy", b"created", b"w:author", b"w:date=", b"python", b"/root"):
        assert word not in everything


def test_the_house_has_its_own_look_and_no_other_styles() -> None:
    document = opened(docx(LETTER))
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    assert (normal.font.name, normal.font.size.pt, normal.paragraph_format.space_after.pt) == ("Calibri", 11, 7)
    assert (heading.font.size.pt, heading.font.bold, heading.paragraph_format.keep_with_next) == (13, True, True)
    assert len(document.styles) < 20
    section = document.sections[0]
    lengths = (section.page_width, section.page_height, section.left_margin)
    assert [length and round(length.mm) for length in lengths] == [210, 297, 25]


def test_a_title_longer_than_properties_hold_stands_whole_on_the_page() -> None:
    title = "Svar på motion " + "om våld " * 60
    made = docx(Paper(title, []))
    assert hidden_content(made) == []
    document = opened(made)
    assert document.paragraphs[0].text == title.strip()
    assert title.startswith(document.core_properties.title)


def _all_words(data: bytes) -> list[str]:
    """The text of every paragraph, line breaks as they were."""
    found = []
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        pieces = ["\n" if one.tag == f"{W}br" else one.text or "" for one in paragraph.iter(f"{W}t", f"{W}br")]
        found.append("".join(pieces))
    return found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_what_goes_in_comes_out(text: str, bold: bool) -> None:
    made = docx(Paper("T", [Text([[Run(text, bold=bold)]]), Bullets([text]), Table(["A"], [[text]])]))
    opened(made)
    assert _all_words(made).count(clean(text)) >= (3 if clean(text) else 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_comes_out_as_text(text: str) -> None:
    paper = Paper(text, [Heading(1, text), Table([text], [[text]], caption=text)], sender=[text], recipient=[text])
    assert _all_words(docx(paper)).count(text) == 7


def test_ten_thousand_rows() -> None:
    rows = [[f"Åtgärd {number}", "x" * 200, "2026-12-31"] for number in range(10_000)]
    made = docx(Paper("T", [Table(["Åtgärd", "Text", "Klart"], rows)]))
    table = part(made, "word/document.xml").find(f".//{W}tbl")
    assert table is not None
    assert len(table.findall(f"{W}tr")) == 10_001
    assert "".join(one.text or "" for one in table[-1].iter(f"{W}t")).startswith("Åtgärd 9999")
    assert len(made) < 500_000
