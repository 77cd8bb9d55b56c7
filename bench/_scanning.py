"""Pages of text as scanners give them, for :mod:`bench.scans`: rendered, worn at three qualities, and compared.

Everything is seeded: the same text gives the same pixels.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

TEXT = Path(__file__).with_name("scan_text.txt")
FONTS = ("Times-Roman", "Helvetica")
_COLUMNS = 88
_LEADING = 15
_SIGNS = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Quality:
    """How a page was scanned: dots an inch, degrees askew, grains of noise, blur in pixels, black and white alone."""

    name: str
    dpi: int
    skew: float = 0.0
    noise: int = 0
    blur: float = 0.0
    jpeg: int = 0
    fax: bool = False


CLEAN = Quality("clean, 300 dpi", 300)
OFFICE = Quality("office scan, 200 dpi", 200, skew=0.8, noise=60, blur=0.7, jpeg=45)
FAX = Quality("fax, 200 dpi black and white", 200, skew=-0.6, noise=112, blur=0.9, fax=True)
QUALITIES = (CLEAN, OFFICE, FAX)


def pages(text: str) -> list[list[str]]:
    """The pages of a text as printed lines; an empty line ends a page, a line is a paragraph."""
    found: list[list[str]] = []
    for page in text.split("\n\n"):
        lines = [line for line in page.splitlines() if line and not line.startswith("#")]
        found.append([printed for line in lines for printed in wrap(line, _COLUMNS, break_on_hyphens=False)])
    return [page for page in found if page]


def pdf_of(page: Sequence[str], font: str = FONTS[0], size: float = 11) -> bytes:
    """One page of lines as a PDF with text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont(font, size)
    for number, line in enumerate(page):
        canvas.drawString(70, A4[1] - 70 - _LEADING * number, line)
    canvas.save()
    return buffer.getvalue()


def rendered(data: bytes, dpi: int) -> Image.Image:
    """The first page of a PDF as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    picture: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


def scanned(data: bytes, quality: Quality, seed: int = 0) -> Image.Image:
    """The first page of a PDF as a scanner of that quality gives it."""
    picture = rendered(data, quality.dpi)
    if quality.skew:
        picture = picture.rotate(quality.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if quality.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(quality.blur))
    if quality.noise:
        grain = Image.frombytes("L", picture.size, random.Random(seed).randbytes(picture.width * picture.height))
        grain = grain.filter(ImageFilter.GaussianBlur(0.5)).point(lambda v: 128 + (v - 128) * quality.noise // 128)
        picture = ImageChops.add(picture, grain, 1, -128)
    if quality.fax:
        picture = picture.point(lambda v: 255 * (v > 150))
    if quality.jpeg:
        picture.save(buffer := io.BytesIO(), "JPEG", quality=quality.jpeg)
        picture = Image.open(buffer).convert("L")
    return picture


def picture_pdf(pictures: Sequence[Image.Image], quality: Quality) -> bytes:
    """A PDF whose pages are pictures alone, kept as such scanners keep them."""
    kept = [picture.convert("1", dither=Image.Dither.NONE) if quality.fax else picture for picture in pictures]
    buffer = io.BytesIO()
    kept[0].save(buffer, "PDF", resolution=quality.dpi, save_all=True, append_images=kept[1:])
    return buffer.getvalue()


def compared(right: Sequence[str], read: Sequence[str]) -> list[tuple[str, str]]:
    """The words of two texts side by side with as few differences as can be; "" where one has no such word."""
    width = len(read) + 1
    costs = [list(range(width))]
    for row, word in enumerate(right, 1):
        above, current = costs[-1], [row]
        for column, other in enumerate(read, 1):
            current.append(min(above[column] + 1, current[-1] + 1, above[column - 1] + (word != other)))
        costs.append(current)
    return list(_back(right, read, costs))[::-1]


def _back(right: Sequence[str], read: Sequence[str], costs: list[list[int]]) -> Iterator[tuple[str, str]]:
    row, column = len(right), len(read)
    while row or column:
        here = costs[row][column]
        if row and column and here == costs[row - 1][column - 1] + (right[row - 1] != read[column - 1]):
            row, column = row - 1, column - 1
            yield right[row], read[column]
        elif row and here == costs[row - 1][column] + 1:
            row -= 1
            yield right[row], ""
        else:
            column -= 1
            yield "", read[column]


def word_errors(right: str, read: str) -> tuple[int, int]:
    """Words that differ, are missing or too many, and the words of the right text."""
    words = plain(right).split()
    return sum(a != b for a, b in compared(words, plain(read).split())), len(words)


def plain(text: str) -> str:
    """A text with one kind of dashes and quotation marks: which one was read is no error of a word."""
    return text.translate(_SIGNS)
