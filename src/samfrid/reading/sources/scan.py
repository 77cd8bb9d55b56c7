"""The picture of a PDF page that must be read: the scanner's own picture where the page is that, else a rendering.

Taking the picture out costs a tenth of rendering the page, and a picture of 200 dots an inch is read as well as it is:
made larger it only costs more.
"""

from __future__ import annotations

import ctypes
import io

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
#: a JPEG of more dots an inch than are read must keep this many when each second is taken; none larger is opened
_LEAST_LEFT_DPI = 250
_MOST_OPENED = 4 * 4 * MAX_PIXELS


def picture_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Image.Image:
    """The grey picture of a page as it is shown; ``width`` and ``height`` in points."""
    item, alone = _largest(page, width * height)
    dpi = float(USUAL_DPI)
    if item is not None:
        about = pdfium.FPDF_IMAGEOBJ_METADATA()
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFImageObj_GetImageMetadata(item, page, about) and pdfium.FPDFPageObj_GetMatrix(item, matrix):
            across, down = about.horizontal_dpi, about.vertical_dpi
            own = max(across, down)
            dpi = _within(own)
            even = across and abs(down / across - 1) < _SQUARE
            straight = matrix.a > 0 and matrix.d > 0 and not matrix.b and not matrix.c
            if alone and even and straight:
                taken = _taken(item, about, own, fits=own == dpi)
                if taken is not None:
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
    count = pdfium.FPDFPage_CountObjects(page)
    found, size, alone = None, 0.0, count <= _MOST_OBJECTS
    for index in range(min(count, _MOST_OBJECTS)):
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


def _taken(
    item: pdfium.FPDF_PAGEOBJECT, about: pdfium.FPDF_IMAGEOBJ_METADATA, dpi: float, *, fits: bool
) -> Image.Image | None:
    """A picture's own pixels in grey, or None if they are of an unusual kind or more than is read."""
    plain = about.colorspace in _PLAIN_COLOURS or about.bits_per_pixel == 1
    if not plain or about.width * about.height > _MOST_OPENED:
        return None
    picture = _jpeg(item, about, dpi) if about.bits_per_pixel >= 8 else None
    if picture is None and fits and about.width * about.height <= MAX_PIXELS:
        picture = _bitmap(item)
    return picture if picture is not None and picture.width * picture.height <= MAX_PIXELS else None


def _jpeg(item: pdfium.FPDF_PAGEOBJECT, about: pdfium.FPDF_IMAGEOBJ_METADATA, dpi: float) -> Image.Image | None:
    """A picture that is kept as JPEG, unpacked as grey at once, of many dots an inch only each second or fourth.

    What comes out darker than paper may be kept the other way round; PDFium knows, and is asked instead.
    """
    step = next((step for step in (1, 2, 4) if dpi / step <= MOST_DPI), 0)
    if not step or dpi / step < (LEAST_DPI if step == 1 else _LEAST_LEFT_DPI) or not _is_jpeg(item):
        return None
    length = pdfium.FPDFImageObj_GetImageDataRaw(item, None, 0)
    data = ctypes.create_string_buffer(length)
    pdfium.FPDFImageObj_GetImageDataRaw(item, data, length)
    try:
        kept = Image.open(io.BytesIO(data), formats=("JPEG",))
        if kept.size != (about.width, about.height) or kept.mode not in ("L", "RGB"):
            return None
        kept.draft("L", (about.width // step, about.height // step))
        kept.load()
    except (OSError, SyntaxError, ValueError):
        return None
    picture = kept if kept.mode == "L" else kept.convert("L")
    return picture if _is_light(picture) else None


def _is_jpeg(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    name = ctypes.create_string_buffer(16)
    return (
        pdfium.FPDFImageObj_GetImageFilterCount(item) == 1
        and pdfium.FPDFImageObj_GetImageFilter(item, 0, name, len(name)) > 0
        and name.value == b"DCTDecode"
    )


def _is_light(picture: Image.Image) -> bool:
    """Whether a picture is mostly paper, by a few of its pixels."""
    some = picture.resize((64, 64), Image.Resampling.NEAREST).histogram()
    return sum(some[128:]) > sum(some[:128])


def _bitmap(item: pdfium.FPDF_PAGEOBJECT) -> Image.Image | None:
    """A picture's pixels as PDFium unpacks them, or None if they are of an unusual kind."""
    bitmap = pdfium.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return None
    try:
        mode = _MODES.get(pdfium.FPDFBitmap_GetFormat(bitmap))
        picture = _image(bitmap, *mode) if mode else None
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return picture if picture is None or picture.mode == "L" else picture.convert("L")


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
    assert stride >= size[0] * depth
    kind = ctypes.c_ubyte * (stride * size[1])
    return Image.frombytes(mode, size, kind.from_address(pdfium.FPDFBitmap_GetBuffer(bitmap)), "raw", raw, stride, 1)
