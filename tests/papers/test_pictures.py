"""A picture in a letter: seen, told to who cannot see it, and followed by its table."""

from __future__ import annotations

import io
import struct
import zipfile

import pikepdf
import pytest
from lxml import etree

from samfrid.papers import typeset
from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.paper import Heading, Paper, Picture
from samfrid.papers.pdf import pdf
from samfrid.papers.readback import sections
from samfrid.pictures import Bar, BarWords, Series, Tone, bars
from tests.papers.test_pdf import squeezed, tags, words_of

DRAWN = bars(
    [Bar("Socialförvaltningen 😀 中", (3, 2)), Bar("Ingen ansvarig", (1, 0))],
    [Series(Tone.LATE, "Försenade"), Series(Tone.OPEN, "Löper på")],
    title="Vem bär hur många",
    description="Två enheter.",
    words=BarWords("Enhet", "Summa"),
)
PAPER = Paper("Uppföljning", [Heading(1, "Läget"), Picture(DRAWN)])
ROWS = [["Enhet", "Försenade", "Löper på", "Summa"], ["Socialförvaltningen 😀 中", "3", "2", "5"]]


def test_a_pdf_has_it_with_its_words_and_its_table() -> None:
    made = pdf(PAPER)
    assert made == pdf(PAPER)
    found = tags(made)
    assert "/Figure" in found
    assert found.count("/Table") == 1
    told = squeezed(words_of(made))
    assert "Ingenansvarig101" in told
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "Vem bär hur många. Två enheter." in {
            str(one.get("/Alt")) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        }
        assert document.open_metadata()["pdfuaid:part"] == "1"


def test_a_word_file_has_it_as_png_with_its_words_and_its_table() -> None:
    made = docx(PAPER)
    assert made == docx(PAPER)
    assert hidden_content(made) == []
    back = sections(made)[-1]
    assert back.heading == "Läget"
    assert back.tables[0][:2] == ROWS
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        [name] = [one for one in parts.namelist() if one.startswith("word/media/")]
        png = parts.read(name)
    [told] = [one for one in body.iter() if str(one.tag).endswith("}docPr")]
    assert told.get("descr") == "Vem bär hur många. Två enheter."
    assert chunks(png) <= {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"tRNS", b"sRGB", b"gAMA"}


def chunks(png: bytes) -> set[bytes]:
    """The names of the parts of a PNG: none of them may tell who made it or when."""
    at, found = 8, set()
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        found.add(name)
        at += 12 + length
    return found


def test_a_large_picture_is_drawn_in_a_child_like_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small = typeset.drawn(DRAWN.svg, DRAWN.width)
    monkeypatch.setattr(typeset, "SMALL", 0)
    assert typeset.drawn(DRAWN.svg, DRAWN.width) == small
