"""What the parser of web pages knows about elements, and small things it asks of them."""

from __future__ import annotations

from lxml import etree

from samfrid.reading.encoding import fold

#: elements without words for a reader
SKIPPED = frozenset((
    "audio", "canvas", "datalist", "head", "iframe", "input", "link", "math", "meta", "object", "script", "style",
    "svg", "template", "textarea", "video",
))  # fmt: skip
#: elements that begin and end a line
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "noscript", "ol",
    "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "ul",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: furniture in which facts are not looked for: what it says is never about the document
CERTAIN_TAGS = frozenset((
    "button", "dialog", "fieldset", "form", "label", "menu", "nav", "noscript", "select",
))  # fmt: skip
FURNITURE_TAGS = CERTAIN_TAGS | {"aside", "footer"}
#: what a page's furniture never holds
CORE = ("main", "article", "h1")
FURNITURE_ROLES = frozenset((
    "alertdialog", "complementary", "contentinfo", "dialog", "form", "menu", "menubar", "navigation", "search",
))  # fmt: skip
#: words of a class, id or label that tell a notice about cookies
NOTICE_WORDS = frozenset((
    "consent", "cookie", "cookiebanner", "cookiebar", "cookieconsent", "cookies", "gdpr", "kaka", "kakbanner",
    "kakor", "samtycke",
))  # fmt: skip
#: words of a class, id or label that tell menus, forms and the like
CERTAIN_WORDS = frozenset((
    "advert", "annons", "breadcrumb", "breadcrumbs", "brodsmula", "brodsmulor", "brödsmula", "brödsmulor", "comment",
    "comments", "crumb", "crumbs", "dela", "feedback", "kommentar", "kommentarer", "language", "languages", "lyssna",
    "menu", "meny", "modal", "nav", "navbar", "navigation", "navigering", "newsletter", "nyhetsbrev", "pagination",
    "popup", "prenumerera", "readspeaker", "search", "share", "sharing", "skip", "skiplink", "skiplinks", "social",
    "sok", "sök", "toolbar",
))  # fmt: skip
FURNITURE_WORDS = CERTAIN_WORDS | {"sidfot", "footer", "sidebar", "related", "relaterat"}


def text_of(element: etree._Element, between: str = " ") -> str:
    return between.join(str(part) for part in element.itertext())


def count_words(element: etree._Element) -> int:
    return sum(
        len((child.text or "").split()) * (child.tag not in SKIPPED) + len((child.tail or "").split())
        for child in element.iter()
    )


def cell_lines(cell: etree._Element) -> list[str]:
    """The lines of a cell as a browser would show them: blocks and line breaks end a line."""
    lines: list[list[str]] = [[]]

    def gather(element: etree._Element) -> None:
        if element.tag in BLOCKS or element.tag == "br":
            lines.append([])
        lines[-1].append(element.text or "")
        for child in element:
            if child.tag not in SKIPPED:
                gather(child)
            lines[-1].append(child.tail or "")
        if element.tag in BLOCKS:
            lines.append([])

    gather(cell)
    return [text for line in lines if (text := fold("".join(line)))]


def span_of(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdigit() else 1


def is_layout(table: etree._Element) -> bool:
    """A table that only places things on the page: nested, with headings inside, or with cells full of text."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3", "article", "form")):
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2 or (table.find(".//th") is None and count_words(table) > 120 * len(cells))
