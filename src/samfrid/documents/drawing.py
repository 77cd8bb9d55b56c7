"""Draws the pages of a file as pictures. Run as a program of its own, in a child that has little to lose:

    python -m samfrid.documents.drawing FILE FOLDER

Knows no database and no settings: what a hostile file could reach here is its own copy on paper. Writes
``0001.webp`` … to the folder and prints ``[[width, height], …]`` in pixels. A file that has no pages (text, HTML, Word)
gives ``[]``.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageSequence

from samfrid.reading.confined import leave_files, leave_network

#: pixels; sharp on a common screen with half of it for the page, about 100 kB a page
WIDTH: Final = 1200
#: a page that is taller than this in proportion is drawn narrower
MOST_HEIGHT: Final = 4000
MOST_PAGES: Final = 400
#: of the address space
MEMORY: Final = 600 * 2**20
CPU_SECONDS: Final = 240
#: of one picture
MOST_BYTES: Final = 16 * 2**20
#: pixels of a picture that is opened at all: an A3 page at 600 dpi is 70 million
MOST_PIXELS: Final = 120_000_000


def _limit() -> None:
    """Take away what the work does not need: memory, time, large files, a core left behind, and the network."""
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in limits:
        resource.setrlimit(kind, (value, value))
    leave_network()


def draw(path: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """Draw every page of ``path`` into ``folder``, with the size of each picture as it is done."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        pages = _pdf_pages(path)
    elif head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF")):
        pages = _picture_pages(path)
    else:
        return
    for number, picture in enumerate(pages, start=1):
        picture.save(folder / f"{number:04d}.webp", "WEBP", quality=72, method=2)
        yield picture.size


def _size(width: float, height: float) -> tuple[int, int]:
    scale = min(WIDTH / max(width, 1), MOST_HEIGHT / max(height, 1))
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _pdf_pages(path: Path) -> Iterator[Image.Image]:
    pdf = pypdfium2.PdfDocument(path)
    for index in range(min(len(pdf), MOST_PAGES)):
        page = pdf[index]
        width, _height = _size(*page.get_size())
        yield page.render(scale=width / max(page.get_width(), 1)).to_pil().convert("RGB")
        page.close()


def _picture_pages(path: Path) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(path) as picture:
        for index, frame in enumerate(ImageSequence.Iterator(picture)):
            if index >= MOST_PAGES:
                return
            yield frame.convert("RGB").resize(_size(*frame.size), Image.Resampling.BOX)


if __name__ == "__main__":
    _limit()
    leave_files(Path(sys.argv[2]))
    sys.stdout.write(json.dumps(list(draw(Path(sys.argv[1]), Path(sys.argv[2])))))
