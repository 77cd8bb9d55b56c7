"""PDF: each page is read from its text layer where that can be trusted, else its picture is read by Tesseract."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdfium

from samfrid.reading.intake import LIMITS, Intake
from samfrid.reading.source import Page, Source, Unreadable
from samfrid.reading.sources.grid import tables
from samfrid.reading.sources.layout import lines_of
from samfrid.reading.sources.pdfium import PageText
from samfrid.reading.sources.quality import warnings_for
from samfrid.reading.sources.table_rows import Sheet
from samfrid.reading.sources.text import hosts_in

_SWEDISH_SMALL_WORDS = re.compile(r"\b(?:och|att|som|med|till|den|det|av|om|en|ett|kommun\w*)\b", re.I)
#: letters in Swedish prose that are å, ä or ö: about 6 %; below this share of a page's letters they have been lost
_MIN_DOTTED = 0.01
_PICTURE_PAGE = 0.5
#: from so few letters it cannot be told that å, ä and ö are missing; over a picture a doubt is enough to read that
_FEW, _FEW_OVER_PICTURE = 200, 100
_LETTERS = re.compile(r"[^\W\d_]+")
#: what a font without a map to letters gives
_LOST = re.compile("[\x00-\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")


def parse(intake: Intake) -> Source:
    """Parse a PDF. ``warnings`` has ``low_quality_scan`` where a page's picture was hard to read."""
    pdfium.FPDF_InitLibrary()
    document = _open(intake.data)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > LIMITS.pages:
            raise Unreadable("too_many_pages", f"Filen har {count} sidor. Högst {LIMITS.pages} kan läsas.")
        pages = []
        for index in range(count):
            pages.append(_page(document, index))
            if LIMITS.on_page:
                LIMITS.on_page(index + 1, count)
        title = _title(document)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not pages:
        raise Unreadable("broken", "PDF-filen saknar sidor eller är skadad.")
    if all(page.from_image for page in pages) and not _has_writing(pages):
        raise Unreadable("no_text", "Det finns ingen text att läsa i PDF-filens bilder.")
    words = "\n".join(line.text for page in pages for line in page.lines)
    return Source("pdf", tuple(pages), title=title, hosts=hosts_in(words), warnings=warnings_for(pages))


def _open(data: bytes) -> pdfium.FPDF_DOCUMENT:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Unreadable("password", "PDF-filen är skyddad med lösenord. Ta bort lösenordet och försök igen.")
    raise Unreadable("broken", "PDF-filen är skadad och kan inte öppnas.")


def _title(document: pdfium.FPDF_DOCUMENT) -> str | None:
    size = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if size <= 2 or size > 4000:
        return None
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip() or None


def _page(document: pdfium.FPDF_DOCUMENT, index: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page(index + 1, 0, 0, ())
    try:
        return _read_page(page, index + 1)
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: pdfium.FPDF_PAGE, number: int) -> Page:
    layer = PageText(page)
    try:
        frame = layer.frame
        marks, cover = layer.drawn()
        if _is_picture(layer, cover):
            from samfrid.reading.sources.ocr import read_picture
            from samfrid.reading.sources.scan import picture_of

            picture = picture_of(page, frame.width, frame.height)
            lines, misread = read_picture(picture, number, frame.width)
            return Page(number, frame.width, frame.height, lines, from_image=True, misread=misread)
        sheet = Sheet(number, frame.width, frame.height, layer.runs(), tables(marks))
        return Page(number, frame.width, frame.height, lines_of(sheet), from_image=cover > 0.9 and layer.is_invisible())
    finally:
        layer.close()


def _is_picture(layer: PageText, cover: float) -> bool:
    """Whether the page's picture must be read because its text layer is missing or cannot be trusted."""
    dots = sum(map(layer.text.count, "åäöÅÄÖ"))
    if dots > 2 * _MIN_DOTTED * len(layer.text) and len(layer.text) > 300 and "\ufffd" not in layer.text:
        return False  # Swedish beyond doubt: the closer looks below take longer
    letters = sum(map(len, _LETTERS.findall(layer.text)))
    if letters < 100 and cover > _PICTURE_PAGE:
        return True
    if not letters:
        return False
    if len(_LOST.findall(layer.text)) > 0.1 * len(layer.text):
        return True
    if letters < (_FEW_OVER_PICTURE if cover > _PICTURE_PAGE else _FEW):
        return False
    swedish = len(_SWEDISH_SMALL_WORDS.findall(layer.text)) > 0.05 * len(layer.text.split())
    return dots < _MIN_DOTTED * letters and swedish and (cover > _PICTURE_PAGE or layer.is_invisible())


def _has_writing(pages: list[Page]) -> bool:
    from samfrid.reading.sources.ocr import is_writing

    return is_writing(line for page in pages for line in page.lines)
