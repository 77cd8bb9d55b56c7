"""A municipality's own Word template: what is taken from it, and when it is refused.

Of a template come styles, lists, theme, fonts, heads, feet and page set-up, and nothing else: what is not on the list
of what is kept is not in the file that is made.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import Final

from lxml import etree

from samfrid.papers.body import Numbering
from samfrid.papers.package import OFFICE, Package, Part, Refused, Relation, xml_bytes
from samfrid.papers.shell import (
    FONTS,
    FOOT,
    KIND,
    RESERVED,
    SETTINGS,
    THEME,
    THEME_KIND,
    Shell,
    empty_numbering,
    foot,
    settings,
)
from samfrid.papers.styles import Styles, W, house_xml

_R: Final = f"{{{OFFICE}}}"
#: what a kept part may refer to, and the content types of it; neither has relations of its own
_LEAVES: Final = {
    "image": ("image/",),
    "font": ("application/x-font", "application/vnd.openxmlformats-officedocument."),
}
_KINDS: Final = {
    "header": KIND.format("header"),
    "footer": KIND.format("footer"),
    "fontTable": KIND.format("fontTable"),
    "theme": THEME_KIND,
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
#: A4 with 2.5 cm at the sides, in twentieths of a point, for a template that does not say
_PAGE: Final = (11906, 1417)


class TemplateError(Refused):
    """A template that cannot be used; ``str(error)`` is a sentence in Swedish for who gave it."""


def from_template(data: bytes, language: str) -> Shell:
    """The shell of a template. Raises :class:`TemplateError`."""
    package = Package(data, TemplateError)
    _refuse_active(package)
    document = package.xml(package.main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise TemplateError("Mallen saknar innehåll eller är skadad.")
    return _Taken(package, _section(body)).shell(language)


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
    return section


class _Taken:
    """Takes what is kept of a template, part by part."""

    def __init__(self, package: Package, section: etree._Element) -> None:
        self._package = package
        self._section = section
        self._parts: dict[str, Part] = {}
        self._relations: list[Relation] = []
        self._by_id = {relation.id: relation for relation in package.relations(package.main)}

    def shell(self, language: str) -> Shell:
        styles = self._one("styles")
        numbering = self._one("numbering")
        own = Styles(styles if styles is not None else etree.Element(f"{W}styles"))
        lists = Numbering(numbering if numbering is not None else empty_numbering())
        self._copy_or("theme", THEME, "theme.xml")
        self._copy_or("fontTable", FONTS, "fontTable.xml")
        heads = [self._edge(reference) for reference in self._section.iter(*_REFERENCES)]
        numbered = any(any("PAGE" in text for text in _fields(root)) for _, root in heads if root is not None)
        if not numbered and not any(tag == "footer" for tag, _ in heads):
            self._add_foot(own, language)
        self._parts[SETTINGS] = Part(settings(self._one("settings")), KIND.format("settings"))
        self._relations.append(Relation("samfridSettings", "settings", SETTINGS, external=False))
        return Shell(
            styles=own,
            numbering=lists,
            parts=self._parts,
            relations=tuple(self._relations),
            section=etree.tostring(self._section, encoding="unicode"),
            width=_text_width(self._section),
            has_head=any(tag == "header" and root is not None and _says(root) for tag, root in heads),
        )

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

    def _copy_or(self, kind: str, name: str, house: str) -> None:
        """Take a part that Word wants every document to have one of, or the house's."""
        relation = self._named(kind)
        if relation is None or self._copy(relation) is None:
            self._parts[name] = Part(house_xml(house), _KINDS[kind])
            relation = Relation("", kind, name, external=False)
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

    def _add_foot(self, styles: Styles, language: str) -> None:
        self._parts[FOOT] = foot(styles, language)
        self._relations.append(Relation("samfridFoot", "footer", FOOT, external=False))
        kinds = ["default", "first"] if self._section.find(f"{W}titlePg") is not None else ["default"]
        place = len(self._section.findall(f"{W}headerReference"))
        for kind in kinds:
            reference = etree.Element(f"{W}footerReference", {f"{W}type": kind, f"{_R}id": "samfridFoot"})
            self._section.insert(place, reference)


def _refuse_reserved(name: str) -> None:
    """Refuse a part that calls itself by the name of one that is made here."""
    if name in RESERVED or name.endswith(".rels"):
        raise TemplateError("Mallen är skadad: delar av den ligger där innehållet ska stå.")


def _fields(root: etree._Element) -> list[str]:
    simple = [one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple")]
    return simple + [one.text or "" for one in root.iter(f"{W}instrText")]


def _says(root: etree._Element) -> bool:
    """Whether a head shows anything: words or a picture."""
    if any((one.text or "").strip() for one in root.iter(f"{W}t")):
        return True
    return next(root.iter(f"{W}drawing", f"{W}pict"), None) is not None


def _text_width(section: etree._Element) -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = _number(size, "w", _PAGE[0]) - _number(margins, "left", _PAGE[1]) - _number(margins, "right", _PAGE[1])
    return max(width - _number(margins, "gutter", 0), 2000)


def _number(element: etree._Element | None, name: str, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}{name}", "")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else otherwise


def _clean(root: etree._Element) -> None:
    """Take out of a kept part what tells who wrote it and when: sessions, tracked changes, comments, paths."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            _remove(element)
        elif element.tag in _UNWRAPPED:
            _unwrap(element)
        else:
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
