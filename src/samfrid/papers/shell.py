"""What a Word file has around its body: styles, lists, settings, page set-up and a foot. Here the house's own;
a municipality's comes by :mod:`samfrid.papers.template`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from samfrid.papers.body import Numbering
from samfrid.papers.package import OFFICE, Part, Relation, xml_bytes
from samfrid.papers.styles import WORD, Styles, W, house_xml

MAIN: Final = "word/document.xml"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
#: A4 with 2.5 cm at the sides, in twentieths of a point
_WIDTH, _HEIGHT, _SIDE = 11906, 16838, 1417
SETTINGS: Final = "word/settings.xml"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
CORE: Final = "docProps/core.xml"
FOOT: Final = "word/footer-samfrid.xml"
THEME: Final = "word/theme/theme1.xml"
FONTS: Final = "word/fontTable.xml"
THEME_KIND: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
#: the parts that are always made here, whatever a template calls its own
RESERVED: Final = frozenset({MAIN, SETTINGS, STYLES, NUMBERING, CORE, FOOT, "[Content_Types].xml"})
#: what a template may settle: the look of pages, not who wrote it, what it was made from or who may change it
_KEPT_SETTINGS: Final = frozenset(
    f"{W}{name}"
    for name in [
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "embedTrueTypeFonts",
        "saveSubsetFonts",
        "defaultTabStop",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "evenAndOddHeaders",
        "characterSpacingControl",
        "compat",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    ]
)
_AFTER_COMPAT: Final = frozenset(
    f"{W}{name}" for name in ["themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"]
)
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


def house(language: str, *, landscape: bool = False) -> Shell:
    """The house's own: A4, a page number in the foot."""
    styles = Styles(etree.fromstring(house_xml("styles.xml")))
    width, height = (_HEIGHT, _WIDTH) if landscape else (_WIDTH, _HEIGHT)
    lying = ' w:orient="landscape"' if landscape else ""
    section = (
        f'<w:sectPr><w:footerReference xmlns:r="{OFFICE}" w:type="default" r:id="rFoot"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
        f'<w:pgMar w:top="1247" w:right="{_SIDE}" w:bottom="1417" w:left="{_SIDE}" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr>'
    )
    return Shell(
        styles=styles,
        numbering=Numbering(empty_numbering()),
        parts={
            SETTINGS: Part(settings(None), KIND.format("settings")),
            FOOT: foot(styles, language),
            THEME: Part(house_xml("theme.xml"), THEME_KIND),
            FONTS: Part(house_xml("fontTable.xml"), KIND.format("fontTable")),
        },
        relations=(
            Relation("rTheme", "theme", THEME, external=False),
            Relation("rFonts", "fontTable", FONTS, external=False),
            Relation("rSettings", "settings", SETTINGS, external=False),
            Relation("rFoot", "footer", FOOT, external=False),
        ),
        section=section,
        width=width - 2 * _SIDE,
        has_head=False,
    )


def empty_numbering() -> etree._Element:
    """A list part without lists."""
    return etree.fromstring(f'<w:numbering xmlns:w="{WORD}"/>')


def settings(own: etree._Element | None) -> bytes:
    """The settings part: the house's, or of a template's those that say how pages look."""
    house_settings = etree.fromstring(house_xml("settings.xml"))
    if own is None:
        return xml_bytes(house_settings)
    for child in list(own):
        if child.tag not in _KEPT_SETTINGS:
            own.remove(child)
    if own.find(f"{W}compat") is None:
        compat = house_settings.find(f"{W}compat")
        assert compat is not None
        place = next((i for i, child in enumerate(own) if child.tag in _AFTER_COMPAT), len(own))
        own.insert(place, compat)
    return xml_bytes(own)


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
