"""A paper's blocks in a Word document, by python-docx: headings by style, real numbering, heads that come again.

Where python-docx has no words for something (a list that begins again, a head row that comes again, a link within the
document, a field), its element is put in by name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Emu, Length, Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph
from lxml import etree

from samfrid.papers.paper import (
    Block,
    Bullets,
    Clauses,
    Facts,
    Heading,
    Notes,
    Paper,
    Picture,
    Quote,
    Run,
    Signature,
    Table,
    Text,
    Words,
    runs,
    spelled_out,
)
from samfrid.papers.styles import Styles, W, house_xml
from samfrid.papers.typeset import drawn

_LABEL_SHARE: Final = 0.32
_REFERENCE_SHARE: Final = 0.44
_SIDES: Final = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
#: A4 with 2.5 cm at the sides, for a template that does not say; the text is never taken to be narrower than the last
_PAGE, _TALL, _SIDE, _NARROWEST = Twips(11906), Twips(16838), Twips(1417), Twips(2000)
#: of a page's height that a picture takes at most: its table's caption is to be seen too
_ON_ONE_PAGE: Final = 0.85
_NONE: Final = Emu(0)


class Numbering:
    """The lists of a Word file; each of ours begins at 1."""

    def __init__(self, document: Document) -> None:
        self._root: Any = document.part.numbering_part.element
        used = [int(one.get(f"{W}abstractNumId", "0")) for one in self._root.findall(f"{W}abstractNum")]
        self._first = max(used, default=-1) + 1
        for offset, abstract in enumerate(list(parse_xml(house_xml("numbering.xml")))):
            abstract.set(f"{W}abstractNumId", str(self._first + offset))
            self._root.insert_element_before(abstract, "w:num", "w:numIdMacAtCleanup")
        self.bullets = self._add(1)

    def numbered(self) -> int:
        """A new list that counts from 1."""
        return self._add(0)

    def _add(self, offset: int) -> int:
        made = self._root.add_num(self._first + offset)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)


class Body:
    """Writes a paper's body with the styles and lists of one Word file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        section = document.sections[0]
        edges = [_SIDE if edge is None else edge for edge in (section.left_margin, section.right_margin)]
        tall = [_SIDE if edge is None else edge for edge in (section.top_margin, section.bottom_margin)]
        self._height = round(max((section.page_height or _TALL) - sum(tall), _NARROWEST) * _ON_ONE_PAGE)
        self._width = max((section.page_width or _PAGE) - sum(edges) - (section.gutter or _NONE), _NARROWEST)

    @property
    def styles(self) -> Styles:
        """The styles that it writes with."""
        return self._styles

    def write(self, paper: Paper, *, sender: bool) -> None:
        """Write the whole paper; ``sender`` says whether the letterhead is to tell who sends."""
        self._head(paper, paper.sender if sender else ())
        for block in spelled_out(paper.blocks):
            self._block(block)

    def _head(self, paper: Paper, sender: Sequence[str]) -> None:
        if sender or paper.reference or paper.kind:
            side = round(self._width * _REFERENCE_SHARE)
            table = self._table([self._width - side, side])
            margins: Any = OxmlElement("w:tblCellMar")
            for name in ("left", "right"):
                margins.append(OxmlElement(f"w:{name}", {f"{W}w": "0", f"{W}type": "dxa"}))
            table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
            left, right = _row(table).cells
            kind = [Run(paper.kind, bold=True)] if paper.kind else []
            _lines(left, map(Run, sender))
            _lines(right, [*kind, *(Run(f"{label}: {value}") for label, value in paper.reference)])
        if paper.recipient:
            self._air(6)
            for line in paper.recipient:
                self._paragraph(line).paragraph_format.space_after = _NONE
        self._paragraph(paper.title, "Title")

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._paragraph(block.text, f"Heading {block.level}")
        elif isinstance(block, Text):
            for words in block.paragraphs:
                self._paragraph(words)
        elif isinstance(block, Clauses):
            self._list("List Number", self._numbering.numbered(), block.items)
        elif isinstance(block, Bullets):
            self._list("List Bullet", self._numbering.bullets, block.items)
        elif isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Table):
            self._rows(block)
        elif isinstance(block, Picture):
            self._picture(block)
        elif isinstance(block, Quote):
            self._quote(block)
        elif isinstance(block, Signature):
            self._signature(block)
        else:
            self._notes(block)

    def _paragraph(self, words: Words, style: str = "") -> Paragraph:
        paragraph = self._document.add_paragraph(style=self._styles[style] if style else None)
        _say(paragraph, runs(words))
        return paragraph

    def _air(self, points: float) -> None:
        self._document.add_paragraph().paragraph_format.space_after = Pt(points)

    def _list(self, style: str, number: int, items: Iterable[Words]) -> list[Paragraph]:
        made = [self._paragraph(words, style) for words in items]
        for paragraph in made:
            properties: Any = paragraph._p.get_or_add_pPr()
            place = properties.get_or_add_numPr()
            place.get_or_add_ilvl().val = 0
            place.get_or_add_numId().val = number
        return made

    def _quote(self, block: Quote) -> None:
        self._paragraph(block.text, "Quote")
        if block.source:
            self._paragraph(f"– {block.source}", "Quote")

    def _signature(self, block: Signature) -> None:
        self._air(18)
        for place, line in enumerate(block.lines, 1):
            self._paragraph(line, "Signature").paragraph_format.keep_with_next = place < len(block.lines) or None

    def _notes(self, block: Notes) -> None:
        self._paragraph(block.title, "Heading 1")
        for index, paragraph in enumerate(self._list("endnote text", self._numbering.numbered(), block.items), 1):
            key = {f"{W}id": str(index)}
            begins: Any = OxmlElement("w:bookmarkStart", key | {f"{W}name": f"kalla{index}"})
            paragraph._p.insert_element_before(begins, "w:r")
            paragraph._p.append(OxmlElement("w:bookmarkEnd", key))

    def _facts(self, block: Facts) -> None:
        label = round(self._width * _LABEL_SHARE)
        table = self._table([label, self._width - label], first_column=True)
        for name, value in block.pairs:
            for cell, words in zip(_row(table).cells, (name, value), strict=True):
                self._cell(cell, runs(words))
        self._air(3)

    def _rows(self, block: Table) -> None:
        if block.caption:
            self._paragraph(block.caption, "Caption").paragraph_format.keep_with_next = True
        total = sum(block.widths)
        table = self._table([round(self._width * share / total) for share in block.widths], first_row=True)
        if block.caption:
            # what a reader of the screen calls the table
            table._tbl.tblPr.append(OxmlElement("w:tblCaption", {f"{W}val": block.caption}))
        for cell, text, side in zip(_row(table, head=True).cells, block.head, block.align, strict=True):
            self._cell(cell, [Run(text)], side)
        model = _row(table)
        for cell, side in zip(model.cells, block.align, strict=True):
            self._cell(cell, (), side)
        table._tbl.remove(model._tr)
        for texts in block.rows:
            # a copy of a finished row: ten thousand rows made one by one take nine times as long
            row = deepcopy(model._tr)
            for place, text in zip(row.tc_lst, texts, strict=True):
                if text:
                    place.p_lst[0].add_r().text = text
            table._tbl.append(row)
        self._air(3)

    def _picture(self, block: Picture) -> None:
        """As PNG, which every Word shows, as wide as the text where that leaves it on one page."""
        picture = block.drawn
        width = min(self._width, round(self._height * picture.width / max(picture.height, 1)))
        paragraph = self._paragraph("")
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        shape: Any = run.add_picture(io.BytesIO(drawn(picture.svg, picture.width)), width=Emu(width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("title", picture.title)

    def _cell(self, cell: Any, words: Iterable[Run], side: str = "left") -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self._styles["Samfrid Table Text"]
        if side in _SIDES:
            paragraph.alignment = _SIDES[side]
        _say(paragraph, words)

    def _table(self, widths: Sequence[int], *, first_row: bool = False, first_column: bool = False) -> WordTable:
        """A table without rows yet; with a head in its first row or column it has the style of those that are read."""
        table: WordTable = self._document.add_table(
            0, len(widths), self._styles.table if first_row or first_column else None
        )
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        properties = table._tbl.tblPr
        look: Any = properties.find(f"{W}tblLook")
        look.set(f"{W}firstRow", str(int(first_row)))
        look.set(f"{W}firstColumn", str(int(first_column)))
        look.set(f"{W}noHBand", "1")
        look.set(f"{W}val", f"{0x0600 + 0x20 * first_row + 0x80 * first_column:04X}")
        size: Any = properties.find(f"{W}tblW")
        size.set(f"{W}type", "dxa")
        size.set(f"{W}w", str(Length(sum(widths)).twips))
        return table


def _row(table: WordTable, *, head: bool = False) -> _Row:
    """A new row that no page parts; a head comes again on each page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def _lines(cell: Any, lines: Iterable[Run]) -> None:
    """Lines of the letterhead, close together."""
    for index, line in enumerate(lines):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = _NONE
        _say(paragraph, [line])


def _say(paragraph: Paragraph, parts: Iterable[Run]) -> None:
    """Runs, each followed by the number of its note, which leads there."""
    for part in parts:
        if part.text:
            run = paragraph.add_run(part.text)
            if part.bold:
                run.font.bold = run.font.cs_bold = True
        if part.note:
            mark = paragraph.add_run(str(part.note))
            mark.font.superscript = True
            _wrap(mark, OxmlElement("w:hyperlink", {f"{W}anchor": f"kalla{part.note}", f"{W}history": "1"}))


def number_pages(paragraph: Paragraph, word: str) -> None:
    """The page's number and how many pages there are: "Sida 1 (3)"."""
    for before, name in ((f"{word} ", "PAGE"), (" (", "NUMPAGES")):
        paragraph.add_run(before)
        _wrap(paragraph.add_run("1"), OxmlElement("w:fldSimple", {f"{W}instr": f" {name} "}))
    paragraph.add_run(")")


def _wrap(run: Any, element: etree._Element) -> None:
    """Put a run within an element that stands where it stood."""
    run._r.addprevious(element)
    element.append(run._r)
