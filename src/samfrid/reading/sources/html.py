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
from samfrid.reading.sources.text import hosts_in

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "iframe",
        "canvas",
        "object",
        "audio",
        "video",
        "head",
        "input",
        "textarea",
        "meta",
        "link",
        "datalist",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE_TAGS = frozenset(
    ["nav", "aside", "footer", "form", "dialog", "button", "label", "select", "fieldset", "noscript", "menu"]
)
#: of these the facts are not looked for: what they say is never about the document
_CERTAIN_TAGS = frozenset(["nav", "form", "dialog", "button", "label", "select", "fieldset", "noscript", "menu"])
#: what a page's furniture never holds
_CORE = ("main", "article", "h1")
_FURNITURE_ROLES = frozenset(
    ["navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "form", "menu", "menubar"]
)
_NOTICE_WORDS = frozenset(
    [
        "cookie",
        "cookies",
        "cookiebanner",
        "cookiebar",
        "cookieconsent",
        "kaka",
        "kakor",
        "kakbanner",
        "gdpr",
        "consent",
        "samtycke",
    ]
)
_CERTAIN_WORDS = frozenset(
    [
        "breadcrumb",
        "breadcrumbs",
        "brodsmula",
        "brodsmulor",
        "brödsmula",
        "brödsmulor",
        "crumb",
        "crumbs",
        "meny",
        "menu",
        "navbar",
        "nav",
        "navigation",
        "navigering",
        "skip",
        "skiplink",
        "skiplinks",
        "share",
        "sharing",
        "dela",
        "social",
        "newsletter",
        "nyhetsbrev",
        "prenumerera",
        "comment",
        "comments",
        "kommentar",
        "kommentarer",
        "search",
        "sok",
        "sök",
        "toolbar",
        "lyssna",
        "readspeaker",
        "pagination",
        "language",
        "languages",
        "feedback",
        "popup",
        "modal",
        "advert",
        "annons",
    ]
)
_FURNITURE_WORDS = _CERTAIN_WORDS | frozenset(["sidfot", "footer", "sidebar", "related", "relaterat"])
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
        title=fold(_text_of(title, "")) if title is not None else None,
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
        self._total = max(_count_words(root), 1)
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
            for line in _text_of(element, "").splitlines():
                self._words, self._bold = [line], [False]
                self._flush(replace(place, broken=True), blank=False)
        elif element.tag == "table" and not _is_layout(element):
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
        if tag in _HEADINGS:
            return replace(place, role=Role.HEADING, level=_HEADINGS[tag])
        return place

    def _furniture(self, element: etree._Element, place: _Place) -> tuple[bool, bool]:
        """Whether an element is the page's furniture, and whether it is certain that no fact stands in it."""
        tag, role = element.tag, (element.get("role") or "").lower()
        names = " ".join(element.get(name, "") for name in ("class", "id", "aria-label"))
        words = {part.lower() for part in _NAME_PARTS.findall(names)}
        notice = bool(words & _NOTICE_WORDS) or "dialog" in (tag, role) or role == "alertdialog"
        notice = notice or self._asks_consent(element, place)
        by_tag = tag in _FURNITURE_TAGS or (tag == "header" and not place.inside)
        if tag == "footer" and place.inside:
            by_tag = False
        by_name = role in _FURNITURE_ROLES or bool(words & _FURNITURE_WORDS)
        if not (notice or by_tag or by_name or self._only_links(element, place)):
            return False, False
        if tag in ("html", "body", "main", "article") or any(element.find(f".//{name}") is not None for name in _CORE):
            return False, False
        if not notice and _count_words(element) > 0.5 * self._total:
            return False, False
        return True, notice or tag in _CERTAIN_TAGS or bool(words & _CERTAIN_WORDS)

    def _asks_consent(self, element: etree._Element, place: _Place) -> bool:
        """A short block outside the page's main part that speaks of cookies, whatever its class is called."""
        if place.inside or element.tag not in ("div", "section", "aside", "p") or _count_words(element) > 150:
            return False
        return bool(_CONSENT.search(_text_of(element)))

    def _only_links(self, element: etree._Element, place: _Place) -> bool:
        """A list outside the page's main part in which every word is a link: a menu that does not say so."""
        if not self._has_main or place.inside or element.tag not in ("ul", "ol") or len(element) < 3:
            return False
        return sum(_count_words(link) for link in element.iter("a")) >= _count_words(element) > 0

    def _children(self, element: etree._Element, place: _Place, *, bold: bool) -> None:
        blank = True
        inline = replace(place, broken=True) if any(child.tag == "br" for child in element) else place
        self._say(element.text, bold=bold)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                self._flush(inline, blank=blank)
                blank = False
            elif tag in _BLOCKS:
                self._flush(inline, blank=blank)
                self._block(child, place)
                blank = True
            elif tag and tag not in _SKIPPED:
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
                if isinstance(item.tag, str) and item.tag not in _SKIPPED:
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
            text = fold(_text_of(item))
            if item.tag == "dt":
                name = f"{name} {text}".strip()
            else:
                self._row((name, text) if name else (text,), place)
                name = ""
        if name:
            self._row((name,), place)

    def _table(self, element: etree._Element, place: _Place) -> None:
        caption = element.find("caption")
        if caption is not None and (text := fold(_text_of(caption))):
            self._emit(text, place, blank=True)
        grid = Grid()
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            for cell in cells:
                grid.add(fold(_cell_text(cell)), _span(cell, "colspan"), _span(cell, "rowspan"))
            heads = all(cell.tag == "th" for cell in cells) or any(
                parent.tag == "thead" for parent in row.iterancestors("thead", "table")
            )
            self._row(grid.end_row(), place, heads=bool(cells) and heads)

    def _row(self, cells: tuple[str, ...], place: _Place, *, heads: bool = False) -> None:
        if not any(cells):
            return
        self._marker = None
        if len(cells) == 1:
            self._emit(cells[0], place, blank=False)
            return
        row = replace(place, role=Role.TABLE_ROW, level=int(heads))
        self._emit(" | ".join(cells), row, blank=False, cells=cells)


class Grid:
    """The rows of a table whose cells may span: a cell stands once, and what it covers is empty."""

    def __init__(self) -> None:
        self._below: dict[int, int] = {}  # column -> rows that a cell above still covers
        self._row: list[str] = []

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row."""
        self._skip()
        start = len(self._row)
        self._row += [text, *[""] * (columns - 1)]
        if rows > 1:
            self._below.update(dict.fromkeys(range(start, start + columns), rows))

    def _skip(self) -> None:
        while self._below.get(len(self._row), 0) > 0:
            self._row.append("")

    def end_row(self) -> tuple[str, ...]:
        """The row, complete."""
        self._skip()
        row, self._row = tuple(self._row), []
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        return row


def _sets_apart(before: str, after: str) -> bool:
    if not _GLUED.search(before):
        return False
    return after[0].isupper() or (after[0].isdigit() and not before[-1].isdigit())


def _text_of(element: etree._Element, between: str = " ") -> str:
    return between.join(str(part) for part in element.itertext())


def _count_words(element: etree._Element) -> int:
    return sum(
        len((child.text or "").split()) * (child.tag not in _SKIPPED) + len((child.tail or "").split())
        for child in element.iter()
    )


def _cell_text(cell: etree._Element) -> str:
    """A cell's words; what stands in blocks or after a line break of its own is set apart by a space."""
    parts: list[str] = []
    for node in cell.iter():
        if node.tag in _SKIPPED:
            continue
        if node.tag in _BLOCKS or node.tag == "br":
            parts.append(" ")
        parts.append(node.text or "")
        if node is not cell:
            parts.append((" " if node.tag in _BLOCKS else "") + (node.tail or ""))
    return "".join(parts)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdigit() else 1


def _is_layout(table: etree._Element) -> bool:
    """A table that only places things on the page: nested, with headings inside, or with cells full of text."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3", "article", "form")):
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2 or (table.find(".//th") is None and _count_words(table) > 120 * len(cells))


def _marker(element: etree._Element, number: int) -> str:
    """The marker that a browser would print."""
    if element.tag == "ul":
        return "•"
    style = element.get("type", "1")
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1) + "."
    return f"{number}."
