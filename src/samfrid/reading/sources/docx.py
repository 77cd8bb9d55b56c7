"""Word documents: body in order with tables in place, list markers counted as Word counts them, page heads and feet.

The XML is read directly, since text boxes, footnotes, tracked changes and automatic numbers are needed. What somebody
deleted with tracked changes is gone, what was inserted stands, and ``tracked_changes`` warns that the file has them.
The first page's head comes first as ordinary lines: Swedish municipal letters keep date and diary number there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from lxml import etree

from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Role, Source, Unreadable
from samfrid.reading.sources.cells import Grid, spread
from samfrid.reading.sources.docx_styles import Numbering, Styles, W, value_of
from samfrid.reading.sources.office import Archive, finish, folded, is_page_number, split_marker
from samfrid.reading.sources.text import hosts_in

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"})
_TRACKED = frozenset({f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"})
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CONTAINERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"})
#: a table that only places things is read column by column when it is this low: signatures, letterheads
_FEW_ROWS = 3


def parse(intake: Intake) -> Source:
    """Parse a DOCX file."""
    with Archive(intake.data) as archive:
        document = archive.xml("word/document.xml")
        if document is None:
            document = archive.xml("word/document2.xml")
        body = document.find(f"{W}body") if document is not None else None
        if document is None or body is None:
            raise Unreadable("broken", "Dokumentet saknar innehåll eller är skadat.")
        relations = _relations(archive)
        reader = _Reader(Styles(archive.xml("word/styles.xml")), Numbering(archive.xml("word/numbering.xml")))
        body_lines = list(reader.blocks(body))
        heads, feet = _heads_and_feet(archive, body, relations)
        lines = [
            *_head_lines(reader, heads),
            *finish(body_lines),
            *_note_lines(reader, archive),
            *_foot_lines(reader, feet),
        ]
        tracked = next(document.iter(*_TRACKED), None) is not None
    links = tuple(dict.fromkeys(target for target in relations.values() if re.match(r"(?:https?|mailto):", target)))
    return Source(
        "docx",
        (Page(1, 0, 0, tuple(lines)),),
        title=None,
        warnings=("tracked_changes",) if tracked else (),
        links=links,
        hosts=hosts_in(" ".join(links) + " " + " ".join(line.text for line in lines)),
    )


def _relations(archive: Archive) -> dict[str, str]:
    root = archive.xml("word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {rel.get("Id", ""): rel.get("Target", "") for rel in root.iter(f"{_PACKAGE_REL}Relationship")}


def _heads_and_feet(
    archive: Archive, body: etree._Element, relations: dict[str, str]
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The page heads and feet that the sections use, the first page's before the others'."""
    found: dict[str, list[tuple[int, etree._Element]]] = {"header": [], "footer": []}
    seen: set[str] = set()
    for reference in body.iter(f"{W}headerReference", f"{W}footerReference"):
        target = relations.get(reference.get(f"{_REL}id", ""), "")
        root = (
            archive.xml("word/" + target.lstrip("/").removeprefix("word/")) if target and target not in seen else None
        )
        if root is not None:
            seen.add(target)
            order = 0 if reference.get(f"{W}type") == "first" else 1
            found["header" if reference.tag == f"{W}headerReference" else "footer"].append((order, root))
    heads, feet = ([root for _, root in sorted(found[name], key=lambda pair: pair[0])] for name in ("header", "footer"))
    return heads, feet


def _head_lines(reader: _Reader, heads: list[etree._Element]) -> list[Line]:
    """The page heads: each of their words once, page numbers and the heads of later pages as furniture."""
    lines: list[Line] = []
    seen: set[str] = set()
    for index, head in enumerate(heads):
        for line in reader.blocks(head):
            for text in [line.text] if line.cells else line.text.split("    "):
                if text and text not in seen:
                    seen.add(text)
                    role = Role.TABLE_ROW if line.cells else Role.UNKNOWN
                    role = Role.FURNITURE if index or is_page_number(text) else role
                    lines.append(replace(line, text=text, role=role, marker="", level=0))
    return lines


def _foot_lines(reader: _Reader, feet: list[etree._Element]) -> list[Line]:
    lines = {line.text: line for foot in feet for line in reader.blocks(foot)}
    return [replace(line, role=Role.FURNITURE, marker="") for line in lines.values()]


def _note_lines(reader: _Reader, archive: Archive) -> Iterator[Line]:
    """Footnotes and endnotes, after the text; the marker is the note's number."""
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = archive.xml(name)
        notes = [] if root is None else [n for n in root.findall(f"{W}{tag}") if n.get(f"{W}type") is None]
        for number, note in enumerate(notes, 1):
            for line in reader.blocks(note):
                yield replace(line, role=Role.PARAGRAPH, marker=str(number), level=0)


@dataclass(slots=True)
class _Text:
    """A paragraph's words while they are gathered."""

    parts: list[str]
    bold: int = 0
    plain: int = 0
    boxes: list[etree._Element] | None = None


