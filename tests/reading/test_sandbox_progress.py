"""A long reading tells how far it has come, and its answer is whole all the same."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from samfrid.reading.sandbox import read_in_child


def test_each_page_of_a_pdf_is_told_of_and_the_answer_is_whole(tmp_path: Path) -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    for page in range(1, 4):
        canvas.drawString(72, 700, f"Motion om skyddat boende, sida {page}, till kommunfullmäktige i Linköping")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "motion.pdf"
    path.write_bytes(target.getvalue())
    assert len(pypdfium2.PdfDocument(path)) == 3
    told: list[tuple[int, int]] = []
    reading = read_in_child(path, on_page=lambda read, of: told.append((read, of)))
    assert told[-1] == (3, 3)
    assert told == sorted(told)
    assert "sida 3" in reading["text"]
