"""Printed lines become segments: headings, paragraphs, list items, table rows, signatures, the block of particulars.

Markup is believed where it speaks; elsewhere the layout (blank lines, size, columns, lines broken on purpose) and the
words that such papers always use decide. Furniture is put after the paragraph that it stood in.
"""

from __future__ import annotations

import re

from samfrid.reading import columns, headings, kinds, letters, signing
from samfrid.reading.document import Kind
from samfrid.reading.rows import EMPTY, Row
from samfrid.reading.source import Role
from samfrid.reading.strand import Strand
from samfrid.reading.unwrap import joined
from samfrid.reading.walk import Block, Walk

__all__ = ["Block", "segment"]

#: what a municipality is, on a line of its own under its name
_SORTS = ("kommun", "stad", "region")
_LEAST_QUOTED = 40
#: the number of an item of business, beside its title
_BUSINESS = re.compile(r"(?:ärende|punkt)\s+\d{1,3}[.:)]?", re.IGNORECASE)


def segment(rows: list[Row]) -> list[Block]:
    """The blocks of a document, in reading order."""
    printed, around = letters.opened([row for row in rows if row.text.strip(" |") or row.marker.text])
    walk = Walk(printed)
    at = 0
    while at < len(walk.rows):
        walk.wait(walk.rows[at].index)
        at = _take_around(walk, at) if walk.rows[at].index in around else _take(walk, at)
    walk.wait(None)
    walk.flush()
    for block in walk.blocks:
        text = block.words.text
        if block.kind is Kind.PARAGRAPH and len(text) > _LEAST_QUOTED:
            block.quoted = block.quoted or (text[0] in kinds.QUOTES and text[-1] in kinds.QUOTES)
    return walk.blocks


def _take_around(walk: Walk, at: int) -> int:
    """Take a row of the message that a document came in: its particulars, whatever they look like."""
    walk.add(Block(Kind.HEADER, walk.rows[at].words, walk.rows[at].marker), walk.rows[at])
    return at + 1


def _take(walk: Walk, at: int) -> int:
    """Take one row, or several that belong together; returns the number of the next."""
    row = walk.rows[at]
    if row.cells:
        walk.add(Block.of_cells(Kind.TABLE_ROW, row.cells, header=bool(row.line.level)), row)
        return at + 1
    if row.line.role is Role.HEADING:
        _heading(walk, row, row.line.level or 1)
        return at + 1
    under = walk.open is not None and (walk.open.kind is Kind.HEADING or not row.line.blank_before)
    beside = under and walk.listing and walk.sending and len(row.columns) > 1 and row.line.role is Role.UNKNOWN
    if beside and not any(headings.is_signer(column.text) for _, column in row.columns):
        for _, column in row.columns:
            walk.add(Block(Kind.LIST_ITEM, column, level=1), row)
        return at + 1
    end = walk.stanza(at)
    if row.line.role is Role.UNKNOWN and any(r.columned for r in walk.rows[at:end]) and _columned(walk, at, end):
        return end
    if not _of_layout(walk, at):
        _of_words(walk, at)
    return at + 1


def _of_layout(walk: Walk, at: int) -> bool:
    """Take a row whose marker, place or look says what it is."""
    row, last = walk.rows[at], walk.open
    if last and _sorts(walk, last, row):
        last.kind, last.words = Kind.HEADER, joined(last.words, row.words)
    elif row.marker.text == ">":
        _quoted(walk, row)
    elif row.marker.text and not kinds.false_marker(walk, row):
        _marked(walk, at)
    elif last and last.kind is Kind.HEADING and kinds.titles(walk, last, at):
        walk.append(row)
    elif kinds.footnote(walk, row):
        pass
    elif kinds.continues(walk, row):
        walk.append(row)
    else:
        return False
    return True


def _of_words(walk: Walk, at: int) -> None:
    """Take a row that begins something new, told by its words."""
    row = walk.rows[at]
    if kinds.opens_business(walk, row) or kinds.opens_section(walk, row):
        _heading(walk, row, kinds.level(walk, row))
    elif kinds.is_clause(walk, row):
        walk.add(Block(Kind.LIST_ITEM, row.words, level=1), row)
        walk.top = False
    elif signing.take(walk, at):
        pass
    elif walk.listing and len(row.text) < 200 and not headings.is_lead(row.text):
        walk.add(Block(Kind.LIST_ITEM, row.words, level=1), row)
    elif walk.top and kinds.is_particular(walk, at):
        walk.add(Block(Kind.HEADER, row.words), row)
    elif kinds.is_heading(walk, at):
        _heading(walk, row, kinds.level(walk, row))
    else:
        walk.top = walk.top and len(row.text.split()) < 7
        walk.listing = False
        walk.add(Block(Kind.PARAGRAPH, row.words), row)


