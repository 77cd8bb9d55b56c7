"""The picture of a PDF page that must be read: the scanner's own picture where the page is that, else a rendering.

Taking the picture out costs a tenth of rendering the page, and a picture of 200 dots an inch is read as well as it is:
made larger it only costs more.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium
from PIL import Image

from samfrid.reading.source import Unreadable
from samfrid.reading.sources.picture import TURNS

#: the most pixels that are given to Tesseract: an A3 page at 300 dots an inch
MAX_PIXELS = 18_000_000
_POINT = 72
#: dots an inch that are read well as they are; pages of less are rendered with the least, of more with the usual
LEAST_DPI, USUAL_DPI, MOST_DPI = 150, 300, 330
#: a picture covers the page if it leaves out no more than this share of it
_EDGE = 0.02
_SQUARE = 0.03
_MODES = {
    pdfium.FPDFBitmap_Gray: ("L", "L", 1),
    pdfium.FPDFBitmap_BGR: ("RGB", "BGR", 3),
    pdfium.FPDFBitmap_BGRx: ("RGB", "BGRX", 4),
}
_PLAIN_COLOURS = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_DEVICERGB, pdfium.FPDF_COLORSPACE_ICCBASED)
_MOST_OBJECTS = 5_000


def picture_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Image.Image:
    """The grey picture of a page as it is shown; ``width`` and ``height`` in points."""
    item, alone = _largest(page, width * height)
    dpi = float(USUAL_DPI)
    if item is not None:
        about = pdfium.FPDF_IMAGEOBJ_METADATA()
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFImageObj_GetImageMetadata(item, page, about) and pdfium.FPDFPageObj_GetMatrix(item, matrix):
            across, down = about.horizontal_dpi, about.vertical_dpi
            dpi = _within(max(across, down))
            even = across and abs(down / across - 1) < _SQUARE
            straight = matrix.a > 0 and matrix.d > 0 and not matrix.b and not matrix.c
            usable = about.bits_per_pixel >= 8 and about.colorspace in _PLAIN_COLOURS
            if alone and even and straight and usable and dpi == max(across, down):
                taken = _taken(item)
                if taken is not None and taken.width * taken.height <= MAX_PIXELS:
                    return _as_shown(taken, page)
    return _rendered(page, width, height, dpi)


def _within(dpi: float) -> float:
    """The dots an inch to read with: the picture's own if they are neither too few nor too many."""
    if dpi > MOST_DPI:
        return USUAL_DPI
    return dpi if dpi >= LEAST_DPI else min(max(2 * dpi, LEAST_DPI), USUAL_DPI)


def _largest(page: pdfium.FPDF_PAGE, area: float) -> tuple[pdfium.FPDF_PAGEOBJECT | None, bool]:
    """The largest picture on a page, and whether it is all that can be seen there."""
    edges = [ctypes.c_float() for _ in range(4)]
    found, size, alone = None, 0.0, True
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            alone = alone and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            continue
        alone = alone and kind == pdfium.FPDF_PAGEOBJ_IMAGE and found is None
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) > size:
                found, size = item, (right - left) * (top - bottom)
    whole = abs(size / max(area, 1.0) - 1) < _EDGE
    transparent = found is not None and pdfium.FPDFPageObj_HasTransparency(found)
    return found, alone and whole and not transparent


def _taken(item: pdfium.FPDF_PAGEOBJECT) -> Image.Image | None:
    """A picture's own pixels in grey, or None if they are of an unusual kind."""
    bitmap = pdfium.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return None
    try:
        mode = _MODES.get(pdfium.FPDFBitmap_GetFormat(bitmap))
        return _image(bitmap, *mode).convert("L") if mode else None
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _as_shown(picture: Image.Image, page: pdfium.FPDF_PAGE) -> Image.Image:
    """Turned as the page says that it is to be shown."""
    turn = (4 - pdfium.FPDFPage_GetRotation(page)) % 4
    return picture.transpose(TURNS[turn]) if turn else picture


def _rendered(page: pdfium.FPDF_PAGE, width: float, height: float, dpi: float) -> Image.Image:
    scale = min(dpi / _POINT, (MAX_PIXELS / (width * height)) ** 0.5)
    columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise Unreadable("memory", "En sida är för stor för att läsas.")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, pdfium.FPDF_GRAYSCALE)
        return _image(bitmap, "L", "L", 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _image(bitmap: pdfium.FPDF_BITMAP, mode: str, raw: str, depth: int) -> Image.Image:
    size = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * size[1])
    assert stride >= size[0] * depth
    return Image.frombytes(mode, size, data, "raw", raw, stride, 1)
