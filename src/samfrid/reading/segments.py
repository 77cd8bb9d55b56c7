"""Printed lines become segments: headings, paragraphs, list items, table rows, signatures, the block of particulars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samfrid.reading.document import Kind
from samfrid.reading.source import Line, Role
from samfrid.reading.strand import Strand, glue

_MARKER = re.compile(r"\s*([•●▪◦·*–—-]|\(?\d{1,2}[.)]|[a-zåäö]\)|\d+\.\d+)\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line with its words after repair. ``words`` are without the marker, which may stand in ``marker``."""

    line: Line
    page: int
    words: Strand
    marker: Strand
    cells: tuple[Strand, ...] = ()


@dataclass(slots=True)
class Block:
    """A segment on its way: its words, joined over printed lines."""

    kind: Kind
    words: Strand
    marker: Strand = field(default_factory=lambda: Strand("", ()))
    level: int = 0
    cells: tuple[Strand, ...] = ()
    header: bool = False
    quoted: bool = False
    page: int = 1


_KIND = {
    Role.HEADING: Kind.HEADING,
    Role.PARAGRAPH: Kind.PARAGRAPH,
    Role.LIST_ITEM: Kind.LIST_ITEM,
    Role.TABLE_ROW: Kind.TABLE_ROW,
    Role.FURNITURE: Kind.FURNITURE,
    Role.UNKNOWN: Kind.PARAGRAPH,
}


def segment(rows: list[Row]) -> list[Block]:
    """The blocks of a document, in reading order."""
    blocks: list[Block] = []
    for row in rows:
        words = row.words.folded()
        if not words.text and not row.cells:
            continue
        kind = _KIND[row.line.role]
        marker = row.marker
        if row.line.role is Role.UNKNOWN and (found := _MARKER.match(words.text)):
            kind, marker = Kind.LIST_ITEM, words.cut(found.start(1), found.end(1))
            words = words.cut(found.end())
        last = blocks[-1] if blocks else None
        joins = row.line.role is Role.UNKNOWN and not row.line.blank_before and not marker.text
        if joins and last is not None and last.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            last.words = Strand.joined([last.words, glue(" ", last.words, words), words])
            continue
        level = row.line.level or (1 if kind in (Kind.HEADING, Kind.LIST_ITEM) else 0)
        blocks.append(Block(kind, words, marker, level, row.cells, page=row.page))
    return blocks
