"""A memo that was edited in Word, read back: its sections, paragraphs, numbered clauses and tables.

Tracked changes are read as accepted: what was inserted stands, what was struck out is gone; the section says that it
had them, so that a person looks. Comments and hidden text are not read; :mod:`samfrid.papers.hidden` tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from lxml import etree

from samfrid.papers.package import Package, Refused
from samfrid.papers.styles import W

_HEADING: Final = re.compile(r"(?:heading|rubrik|überschrift)\s*(\d)", re.IGNORECASE)
_TITLE: Final = re.compile(r"title|titel|dokumenttitel|ärendemening|ärenderubrik", re.IGNORECASE)
#: styles whose words are neither a heading nor a list, however they look
_PROSE: Final = re.compile(
    r"caption|beskrivning|(?:intense )?quote|(?:starkt )?citat|signature|signatur", re.IGNORECASE
)
_CONTENTS: Final = re.compile(r"(?:toc|innehåll)\s*\d*", re.IGNORECASE)
#: a number that somebody typed before a clause
_TYPED: Final = re.compile(r"\s*(?:\d{1,2}[.)]|[a-zåäö]\)|att-sats \d+:?)\s+", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*[•·▪●○■‣–-]\s+")
_GONE: Final = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "pPr",
        "rPr",
        "txbxContent",
        "footnoteReference",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TRACKED: Final = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_CONTAINERS: Final = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_BREAKS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF: Final = ("0", "false", "off", "none")
_DEEPEST: Final = 20
#: a heading by its look is short
_LONGEST_HEADING: Final = 100


Line = Literal["paragraph", "clause", "bullet"]


@dataclass(slots=True)
class Section:
    """A heading with what stands under it. What comes before the first heading has level 0.

    The title has level 0 too, headings 1 to 9. ``lines`` is all but the tables in the order in which it stands, each
    with what it is; ``tables`` holds rows of cells; ``tracked`` tells that it had tracked changes.
    """

    heading: str
    level: int
    lines: list[tuple[Line, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    tracked: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """What is neither a clause nor a point."""
        return self._of("paragraph")

    @property
    def clauses(self) -> list[str]:
        """What is numbered, without its numbers."""
        return self._of("clause")

    @property
    def bullets(self) -> list[str]:
        """Points without numbers."""
        return self._of("bullet")

    def _of(self, kind: Line) -> list[str]:
        return [text for line, text in self.lines if line == kind]


def sections(data: bytes) -> list[Section]:
    """The sections of a DOCX. Raises :class:`~samfrid.papers.package.Refused` with a sentence in Swedish."""
    package = Package(data)
    document = package.xml(package.main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise Refused("Dokumentet saknar innehåll eller är skadat.")
    related = {one.kind: one.target for one in package.relations(package.main) if not one.external}
    reader = _Reader(package.xml(related.get("styles", "")), package.xml(related.get("numbering", "")))
    return reader.sections(body)


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None = None
    bold: bool = False
    contents: bool = False
    prose: bool = False
    number: str = ""
    depth: str = "0"


class _Reader:
    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next(
            (s.get(f"{W}styleId", "") for s in found if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default")), ""
        )
        self._known: dict[str, _Style] = {}
        self._bullets = _bullet_lists(numbering)

    def sections(self, body: etree._Element) -> list[Section]:
        """Go through the body and gather."""
        found = [Section("", 0)]
        held = ""
        for element in _flat(body):
            here = found[-1]
            if element.tag == f"{W}tbl":
                if held.strip():  # there is nothing for it to go on in
                    here.lines.append(("paragraph", _folded(held)))
                    here.tracked = True
                held = ""
                here.tables.append(list(self._rows(element)))
                here.tracked |= next(element.iter(*_TRACKED), None) is not None
                continue
            text = held + _text(element)
            held = ""
            if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # its end was struck out: it goes on in the next
                held = text
                continue
            tracked = next(element.iter(*_TRACKED), None) is not None
            if text.strip():
                self._place(found, element, text)
            found[-1].tracked |= tracked
        if held.strip():
            found[-1].lines.append(("paragraph", _folded(held)))
            found[-1].tracked = True
        return [one for one in found if one.heading or one.lines or one.tables]

    def _place(self, found: list[Section], element: etree._Element, text: str) -> None:
        """Put a paragraph where it belongs."""
        style = self._of(element)
        words = _folded(text)
        if style.contents:
            return
        if style.level is not None:
            found.append(Section(" ".join(words.split()), style.level))
        elif style.number and style.number != "0":
            bullet = (style.number, style.depth) in self._bullets
            found[-1].lines.append(("bullet" if bullet else "clause", words))
        elif style.prose:
            found[-1].lines.append(("paragraph", words))
        elif typed := _TYPED.match(words):
            found[-1].lines.append(("clause", words[typed.end() :]))
        elif bullet_sign := _BULLET.match(words):
            found[-1].lines.append(("bullet", words[bullet_sign.end() :]))
        elif self._looks_like_heading(element, style, words):
            found.append(Section(words, 2))
        else:
            found[-1].lines.append(("paragraph", words))

    def _looks_like_heading(self, element: etree._Element, style: _Style, words: str) -> bool:
        """A short line, all of it bold, that is no sentence: many write headings so."""
        if len(words) > _LONGEST_HEADING or "\n" in words or words.endswith((".", ",", ";", ":", "?", "!")):
            return False
        told = [run for run in element.iter(f"{W}r") if _text(run).strip()]
        return bool(told) and all(self._bold(run, style) for run in told)

    def _bold(self, run: etree._Element, style: _Style) -> bool:
        own = run.find(f"{W}rPr/{W}b")
        if own is not None:
            return own.get(f"{W}val", "true") not in _OFF
        character = run.find(f"{W}rPr/{W}rStyle")
        return style.bold or (character is not None and self._named(character.get(f"{W}val", "")).bold)

    def _of(self, paragraph: etree._Element) -> _Style:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._named(self._default if named is None else named.get(f"{W}val", ""))
        return _with(style, paragraph.find(f"{W}pPr"), None)

    def _named(self, key: str, depth: int = 0) -> _Style:
        """A style with what it is based on; a circle of styles must not hang the reader."""
        if key in self._known:
            return self._known[key]
        element = self._styles.get(key)
        if element is None or depth > _DEEPEST:
            # an id that the file does not explain still tells ("Rubrik1")
            match = _HEADING.fullmatch(key)
            return _Style(level=int(match[1])) if match else _Style()
        based = element.find(f"{W}basedOn")
        style = _Style() if based is None else self._named(based.get(f"{W}val", ""), depth + 1)
        style = _with(style, element.find(f"{W}pPr"), element.find(f"{W}rPr"))
        title = element.find(f"{W}name")
        name = "" if title is None else title.get(f"{W}val", "")
        if match := _HEADING.fullmatch(name):
            style = replace(style, level=int(match[1]))
        elif _TITLE.fullmatch(name):
            style = replace(style, level=0)
        else:
            contents, prose = (
                style.contents or bool(_CONTENTS.fullmatch(name)),
                style.prose or bool(_PROSE.fullmatch(name)),
            )
            style = replace(style, contents=contents, prose=prose)
        self._known[key] = style
        return style

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        for row in table.iter(f"{W}tr"):
            own = next(row.iterancestors(f"{W}tbl"), None) is table
            if own and row.find(f"{W}trPr/{W}del") is None:
                cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is row]
                yield [_folded("\n".join(_text(p) for p in cell.iter(f"{W}p"))) for cell in cells]


def _with(style: _Style, paragraph: etree._Element | None, run: etree._Element | None) -> _Style:
    if paragraph is not None:
        outline = paragraph.find(f"{W}outlineLvl")
        if outline is not None and re.fullmatch(r"\d", outline.get(f"{W}val", "")):
            value = int(outline.get(f"{W}val", "9"))
            style = replace(style, level=value + 1 if value < 9 else None)
        numbers = paragraph.find(f"{W}numPr")
        if numbers is not None:
            own, deep = numbers.find(f"{W}numId"), numbers.find(f"{W}ilvl")
            style = replace(
                style,
                number=style.number if own is None else own.get(f"{W}val", ""),
                depth=style.depth if deep is None else deep.get(f"{W}val", "0"),
            )
    if run is not None and (bold := run.find(f"{W}b")) is not None:
        style = replace(style, bold=bold.get(f"{W}val", "true") not in _OFF)
    return style


def _bullet_lists(root: etree._Element | None) -> frozenset[tuple[str, str]]:
    """The lists, with their levels, that are points and not numbers."""
    if root is None:
        return frozenset()
    points: dict[str, list[str]] = {}
    for abstract in root.findall(f"{W}abstractNum"):
        levels = points.setdefault(abstract.get(f"{W}abstractNumId", ""), [])
        for level in abstract.findall(f"{W}lvl"):
            sign = level.find(f"{W}numFmt")
            if sign is not None and sign.get(f"{W}val") in ("bullet", "none"):
                levels.append(level.get(f"{W}ilvl", "0"))
    found = set()
    for num in root.findall(f"{W}num"):
        of = num.find(f"{W}abstractNumId")
        key = "" if of is None else of.get(f"{W}val", "")
        found |= {(num.get(f"{W}numId", ""), level) for level in points.get(key, ())}
    return frozenset(found)


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, also those in content controls."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _flat(child)


def _text(element: etree._Element) -> str:
    """The words of a paragraph or of something in it, changes accepted, without what is hidden."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _GONE:
            continue
        if tag == f"{W}t":
            parts.append(child.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag != f"{W}r" or not _is_unseen(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_unseen(run: etree._Element) -> bool:
    """Hidden text, and the raised number of a note."""
    vanish, raised = run.find(f"{W}rPr/{W}vanish"), run.find(f"{W}rPr/{W}vertAlign")
    if vanish is not None and vanish.get(f"{W}val", "true") not in _OFF:
        return True
    text = "".join(one.text or "" for one in run.iter(f"{W}t"))
    return raised is not None and raised.get(f"{W}val") == "superscript" and text.strip().isdigit()


def _folded(text: str) -> str:
    """Spaces folded, line breaks kept."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