def _sorts(walk: Walk, last: Block, row: Row) -> bool:
    """Whether a row is the "kommun" that belongs to the name above it."""
    if not walk.top or last.last is None or row.text.lower() not in _SORTS:
        return False
    return len(last.words.text.split()) <= 3 and last.last.index == row.index - 1


def _heading(walk: Walk, row: Row, level: int) -> None:
    last = walk.open
    titled = last is not None and last.kind is Kind.HEADING and kinds.stands_alone(last)
    if titled and not kinds.opens_business(walk, row):
        walk.append(row)
        return
    walk.add(Block(Kind.HEADING, row.words, row.marker, level), row)
    walk.listing = headings.opens_list(row.text)
    walk.sending = walk.listing and headings.is_sending(f"{row.text.rstrip(': ')}:")
    walk.top = walk.top and not headings.is_known(row.full)


def _quoted(walk: Walk, row: Row) -> None:
    last = walk.open
    ended = last is not None and last.words.text.rstrip(" *_").endswith("?")
    if last and last.quoted and not row.line.blank_before and not ended:
        last.words, last.last = joined(last.words, row.words), row
        return
    walk.add(Block(Kind.PARAGRAPH, row.words, row.marker, quoted=True), row)
    walk.top = False


def _marked(walk: Walk, at: int) -> None:
    """Take a row with a list marker: an item, or a numbered heading."""
    row, last = walk.rows[at], walk.open
    if kinds.is_numbered_heading(walk, at):
        _heading(walk, row, kinds.level(walk, row))
        return
    level = row.line.level or 1
    if row.line.role is Role.UNKNOWN and last and last.kind is Kind.LIST_ITEM and last.last and last.marker.text:
        deeper = row.indent - last.last.indent if last.last.marker.text else 0
        other = row.marker.text[:1] != last.marker.text[:1]
        level = last.level + 1 if deeper >= 2 and other else last.level
    walk.add(Block(Kind.LIST_ITEM, row.words, row.marker, level), row)
    walk.top = False


def _columned(walk: Walk, at: int, end: int) -> bool:
    """Take lines whose parts stand side by side: signatures, particulars, a table; False if they are none of these."""
    rows = walk.rows[at:end]
    if not rows[0].columned and not walk.top:
        return False
    if columns.is_list(rows):
        _table(walk, rows)
        return True
    if _BUSINESS.fullmatch(rows[0].columns[0][1].text if rows[0].columned else ""):
        _business(walk, at, end)
        return True
    if (not walk.top or at * 10 >= len(walk.rows) * 4) and columns.is_signing(rows):
        for column in columns.columns_of(rows):
            signing.sign(walk, list(column.lines), rows[0])
        return True
    if (entries := columns.labelled(rows)) is not None:
        for entry in entries:
            walk.add(Block.of_cells(Kind.HEADER, tuple(entry)), rows[0])
        return True
    short = sum(len(row.text) > 75 for row in rows) * 2 <= len(rows)
    if walk.top and short and not (columns.is_table(rows) and at >= 6):
        for column in columns.columns_of(rows):
            walk.add(Block.of_cells(Kind.HEADER, column.lines), rows[0])
        return True
    columned = [row for row in rows if row.columned]
    if len(columned) * 2 < len(rows) or (len(columned) == 1 and len(columned[0].columns) == 2):
        return False  # a gap in running text
    _table(walk, rows)
    return True


def _business(walk: Walk, at: int, end: int) -> None:
    """Take an item of an agenda whose number stands in a column of its own, with what is said of it beneath."""
    row = walk.rows[at]
    walk.add(Block(Kind.LIST_ITEM, row.columns[1][1], row.columns[0][1], level=1), row)
    walk.top = False
    for number in range(at + 1, end):
        below = walk.rows[number]
        if headings.is_known(below.text):
            _heading(walk, below, 3)
        else:
            walk.add(Block(Kind.PARAGRAPH, below.words), below)


def _table(walk: Walk, rows: list[Row]) -> None:
    """Rows of a table drawn with spaces; a row that lacks its first cell goes on with the row above."""
    starts, placed = columns.grid(rows)
    held: list[tuple[Row, dict[int, Strand]]] = []
    for row, parts in zip(rows, placed, strict=True):
        if held and starts[0] not in parts and len(parts) < len(starts):
            above = held[-1][1]
            for start, part in parts.items():
                above[start] = joined(above[start], part) if start in above else part
        else:
            held.append((row, parts))
    for number, (row, parts) in enumerate(held):
        cells = tuple(parts.get(start, EMPTY) for start in starts)
        header = number == 0 and len(held) > 1 and not any(re.search(r"\d", cell.text) for cell in cells)
        walk.add(Block.of_cells(Kind.TABLE_ROW, cells, header=header), row)
