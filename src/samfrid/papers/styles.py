"""Which style of a Word file is which: a municipality's own where it has one, the house's where it has none.

Styles are found by name, not by id: Word in Swedish gives "heading 1" the id "Rubrik1", Word in English "Heading1".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt
from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{WORD}}}"
#: languages whose letters we write, as Word names them
LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB", "fi": "fi-FI", "da": "da-DK", "nb": "nb-NO", "de": "de-DE"}
PAGE_WORD: Final = {"sv": "Sida", "en": "Page", "fi": "Sivu", "da": "Side", "nb": "Side", "de": "Seite"}
TABLE: Final = "Samfrid Table"
#: what follows the level of a heading, and the rule of hyphens, in a style's paragraph (ECMA-376, part 1, 17.3.1.26)
_AFTER_HYPHENS: Final = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style of the house's: lengths in points, ``indent`` in centimetres at both sides."""

    size: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    bold: bool = False
    italic: bool = False
    indent: float | None = None
    #: a heading stays with what follows and is not hyphenated; its level is told where it has one
    heading: bool = False
    level: int | None = None
    with_next: bool = False
    whole: bool = False


_LOOKS: Final = {
    "Title": _Look(size=17, before=24, after=10, line=1.0, bold=True, heading=True),
    "Heading 1": _Look(size=13, before=16, after=5, line=1.0, bold=True, heading=True, level=0),
    "Heading 2": _Look(size=11.5, before=13, after=4, line=1.0, bold=True, heading=True, level=1),
    "Heading 3": _Look(size=11, before=11, after=3, line=1.0, bold=True, heading=True, level=2),
    "List Number": _Look(after=5),
    "List Bullet": _Look(after=4),
    "Quote": _Look(before=6, italic=True, indent=1),
    "Caption": _Look(size=10, before=8, after=4, bold=True, with_next=True),
    "Signature": _Look(after=0, whole=True),
    "endnote text": _Look(size=10, after=3, line=1.05),
    "Footer": _Look(size=9, after=0),
    "Samfrid Table Text": _Look(size=10, after=0, line=1.05),
}


@cache
def house_xml(name: str) -> bytes:
    """What python-docx has no words for, as a part of the house's own."""
    return files("samfrid.papers").joinpath("word", name).read_bytes()


class Styles:
    """The styles of a Word file; those of the house that it lacked are added."""

    def __init__(self, document: Document) -> None:
        self._styles = document.styles
        self._found: dict[tuple[WD_STYLE_TYPE, str], Any] = {}
        for style in self._styles:
            self._found.setdefault((style.type, (style.name or "").casefold()), style)
        self._taken = {style.style_id for style in self._styles}
        for name, look in _LOOKS.items():
            if (WD_STYLE_TYPE.PARAGRAPH, name.casefold()) not in self._found:
                _dress(self._add(name, WD_STYLE_TYPE.PARAGRAPH), look)
        if (WD_STYLE_TYPE.TABLE, TABLE.casefold()) not in self._found:
            table = self._add(TABLE, WD_STYLE_TYPE.TABLE).element
            table.extend(list(parse_xml(house_xml("table.xml"))))

    def __getitem__(self, name: str) -> Any:
        """The paragraph style with this name, however its letters are written."""
        return self._found[WD_STYLE_TYPE.PARAGRAPH, name.casefold()]

    @property
    def table(self) -> Any:
        """The style of tables that have rows to read."""
        return self._found[WD_STYLE_TYPE.TABLE, TABLE.casefold()]

    def _add(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        style = self._styles.add_style(name, kind, builtin=True)
        while style.style_id in self._taken:
            style.style_id = f"Samfrid{style.style_id}"
        self._taken.add(style.style_id)
        style.base_style = self._styles.default(kind)
        self._found[kind, name.casefold()] = style
        return style

    def speak(self, language: str) -> None:
        """Set the language that the file's words are in, for spelling, hyphenation and reading aloud."""
        root = self._styles.element
        properties = _child(_child(_child(root, "docDefaults"), "rPrDefault"), "rPr")
        if properties.find(f"{W}lang") is None:
            etree.SubElement(properties, f"{W}lang")
        for own in root.iter(f"{W}lang"):
            own.set(f"{W}val", LANGUAGES.get(language, language))


def _dress(style: Any, look: _Look) -> None:
    """Give a new paragraph style the house's look."""
    style.quick_style = True
    font, form = style.font, style.paragraph_format
    font.bold = font.cs_bold = look.bold or None
    font.italic = font.cs_italic = look.italic or None
    font.size = None if look.size is None else Pt(look.size)
    form.space_before = None if look.before is None else Pt(look.before)
    form.space_after = None if look.after is None else Pt(look.after)
    form.line_spacing = look.line
    form.left_indent = form.right_indent = None if look.indent is None else Cm(look.indent)
    form.keep_with_next = look.heading or look.with_next or None
    form.keep_together = look.heading or look.whole or None
    if look.heading:
        style.next_paragraph_style = style.base_style
        form.element.pPr.insert_element_before(OxmlElement("w:suppressAutoHyphens"), *_AFTER_HYPHENS)
    if look.level is not None:
        form.element.pPr.append(OxmlElement("w:outlineLvl", {f"{W}val": str(look.level)}))


def _child(parent: Any, name: str) -> Any:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = OxmlElement(f"w:{name}")
        parent.insert(0, found)
    return found
