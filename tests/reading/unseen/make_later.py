"""Write the documents from 500 on that are not plain text from ``sources_c``, ``_d`` and ``_e``: DOCX, ODT and PDF.

Run by hand, from the root: ``.venv/bin/python -m tests.reading.unseen.make_later``. The sources are named and marked up
as :mod:`make_b` reads them.
"""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

from tests.reading.unseen.make import write_docx
from tests.reading.unseen.make_b import write_odt

DOCS = Path(__file__).parent / "docs"
SOURCES = [Path(__file__).parent / f"sources_{series}" for series in "cde"]


def main() -> None:
    """Write each document from its source."""
    for source in sorted(path for folder in SOURCES for path in folder.iterdir()):
        stem, kind, _ = source.name.split(".")
        target = DOCS / f"{stem}.{kind}"
        if kind == "docx":
            write_docx(source, target)
        elif kind == "odt":
            write_odt(source, target)
        else:
            HTML(filename=str(source)).write_pdf(str(target))


if __name__ == "__main__":
    main()
