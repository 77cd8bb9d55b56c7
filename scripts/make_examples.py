"""Make the example documents in ``examples/`` anew from ``scripts/example_sources/``.

    .venv/bin/python scripts/make_examples.py [FOLDER]

Each source is a small HTML page. The endings below say what it becomes: a PDF with text, a PDF that only holds
pictures of its pages (as from a scanner), a Word file or an OpenDocument text. The news page and the interpellation
are written by hand and stand in ``examples/`` as they are. WeasyPrint needs Debian's ``libpango-1.0-0`` and
``libpangoft2-1.0-0``. Made again with the same packages the files are the same; a PDF also follows the fonts of the
machine that makes it.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import html
from odf import style, table, text
from odf.opendocument import OpenDocumentText
from PIL import Image, ImageChops, ImageDraw, ImageFilter

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SOURCES = Path(__file__).resolve().parent / "example_sources"
#: what each source becomes
KINDS = {
    "01-motion": "docx",
    "02-partnerskap": "docx",
    "04-tjansteskrivelse": "scan",
    "05-protokoll-kommunfullmaktige": "pdf",
    "06-handlingsplan-2024-2026": "pdf",
    "08-svar-pa-interpellation": "docx",
    "09-yttrande-over-motion": "odt",
    "10-uppfoljning-2026": "pdf",
}
#: the moment that the made files carry, so that making them again changes nothing
MADE = datetime(2026, 11, 22, tzinfo=UTC)
SCAN_DPI = 200
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def lines(element: html.HtmlElement) -> list[str]:
    """The text of an element, one string for each line (a ``br`` ends a line), white space folded."""
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "br" else child.text_content())
        parts.append(child.tail or "")
    return [" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip()] or [""]


def source_of(name: str) -> html.HtmlElement:
    """The body of a source page."""
    body = html.parse(str(SOURCES / f"{name}.html"), html.HTMLParser(encoding="utf-8")).getroot().find("body")
    if body is None:
        raise ValueError(f"{name}.html has no body")
    return body


def folded(body: html.HtmlElement, tag: str) -> str:
    """The page head or foot as one line."""
    found = body.find(tag)
    return "" if found is None else " ".join(lines(found))


def blocks(body: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Everything in the body that is not a page head or foot."""
    return (child for child in body if child.tag not in ("header", "footer"))


def same_zip(data: bytes) -> bytes:
    """The same zip file with :data:`MADE` as the time of every member."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, MADE.timetuple()[:6])
            info.compress_type = member.compress_type  # an OpenDocument's mimetype must stay unpacked
            new.writestr(info, old.read(member))
    return packed.getvalue()


# Word


def as_docx(name: str) -> bytes:
    """A Word file with real heading and list styles, automatic numbering, page head and page foot."""
    body = source_of(name)
    document = docx.Document()
    dress_word(document, str(body.find("h1").text_content()))
    section = document.sections[0]
    section.header.paragraphs[0].text = folded(body, "header")
    foot = section.footer.paragraphs[0]
    foot.text = folded(body, "footer") + "\tSida "
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    add_page_number(foot)
    numbered = 0
    for block in blocks(body):
        if block.tag == "ol":
            if int(block.get("start", "1")) != numbered + 1:
                raise ValueError(f"{name}: Word would go on from {numbered}; give the list its start")
            numbered += len(block)
        add_to_word(document, block)
    made = io.BytesIO()
    document.save(made)
    return same_zip(made.getvalue())


def dress_word(document: Any, title: str) -> None:
    """Swedish as the language, one quiet typeface, and the document's own particulars instead of the template's."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Samfrid", "Konstruerat exempel"
    properties.created = properties.modified = MADE
    properties.language = "sv-SE"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for style_name, points in (("Normal", 11), ("Heading 1", 16), ("Heading 2", 12.5), ("Header", 9), ("Footer", 8)):
        dressed = document.styles[style_name]
        dressed.font.name, dressed.font.size = "Arial", Pt(points)
        dressed.font.color.rgb = RGBColor(0x11, 0x11, 0x11)
        fonts = dressed.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def add_page_number(paragraph: Any) -> None:
    """Word's PAGE field at the end of a paragraph."""
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)


def add_to_word(document: Any, block: html.HtmlElement) -> None:
    """One block of the source at the end of the Word file."""
    if block.tag in LISTS:
        for item in block:
            document.add_paragraph(lines(item)[0], style=LISTS[block.tag])
    elif block.tag == "table":
        rows = [list(row) for row in block.iter("tr")]
        made = document.add_table(len(rows), max(len(row) for row in rows))
        for cells, row in zip(made.rows, rows, strict=True):
            for cell, content in zip(cells.cells, row, strict=True):
                cell.text = "\n".join(lines(content))
        if block.get("class") == "signatures":
            for cell in made.rows[-1].cells:  # room to sign
                cell.paragraphs[0].paragraph_format.space_before = Pt(36)
    elif block.tag in ("h1", "h2"):
        document.add_heading(lines(block)[0], int(block.tag[1]))
    else:
        document.add_paragraph("\n".join(lines(block)))


# OpenDocument


