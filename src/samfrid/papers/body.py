"""A paper's blocks as WordprocessingML (ECMA-376, part 1): headings by style, real numbering, heads that come again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from lxml import etree

from samfrid.papers.paper import (
    Block,
    Bullets,
    Clauses,
    Facts,
    Heading,
    Notes,
    Paper,
    Quote,
    Run,
    Signature,
    Table,
    Text,
    runs,
)
from samfrid.papers.styles import WORD, Styles, W, house_xml

_LABEL_SHARE: Final = 0.32
_REFERENCE_SHARE: Final = 0.44


class Numbering:
    """The lists of a Word file; each of ours begins at 1."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        used = [int(one.get(f"{W}abstractNumId", "0")) for one in root.findall(f"{W}abstractNum")]
        nums = [int(one.get(f"{W}numId", "0")) for one in root.findall(f"{W}num")]
        self._first = max(used, default=-1) + 1
        self._last = max(nums, default=0)
        place = next(
            (i for i, child in enumerate(root) if child.tag in (f"{W}num", f"{W}numIdMacAtCleanup")), len(root)
        )
        for offset, abstract in enumerate(etree.fromstring(house_xml("numbering.xml")).findall(f"{W}abstractNum")):
            abstract.set(f"{W}abstractNumId", str(self._first + offset))
            root.insert(place + offset, abstract)
        self._bullets = self._add(1)

    def numbered(self) -> int:
        """A new list that counts from 1."""
        return self._add(0)

    def bullets(self) -> int:
        """The list of points."""
        return self._bullets

    def _add(self, offset: int) -> int:
        self._last += 1
        num = etree.Element(f"{W}num", {f"{W}numId": str(self._last)})
        etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": str(self._first + offset)})
        level = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        etree.SubElement(level, f"{W}startOverride", {f"{W}val": "1"})
        last = self.root.findall(f"{W}num")
        self.root.insert(self.root.index(last[-1]) + 1 if last else len(self.root), num)
        return self._last


