"""Word files as municipalities have them, made part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx as python_docx
from docx.document import Document
from docx.shared import Emu
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image

from samfrid.papers.styles import WORD, W

NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def style_of(paragraph: Paragraph) -> ParagraphStyle:
    """The style that the paragraph has, as Word would show it."""
    style = paragraph.style
    assert style
    return style


def width_of(table: Table) -> int:
    """How wide the columns are together, in twentieths of a point."""
    return sum(int(str(column.get(f"{W}w"))) for column in table._tbl.tblGrid.iterfind(f"{W}gridCol"))


def template() -> bytes:
    """A template as a registrar would make it: a head with a crest, its own heading, wide margins, old text."""
    document = python_docx.Document()
    heading = document.styles["Heading 1"]
    heading.font.name = "Gill Sans"
    section = document.sections[0]
    section.page_width, section.page_height = Emu(7560310), Emu(10692130)
    section.left_margin = section.right_margin = Emu(1260000)
    crest = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(crest, "PNG")
    head = section.header.paragraphs[0]
    head.add_run("Vallentuna kommun ")
    head.add_run().add_picture(io.BytesIO(crest.getvalue()))
    section.footer.paragraphs[0].text = "Tuna torg 1, 186 86 Vallentuna"
    document.add_heading("Gammal rubrik", 1)
    document.add_paragraph("Hemlig gammal text om Karin")
    return saved(document)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(data: bytes, parts: Mapping[str, str | bytes | None], **replaced: tuple[str, str]) -> bytes:
    """A file with parts put in or taken out (None), and text replaced in parts named like ``word_document``."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name in parts:
                continue
            content = source.read(name)
            key = name.rpartition(".")[0].replace("/", "_")
            if key in replaced:
                old, new = replaced[key]
                assert old.encode() in content, (name, old)
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
        for name, part in parts.items():
            if part is not None:
                target.writestr(name, part)
    return file.getvalue()


def word(body: str, styles: str = "", numbering: str = "", **more: str) -> bytes:
    """A Word file of this body, as bare as a file can be."""
    kinds = {
        "word/document.xml": "document.main",
        "word/styles.xml": "styles",
        "word/numbering.xml": "numbering",
        "word/comments.xml": "comments",
        "word/settings.xml": "settings",
    }
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
        **{f"word/{name}.xml": f"<w:{name} {NAMES}>{content}</w:{name}>" for name, content in more.items()},
    }
    overrides = "".join(
        f'<Override PartName="/{name}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kinds[name]}+xml"/>'
        for name in parts
    )
    links = "".join(
        f'<Relationship Id="r{index}" Type="{OFFICE}/{name[5:-4]}" Target="{name[5:]}"/>'
        for index, name in enumerate(parts)
        if name != "word/document.xml"
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>",
        )
        main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", rels.format(main))
        archive.writestr("word/_rels/document.xml.rels", rels.format(links))
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def bomb() -> bytes:
    """A file whose document unpacks to far more than it is, and says that it does not."""
    data = word("<w:p/>")
    return changed(data, {"word/document.xml": b"<a>" + b" " * (30 * 2**20) + b"</a>"})


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "inget Word-dokument"),
    "a PDF": (b"%PDF-1.7 abc", "inget Word-dokument"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "äldre format"),
    "half a file": (word("<w:p/>")[:-200], "skadad"),
    "too large": (b"PK\x03\x04" + b"\0" * (21 * 2**20), "större än 20 MB"),
    "a bomb": (bomb(), "orimligt stor"),
    "broken XML": (changed(word("<w:p/>"), {"word/document.xml": "<w:document>"}), "skadad"),
    "entities": (
        changed(word("<w:p/>"), {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "skadad",
    ),
    "a sheet": (
        changed(
            word("<w:p/>"),
            {},
            **{"[Content_Types]": ("wordprocessingml.document.main", "spreadsheetml.sheet.main")},
        ),
        "inget Word-dokument",
    ),
    "no types": (changed(word("<w:p/>"), {"[Content_Types].xml": None}), "inget Word-dokument"),
    "no body": (
        changed(word("<w:p/>"), {"word/document.xml": f"<w:document {NAMES}/>"}),
        "saknar innehåll",
    ),
}
