"""A Word template, a municipality's own or the house's: what is taken from it, and when it is refused.

Of a template come styles, lists, theme, fonts, heads, feet and page set-up, and nothing else: what is not on the list
of what is kept is not in the file that is made.
"""

from __future__ import annotations

import io
import re
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import docx as python_docx
from lxml import etree

from samfrid.papers.package import OFFICE, Package, Part, Refused, Relation, write, xml_bytes
from samfrid.papers.styles import WORD, W, house_xml

_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_CORE_KIND: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_MAIN: Final = "word/document.xml"
_SETTINGS: Final = "word/settings.xml"
_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_CORE: Final = "docProps/core.xml"
#: the parts that are always made here, whatever a template calls its own
_RESERVED: Final = frozenset({_MAIN, _SETTINGS, _STYLES, _NUMBERING, _CORE, "[Content_Types].xml"})
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
_R: Final = f"{{{OFFICE}}}"
#: what a kept part may refer to, and the content types of it; neither has relations of its own
_LEAVES: Final = {
    "image": ("image/",),
    "font": ("application/x-font", "application/vnd.openxmlformats-officedocument."),
}
_KINDS: Final = {
    "header": _KIND.format("header"),
    "footer": _KIND.format("footer"),
    "fontTable": _KIND.format("fontTable"),
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_LINK: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_REFERENCES: Final = (f"{W}headerReference", f"{W}footerReference")
_TRACES: Final = re.compile(rf"{re.escape(W)}(?:rsid\w*|paraId|textId)|.*\}}(?:paraId|textId)")
_DROPPED: Final = frozenset(
    f"{W}{name}"
    for name in [
        "rsid",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "proofErr",
        "permStart",
        "permEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "dataBinding",
        "del",
        "moveFrom",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tcPrChange",
        "trPrChange",
        "tblGridChange",
        "numberingChange",
        "lastRenderedPageBreak",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    ]
)
_UNWRAPPED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
#: where a picture came from on somebody's machine
_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\|/(?:Users|home)/|file:", re.IGNORECASE)
#: a length as Word writes it; some programs write parts of a twentieth of a point, which others cannot read
_LENGTH: Final = re.compile(r"-?\d{1,6}(?:(?:\.\d{1,20})?(?:mm|cm|in|pt|pc|pi))?")
_DECIMAL: Final = re.compile(r"-?\d{1,6}\.\d{1,20}")
_LENGTHS: Final = ("w", "h", "left", "right", "top", "bottom", "header", "footer", "gutter")
_PROPERTIES: Final = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


class TemplateError(Refused):
    """A template that cannot be used; ``str(error)`` is a sentence in Swedish for who gave it."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A Word file without words, and whether its pages have a head that tells something, and a foot or a number."""

    file: bytes
    has_head: bool
    has_foot: bool


def from_template(data: bytes) -> Shell:
    """The shell of a template. Raises :class:`TemplateError`."""
    package = Package(data, TemplateError)
    _refuse_active(package)
    document = package.xml(package.main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise TemplateError("Mallen saknar innehåll eller är skadad.")
    return _Taken(package, _section(body)).shell()


@cache
def plainest() -> bytes:
    """The document that python-docx begins with, which the house dresses."""
    file = io.BytesIO()
    python_docx.Document().save(file)
    return file.getvalue()


def _refuse_active(package: Package) -> None:
    """Refuse macros, and whatever a file fetches from elsewhere when it is opened (a link is followed by a person)."""
    kinds = package.kind(package.main)
    if "macroenabled" in kinds.lower() or any("vbaproject" in name.lower() for name in package.names):
        raise TemplateError(
            "Mallen innehåller makron. Spara den som Word-dokument (.docx) utan makron och försök igen."
        )
    for name in package.names:
        folder, _, file = name.rpartition("/")
        if not file.endswith(".rels"):
            continue
        part = f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"
        for relation in package.relations(part):
            local = relation.kind == "attachedTemplate" and relation.target.lower().startswith("file:")
            if relation.external and relation.kind != "hyperlink" and not local:
                raise TemplateError(
                    "Mallen hämtar innehåll från en annan plats när den öppnas. "
                    "Bädda in bilden i mallen, eller ta bort länken till den, och försök igen."
                )


def _section(body: etree._Element) -> etree._Element:
    """The page set-up of the template's first page."""
    found = next(body.iter(f"{W}sectPr"), None)
    section = etree.Element(f"{W}sectPr") if found is None else deepcopy(found)
    for child in list(section):
        if child.tag in (f"{W}type", f"{W}sectPrChange", f"{W}footnotePr", f"{W}endnotePr", f"{W}printerSettings"):
            section.remove(child)
    _clean(section)
    for size in section.iter(f"{W}pgSz", f"{W}pgMar"):
        for name in _LENGTHS:
            value = size.get(f"{W}{name}", "0")
            if _DECIMAL.fullmatch(value):
                size.set(f"{W}{name}", str(round(float(value))))
            elif not _LENGTH.fullmatch(value):
                del size.attrib[f"{W}{name}"]
    return section


class _Taken:
    """Takes what is kept of a template, part by part."""

    def __init__(self, package: Package, section: etree._Element) -> None:
        self._package = package
        self._section = section
        self._parts: dict[str, Part] = {}
        self._relations: list[Relation] = []
        self._by_id = {relation.id: relation for relation in package.relations(package.main)}

    def shell(self) -> Shell:
        self._take("styles", _STYLES, self._one("styles"))
        self._take("numbering", _NUMBERING, self._one("numbering"))
        self._copy_or("theme")
        self._copy_or("fontTable")
        heads = [self._edge(reference) for reference in self._section.iter(*_REFERENCES)]
        numbered = any(any("PAGE" in text for text in _fields(root)) for _, root in heads if root is not None)
        self._take("settings", _SETTINGS, _settings(self._one("settings")))
        document = etree.Element(f"{W}document", nsmap={"w": WORD, "r": OFFICE})
        etree.SubElement(document, f"{W}body").append(self._section)
        self._parts[_MAIN] = Part(xml_bytes(document), _KIND.format("document.main"), tuple(self._relations))
        self._parts[_CORE] = Part(_PROPERTIES, _CORE_KIND)
        roots = [Relation("rId1", "officeDocument", _MAIN, external=False)]
        roots.append(Relation("rId2", "core-properties", _CORE, external=False))
        return Shell(
            file=write(self._parts, roots),
            has_head=any(tag == "header" and root is not None and _says(root) for tag, root in heads),
            has_foot=numbered or any(tag == "footer" for tag, _ in heads),
        )

    def _take(self, kind: str, name: str, root: etree._Element | None) -> None:
        """Give the document a part of its own: the template's, or one without anything in it."""
        found = etree.Element(f"{W}{kind}", nsmap={"w": WORD}) if root is None else root
        self._parts[name] = Part(xml_bytes(found), _KIND.format(kind))
        self._relations.append(Relation(f"samfrid{kind}", kind, name, external=False))

    def _named(self, kind: str) -> Relation | None:
        found = (one for one in self._by_id.values() if one.kind == kind and not one.external)
        return next(found, None)

    def _one(self, kind: str) -> etree._Element | None:
        """The root of a part that the document has one of, without traces of who wrote it."""
        relation = self._named(kind)
        root = None if relation is None else self._package.xml(relation.target)
        if root is not None:
            _clean(root)
            for picture in list(root.iter(f"{W}numPicBullet", f"{W}lvlPicBulletId")):
                _remove(picture)
        return root

    def _copy_or(self, kind: str) -> None:
        """Take a part that Word wants every document to have one of, or python-docx's."""
        relation = self._named(kind)
        if relation is None or self._copy(relation) is None:
            package = Package(plainest())
            relation = next(one for one in package.relations(package.main) if one.kind == kind)
            self._parts[relation.target] = Part(package.part(relation.target) or b"", _KINDS[kind])
        self._relations.append(replace(relation, id=f"samfrid{kind}"))

    def _edge(self, reference: etree._Element) -> tuple[str, etree._Element | None]:
        """Take a head or a foot that the page set-up refers to; the reference goes where there is none."""
        relation = self._by_id.get(reference.get(f"{_R}id", ""))
        tag = "header" if reference.tag == f"{W}headerReference" else "footer"
        root = None if relation is None or relation.external else self._copy(relation)
        if root is None or relation is None:
            parent = reference.getparent()
            if parent is not None:
                parent.remove(reference)
            return tag, None
        if relation not in self._relations:
            self._relations.append(relation)
        return tag, root

    def _copy(self, wanted: Relation) -> etree._Element | None:
        """Take an XML part, cleaned, with the pictures, fonts and links that it refers to."""
        root = self._package.xml(wanted.target)
        if root is None:
            return None
        _refuse_reserved(wanted.target)
        _clean(root)
        kept = []
        for relation in self._package.relations(wanted.target):
            if relation.external:
                kept.append(self._link(relation))
            elif self._leaf(relation):
                kept.append(relation)
        self._parts[wanted.target] = Part(xml_bytes(root), _KINDS[wanted.kind], tuple(kept))
        return root

    def _leaf(self, relation: Relation) -> bool:
        """Take a picture or a font; anything else in a head or a foot is refused. False where the file lacks it."""
        kind = self._package.kind(relation.target)
        if relation.kind not in _LEAVES or not kind.startswith(_LEAVES[relation.kind]):
            raise TemplateError(
                "Mallens sidhuvud eller sidfot innehåller ett inbäddat objekt som inte kan följa med. "
                "Ersätt det med text eller en bild och försök igen."
            )
        data = self._package.part(relation.target)
        if data is not None:
            _refuse_reserved(relation.target)
            self._parts[relation.target] = Part(data, kind)
        return data is not None

    @staticmethod
    def _link(relation: Relation) -> Relation:
        if relation.kind == "hyperlink" and _LINK.match(relation.target):
            return relation
        raise TemplateError("Mallens sidhuvud eller sidfot har en länk som inte går till en webbplats eller en adress.")


def _refuse_reserved(name: str) -> None:
    """Refuse a part that calls itself by the name of one that is made here."""
    if name in _RESERVED or name.endswith(".rels"):
        raise TemplateError("Mallen är skadad: delar av den ligger där innehållet ska stå.")


def _fields(root: etree._Element) -> list[str]:
    simple = [one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple")]
    return simple + [one.text or "" for one in root.iter(f"{W}instrText")]


def _says(root: etree._Element) -> bool:
    """Whether a head shows anything: words or a picture."""
    if any((one.text or "").strip() for one in root.iter(f"{W}t")):
        return True
    return next(root.iter(f"{W}drawing", f"{W}pict"), None) is not None


def _settings(own: etree._Element | None) -> etree._Element:
    """The settings part: the house's, or of a template's those that say how pages look."""
    house_settings = etree.fromstring(house_xml("settings.xml"))
    if own is None:
        return house_settings
    for child in list(own):
        if child.tag not in _KEPT_SETTINGS:
            own.remove(child)
    if own.find(f"{W}compat") is None:
        compat = house_settings.find(f"{W}compat")
        assert compat is not None
        place = next((i for i, child in enumerate(own) if child.tag in _AFTER_COMPAT), len(own))
        own.insert(place, compat)
    return own


def _clean(root: etree._Element) -> None:
    """Take out of a kept part what tells who wrote it and when: sessions, tracked changes, comments, paths."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            _remove(element)
        elif element.tag in _UNWRAPPED:
            _unwrap(element)
        else:
            if element.tag == f"{W}style" and f"{W}type" not in element.attrib:
                element.set(f"{W}type", "paragraph")
            for name in list(element.attrib):
                if _TRACES.fullmatch(str(name)):
                    del element.attrib[name]
                elif str(name) in ("descr", "name", "title") and _PATH.search(element.get(name, "")):
                    element.set(name, "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """What was inserted with tracked changes stands as if it had always been there."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)
