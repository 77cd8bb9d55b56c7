"""Word's styles and list numbers: what a paragraph inherits, and the marker that Word would print before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_HEADING_NAME = re.compile(r"^(?:heading|rubrik)\s*(\d)$", re.I)
_TITLE_NAME = re.compile(r"^(?:title|titel|dokumenttitel|ärendemening|ärenderubrik)$", re.I)
_CONTENTS_NAME = re.compile(r"^(?:toc|innehåll|table of figures)\s*\d*$", re.I)
_MAX_DEPTH = 20  # styles that are based on each other in a circle must not hang the reader


def value_of(element: etree._Element | None) -> str:
    """The ``w:val`` of an element, "" where there is none."""
    return "" if element is None else (element.get(f"{W}val") or "")


def is_on(element: etree._Element | None) -> bool | None:
    """A switch such as bold: None when it is not set here."""
    return None if element is None else element.get(f"{W}val", "true") not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph has from its style and its own properties."""

    heading: int = 0
    contents: bool = False  # a line of a table of contents
    bold: bool = False
    size: float | None = None
    list_id: str = ""
    list_level: int = 0


class Styles:
    """The styles of a document, resolved through what they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._resolved: dict[str, Style] = {}
        defaults = [e for e in elements if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") in ("1", "true")]
        self._default = defaults[0].get(f"{W}styleId", "") if defaults else ""

    def of(self, paragraph: etree._Element) -> Style:
        """A paragraph's style with its own properties on top."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self._named(self._default)
        style = self._named(value_of(properties.find(f"{W}pStyle")) or self._default)
        return _with_properties(style, properties, None)

    def run_is_bold(self, run: etree._Element, *, inherited: bool) -> bool:
        """Whether a run is bold, by itself, its character style or its paragraph."""
        own = is_on(run.find(f"{W}rPr/{W}b"))
        if own is not None:
            return own
        character = value_of(run.find(f"{W}rPr/{W}rStyle"))
        return inherited or (bool(character) and self._named(character).bold)

    def _named(self, name: str, depth: int = 0) -> Style:
        if name in self._resolved:
            return self._resolved[name]
        element = self._elements.get(name)
        if element is None or depth > _MAX_DEPTH:
            return Style()
        style = self._named(value_of(element.find(f"{W}basedOn")), depth + 1)
        title = value_of(element.find(f"{W}name"))
        if match := _HEADING_NAME.match(title):
            style = replace(style, heading=int(match.group(1)))
        elif _TITLE_NAME.match(title):
            style = replace(style, heading=1)
        elif _CONTENTS_NAME.match(title):
            style = replace(style, contents=True)
        style = _with_properties(style, element.find(f"{W}pPr"), element.find(f"{W}rPr"))
        self._resolved[name] = style
        return style


def _with_properties(style: Style, paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    if paragraph is not None:
        outline = value_of(paragraph.find(f"{W}outlineLvl"))
        if outline.isdigit():
            style = replace(style, heading=int(outline) + 1 if int(outline) < 9 else 0)
        numbers = paragraph.find(f"{W}numPr")
        if numbers is not None:
            level = value_of(numbers.find(f"{W}ilvl"))
            identity = value_of(numbers.find(f"{W}numId")) or style.list_id
            style = replace(style, list_id=identity, list_level=int(level) if level.isdigit() else style.list_level)
    if run is not None:
        bold = is_on(run.find(f"{W}b"))
        size = value_of(run.find(f"{W}sz"))
        style = replace(style, bold=style.bold if bold is None else bold)
        if size.isdigit():
            style = replace(style, size=int(size) / 2)
    return style


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    result = ""
    for value, sign in _ROMAN:
        result += sign * (number // value)
        number %= value
    return result


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


class Numbering:
    """List numbers: counters for each list, moved on as paragraphs come."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}  # numId -> (abstract list, its own start values)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for element in root.findall(f"{W}abstractNum"):
            levels = {int(e.get(f"{W}ilvl", "0")): _level(e) for e in element.findall(f"{W}lvl")}
            self._abstract[element.get(f"{W}abstractNumId", "")] = levels
        for element in root.findall(f"{W}num"):
            starts = {
                int(e.get(f"{W}ilvl", "0")): int(value_of(e.find(f"{W}startOverride")) or "1")
                for e in element.findall(f"{W}lvlOverride")
                if e.find(f"{W}startOverride") is not None
            }
            self._lists[element.get(f"{W}numId", "")] = (value_of(element.find(f"{W}abstractNumId")), starts)

    def next(self, style: Style) -> tuple[str, int]:
        """The marker before the next paragraph of a style and its depth from 1, or ("", 0) when it is in no list."""
        if not style.list_id or style.list_id == "0":
            return "", 0
        abstract, starts = self._lists.get(style.list_id, ("", {}))
        levels = self._abstract.get(abstract, {})
        level = levels.get(style.list_level, _Level("bullet", "•"))
        if level.format in ("bullet", "none"):
            return ("•" if level.format == "bullet" else ""), style.list_level + 1
        counters = self._counters.setdefault(abstract, {})
        if style.list_id not in self._begun:
            self._begun.add(style.list_id)
            counters.update({depth: start - 1 for depth, start in starts.items()})
        counters[style.list_level] = counters.get(style.list_level, level.start - 1) + 1
        for deeper in [depth for depth in counters if depth > style.list_level]:
            del counters[deeper]
        return _printed(levels, counters, level.text), style.list_level + 1


def _level(element: etree._Element) -> _Level:
    start = value_of(element.find(f"{W}start"))
    return _Level(
        value_of(element.find(f"{W}numFmt")) or "decimal",
        value_of(element.find(f"{W}lvlText")),
        int(start) if start.isdigit() else 1,
    )


def _printed(levels: dict[int, _Level], counters: dict[int, int], pattern: str) -> str:
    def number(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        level = levels.get(depth, _Level())
        return _FORMATS.get(level.format, str)(counters.get(depth, level.start))

    return re.sub(r"%(\d)", number, pattern).strip()
