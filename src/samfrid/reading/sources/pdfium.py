"""One page of a PDF through PDFium: runs of words with boxes, what is drawn, and what kind of text layer it has.

PDFium is asked as little as possible: a page's text in one call, then a box for each stretch of a line; single letters
are only looked at where a column may go through a line.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

from samfrid.reading.sources.bands import Run
from samfrid.reading.sources.grid import Mark

_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.I)
_INVISIBLE = 3
#: more drawn objects than this are not looked through for rules: a map or a drawing, not a table
_MAX_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page and how it is turned: from PDF's coordinates to points from the top left."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box given in the page's own coordinates."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.turn == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.turn == 1:
            return y0, x0, y1, x1
        if self.turn == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.width - y1, self.height - x1, self.width - y0, self.height - x0


class PageText:
    """The text layer of one page. Close it with :meth:`close`."""

    def __init__(self, page: pdfium.FPDF_PAGE) -> None:
        self._page = page
        self._text = pdfium.FPDFText_LoadPage(page)
        self._count = max(pdfium.FPDFText_CountChars(self._text), 0) if self._text else 0
        self.frame = _frame(page)
        self.text = self._read()
        self._doubles = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(double) for double in self._doubles]
        self._matrix = pdfium.FS_MATRIX()
        self._fonts: dict[int, bool] = {}

    def close(self) -> None:
        """Give the memory back."""
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
            self._text = None

    def _read(self) -> str:
        """The page's characters, one for each of PDFium's indices."""
        if not self._count:
            return ""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        got = pdfium.FPDFText_GetText(self._text, 0, self._count, buffer)
        text = bytes(buffer)[: max(got - 1, 0) * 2].decode("utf-16-le", "replace")
        if len(text) != self._count:  # characters outside the first plane, or left out by PDFium: take them one by one
            codes = (pdfium.FPDFText_GetUnicode(self._text, index) for index in range(self._count))
            text = "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)
        return text

    def runs(self) -> list[Run]:
        """The stretches of words on the page, in the order of the file."""
        runs: list[Run] = []
        for match in _LINE.finditer(self.text):
            start, end = match.span()
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                self._line(start, end, runs)
        frame = self.frame
        return [
            run
            for run in runs
            if run.right > 0 and run.bottom > 0 and run.left < frame.width and run.top < frame.height
        ]

    def _line(self, start: int, end: int, runs: list[Run]) -> None:
        """The runs of one line as PDFium sees it: one where its stretches follow each other closely, else its words."""
        boxes = self._rects(start, end - start)
        if not boxes:
            return
        size, bold = self._look(start)
        for before, after in pairwise(boxes):
            apart = after[0] - before[2] > 0.8 * size or after[0] < before[0] - 1
            other_height = abs((after[1] + after[3]) - (before[1] + before[3])) > 0.35 * size
            if apart or other_height:
                runs += self._words(start, end)
                return
        if bold != self._look(end - 1)[1]:
            bold = False
        runs.append(Run(self._string(start, end), *_around(boxes), size, bold, 1.0, lambda: self._words(start, end)))

    def _string(self, start: int, end: int) -> str:
        return self.text[start:end].replace("\x02", "-").replace("\ufffe", "-")

    def _rects(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        left, top, right, bottom = self._doubles
        found = []
        for index in range(max(pdfium.FPDFText_CountRects(self._text, start, count), 0)):
            if pdfium.FPDFText_GetRect(self._text, index, *self._refs):
                found.append(self.frame.place(left.value, bottom.value, right.value, top.value))
        return found

    def _look(self, index: int) -> tuple[float, bool]:
        """The size in points of a character, and whether it is bold."""
        size = pdfium.FPDFText_GetFontSize(self._text, index)
        if pdfium.FPDFText_GetMatrix(self._text, index, self._matrix):
            scale = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
            size *= scale or 1.0
        return max(abs(size), 1.0), self._is_bold(index)

    def _is_bold(self, index: int) -> bool:
        item = pdfium.FPDFText_GetTextObject(self._text, index)
        font = pdfium.FPDFTextObj_GetFont(item) if item else None
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, 200)
            self._fonts[key] = bool(_BOLD_NAME.search(name.value)) or pdfium.FPDFFont_GetWeight(font) >= _BOLD
        return self._fonts[key]

    def _words(self, start: int, end: int) -> list[Run]:
        words: list[Run] = []
        for match in _WORD.finditer(self.text, start, end):
            first, last = match.span()
            size, bold = self._look(first)
            mark = last
            while mark - 1 > first and self.text[mark - 1].isdigit() and self._is_raised(mark - 1, first, size):
                mark -= 1  # a footnote's number, glued to the word
            for part_start, part_end in ((first, mark), (mark, last)):
                boxes = self._rects(part_start, part_end - part_start) if part_end > part_start else []
                if boxes:
                    look = (size, bold) if part_start == first else self._look(part_start)
                    words.append(Run(self._string(part_start, part_end), *_around(boxes), *look))
        return words

    def _is_raised(self, index: int, other: int, size: float) -> bool:
        (box, *_), (base, *_) = self._rects(index, 1) or [(0.0,) * 4], self._rects(other, 1) or [(0.0,) * 4]
        return box[3] < base[3] - 0.3 * size

    def is_invisible(self) -> bool:
        """Whether the text is laid invisibly over a picture, as programs for character recognition do."""
        seen = hidden = 0
        for index in range(0, self._count, max(self._count // 12, 1)):
            item = pdfium.FPDFText_GetTextObject(self._text, index)
            if item:
                seen += 1
                hidden += pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
        return seen > 0 and hidden * 2 > seen

    def drawn(self) -> tuple[list[Mark], float]:
        """The boxes of drawn paths, and the largest share of the page that one picture covers."""
        marks: list[Mark] = []
        cover = 0.0
        area = max(self.frame.width * self.frame.height, 1.0)
        floats = [ctypes.c_float() for _ in range(4)]
        refs = [ctypes.byref(value) for value in floats]
        count = pdfium.FPDFPage_CountObjects(self._page)
        for index in range(min(count, _MAX_OBJECTS)):
            item = pdfium.FPDFPage_GetObject(self._page, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT or not pdfium.FPDFPageObj_GetBounds(item, *refs):
                continue
            box = self.frame.place(*(value.value for value in floats))
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                marks.append(Mark(*box))
            elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
                cover = max(cover, (box[2] - box[0]) * (box[3] - box[1]) / area)
        return marks, min(cover, 1.0)


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    if len(boxes) == 1:  # most stretches
        return boxes[0]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _frame(page: pdfium.FPDF_PAGE) -> Frame:
    box = pdfium.FS_RECTF()
    left = bottom = 0.0
    if pdfium.FPDF_GetPageBoundingBox(page, box):
        left, bottom = box.left, box.bottom
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return Frame(left, bottom, max(width, 1.0), max(height, 1.0), pdfium.FPDFPage_GetRotation(page) % 4)
