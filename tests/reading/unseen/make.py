"""Write the unseen documents that are not plain text: DOCX with python-docx, PDF with WeasyPrint.

Run by hand, from the repository's root: ``.venv/bin/python tests/reading/unseen/make.py``. It overwrites in ``docs/``
the files that have a source in ``sources/``; the others there were written as they stand. Everything is invented.

A ``.html`` source becomes a PDF. A ``.txt`` source becomes a Word document: blocks with a blank line between them,
whose first characters say what they are (`STYLES`; ``|`` begins a table's row, ``!`` the text of the page header).
In a paragraph ``{-…-}`` is a tracked deletion, ``{+…+}`` a tracked insertion and ``{> … <}`` a comment in the margin.
"""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from weasyprint import HTML

DOCS = Path(__file__).parent / "docs"
SOURCES = Path(__file__).parent / "sources"
STYLES = {"%% ": "Subtitle", "% ": "Title", "## ": "Heading 2", "# ": "Heading 1", "* ": "List Bullet"}

TRACKED = re.compile(r"(\{[-+>].*?[-+<]\})")


def track(paragraph: Paragraph, kind: str, text: str) -> None:
    """Put what was taken out or put in into the paragraph, as Word keeps it until somebody approves it."""
    change = OxmlElement(kind)
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "Handläggare")
    run, words = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "w:del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def write_paragraph(document: Word, text: str, style: str) -> None:
    """Write a paragraph with its tracked changes and comments."""
    paragraph = document.add_paragraph(style=style)
    for part in TRACKED.split(text):
        if part.startswith("{-"):
            track(paragraph, "w:del", part[2:-2])
        elif part.startswith("{+"):
            track(paragraph, "w:ins", part[2:-2])
        elif part.startswith("{>"):
            document.add_comment(paragraph.runs, text=part[2:-2].strip(), author="Handläggare", initials="H")
        elif part:
            paragraph.add_run(part)


def write_docx(source: Path, target: Path) -> None:
    """Write one Word document from its marked-up text."""
    document = Document()
    for block in source.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("! "):
            document.sections[0].header.paragraphs[0].text = block[2:]
        elif block.startswith("|"):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            table = document.add_table(rows=0, cols=len(rows[0]))
            table.style = "Table Grid"
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            mark = next((mark for mark in STYLES if block.startswith(mark)), "")
            write_paragraph(document, block.removeprefix(mark), STYLES.get(mark, "Normal"))
    document.save(str(target))


def main() -> None:
    """Write each Word and PDF document from its source."""
    for source in sorted(SOURCES.glob("*.txt")):
        write_docx(source, DOCS / f"{source.stem}.docx")
    for source in sorted(SOURCES.glob("*.html")):
        HTML(filename=str(source)).write_pdf(str(DOCS / f"{source.stem}.pdf"))


if __name__ == "__main__":
    main()