class Body:
    """Writes a paper's body with the styles and lists of one Word file."""

    def __init__(self, styles: Styles, numbering: Numbering, width: int, *, sender: bool) -> None:
        self._styles = styles
        self._numbering = numbering
        self._width = width
        self._sender = sender

    def xml(self, paper: Paper, section: str) -> bytes:
        """The document part: the paper, then the page set-up."""
        content = "".join((*self._head(paper), *(part for block in paper.blocks for part in self._block(block))))
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:document xmlns:w="{WORD}"><w:body>{content}{section}</w:body></w:document>'
        ).encode()

    def _head(self, paper: Paper) -> Iterator[str]:
        sender = paper.sender if self._sender else ()
        if sender or paper.reference or paper.kind:
            left = "".join(_paragraph(_words([Run(line)]), after=0) for line in sender) or "<w:p/>"
            right = _paragraph(_words([Run(paper.kind, bold=True)]), after=0) if paper.kind else ""
            for label, value in paper.reference:
                right += _paragraph(_words([Run(f"{label}: {value}")]), after=0)
            side = round(self._width * _REFERENCE_SHARE)
            yield _layout([self._width - side, side], [left, right or "<w:p/>"])
        if paper.recipient:
            yield _paragraph("", after=120)
            yield from (_paragraph(_words([Run(line)]), after=0) for line in paper.recipient)
        yield _paragraph(_words([Run(paper.title)]), self._styles.id("Title"))

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield _paragraph(_words([Run(block.text)]), self._styles.id(f"heading {block.level}"))
        elif isinstance(block, Text):
            yield from (_paragraph(_words(runs(words))) for words in block.paragraphs)
        elif isinstance(block, Clauses):
            yield from self._list("List Number", self._numbering.numbered(), block.items)
        elif isinstance(block, Bullets):
            yield from self._list("List Bullet", self._numbering.bullets(), block.items)
        elif isinstance(block, Facts):
            yield from self._facts(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Quote):
            yield _paragraph(_words([Run(block.text)]), self._styles.id("Quote"))
            if block.source:
                yield _paragraph(_words([Run(f"– {block.source}")]), self._styles.id("Quote"))
        elif isinstance(block, Signature):
            yield _paragraph("", after=360)
            style = self._styles.id("Signature")
            last = len(block.lines) - 1
            for index, line in enumerate(block.lines):
                yield _paragraph(_words([Run(line)]), style, keep=index < last)
        else:
            yield from self._notes(block)

    def _list(self, style: str, number: int, items: Sequence[object]) -> Iterator[str]:
        key = self._styles.id(style)
        for words in items:
            yield _paragraph(_words(runs(words)), key, number=number)  # type: ignore[arg-type]

    def _notes(self, block: Notes) -> Iterator[str]:
        yield _paragraph(_words([Run(block.title)]), self._styles.id("heading 1"))
        style, number = self._styles.id("endnote text"), self._numbering.numbered()
        for index, item in enumerate(block.items, 1):
            mark = f'<w:bookmarkStart w:id="{index}" w:name="kalla{index}"/>'
            yield _paragraph(f'{mark}{_words([Run(item)])}<w:bookmarkEnd w:id="{index}"/>', style, number=number)

    def _facts(self, block: Facts) -> Iterator[str]:
        label = round(self._width * _LABEL_SHARE)
        rows = "".join(
            _row([_paragraph(_words([Run(name)])), _paragraph(_words(runs(value)))], [label, self._width - label])
            for name, value in block.pairs
        )
        yield self._framed([label, self._width - label], rows, "", look=(0, 1))

    def _table(self, block: Table) -> Iterator[str]:
        if block.caption:
            yield _paragraph(_words([Run(block.caption)]), self._styles.id("caption"), keep=True)
        total = sum(block.widths)
        widths = [round(self._width * share / total) for share in block.widths]
        before = [f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>' if side != "left" else "<w:p>" for side in block.align]
        cells = [_cell_start(width) for width in widths]
        head = _row(
            [f"{start}{_words([Run(title)])}</w:p>" for start, title in zip(before, block.head, strict=True)],
            widths,
            head=True,
        )
        starts = [cell + start for cell, start in zip(cells, before, strict=True)]
        rows = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(f"{start}{_plain(text)}</w:p></w:tc>" for start, text in zip(starts, row, strict=True))
            + "</w:tr>"
            for row in block.rows
        )
        yield self._framed(widths, head + rows, block.caption, look=(1, 0))

    def _framed(self, widths: Sequence[int], rows: str, caption: str, look: tuple[int, int]) -> str:
        """A table in the house's style, and the air below it; ``look`` tells whether first row and column are heads."""
        style = self._styles.id("Samfrid Table", "table")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        title = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
        value = f"{0x0600 + 0x20 * look[0] + 0x80 * look[1]:04X}"
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{value}" w:firstRow="{look[0]}" w:lastRow="0" '
            f'w:firstColumn="{look[1]}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{title}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>" + _paragraph("", after=60)
        )


def _cell_start(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    inside = "".join(f"{_cell_start(width)}{cell}</w:tc>" for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{inside}</w:tr>"


def _layout(widths: Sequence[int], cells: Sequence[str]) -> str:
    """A table that only places things side by side: no head, no rules."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(cells, widths)}</w:tbl>'
    )


def _paragraph(
    content: str, style: str = "", *, number: int | None = None, after: int | None = None, keep: bool = False
) -> str:
    properties = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    properties += "<w:keepNext/>" if keep else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    properties += f'<w:spacing w:after="{after}"/>' if after is not None else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def _words(parts: Sequence[Run]) -> str:
    """Runs, each followed by the number of its note."""
    return "".join(_run(run) for run in parts)


def _run(run: Run) -> str:
    found = _plain(run.text, "<w:rPr><w:b/><w:bCs/></w:rPr>" if run.bold else "")
    if run.note:
        found += (
            f'<w:hyperlink w:anchor="kalla{run.note}" w:history="1"><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
            f"</w:rPr><w:t>{run.note}</w:t></w:r></w:hyperlink>"
        )
    return found


def _plain(text: str, properties: str = "") -> str:
    if not text:
        return ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"
