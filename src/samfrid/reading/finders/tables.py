"""Tables of counts: years down the side with what is counted above, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Document, Kind, Segment
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.numerals import DIGITS, value_of
from samfrid.reading.finders.units import KNOWN
from samfrid.reading.reading import Evidence, Figure

_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNT = re.compile(DIGITS)
_NO_COUNTS = re.compile(
    r"\b(?:kr|tkr|mkr|kronor|kostnad\w*|belopp|budget|summa|ja|nej|ledamot|röst\w*|avstår|sida)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\bandel\b|%|\bprocent\b", re.IGNORECASE)


def tables(document: Document) -> Iterator[list[Segment]]:
    """The tables of a document: rows that stand together with the same number of cells."""
    table: list[Segment] = []
    for segment in document.content():
        begins = segment.header and bool(table) and not table[-1].header
        together = (
            segment.kind is Kind.TABLE_ROW
            and not begins
            and (not table or abs(len(segment.cells) - len(table[0].cells)) <= 1)
        )
        if together:
            table.append(segment)
            continue
        if table:
            yield table
        table = [segment] if segment.kind is Kind.TABLE_ROW else []
    if table:
        yield table


def table_figures(document: Document, _found: Found) -> Iterator[Figure]:
    """The counts of every table that has years in its first column or in its head."""
    for table in tables(document):
        head, *rows = table
        names = [document.text[start:end].strip() for start, end in head.cells]
        if not rows or any(_NO_COUNTS.search(name) for name in names):
            continue
        for row in rows:
            yield from _row(document, names, head, row)


def _row(document: Document, names: list[str], head: Segment, row: Segment) -> Iterator[Figure]:
    cells = [document.text[start:end].strip() for start, end in row.cells]
    if len(cells) != len(names) or not cells:
        return
    for column in range(1, len(cells)):
        if not _COUNT.fullmatch(cells[column]):
            continue
        if _YEAR.fullmatch(cells[0]):
            period, label, where = cells[0], names[column], head.cells[column]
        elif _YEAR.fullmatch(names[column]):
            period, label, where = names[column], cells[0], row.cells[0]
        else:
            continue
        value = value_of(cells[column])
        unit = "procent" if _SHARE.search(label) else _unit(label)
        if value is None or not unit or _NO_COUNTS.search(label):
            continue
        yield Figure(
            value=value,
            unit=unit,
            what=label,
            period=period,
            evidence=[Evidence(*row.cells[column]), Evidence(*where), Evidence(*row.cells[0])],
            confidence=0.9,
        )


def _unit(label: str) -> str:
    """The noun of a column's name: "Dygn totalt" → "dygn", "Antal placerade barn" → "barn"."""
    words: list[str] = [
        word
        for word in re.findall(r"[\wåäö-]+", label.casefold())
        if word not in ("antal", "totalt", "summa", "varav", "st")
    ]
    if not words:
        return ""
    known = [word for word in words if word in KNOWN]
    if known:
        return known[-1]
    return words[-1] if label.casefold().startswith("antal") else words[0]
