"""Write the documents 400-423 that are not plain text from ``sources_b/``: DOCX, ODT, PDF and a PDF of page images.

Run by hand, from the repository's root: ``.venv/bin/python -m tests.reading.unseen.make_b``. A source's name says what
it becomes: ``400_handling.docx.txt`` a Word document (marked up as :mod:`make` reads it), ``.odt.txt`` an
OpenDocument text of the same mark-up, ``.pdf.html`` a PDF, ``.scan.html`` a PDF that holds page images alone.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, List, ListItem, P
from weasyprint import HTML

from tests.reading.unseen.make import write_docx

DOCS = Path(__file__).parent / "docs"
SOURCES = Path(__file__).parent / "sources_b"
#: dots per inch of a scan that an office makes
DPI = 200


def write_odt(source: Path, target: Path) -> None:
    """Write one OpenDocument text from its marked-up text."""
    document = OpenDocumentText()
    for block in source.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("|"):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            table = Table(name="Tabell")
            table.addElement(TableColumn(numbercolumnsrepeated=len(rows[0])))
            for row in rows:
                line = TableRow()
                for text in row:
                    cell = TableCell()
                    cell.addElement(P(text=text))
                    line.addElement(cell)
                table.addElement(line)
            document.text.addElement(table)
        elif block.startswith("* "):
            bullets = List()
            for text in block.splitlines():
                item = ListItem()
                item.addElement(P(text=text[2:]))
                bullets.addElement(item)
            document.text.addElement(bullets)
        elif block.startswith("#"):
            marks, _, text = block.partition(" ")
            document.text.addElement(H(outlinelevel=len(marks), text=text))
        else:
            for text in block.splitlines():
                document.text.addElement(P(text=text))
    document.save(str(target))


def write_scan(source: Path, target: Path) -> None:
    """Write a PDF whose pages are grey images of the printed pages."""
    printed = pypdfium2.PdfDocument(io.BytesIO(HTML(filename=str(source)).write_pdf()))
    pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in printed]
    pages[0].save(str(target), save_all=True, append_images=pages[1:], resolution=DPI, quality=60)


def main() -> None:
    """Write each document from its source."""
    for source in sorted(SOURCES.iterdir()):
        stem, kind, _ = source.name.split(".")
        target = DOCS / f"{stem}.{'pdf' if kind == 'scan' else kind}"
        if kind == "docx":
            write_docx(source, target)
        elif kind == "odt":
            write_odt(source, target)
        elif kind == "scan":
            write_scan(source, target)
        else:
            HTML(filename=str(source)).write_pdf(str(target))


if __name__ == "__main__":
    main()
