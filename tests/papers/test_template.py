"""A municipality's own template: its look is taken, its words and its traces are not, and what is risky is refused."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from docx.document import Document
from lxml import etree

from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.paper import Bullets, Clauses, Heading, Paper, Table
from samfrid.papers.readback import sections
from samfrid.papers.styles import W
from samfrid.papers.template import TemplateError
from tests.papers.letters import LETTER
from tests.papers.words import NAMES, OFFICE, REFUSED, changed, saved, style_of, template, width_of, word

RELS = "word/_rels/document.xml.rels"


def opened(data: bytes) -> Document:
    return python_docx.Document(io.BytesIO(data))


def everything(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_the_look_is_the_templates_and_the_words_are_ours() -> None:
    made = docx(LETTER, template())
    document = opened(made)
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (7560310, 10692130)
    assert section.left_margin == pytest.approx(1260000, abs=700)
    assert section.header.paragraphs[0].text.strip() == "Vallentuna kommun"
    assert len(section.header.part.related_parts) == 1
    assert section.footer.paragraphs[0].text == "Tuna torg 1, 186 86 Vallentuna"
    assert document.styles["Heading 1"].font.name == "Gill Sans"
    assert [p.text for p in document.paragraphs if style_of(p).name == "Heading 1"] == [
        "Förslag till beslut",
        "Sammanfattning",
        "Källor",
    ]
    assert document.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "sv-SE"
    assert b"Karin" not in everything(made)
    assert b"Gammal" not in everything(made)


def test_the_head_of_the_template_says_who_sends() -> None:
    letterhead = opened(docx(LETTER, template())).tables[0]
    assert "Vallentuna" not in letterhead.rows[0].cells[0].text
    assert "KS 2026.123" in letterhead.rows[0].cells[1].text
    bare = saved(python_docx.Document())
    assert "Vallentuna" in opened(docx(LETTER, bare)).tables[0].rows[0].cells[0].text


def test_a_template_without_a_foot_gets_page_numbers() -> None:
    made = opened(docx(LETTER, saved(python_docx.Document())))
    assert "".join(one.text for one in made.sections[0].footer._element.iter(f"{W}t")) == "Sida 1 (1)"
    first = python_docx.Document()
    first.sections[0].different_first_page_header_footer = True
    section = opened(docx(LETTER, saved(first))).sections[0]
    assert "Sida" in "".join(one.text for one in section.first_page_footer._element.iter(f"{W}t"))


def test_nothing_of_the_templates_history_comes_along() -> None:
    assert hidden_content(template()) != []
    made = docx(LETTER, template())
    assert hidden_content(made) == []
    assert made == docx(LETTER, template())
    for trace in (b"python-docx", b"rsid", b"customXml", b"thumbnail"):
        assert trace not in everything(made)


def test_tracked_changes_paths_and_sessions_in_a_head_are_cleaned() -> None:
    head = (
        f'<w:hdr {NAMES} xmlns:a="urn:a"><w:p w:rsidR="00AA11BB" w14:paraId="1"><w:r><w:t>Kvar</w:t></w:r>'
        '<w:del w:author="Bo"><w:r><w:delText>Borta</w:delText></w:r></w:del>'
        '<w:ins w:author="Bo"><w:r><w:t>Insatt</w:t></w:r></w:ins><w:commentRangeStart w:id="1"/>'
        '<a:docPr name="Bild" descr="C:\\Users\\karin\\vapen.png"/></w:p></w:hdr>'
    )
    source = template()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        name = next(one for one in archive.namelist() if one.startswith("word/header"))
    made = docx(LETTER, changed(source, {name: head, f"word/_rels/{name[5:]}.rels": None}))
    text = everything(made)
    assert b"Kvar" in text
    assert b"Insatt" in text
    for gone in (b"Borta", b'"Bo"', b"karin", b"rsid", b"paraId", b"commentRange"):
        assert gone not in text


def test_swedish_style_ids_and_own_lists_are_used() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Något annat"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="7"/><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        '<w:numIdMacAtCleanup w:val="1"/>'
    )
    made = docx(Paper("T", [Heading(1, "R"), Clauses(["a"]), Bullets(["b"])]), word("<w:p/>", styles, numbering))
    found = {p.text: style_of(p).style_id for p in opened(made).paragraphs}
    assert found["R"] == "Rubrik1"
    assert found["T"] == "SamfridTitle"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        lists = etree.fromstring(archive.read("word/numbering.xml"))
    assert [etree.QName(child).localname for child in lists] == [
        *["abstractNum"] * 3,
        *["num"] * 3,
        "numIdMacAtCleanup",
    ]
    assert len({num.get(f"{W}numId") for num in lists.findall(f"{W}num")}) == 3
    assert [section.heading for section in sections(made)] == ["T", "R"]


def test_a_table_fills_the_templates_text_width() -> None:
    table = opened(docx(Paper("T", [Table(["A", "B"], [["1", "2"]])]), template())).tables[0]
    assert width_of(table) == pytest.approx((7560310 - 2 * 1260000) / 635, abs=4)


def test_page_sizes_in_parts_of_a_unit_are_read_as_whole_ones() -> None:
    size = (
        '<w:pgSz w:w="11905.511811023622" w:h="16837.79527559055"/><w:pgMar w:left="1440.0000000000002" w:right="x"/>'
    )
    made = opened(docx(LETTER, word(f"<w:p/><w:sectPr>{size}</w:sectPr>")))
    section = made.sections[0]
    assert (section.page_width, section.left_margin, section.right_margin) == (11906 * 635, 1440 * 635, None)
    assert width_of(made.tables[1]) == 11906 - 1440 - 1417


def test_a_style_without_a_kind_is_a_paragraphs() -> None:
    bare = word("<w:p/>", '<w:style w:styleId="Rubrik"><w:name w:val="Heading 1"/></w:style>')
    heading = next(p for p in opened(docx(LETTER, bare)).paragraphs if p.text == "Sammanfattning")
    assert style_of(heading).style_id == "Rubrik"


@pytest.mark.parametrize(
    ("styles", "numbering"),
    [
        ('<w:style w:type="paragraph"><w:name/></w:style>', ""),
        ('<w:style w:type="okänd"><w:name w:val="heading 1"/></w:style>', ""),
        ("", '<w:num w:numId="x"><w:abstractNumId w:val="0"/></w:num>'),
        ("", '<w:abstractNum w:abstractNumId="x"/>'),
    ],
)
def test_a_template_with_parts_that_are_wrong_is_refused_in_words(styles: str, numbering: str) -> None:
    with pytest.raises(TemplateError, match="Mallen är skadad"):
        docx(LETTER, word("<w:p/>", styles, numbering))


def test_a_dotx_is_a_template_too() -> None:
    kinds = {"[Content_Types]": ("wordprocessingml.document.main", "wordprocessingml.template.main")}
    made = docx(LETTER, changed(template(), {}, **kinds))
    assert b"template.main" not in everything(made)
    assert opened(made).paragraphs


def _with_relation(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return changed(template(), {}, **{"word__rels_document.xml": ("</Relationships>", relation)})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        *REFUSED.values(),
        (
            changed(
                template(),
                {},
                **{
                    "[Content_Types]": (
                        "openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        "ms-word.document.macroEnabled.main+xml",
                    )
                },
            ),
            "makron",
        ),
        (changed(template(), {"word/vbaProject.bin": b"x"}), "makron"),
        (_with_relation("image", "http://example.org/spion.png"), "annan plats"),
        (_with_relation("attachedTemplate", "https://example.org/mall.dotm"), "annan plats"),
        (_with_relation("oleObject", "file:///c:/x.xlsx"), "annan plats"),
    ],
)
def test_a_template_that_is_none_or_is_risky_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        docx(LETTER, data)


def _with_head_relation(kind: str, target: str, *, external: bool) -> bytes:
    source = template()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        name = next(one for one in archive.namelist() if one.startswith("word/header"))
    mode = ' TargetMode="External"' if external else ""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return changed(source, {f"word/_rels/{name[5:]}.rels": rels})


@pytest.mark.parametrize(
    ("kind", "target", "external", "said"),
    [
        ("hyperlink", "file:///c:/hemligt", True, "en länk"),
        ("hyperlink", "javascript:alert(1)", True, "en länk"),
        ("package", "embeddings/x.xlsx", False, "inbäddat objekt"),
        ("image", "document.xml", False, "inbäddat objekt"),
    ],
)
def test_what_a_head_may_not_bring_is_refused_in_words(kind: str, target: str, external: bool, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        docx(LETTER, _with_head_relation(kind, target, external=external))


@pytest.mark.parametrize("target", ["https://www.vallentuna.se", "mailto:kommun@vallentuna.se"])
def test_a_link_in_a_head_to_a_site_or_an_address_may_stay(target: str) -> None:
    assert target.encode() in everything(docx(LETTER, _with_head_relation("hyperlink", target, external=True)))


def test_the_path_of_the_office_template_is_dropped() -> None:
    made = docx(LETTER, _with_relation("attachedTemplate", "file:///C:\\Users\\karin\\Normal.dotm"))
    assert b"karin" not in everything(made)


def test_a_head_that_points_at_the_document_itself_is_refused() -> None:
    source = template()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        name = next(one for one in archive.namelist() if one.startswith("word/header"))
    wrong = changed(source, {}, **{"word__rels_document.xml": (name[5:], "document.xml")})
    with pytest.raises(TemplateError, match="skadad"):
        docx(LETTER, wrong)
