"""What DOCX and ODT have in common: a zip of XML, opened without entities, network or trust in its stated sizes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from types import TracebackType

from lxml import etree

from samfrid.reading.encoding import fold
from samfrid.reading.intake import unpack
from samfrid.reading.source import Line, Role, Unreadable

#: the largest XML member that is parsed: some thousand pages of text; its tree takes about ten times as much memory
MAX_XML_BYTES = 24 * 2**20

_PAGE_NUMBER = re.compile(r"^\W*(?:Sid(?:a|nr)?\.?\s*)?\d{0,3}\s*(?:\(\s*\d{0,3}\s*\)|(?:av|/)\s*\d{0,3})?\W*$", re.I)
_BULLETS = frozenset("•·▪◦●○■□‣⁃∙*")
_TYPED = re.compile(r"[-–]|(?:\d{1,2}|[a-zåäö])[.)]")
_ENDS = (".", ":", ";", "?", "!", ",", "”", '"', ")")


class Archive:
    """The members of an office file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Unreadable("broken", "Filen är skadad och kan inte öppnas.") from error
        self._names = set(self._zip.namelist())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._zip.close()

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML member, or None when there is no such member."""
        if name not in self._names:
            return None
        data = unpack(self._zip, name, limit=MAX_XML_BYTES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable("broken", "Filen är skadad och kan inte öppnas.") from error
        if b"<!DOCTYPE" in data[:4096]:
            raise Unreadable("broken", "Filen är inte ett riktigt textdokument.")
        return root


def folded(text: str) -> str:
    """A paragraph's words with white space folded, but a tab kept as a gap: columns are told by it."""
    return "    ".join(part for part in map(fold, text.split("\t")) if part)


def split_marker(text: str) -> tuple[str, str]:
    """A list marker that somebody typed, and the words after it: a bullet sign, or a short mark followed by a tab."""
    head, tab, rest = text.lstrip().partition("\t")
    head = head.strip()
    if tab and rest.strip() and (head in _BULLETS or _TYPED.fullmatch(head)):
        return head, rest
    first = text.lstrip()[:1]
    if first and first in _BULLETS - {"*"}:
        return first, text.lstrip()[1:]
    return "", text


def is_page_number(text: str) -> bool:
    """Whether the words are a page number and no more: "Sida 1 av 3", "1 (4)"."""
    return bool(_PAGE_NUMBER.match(text))


def wrapped_by_hand(lines: Iterable[Line]) -> bool:
    """Whether each printed line was made a paragraph of its own, as converters from PDF do."""
    paragraphs = [line for line in lines if line.role is Role.PARAGRAPH]
    pairs = list(pairwise(paragraphs))
    cut = sum(len(a.text) > 40 and not a.text.endswith(_ENDS) and b.text[:1].islower() for a, b in pairs)
    return cut >= 4 and cut * 4 > len(pairs)


def finish(lines: list[Line]) -> tuple[Line, ...]:
    """Roles that only the whole document can tell: lines wrapped by hand, and headings that only look like headings."""
    if wrapped_by_hand(lines):
        lines = [replace(line, role=Role.UNKNOWN) if line.role is Role.PARAGRAPH else line for line in lines]
    return tuple(_headings_by_look(lines))


def _headings_by_look(lines: list[Line]) -> Iterable[Line]:
    """A short bold line without a full stop, with running text or a list after it, is a heading without the style."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        looks = line.role in (Role.PARAGRAPH, Role.UNKNOWN) and line.bold and len(line.text) <= 100
        if looks and following is not None and not line.text.endswith((".", ",", ";")) and "    " not in line.text:
            reads_on = len(following.text.split()) >= 8 or following.text.endswith(".")
            reads_on = reads_on or following.role in (Role.LIST_ITEM, Role.TABLE_ROW, Role.HEADING)
            if reads_on and not following.bold:
                line = replace(line, role=Role.HEADING, level=line.level or 2)
        yield line
