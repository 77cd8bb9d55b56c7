"""OpenDocument text: the same reading of headings, lists, tables, notes and changes as for Word documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Role, Source, Unreadable
from samfrid.reading.sources.cells import Grid, spread
from samfrid.reading.sources.office import Archive, finish, folded, is_page_number, split_marker
from samfrid.reading.sources.text import hosts_in

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_GONE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}tracked-changes", f"{_TEXT}ruby-text"})
_HEADING_STYLE = re.compile(r"^(?:Heading|Rubrik)(?:_20_|\s)*(\d)?$", re.I)
_TITLE_STYLE = re.compile(r"^(?:Title|Titel)$", re.I)
_MAX_REPEAT = 100


def parse(intake: Intake) -> Source:
    """Parse an ODT file."""
    with Archive(intake.data) as archive:
        manifest = archive.xml("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise Unreadable("password", "Dokumentet är skyddat med lösenord. Ta bort lösenordet och försök igen.")
        content = archive.xml("content.xml")
        styles = archive.xml("styles.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise Unreadable("broken", "Dokumentet saknar innehåll eller är skadat.")
    reader = _Reader([root for root in (styles, content) if root is not None])
    body_lines = list(reader.blocks(body))
    heads, feet = _heads_and_feet(reader, styles)
    lines = [*heads, *finish(body_lines), *reader.notes, *feet]
    tracked = next(body.iter(f"{_TEXT}changed-region"), None) is not None
    links = tuple(dict.fromkeys(a.get(f"{_XLINK}href", "") for a in body.iter(f"{_TEXT}a") if a.get(f"{_XLINK}href")))
    return Source(
        "odt",
        (Page(1, 0, 0, tuple(lines)),),
        warnings=("tracked_changes",) if tracked else (),
        links=links,
        hosts=hosts_in(" ".join(links) + " " + " ".join(line.text for line in lines)),
    )


def _heads_and_feet(reader: _Reader, styles: etree._Element | None) -> tuple[list[Line], list[Line]]:
    """The first master page's head as lines at the top, everything else of heads and feet as furniture."""
    heads: dict[str, Line] = {}
    feet: dict[str, Line] = {}
    masters = [] if styles is None else list(styles.iter(f"{_STYLE}master-page"))
    for tag, found in (("header-first", heads), ("header", heads), ("footer-first", feet), ("footer", feet)):
        for element in (element for master in masters for element in master.findall(f"{_STYLE}{tag}")):
            first = not found and found is heads
            for line in reader.blocks(element):
                for text in [line.text] if line.cells else line.text.split("    "):
                    role = Role.UNKNOWN if first and not is_page_number(text) else Role.FURNITURE
                    role = Role.TABLE_ROW if line.cells and role is Role.UNKNOWN else role
                    if text:
                        found.setdefault(text, replace(line, text=text, role=role, level=0, marker=""))
    return list(heads.values()), list(feet.values())


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list marks its items at one depth."""

    bullet: bool = True
    format: str = "1"
    suffix: str = ""
    prefix: str = ""
    start: int = 1


class _Reader:
    """Goes through block content and yields lines; gathers footnotes on the way."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.notes: list[Line] = []
        self._styles = {s.get(f"{_STYLE}name", ""): s for root in roots for s in root.iter(f"{_STYLE}style")}
        self._lists = {s.get(f"{_STYLE}name", ""): s for root in roots for s in root.iter(f"{_TEXT}list-style")}
        self._continued: dict[str, int] = {}

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of a body, section, cell, note, head or foot."""
        blank = True
        for child in parent:
            tag = child.tag
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                lines, boxes = self._paragraph(child, blank=blank)
                yield from lines
                blank = not lines
                for box in boxes:
                    yield from self.blocks(box)
            elif tag == f"{_TEXT}list":
                yield from self._list(child, 1, child.get(f"{_TEXT}style-name", ""))
                blank = True
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
                blank = True
            elif tag == f"{_TEXT}table-of-content":
                yield from (replace(line, role=Role.FURNITURE) for line in self._inner(child))
            elif tag not in _GONE and isinstance(tag, str) and tag.startswith(_TEXT):
                yield from self.blocks(child)

    def _inner(self, element: etree._Element) -> Iterator[Line]:
        for body in element.iter(f"{_TEXT}index-body"):
            yield from self.blocks(body)

    def _paragraph(self, element: etree._Element, *, blank: bool) -> tuple[list[Line], list[etree._Element]]:
        parts: list[str] = []
        boxes: list[etree._Element] = []
        weights: list[bool] = []
        self._gather(element, parts, boxes, weights, bold=self._is_bold(element.get(f"{_TEXT}style-name", "")))
        raw = "".join(parts)
        level = self._heading(element)
        marker = ""
        if not level:
            marker, raw = split_marker(raw)
        texts = [text for text in map(folded, raw.split("\n")) if text]
        role = Role.HEADING if level else Role.LIST_ITEM if marker else Role.PARAGRAPH
        if len(texts) > 1 and not level:
            role = Role.UNKNOWN
        bold = bool(weights) and all(weights)
        lines = [
            Line(text, role=role, level=level, bold=bold, blank_before=blank and not i) for i, text in enumerate(texts)
        ]
        if lines and marker:
            lines[0] = replace(lines[0], role=Role.LIST_ITEM, marker=marker, level=1)
        return lines, boxes

    def _heading(self, element: etree._Element) -> int:
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            return int(level) if level.isdigit() else 1
        for style in self._ancestry(element.get(f"{_TEXT}style-name", "")):
            name = style.get(f"{_STYLE}name", "")
            if match := _HEADING_STYLE.match(name):
                return int(match.group(1) or 1)
            if _TITLE_STYLE.match(name):
                return 1
        return 0

    def _ancestry(self, name: str) -> Iterator[etree._Element]:
        for _ in range(20):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")

    def _is_bold(self, name: str, *, inherited: bool = False) -> bool:
        for style in self._ancestry(name):
            weight = next((p.get(f"{_FO}font-weight") for p in style.iter(f"{_STYLE}text-properties")), None)
            if weight:
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        return inherited

    def _gather(
        self, element: etree._Element, parts: list[str], boxes: list[etree._Element], weights: list[bool], *, bold: bool
    ) -> None:
        """The words of a paragraph in order; text boxes and notes are put aside."""

        def say(text: str | None) -> None:
            if text:
                parts.append(" ".join(re.split(r"[ \t\r\n]+", text)))
                weights.extend([bold] if text.strip() else [])

        say(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                parts.append("\t" if count.isdigit() and int(count) > 3 else " ")
            elif tag == f"{_TEXT}tab":
                parts.append("\t")
            elif tag == f"{_TEXT}line-break":
                parts.append("\n")
            elif tag == f"{_TEXT}note":
                self._note(child)
            elif tag == f"{_DRAW}text-box":
                boxes.append(child)
            elif tag not in _GONE and isinstance(tag, str):
                inner = self._is_bold(child.get(f"{_TEXT}style-name", ""), inherited=bold)
                self._gather(child, parts, boxes, weights, bold=inner)
            say(child.tail)

    def _note(self, note: etree._Element) -> None:
        citation = note.find(f"{_TEXT}note-citation")
        number = "" if citation is None else "".join(str(part) for part in citation.itertext())
        body = note.find(f"{_TEXT}note-body")
        if body is not None:
            self.notes += [replace(line, role=Role.PARAGRAPH, marker=number, level=0) for line in self.blocks(body)]

    def _list(self, element: etree._Element, depth: int, style: str) -> Iterator[Line]:
        level = self._level(style, depth)
        keeps_on = element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list")
        number = self._continued.get(style, level.start - 1) if keeps_on else level.start - 1
        for item in element:
            if item.tag != f"{_TEXT}list-item":
                continue
            value = item.get(f"{_TEXT}start-value", "")
            number = int(value) if value.isdigit() else number + 1
            marker = "•" if level.bullet else f"{level.prefix}{_number(number, level.format)}{level.suffix}"
            for child in item:
                if child.tag == f"{_TEXT}list":
                    yield from self._list(child, depth + 1, child.get(f"{_TEXT}style-name", style))
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    lines, _ = self._paragraph(child, blank=False)
                    for line in lines:
                        heading = line.role is Role.HEADING
                        role = line.role if heading or not marker else Role.LIST_ITEM
                        yield replace(
                            line, role=role, marker=marker, level=line.level if heading else depth * bool(marker)
                        )
                        marker = ""
        self._continued[style] = number

    def _level(self, style: str, depth: int) -> _Level:
        for level in self._lists.get(style, ()):
            if level.get(f"{_TEXT}level") == str(depth) and level.tag == f"{_TEXT}list-level-style-number":
                start = level.get(f"{_TEXT}start-value", "1")
                return _Level(
                    bullet=False,
                    format=level.get(f"{_STYLE}num-format", "1"),
                    suffix=level.get(f"{_STYLE}num-suffix", ""),
                    prefix=level.get(f"{_STYLE}num-prefix", ""),
                    start=int(start) if start.isdigit() else 1,
                )
        return _Level()

    def _table(self, table: etree._Element) -> Iterator[Line]:
        grid = Grid()
        rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
        for index, row in enumerate(rows):
            bold = True
            texts = []
            for cell in row.findall(f"{_TABLE}table-cell"):
                lines = [line for line in self.blocks(cell) if line.text]
                bold = bold and all(line.bold for line in lines)
                texts.append([f"{line.marker} {line.text}".strip() for line in lines])
                for _ in range(_count(cell, "number-columns-repeated") if not lines else 1):
                    spans = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
                    grid.add(" ".join(texts[-1]), *spans)
            named = next(row.iterancestors(f"{_TABLE}table-header-rows"), None) is not None
            for cells in spread(grid.end_row(), texts):
                if any(cells):
                    heads = int(named or (index == 0 and bold))
                    yield Line(" | ".join(cells), role=Role.TABLE_ROW, level=heads, cells=cells)


def _count(cell: etree._Element, name: str) -> int:
    value = cell.get(f"{_TABLE}{name}", "1")
    return min(max(int(value), 1), _MAX_REPEAT) if value.isdigit() else 1


def _number(number: int, form: str) -> str:
    if form in ("a", "A") and 1 <= number <= 26:
        return chr(ord(form) + number - 1)
    return str(number) if form else ""