class _Reader:
    """Goes through block content and yields lines; keeps the list counters between calls."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of a body, head, foot, note, text box or table cell."""
        blank = True
        held = ""  # the words of a paragraph whose end mark was deleted with tracked changes
        for child in self._flat(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
                blank = True
                continue
            lines, boxes = self._paragraph(child, held, blank=blank)
            held = ""
            if lines and child.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                held = lines[0].text + " "
                continue
            yield from lines
            blank = not lines
            for box in boxes:
                yield from self.blocks(box)

    def _flat(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag in _CONTAINERS:
                yield from self._flat(child)

    def _paragraph(self, element: etree._Element, held: str, *, blank: bool) -> tuple[list[Line], list[etree._Element]]:
        text = _Text([held], boxes=[])
        style = self._styles.of(element)
        self._gather(element, text, bold=style.bold)
        boxes = text.boxes or []
        raw = "".join(text.parts)
        numbered, list_level = self._numbering.next(style) if raw.strip() else ("", 0)
        if not raw.strip():
            return [], boxes
        bold = text.bold > 0 and text.plain == 0
        role, level, marker = Role.PARAGRAPH, 0, numbered
        if style.contents:
            role = Role.FURNITURE
        elif style.heading:
            role, level = Role.HEADING, style.heading
        elif numbered:
            role, level = Role.LIST_ITEM, list_level
        else:
            marker, raw = split_marker(raw)
            if marker:
                role, level = Role.LIST_ITEM, 1
        base = Line("", role=role, level=level, bold=bold, size=style.size)
        return list(_lines(base, raw, marker, blank=blank)), boxes

    def _gather(self, element: etree._Element, text: _Text, *, bold: bool) -> None:
        """The words of a paragraph or of something in it, in order."""
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{W}t":
                words = child.text or ""
                text.parts.append(words)
                if words.strip():
                    text.bold += bold
                    text.plain += not bold
            elif tag in _BREAKS:
                text.parts.append(_BREAKS[tag])
            elif tag == f"{W}sym":
                text.parts.append("•")
            elif tag == f"{W}txbxContent":
                if text.boxes is not None:
                    text.boxes.append(child)
            elif tag == f"{W}r":
                if child.find(f"{W}rPr/{W}vanish") is None:
                    self._gather(child, text, bold=self._styles.run_is_bold(child, inherited=bold))
            else:
                self._gather(child, text, bold=bold)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        rows = list(self._rows(table))
        contents = [[[line for line in self.blocks(cell) if line.text] for cell in row] for _, row in rows]
        if _only_places(contents):
            columns = zip_longest(*contents, fillvalue=[]) if len(contents) <= _FEW_ROWS else contents
            for column in columns:
                for lines in column:
                    yield from (replace(line, blank_before=index == 0) for index, line in enumerate(lines))
            return
        grid = Grid()
        for (element, cells), row_lines in zip(rows, contents, strict=True):
            texts = [[_with_marker(line) for line in lines] for lines in row_lines]
            for cell, words in zip(cells, texts, strict=True):
                grid.add(" ".join(words), _columns(cell))
            named = element.find(f"{W}trPr/{W}tblHeader") is not None or _all_bold(row_lines)
            heads = named and element is rows[0][0]
            for row in spread(grid.end_row(), texts):
                if any(row):
                    yield Line(" | ".join(row), role=Role.TABLE_ROW, level=int(heads), cells=row)

    def _rows(self, table: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
                yield row, [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _lines(base: Line, raw: str, marker: str, *, blank: bool) -> Iterator[Line]:
    """The lines of a paragraph: one, or several where somebody broke it by hand; their roles are unknown then."""
    parts = [words for words in map(folded, raw.split("\n")) if words]
    for index, words in enumerate(parts):
        line = replace(base, text=words, blank_before=blank and index == 0, marker=marker if index == 0 else "")
        if base.role is Role.PARAGRAPH and len(parts) > 1:
            line = replace(line, role=Role.UNKNOWN)
        elif base.role is Role.LIST_ITEM and index:
            line = replace(line, role=Role.UNKNOWN, level=0)
        yield line


def _only_places(contents: list[list[list[Line]]]) -> bool:
    """A table that only sets things side by side: a letterhead, signatures, a frame around text."""
    cells = [cell for row in contents for cell in row if cell]
    if len(contents) == 1 or all(len([cell for cell in row if cell]) <= 1 for row in contents):
        return True
    several = sum(len(cell) > 1 for cell in cells)
    return len(contents) <= _FEW_ROWS and several * 2 >= len(cells)


def _all_bold(cells: list[list[Line]]) -> bool:
    lines = [line for cell in cells for line in cell]
    return bool(lines) and all(line.bold for line in lines)


def _with_marker(line: Line) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text


def _columns(cell: etree._Element) -> int:
    span = value_of(cell.find(f"{W}tcPr/{W}gridSpan"))
    return min(int(span), 60) if span and span.isdigit() else 1