def as_odt(name: str) -> bytes:
    """An OpenDocument text with heading levels, page head and page foot."""
    body = source_of(name)
    document = OpenDocumentText()
    dress_odt(document, folded(body, "header"), folded(body, "footer"))
    for block in blocks(body):
        add_to_odt(document.text, block)
    # odfpy's own time stamps and generator line would make each copy different
    document.meta.childNodes.clear()
    made = io.BytesIO()
    document.save(made)
    return same_zip(made.getvalue())


def dress_odt(document: Any, head: str, foot: str) -> None:
    """Typeface, heading sizes, margins, page head and foot."""
    for name, points, bold in (
        ("Standard", "11pt", False),
        ("Heading_20_1", "16pt", True),
        ("Heading_20_2", "12.5pt", True),
    ):
        dressed = style.Style(name=name, family="paragraph")
        dressed.addElement(style.ParagraphProperties(margintop="0.3cm" if bold else "0cm", marginbottom="0.25cm"))
        dressed.addElement(
            style.TextProperties(
                fontfamily="Arial",
                fontsize=points,
                fontweight="bold" if bold else "normal",
                language="sv",
                country="SE",
            )
        )
        document.styles.addElement(dressed)
    layout = style.PageLayout(name="Sida")
    layout.addElement(style.PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", margin="2.3cm"))
    document.automaticstyles.addElement(layout)
    page = style.MasterPage(name="Standard", pagelayoutname=layout)
    for holder, line in ((style.Header(), head), (style.Footer(), foot)):
        holder.addElement(text.P(text=line))
        page.addElement(holder)
    document.masterstyles.addElement(page)


def add_to_odt(parent: Any, block: html.HtmlElement) -> None:
    """One block of the source at the end of the OpenDocument text."""
    if block.tag in ("h1", "h2"):
        level = int(block.tag[1])
        parent.addElement(text.H(outlinelevel=level, stylename=f"Heading_20_{level}", text=lines(block)[0]))
    elif block.tag == "table":
        rows = [list(row) for row in block.iter("tr")]
        made = table.Table()
        made.addElement(table.TableColumn(numbercolumnsrepeated=max(len(row) for row in rows)))
        for row in rows:
            made_row = table.TableRow()
            for content in row:
                cell = table.TableCell()
                for line in lines(content):
                    cell.addElement(text.P(stylename="Standard", text=line))
                made_row.addElement(cell)
            made.addElement(made_row)
        parent.addElement(made)
    elif block.tag == "p":
        for line in lines(block):
            parent.addElement(text.P(stylename="Standard", text=line))
    else:
        raise ValueError(f"no way to write {block.tag} as OpenDocument")


# PDF


def as_pdf(name: str) -> bytes:
    """A PDF with text, set by WeasyPrint."""
    import weasyprint  # here, so that the Word and OpenDocument files can be made where Pango is missing

    page = weasyprint.HTML(filename=str(SOURCES / f"{name}.html"))
    made = page.write_pdf(stylesheets=[str(SOURCES / "page.css")], pdf_identifier=name.encode())
    if not isinstance(made, bytes):
        raise TypeError("WeasyPrint gave no bytes")
    return made


def as_scan(name: str) -> bytes:
    """A PDF with nothing but pictures of the pages, a little crooked and dusty, as from an office scanner."""
    chance = random.Random(name)  # noqa: S311 - dust, not secrets
    with pypdfium2.PdfDocument(as_pdf(name)) as document:
        sheets = [scanned(page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil(), chance) for page in document]
    made = io.BytesIO()
    sheets[0].save(
        made,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=SCAN_DPI,
        quality=45,
        title=name,
        subject=folded(source_of(name), "footer"),
        creationDate=MADE.timetuple(),
        modDate=MADE.timetuple(),
    )
    return made.getvalue()


def scanned(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """One sheet after the scanner: skewed, unsharp, greyish, with specks and the shadow of the lid along one side."""
    sheet = sheet.convert("L").rotate(chance.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=255)
    draw = ImageDraw.Draw(sheet)
    for _ in range(60):
        x, y = chance.randrange(sheet.width), chance.randrange(sheet.height)
        size = chance.choice((1, 1, 1, 2, 3))
        draw.ellipse((x, y, x + size, y + size), fill=chance.randrange(60, 190))
    sheet = sheet.filter(ImageFilter.GaussianBlur(0.7))
    # coarse grain: fine noise would only make the file heavy
    small = (sheet.width // 3, sheet.height // 3)
    grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(
        sheet.size, Image.Resampling.BICUBIC
    )
    sheet = ImageChops.subtract(sheet, grain.point([value // 22 for value in range(256)]), offset=0)
    lid = Image.linear_gradient("L").rotate(90).resize((60, sheet.height)).point([value // 4 for value in range(256)])
    edge = sheet.crop((0, 0, 60, sheet.height))
    sheet.paste(ImageChops.subtract(edge, lid.transpose(Image.Transpose.FLIP_LEFT_RIGHT)), (0, 0))
    return sheet


MAKERS = {"docx": as_docx, "odt": as_odt, "pdf": as_pdf, "scan": as_scan}


def main(folder: Path) -> None:
    """Write every document that has a source into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in KINDS.items():
        target = folder / f"{name}.{'pdf' if kind == 'scan' else kind}"
        target.write_bytes(MAKERS[kind](name))
        print(f"{target}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
