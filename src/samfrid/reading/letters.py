"""Messages that bring a document in their body: the fields, the greeting and the note above it are its particulars.

A member sends her motion in the mail's own text, a clerk forwards it quoted. What counts is the document, so the walk
through the rows has to begin with it: a row that names its kind ("MOTION", "Enkel fråga till …") on a line of its own.
Where the document stands in the quoted part, the quotation marks are taken off it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from samfrid.reading.rows import Row, row_of

_FIELD = re.compile(
    r"(?:from|från|to|till|cc|kopia|date|datum|skickat|sent|inskickat|subject|ämne|ärende|prioritet|"
    r"bifogade filer)\s*:",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:from|från|avsändare)\s*:", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:subject|ämne|ärende)\s*:", re.IGNORECASE)
_KIND = re.compile(
    r"(?:\W*(?:m\s?o\s?t\s?i\s?o\s?n|i\s?n\s?t\s?e\s?r\s?p\s?e\s?l\s?l\s?a\s?t\s?i\s?o\s?n|"
    r"interpellationssvar|(?:enkel|skriftlig)\sfråga|medborgarförslag|e-förslag|(?:nämnds?|ledamots)initiativ|initiativärende|tjänsteskrivelse|"
    r"tjänsteutlåtande|yttrande|remissvar|kallelse|föredragningslista|protokollsutdrag|sammanträdesprotokoll)\b(?!\s?:)"
    r"|svar\spå\s(?:interpellation|motion|(?:enkel\s)?fråga|medborgarförslag))",
    re.IGNORECASE,
)
_LONGEST_KIND = 130
_LINES_TO_SUBJECT = 8
QUOTE = ">"


def opened(rows: list[Row]) -> tuple[list[Row], frozenset[int]]:
    """The rows with a quoted document laid open, and the indexes of those that are only the mail around it."""
    if not _is_message(rows):
        return rows, frozenset()
    fields = {row.index for row in rows[: _head_end(rows)]}
    begin = next((at for at in range(len(fields), len(rows)) if _names_kind(rows, at)), None)
    if begin is None:
        return rows, frozenset(fields)
    around = fields | {row.index for row in rows[:begin]}
    if not _is_quoted(rows[begin]):
        return rows, frozenset(around)
    return [*rows[:begin], *_unquoted(rows[begin:])], frozenset(around)


def _is_message(rows: list[Row]) -> bool:
    top = rows[:_LINES_TO_SUBJECT]
    return any(_FIRST.match(row.full) for row in top[:2]) and any(_SUBJECT.match(row.full) for row in top)


def _head_end(rows: list[Row]) -> int:
    """How many rows belong to the fields: those that begin with one, without a blank line between."""
    for at, row in enumerate(rows):
        if at and (row.line.blank_before or not _FIELD.match(row.full)):
            return at
    return len(rows)


def _is_quoted(row: Row) -> bool:
    return row.marker.text == QUOTE or row.text == QUOTE


def _names_kind(rows: list[Row], at: int) -> bool:
    """Whether a row names the kind of document, alone between blank lines or as the first of a heading."""
    row = rows[at]
    if not _KIND.match(row.text) or len(row.text) > _LONGEST_KIND or row.text.endswith((".", ",")):
        return False
    before = rows[at - 1]
    return row.line.blank_before or before.text == QUOTE or bool(_FIELD.match(before.text)) or row.text.isupper()


def _unquoted(rows: list[Row]) -> Iterator[Row]:
    """The rows without the mark of a quotation; an empty one is a blank line."""
    blank = False
    for row in rows:
        if row.text == QUOTE and not row.marker.text:
            blank = True
            continue
        if row.marker.text == QUOTE:
            line = replace(row.line, marker="", blank_before=row.line.blank_before or blank)
            at = row.whole.text.index(QUOTE) + 1
            row = row_of(row.index, line, row.page, row.whole.cut(at), scanned=row.scanned)
        blank = False
        yield row
