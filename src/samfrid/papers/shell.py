"""What a Word file has around its body: the house's own, or that of a municipality's template.

Of a template come styles, lists, theme, fonts, heads, feet and page set-up, and nothing else: what is not on the list
of what is kept is not in the file that is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from samfrid.papers.body import Numbering
from samfrid.papers.package import OFFICE, Part, Relation, xml_bytes
from samfrid.papers.styles import WORD, Styles, house_xml

MAIN: Final = "word/document.xml"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
#: A4 with 2.5 cm at the sides, in twentieths of a point
_WIDTH, _HEIGHT, _SIDE = 11906, 16838, 1417
PAGE_WORD: Final = {"sv": "Sida", "en": "Page", "fi": "Sivu", "da": "Side", "nb": "Side", "de": "Seite"}


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything but the body; ``section`` is the page set-up, ``width`` that of the text, in twentieths of a point."""

    styles: Styles
    numbering: Numbering
    parts: dict[str, Part]
    relations: tuple[Relation, ...]
    section: str
    width: int
    has_head: bool


def house(language: str) -> Shell:
    """The house's own: A4, a page number in the foot."""
    styles = Styles(etree.fromstring(house_xml("styles.xml")))
    section = (
        f'<w:sectPr><w:footerReference xmlns:r="{OFFICE}" w:type="default" r:id="rFoot"/>'
        f'<w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/>'
        f'<w:pgMar w:top="1247" w:right="{_SIDE}" w:bottom="1417" w:left="{_SIDE}" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr>'
    )
    return Shell(
        styles=styles,
        numbering=Numbering(
            etree.fromstring(house_xml("numbering.xml").split(b"<w:abstractNum")[0] + b"</w:numbering>")
        ),
        parts={
            "word/settings.xml": Part(house_xml("settings.xml"), KIND.format("settings")),
            FOOT: foot(styles, language),
        },
        relations=(
            Relation("rSettings", "settings", "word/settings.xml", external=False),
            Relation("rFoot", "footer", FOOT, external=False),
        ),
        section=section,
        width=_WIDTH - 2 * _SIDE,
        has_head=False,
    )


FOOT: Final = "word/footer-samfrid.xml"


def foot(styles: Styles, language: str) -> Part:
    """A foot with the page number and how many pages there are: "Sida 1 (3)"."""
    word = PAGE_WORD.get(language, PAGE_WORD["en"])
    fields = [f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")]
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="{styles.id("footer")}"/><w:jc w:val="right"/></w:pPr>'
        f"{text.format(word + ' ')}{fields[0]}{text.format(' (')}{fields[1]}{text.format(')')}</w:p>"
    )
    root = etree.fromstring(f'<w:ftr xmlns:w="{WORD}">{paragraph}</w:ftr>')
    return Part(xml_bytes(root), KIND.format("footer"))
