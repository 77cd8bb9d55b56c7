"""Pictures of pages: photographs and scans as PNG, JPEG, TIFF … A picture without text is refused as such."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from samfrid.reading.intake import LIMITS, Intake
from samfrid.reading.source import Page, Source, Unreadable
from samfrid.reading.sources.ocr import is_writing, read_picture
from samfrid.reading.sources.quality import warnings_for
from samfrid.reading.sources.scan import LEAST_DPI, MAX_PIXELS, MOST_DPI, USUAL_DPI
from samfrid.reading.sources.text import hosts_in

#: a picture that says that it is larger than this is not opened
_MAX_OPENED_PIXELS = 120_000_000
_USUAL_DPI = (150, 400)
_POINT = 72
_A4_INCHES = 8.27


def parse(intake: Intake) -> Source:
    """Read every frame of a picture file as a page."""
    pages: list[Page] = []
    try:
        with Image.open(io.BytesIO(intake.data)) as picture:
            if picture.width * picture.height > _MAX_OPENED_PIXELS:
                raise Unreadable("too_large", "Bilden har för många bildpunkter för att läsas.")
            if getattr(picture, "n_frames", 1) > LIMITS.pages:
                raise Unreadable("too_many_pages", f"Bilden har för många sidor. Högst {LIMITS.pages} kan läsas.")
            frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
            for number, frame in enumerate(frames, 1):
                pages.append(_page(frame, number))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Unreadable("broken", "Bilden är skadad och kan inte öppnas.") from error
    if not is_writing(line for page in pages for line in page.lines):
        raise Unreadable("no_text", "Det finns ingen text i bilden att läsa.")
    words = "\n".join(line.text for page in pages for line in page.lines)
    return Source("image", tuple(pages), hosts=hosts_in(words), warnings=warnings_for(pages))


def _page(frame: Image.Image, number: int) -> Page:
    grey = _grey(ImageOps.exif_transpose(frame))
    dpi = frame.info.get("dpi", (0, 0))[0]
    if not _USUAL_DPI[0] <= dpi <= _USUAL_DPI[1]:  # a camera's or a screen's figure says nothing: take it for A4
        dpi = min(grey.size) / _A4_INCHES
    wanted = 1.0 if LEAST_DPI <= dpi <= MOST_DPI else USUAL_DPI / dpi
    scale = min(wanted, (MAX_PIXELS / (grey.width * grey.height)) ** 0.5, 3.0)
    width, height = grey.width / dpi * _POINT, grey.height / dpi * _POINT
    if scale != 1.0:
        size = max(round(grey.width * scale), 1), max(round(grey.height * scale), 1)
        grey = grey.resize(size, Image.Resampling.BILINEAR)
    lines, misread = read_picture(grey, number, width)
    return Page(number, width, height, lines, from_image=True, misread=misread)


def _grey(frame: Image.Image) -> Image.Image:
    """Grey on white: what is transparent is paper."""
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        frame = frame.convert("RGBA")
        paper = Image.new("RGBA", frame.size, "white")
        frame = Image.alpha_composite(paper, frame)
    return frame.convert("L")
