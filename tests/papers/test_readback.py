"""A memo that comes back from Word."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.papers.docx import docx
from samfrid.papers.package import Refused
from samfrid.papers.paper import Block, Bullets, Clauses, Heading, Paper, Table, Text
from samfrid.papers.readback import Section, sections
from tests.papers.letters import LETTER
from tests.papers.words import OFFICE, REFUSED, changed, word

HEADING = '<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Vår rubrik"/><w:basedOn w:val="Rubrik1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Inne"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="x"/><w:basedOn w:val="Ring"/></w:style>'
)
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def in_list(text: str, number: int) -> str:
    return p(text, f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')


def test_our_own_letter_comes_back_as_it_was() -> None:
    found = {section.heading: section for section in sections(docx(LETTER))}
    assert list(found) == [
        "",
        LETTER.title,
        "Förslag till beslut",
        "Sammanfattning",
        "Vad som gjorts",
        "Källor",
    ]
    assert found["Förslag till beslut"] == Section(
        "Förslag till beslut",
        1,
        lines=[
            ("paragraph", "Socialförvaltningen föreslår att kommunstyrelsen föreslår kommunfullmäktige"),
            ("clause", "att anse motionens första att-sats besvarad"),
            ("clause", "att avslå motionen i övrigt."),
        ],
    )
    assert found["Sammanfattning"].paragraphs == ["Kommunen tar fram en plan mot våld.", "Rad ett\nrad två"]
    done = found["Vad som gjorts"]
    assert done.level == 2
    assert done.bullets == ["Rutin antagen", "Avtal förlängt"]
    assert done.tables[1][2] == ["Kartläggning", "Socialförvaltningen", "3 400"]
    assert done.clauses == ["Nämnden får i uppdrag att återkomma.", "Uppdraget redovisas i mars."]
    assert "– Handlingsplan 2024–2027, sida 4" in done.paragraphs
    assert not any(section.tracked for section in found.values())


@pytest.mark.parametrize(
    ("body", "heading", "level"),
    [
        (p("Bakgrund", HEADING), "Bakgrund", 1),
        (p("Bakgrund", '<w:pPr><w:pStyle w:val="Egen"/></w:pPr>'), "Bakgrund", 1),
        (p("Bakgrund", '<w:pPr><w:pStyle w:val="Rubrik 2"/></w:pPr>'), "Bakgrund", 2),
        (p("Bakgrund", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'), "Bakgrund", 3),
        (p("Bakgrund", run="<w:b/>"), "Bakgrund", 2),
        (p("Bakgrund", run='<w:b w:val="0"/>'), "", 0),
        (p("Detta är en mening i fetstil.", run="<w:b/>"), "", 0),
        (p("Ord", '<w:pPr><w:pStyle w:val="Ring"/></w:pPr>'), "", 0),
    ],
)
def test_headings_by_style_by_outline_and_by_look(body: str, heading: str, level: int) -> None:
    found = sections(word(body + p("Löpande text."), STYLES))
    assert (found[0].heading, found[0].level) == (heading, level)
    assert found[-1].paragraphs[-1] == "Löpande text."


def test_lists_by_word_and_by_hand() -> None:
    body = (
        in_list("att ett", 1) + in_list("punkt", 2) + p("2. att två") + p("b) att tre") + p("• prick") + p("2026 var")
    )
    (found,) = sections(word(body, STYLES, LISTS))
    assert found.clauses == ["att ett", "att två", "att tre"]
    assert found.bullets == ["punkt", "prick"]
    assert found.paragraphs == ["2026 var"]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = (
        p("Förslag", HEADING)
        + '<w:p><w:r><w:t xml:space="preserve">att </w:t></w:r><w:del><w:r><w:delText>avslå</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>bifalla</w:t></w:r></w:ins></w:p>"
        + p("Slut", HEADING)
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Ett </w:t></w:r></w:p>"
        + p("stycke.")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>"
        + p("kvar")
        + "</w:tc></w:tr></w:tbl>"
        + p("Orört", HEADING)
        + p("Text.")
    )
    first, second, third = sections(word(body, STYLES))
    assert (first.paragraphs, first.tracked) == (["att bifalla"], True)
    assert (second.paragraphs, second.tables, second.tracked) == (["Ett stycke."], [[["kvar"]]], True)
    assert (third.paragraphs, third.tracked) == (["Text."], False)


def test_a_last_paragraph_whose_end_was_struck_out_is_not_lost() -> None:
    struck = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Kvar.</w:t></w:r></w:p>"
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    for body in (struck, struck + table):
        (found,) = sections(word(body))
        assert (found.paragraphs, found.tracked) == (["Kvar."], True)


def test_what_is_not_the_memos_words_is_left_out() -> None:
    body = (
        p("Innehåll 3", '<w:pPr><w:pStyle w:val="Inne"/></w:pPr>')
        + p("dolt", run="<w:vanish/>")
        + "<w:sdt><w:sdtContent>"
        + p("I en ruta.")
        + "</w:sdtContent></w:sdt>"
        + '<w:p><w:r><w:t>Källa</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        + "<w:t>1</w:t></w:r></w:p>"
    )
    (found,) = sections(word(body, STYLES))
    assert found.paragraphs == ["I en ruta.", "Källa"]


def test_strict_open_xml_is_read_too() -> None:
    data = word(p("Ord."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"),
        (OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    assert b"purl" in parts["word/document.xml"]
    assert sections(changed(data, parts))[0].paragraphs == ["Ord."]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_word_file_is_refused_in_words(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(Refused, match=said):
        sections(data)


WORDS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=3, max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3)), min_size=1, max_size=4))
def test_sections_come_back_as_they_were_written(given_sections: list[tuple[str, list[str], list[str]]]) -> None:
    blocks: list[Block] = []
    for heading, texts, clauses in given_sections:
        blocks += [Heading(1, heading), Text(texts), Clauses(clauses, style="sentences"), Bullets(texts)]
        blocks += [Table(["A", "B"], [[text, "x"] for text in texts])]
    found = sections(docx(Paper("Titel", blocks)))[1:]
    assert [
        (one.heading, one.paragraphs, one.clauses, one.bullets, [row[0] for row in one.tables[0][1:]]) for one in found
    ] == [(heading, texts, clauses, texts, texts) for heading, texts, clauses in given_sections]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(Refused):
            sections(start + data)
