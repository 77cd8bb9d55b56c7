"""The places on the paper that particulars stand in: the lines of the head, of signatures, and other short lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from samfrid.reading.document import Document, Kind, Segment
from samfrid.reading.finders.parties import CODE_IN_PARENTHESES
from samfrid.reading.finders.people_mentions import begins_with_name, is_name, is_titles, names_only
from samfrid.reading.headings import is_signer

#: a segment longer than this is prose and not a line of particulars
_LONGEST_LINE = 110
#: a longer line under a signature is prose that begins with a name
_LONGEST_SIGNED = 60
#: the head ends with the first prose, and at the latest after this many segments
_HEAD_SEGMENTS = 40
_SENTENCE = re.compile(r"[a-zåäö)”\"][.!]\s+[A-ZÅÄÖ]|[a-zåäö]{3,}[.!]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of particulars: ``text[start:end]``. Lines of one ``block`` (a segment's index) stand together."""

    start: int
    end: int
    text: str
    block: int
    kind: Kind
    last: bool = True


def _once(make: Callable[[Document], list[Line]]) -> Callable[[Document], list[Line]]:
    """Have lines that several finders ask for worked out once for each document."""
    name = make.__name__

    @wraps(make)
    def kept(document: Document) -> list[Line]:
        if name not in document.kept:
            document.kept[name] = tuple(make(document))
        return list(document.kept[name])

    return kept


def lines_of(document: Document, index: int) -> Iterator[Line]:
    """The lines of one segment: its cells where it has columns or rows, else its printed lines."""
    segment = document.segments[index]
    spans = list(segment.cells) or list(_broken(document, segment))
    for number, (start, end) in enumerate(spans):
        if document.text[start:end].strip():
            yield Line(start, end, document.text[start:end], index, segment.kind, number == len(spans) - 1)


def _broken(document: Document, segment: Segment) -> Iterator[tuple[int, int]]:
    position = segment.start
    for part in document.of(segment).split("\n"):
        yield position, position + len(part)
        position += len(part) + 1


def is_prose(document: Document, segment: Segment) -> bool:
    """Whether a segment is running text."""
    if segment.kind in (Kind.HEADER, Kind.HEADING, Kind.SIGNATURE, Kind.FURNITURE, Kind.TABLE_ROW):
        return False
    text = document.of(segment)
    return len(text) > _LONGEST_LINE or (len(text) > 60 and (text.endswith(".") or bool(_SENTENCE.search(text))))


def head_end(document: Document) -> int:
    """The offset where the first prose begins."""
    for segment in document.segments[:_HEAD_SEGMENTS]:
        if is_prose(document, segment) or segment.kind is Kind.LIST_ITEM:
            return segment.start
    return document.segments[min(_HEAD_SEGMENTS, len(document.segments)) - 1].end if document.segments else 0


@_once
def head_lines(document: Document) -> list[Line]:
    """The lines above the first prose, and blocks of particulars wherever they stand; furniture is left out."""
    end = head_end(document)
    found: list[Line] = []
    for index, segment in enumerate(document.segments):
        if segment.kind is Kind.HEADER or (segment.start < end and segment.kind is not Kind.FURNITURE):
            found += lines_of(document, index)
    return found


@_once
def signature_lines(document: Document) -> list[Line]:
    """The lines of signature blocks, in order; a name alone on the line before such a block belongs to it."""
    found: list[Line] = []
    for index, segment in enumerate(document.segments):
        if (
            segment.kind is Kind.SIGNATURE
            or _name_beside_signature(document, index)
            or _row_of_names(document, index)
            or (segment.kind is not Kind.FURNITURE and signs(document, index))
        ):
            found += lines_of(document, index)
    return found


def signs(document: Document, index: int) -> bool:
    """A signature that no layout marks: names over titles, the titles, or names with parties at the very end."""
    here = document.of(document.segments[index]).strip()
    if len(here) > _LONGEST_LINE:
        return False
    if is_titles(here):
        return bool(index and names_only(document.of(document.segments[index - 1]).strip()))
    if not names_only(here):
        return False
    after = document.of(document.segments[index + 1]).strip() if index + 1 < len(document.segments) else ""
    last = index >= len(document.segments) // 2 and not any(is_prose(document, s) for s in document.segments[index:])
    return is_titles(after) or (last and CODE_IN_PARENTHESES.search(here) is not None)


def _row_of_names(document: Document, index: int) -> bool:
    """A table row at the end whose cells each begin with a name: signers in columns, as word processors set them."""
    segment = document.segments[index]
    if (
        segment.kind is not Kind.TABLE_ROW
        or segment.header
        or any(is_prose(document, s) for s in document.segments[index + 1 :])
    ):
        return False
    cells = [document.text[start:end] for start, end in segment.cells if document.text[start:end].strip()]
    return bool(cells) and all(begins_with_name(cell) and len(cell) < _LONGEST_LINE for cell in cells)


def _name_beside_signature(document: Document, index: int) -> bool:
    """A name alone before a signature block, or a name with a title after one."""
    segment = document.segments[index]
    if segment.kind in (Kind.FURNITURE, Kind.TABLE_ROW, Kind.SIGNATURE):
        return False
    following = document.segments[index + 1] if index + 1 < len(document.segments) else None
    if (
        following is not None
        and following.kind is Kind.SIGNATURE
        and (is_name(document.of(segment)) or is_signer(document.of(segment)))
    ):
        return True
    before = document.segments[index - 1] if index else None
    beside = before is not None and before.kind is Kind.SIGNATURE and segment.kind is Kind.PARAGRAPH
    return beside and segment.end - segment.start < _LONGEST_SIGNED and begins_with_name(document.of(segment))


@_once
def short_lines(document: Document) -> list[Line]:
    """Every line of the content that is no prose, head and signatures included."""
    found: list[Line] = []
    for index, segment in enumerate(document.segments):
        if segment.kind is not Kind.FURNITURE and not is_prose(document, segment):
            found += lines_of(document, index)
    return found


@_once
def furniture_lines(document: Document) -> list[Line]:
    """Running heads and feet, menus and the like: no facts, but they may name the municipality."""
    found: list[Line] = []
    for index, segment in enumerate(document.segments):
        if segment.kind is Kind.FURNITURE:
            found += lines_of(document, index)
    return found
