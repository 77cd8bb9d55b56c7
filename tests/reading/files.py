"""Files made for the tests of the parsers: small, and each with the one trait that its test is about."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import docx
import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SENTENCE = (
    "Socialnämnden beslutar att kommunen ska ta fram en handlingsplan mot våld i nära relationer och följa upp den."
)


def pdf(*pages: Iterable[tuple[float, float, str]], size: float = 11, encrypt: str | None = None) -> bytes:
    """A PDF with text at places in points from the top left."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt)
    for page in pages:
        canvas.setFont("Times-Roman", size)
        for left, top, text in page:
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(count: int = 12, top: float = 100) -> list[tuple[float, float, str]]:
    """Lines of running text for a page."""
    return [(70, top + 16 * number, SENTENCE[:90]) for number in range(count)]


def picture_of(data: bytes, dpi: int = 200, turn: float = 0) -> Image.Image:
    """The first page of a PDF as a scanner would see it."""
    document = pypdfium2.PdfDocument(data)
    picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    turned: Image.Image = picture.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255)
    return turned


def picture_pdf(picture: Image.Image, dpi: int = 200) -> bytes:
    """A PDF whose page is a picture alone."""
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=dpi)
    return buffer.getvalue()


def png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def cat() -> Image.Image:
    """A cat: ears, eyes, whiskers, and not a word."""
    picture = Image.new("RGB", (900, 900), "beige")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(250, 350), (300, 120), (430, 280)], fill="grey")
    draw.polygon([(650, 350), (600, 120), (470, 280)], fill="grey")
    draw.ellipse((220, 230, 680, 700), fill="grey")
    for x in (360, 540):
        draw.ellipse((x - 35, 380, x + 35, 460), fill="yellow")
        draw.ellipse((x - 10, 385, x + 10, 455), fill="black")
    draw.polygon([(430, 520), (470, 520), (450, 550)], fill="pink")
    for y in (540, 570, 600):
        draw.line([(420, 560), (180, y - 30)], fill="black", width=3)
        draw.line([(480, 560), (720, y - 30)], fill="black", width=3)
    return picture


def word(*paragraphs: str) -> bytes:
    """A DOCX with plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """A python-docx document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A zip with one member replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content)
    return buffer.getvalue()


def bomb(unpacked: int, stated: int | None = None) -> bytes:
    """A DOCX whose document unpacks to ``unpacked`` bytes of spaces; its directory says ``stated``."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, check, block = [], 0, b" " * 2**20
    for _ in range(unpacked // len(block)):
        packed.append(squeezer.compress(block))
        check = zlib.crc32(block, check)
    packed.append(squeezer.flush())
    body = b"".join(packed)
    says = unpacked if stated is None else stated
    name = b"word/document.xml"
    sizes = struct.pack("<III", check, len(body), min(says, 0xFFFFFFFE))
    local = struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(name), 0) + name
    entry = struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 0) + sizes
    entry += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    start = len(local) + len(body)
    return local + body + entry + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry), start, 0)
