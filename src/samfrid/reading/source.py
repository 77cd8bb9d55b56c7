"""What a file gives before anybody has tried to understand it: lines of text with their places.

Every parser in :mod:`samfrid.reading.sources` returns a :class:`Source`; everything after it is a pure function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What the markup (HTML, DOCX, ODT, Markdown) or the layout said a line is; ``UNKNOWN`` where it said nothing."""

    UNKNOWN = "unknown"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, as shares of the page's width and height (0–1), origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a page or a text file, or one block of a source with markup.

    ``text`` is raw: nothing repaired, control characters removed. Runs of spaces are kept in text files and PDF
    (two columns on a line are told by the gap) and folded in markup. ``cells`` holds the cells of a table row,
    ``text`` then has them joined by `` | ``. ``level`` of a table row is 1 where the row names the columns; ``marker``
    is ``>`` for quoted words and the note's number for a footnote. A row whose first cell is empty may be one more
    value of the label above it.
    """

    text: str
    page: int = 1
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    role: Role = Role.UNKNOWN
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    blank_before: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, size in points (0 where the source has no pages) and lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    from_image: bool = False
    #: of a page whose picture was read: the share of its words that are likely misread
    misread: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file. ``kind``: text, markdown, html, docx, odt, pdf, email, image; ``warnings`` as in the contract."""

    kind: str
    pages: tuple[Page, ...]
    title: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    #: e-mail addresses and web addresses seen in the markup: a clue to whose document it is
    hosts: tuple[str, ...] = ()
    #: e-mail: names of attached files, which are not read here
    attachments: tuple[str, ...] = field(default=())


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that cannot be read. ``code`` is a stable word; ``str(error)`` a sentence in Swedish for the giver.

    Codes: empty, too_large, too_many_pages, password, broken, wrong_type, bomb, no_text, not_swedish, timeout, memory,
    and ``internal`` where not the file but the reader is at fault.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


#: what the giver of a file is told when the reader itself has failed (code ``internal``)
OWN_FAULT = (
    "Läsaren kunde inte läsa filen. Felet ligger hos Samfrid, inte i filen, som finns kvar. "
    "Försök igen, och meddela den som sköter Samfrid om det händer på nytt."
)
