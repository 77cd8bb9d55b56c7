"""Web pages: markup becomes roles; menus, cookie notices, forms and page feet keep their words as furniture.

Nothing visible is thrown away. A part of the page is furniture by its element, its ARIA role or the words of its class
and id, but never when it holds the page's main heading or a large share of its words; and a line that states a fact
about a document ("Antagen av", "Diarienummer") is content even in a page's foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from samfrid.reading.encoding import fold
from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Role, Source
from samfrid.reading.sources.cells import Grid, spread
from samfrid.reading.sources.html_parts import (
    BLOCKS,
    CERTAIN_TAGS,
    CERTAIN_WORDS,
    CORE,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    FURNITURE_WORDS,
    HEADINGS,
    NOTICE_WORDS,
    SKIPPED,
    cell_lines,
    count_words,
    is_layout,
    span_of,
    text_of,
)
from samfrid.reading.sources.text import hosts_in

_FACT = re.compile(
    r"^\W*(?:Antag(?:en|et)|Beslutad|Fastställ[td]|Giltig|Gäller|Gällande|Dokument(?:ansvarig|typ|namn|et gäller)|"
    r"Diarie(?:nummer|nr)|Dnr\b|Ärendenummer|Reviderad|Publicerad|Framtagen|Beslutsdatum|Handläggare|Författare)",
    re.I,
)
_CONSENT = re.compile(r"\b(?:använder|om|våra|nödvändiga|acceptera|godkänn) (?:\w+ )?(?:kakor|cookies)\b", re.I)
_TRAIL = re.compile(r"^\W*(?:Du är här|Start(?:sidan?)?|Hem|Startsida)\s*:?\s*(?:[/›»>|→·]|Start\b).*$", re.I)
_NAME_PARTS = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+|[A-ZÅÄÖ]+(?![a-zåäö])")
#: two elements side by side that only the style sheet sets apart: "Diarienummer" and "KS 2024/1"
_GLUED = re.compile(r"[a-zåäö0-9:.,)]\Z")


def parse(intake: Intake) -> Source:
    """Parse a page. Scripts are neither run nor read."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(intake.text.encode("utf-8", "replace"), parser)
    if root is None:
        return Source("html", (Page(1, 0, 0, ()),))
    walker = _Walker(root)
    title = root.find(".//title")
    links = tuple(
        dict.fromkeys(link for a in root.iter("a") if (link := a.get("href", "")) and not link.startswith("#"))
    )
    return Source(
        "html",
        (Page(1, 0, 0, tuple(walker.lines)),),
        title=fold(text_of(title, "")) if title is not None else None,
        language=root.get("lang"),
        links=links,
        hosts=hosts_in(" ".join(links) + " " + " ".join(line.text for line in walker.lines)),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """What the surrounding elements say about the words inside them."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    furniture: bool = False
    certain: bool = False
    depth: int = 0
    inside: bool = False  # in <main> or <article>, where a <header> or <footer> belongs to the text
    quoted: bool = False
    broken: bool = False  # the block's lines are broken by hand: <br>, <pre>


class _Walker:
    """Goes through the tree once, in order, and gathers lines."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._bold: list[bool] = []
        self._gap = False
        self._marker: tuple[str, int] | None = None  # of a list item whose first line has not come yet
        self._total = max(count_words(root), 1)
        self._has_main = root.find(".//main") is not None or root.find(".//article") is not None
        self._block(root, _Place())

    def _flush(self, place: _Place, *, blank: bool = True) -> None:
        """End the line that has been gathered."""
        text = fold("".join(self._words))
        bold = bool(self._bold) and all(self._bold)
        self._words, self._bold, self._gap = [], [], False
        if text:
            self._emit(text, place, bold=bold, blank=blank)

    def _emit(self, text: str, place: _Place, *, bold: bool = False, blank: bool, cells: tuple[str, ...] = ()) -> None:
        role, level, marker = place.role, place.level, ""
        if role is Role.PARAGRAPH:
            if self._marker:
                role, (marker, level) = Role.LIST_ITEM, self._marker
            elif place.broken:
                role = Role.UNKNOWN
            if place.quoted and not marker:
                marker = ">"
        self._marker = None
        furniture = place.furniture and (place.certain or not _FACT.match(text))
        if furniture or (role is not Role.HEADING and _TRAIL.match(text)):
            role = Role.FURNITURE
        self.lines.append(Line(text, role=role, level=level, marker=marker, cells=cells, bold=bold, blank_before=blank))

    def _block(self, element: etree._Element, place: _Place) -> None:
        """The words of a block element: its own text, and its children in order."""
        place = self._enter(element, place)
        if element.tag == "pre":
            for line in text_of(element, "").splitlines():
                self._words, self._bold = [line], [False]
                self._flush(replace(place, broken=True), blank=False)
        elif element.tag == "table" and not is_layout(element):
            self._table(element, place)
        elif element.tag == "dl":
            self._pairs(element, place)
        elif element.tag in ("ul", "ol"):
            self._list(element, place)
        else:
            self._children(element, place, bold=False)
            self._flush(place)

    def _enter(self, element: etree._Element, place: _Place) -> _Place:
        """The place inside an element."""
        tag = element.tag
        furniture, certain = self._furniture(element, place)
        place = replace(
            place,
            furniture=place.furniture or furniture,
            certain=place.certain or certain,
            inside=place.inside or tag in ("main", "article"),
            quoted=place.quoted or tag == "blockquote",
            broken=False,
        )
        if tag in HEADINGS:
            return replace(place, role=Role.HEADING, level=HEADINGS[tag])
        return place

    def _furniture(self, element: etree._Element, place: _Place) -> tuple[bool, bool]:
        """Whether an element is the page's furniture, and whether it is certain that no fact stands in it."""
        tag, role = element.tag, (element.get("role") or "").lower()
        names = " ".join(element.get(name, "") for name in ("class", "id", "aria-label"))
        words = {part.lower() for part in _NAME_PARTS.findall(names)}
        notice = bool(words & NOTICE_WORDS) or "dialog" in (tag, role) or role == "alertdialog"
        notice = notice or self._asks_consent(element, place)
        by_tag = tag in FURNITURE_TAGS or (tag == "header" and not place.inside)
        if tag == "footer" and place.inside:
            by_tag = False
        by_name = role in FURNITURE_ROLES or bool(words & FURNITURE_WORDS)
        if not (notice or by_tag or by_name or self._only_links(element, place)):
            return False, False
        if tag in ("html", "body", "main", "article") or any(element.find(f".//{name}") is not None for name in CORE):
            return False, False
        if not notice and count_words(element) > 0.5 * self._total:
            return False, False
        return True, notice or tag in CERTAIN_TAGS or bool(words & CERTAIN_WORDS)

    def _asks_consent(self, element: etree._Element, place: _Place) -> bool:
        """A short block outside the page's main part that speaks of cookies, whatever its class is called."""
        if place.inside or element.tag not in ("div", "section", "aside", "p") or count_words(element) > 150:
            return False
        return bool(_CONSENT.search(text_of(element)))

    def _only_links(self, element: etree._Element, place: _Place) -> bool:
        """A list outside the page's main part in which every word is a link: a menu that does not say so."""
        if not self._has_main or place.inside or element.tag not in ("ul", "ol") or len(element) < 3:
            return False
        return sum(count_words(link) for link in element.iter("a")) >= count_words(element) > 0

    def _children(self, element: etree._Element, place: _Place, *, bold: bool) -> None:
        blank = True
        inline = replace(place, broken=True) if any(child.tag == "br" for child in element) else place
        self._say(element.text, bold=bold)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                self._flush(inline, blank=blank)
                blank = False
            elif tag in BLOCKS:
                self._flush(inline, blank=blank)
                self._block(child, place)
                blank = True
            elif tag and tag not in SKIPPED:
                self._children(child, inline, bold=bold or tag in ("b", "strong"))
                self._gap = not child.tail
            self._say(child.tail, bold=bold)
        if inline.broken:
            self._flush(inline, blank=blank)

    def _say(self, text: str | None, *, bold: bool) -> None:
        if not text:
            return
        if self._gap and self._words and _sets_apart(self._words[-1], text):
            self._words.append(" ")
        self._gap = False
        self._words.append(text)
        if text.strip():
            self._bold.append(bold)

    def _list(self, element: etree._Element, place: _Place) -> None:
        inner = replace(place, depth=place.depth + 1, role=Role.PARAGRAPH)
        number = int(element.get("start", "1")) if element.get("start", "1").isdigit() else 1
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str) and item.tag not in SKIPPED:
                    self._block(item, inner)
                continue
            value = item.get("value", "")
            number = int(value) if value.isdigit() else number
            self._marker = (_marker(element, number), inner.depth)
            self._block(item, inner)
            self._marker = None
            number += 1

    def _pairs(self, element: etree._Element, place: _Place) -> None:
        """A list of names and values is a table of two columns."""
        name = ""
        for item in element.iter("dt", "dd"):
            text = fold(text_of(item))
            if item.tag == "dt":
                name = f"{name} {text}".strip()
            else:
                self._row((name, text) if name else (text,), place)
                name = ""
        if name:
            self._row((name,), place)

    def _table(self, element: etree._Element, place: _Place) -> None:
        caption = element.find("caption")
        if caption is not None and (text := fold(text_of(caption))):
            self._emit(text, place, blank=True)
        grid = Grid()
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            lines = [cell_lines(cell) for cell in cells]
            for cell, words in zip(cells, lines, strict=True):
                grid.add(" ".join(words), span_of(cell, "colspan"), span_of(cell, "rowspan"))
            heads = all(cell.tag == "th" for cell in cells) or any(
                parent.tag == "thead" for parent in row.iterancestors("thead", "table")
            )
            for found in spread(grid.end_row(), lines):
                self._row(found, place, heads=bool(cells) and heads)

    def _row(self, cells: tuple[str, ...], place: _Place, *, heads: bool = False) -> None:
        if not any(cells):
            return
        self._marker = None
        if len(cells) == 1:
            self._emit(cells[0], place, blank=False)
            return
        row = replace(place, role=Role.TABLE_ROW, level=int(heads))
        self._emit(" | ".join(cells), row, blank=False, cells=cells)


def _sets_apart(before: str, after: str) -> bool:
    if not _GLUED.search(before):
        return False
    return after[0].isupper() or (after[0].isdigit() and not before[-1].isdigit())


def _marker(element: etree._Element, number: int) -> str:
    """The marker that a browser would print."""
    if element.tag == "ul":
        return "•"
    style = element.get("type", "1")
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1) + "."
    return f"{number}."
