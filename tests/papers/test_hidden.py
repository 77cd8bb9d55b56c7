"""What a Word file tells beyond its pages."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.package import Refused
from tests.papers.letters import LETTER
from tests.papers.words import OFFICE, REFUSED, changed, saved, word

OTHER_TEMPLATE = (
    f'<Relationship Id="x" Type="{OFFICE}/attachedTemplate" Target="file:///C:/Users/karin/m.dotm" '
    'TargetMode="External"/></Relationships>'
)


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            word('<w:p><w:del w:author="Bo Ek"><w:r><w:delText>Karin</w:delText></w:r></w:del></w:p>'),
            "Spårad ändring, borttagen text av Bo Ek: Karin",
        ),
        (
            word(f'<w:p><w:ins w:author="Bo"><w:r/>{_run("ny text")}</w:ins></w:p>'),
            "Spårad ändring, infogad text av Bo: ny text",
        ),
        (
            word('<w:p><w:pPr><w:rPr><w:ins w:author="Bo"/></w:rPr></w:pPr></w:p>'),
            "Spårad ändring av stycke eller rad, av Bo",
        ),
        (
            word('<w:p><w:r><w:rPr><w:rPrChange w:author="Bo"/></w:rPr></w:r></w:p>'),
            "Spårad ändring av utseende, av Bo",
        ),
        (word(f"<w:p>{_run('osynligt', '<w:vanish/>')}</w:p>"), "Dold text: osynligt"),
        (
            word("<w:p/>", comments=f'<w:comment w:author="Bo"><w:p>{_run("Inte så!")}</w:p></w:comment>'),
            "Kommentar av Bo: Inte så!",
        ),
        (
            word("<w:p/>", settings='<w:rsids><w:rsid w:val="1"/></w:rsids>'),
            "Märken efter redigeringstillfällen (rsid)",
        ),
        (word('<w:p w:rsidR="00112233"/>'), "Märken efter redigeringstillfällen (rsid)"),
        (
            word("<w:p/>", settings='<w:docVars><w:docVar w:name="a" w:val="hemligt"/></w:docVars>'),
            "Dold variabel a: hemligt",
        ),
        (word("<w:p/>", settings="<w:mailMerge/>"), "Koppling till en källa för massutskick"),
        (changed(word("<w:p/>"), {"word/embeddings/lista.xlsx": b"x"}), "Inbäddad fil: lista.xlsx"),
        (changed(word("<w:p/>"), {"word/vbaProject.bin": b"x"}), "Makron"),
        (changed(word("<w:p/>"), {"docProps/thumbnail.jpeg": b"x"}), "Miniatyrbild av första sidan"),
        (changed(word("<w:p/>"), {"word/people.xml": "<a/>"}), "Lista över personer som har arbetat i dokumentet"),
        (changed(word("<w:p/>"), {"customXml/item1.xml": "<a><b>Karin</b></a>"}), "Inbäddad data: customXml/item1.xml"),
        (
            changed(word("<w:p/>"), {}, **{"word__rels_document.xml": ("</Relationships>", OTHER_TEMPLATE)}),
            "Adress utanför dokumentet: file:///C:/Users/karin/m.dotm",
        ),
        (
            word('<w:p><w:r><w:pict title="C:\\Users\\karin\\a.png"/></w:r></w:p>'),
            "Sökväg till en bild: C:\\Users\\karin\\a.png",
        ),
    ],
)
def test_what_is_hidden_is_found(data: bytes, said: str) -> None:
    assert hidden_content(data) == [said]


def test_text_hidden_by_its_style_is_found_and_shown_text_is_not() -> None:
    styles = '<w:style w:type="character" w:styleId="dold"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = _run("gömt", '<w:rStyle w:val="dold"/>') + _run("synligt", '<w:rStyle w:val="dold"/><w:vanish w:val="0"/>')
    assert hidden_content(word(f"<w:p>{body}</w:p>", styles)) == ["Dold text: gömt"]


def test_properties_that_tell_of_people_are_found_and_empty_ones_are_not() -> None:
    document = python_docx.Document()
    document.add_paragraph("Svar på motion")
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "Anna Ek", "", ""
    properties.title, properties.revision = "Kopia av svar till Karin", 7
    found = hidden_content(saved(document))
    assert "Författare: Anna Ek" in found
    assert "Antal gånger sparad: 7" in found
    assert "Titel i egenskaperna: Kopia av svar till Karin" in found
    properties.title = "svar på motion"
    assert not [one for one in hidden_content(saved(document)) if one.startswith("Titel")]


def test_an_empty_list_of_literature_is_nothing() -> None:
    assert hidden_content(changed(word("<w:p/>"), {"customXml/item1.xml": "<b/>"})) == []


def test_our_own_file_is_clean_until_somebody_saves_it_in_another_program() -> None:
    ours = docx(LETTER)
    assert hidden_content(ours) == []
    document = python_docx.Document(io.BytesIO(ours))
    document.core_properties.author = "Anna Ek"
    assert hidden_content(saved(document)) == ["Författare: Anna Ek"]


@pytest.mark.parametrize("name", sorted(set(REFUSED) - {"no body"}))
def test_what_is_no_word_file_is_refused_in_words(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(Refused, match=said):
        hidden_content(data)
