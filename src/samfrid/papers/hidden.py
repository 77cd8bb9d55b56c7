"""What a Word file tells beyond what is seen on its pages.

A file that is released is released with all it holds (JO 2437-2006): who wrote it and for how long, what was struck
out, what colleagues remarked. This finds it, for a person to look at before the file leaves. The findings quote what
was hidden: they are for the page of who owns the file, never for a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from samfrid.papers.package import Package
from samfrid.papers.styles import W

#: properties that say something of persons, time or earlier use; program, pages and words do not
_CORE: Final = {
    "creator": "Författare",
    "lastModifiedBy": "Senast ändrad av",
    "created": "Skapad",
    "modified": "Senast ändrad",
    "lastPrinted": "Senast utskriven",
    "revision": "Antal gånger sparad",
    "subject": "Ämne",
    "keywords": "Nyckelord",
    "description": "Kommentar i egenskaperna",
    "category": "Kategori",
    "contentStatus": "Status",
    "identifier": "Identitet",
    "version": "Version",
}
_APP: Final = {
    "Company": "Företag",
    "Manager": "Chef",
    "Template": "Mall",
    "TotalTime": "Redigeringstid i minuter",
    "HyperlinkBase": "Bas för länkar",
}
_NOTHING: Final = frozenset({"", "0", "Normal.dotm", "Normal"})
_CHANGES: Final = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange")
_OFF: Final = ("0", "false", "off")
_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\\w|/(?:Users|home)/|file:", re.IGNORECASE)
_LONGEST: Final = 160


def hidden_content(data: bytes) -> list[str]:
    """What a DOCX holds out of sight, one sentence in Swedish each; empty for a clean file.

    Raises :class:`~samfrid.papers.package.Refused` for what is no DOCX.
    """
    package = Package(data)
    pages = [root for name in package.names if _is_pages(name) and (root := package.xml(name)) is not None]
    found = [
        *_properties(package, pages),
        *_comments(package),
        *_changes(pages),
        *_unseen(package, pages),
        *_sessions(package, pages),
        *_enclosed(package, pages),
    ]
    return list(dict.fromkeys(found))


def _is_pages(name: str) -> bool:
    return bool(re.fullmatch(r"word/(?:glossary/)?(?:document|header|footer|footnotes|endnotes)[\w-]*\.xml", name))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST]}…"


def _words(element: etree._Element) -> str:
    """The words in an element, struck out ones too."""
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))


def _related(package: Package, kind: str) -> Iterator[etree._Element]:
    for relation in package.relations():
        root = None if relation.external or relation.kind != kind else package.xml(relation.target)
        if root is not None:
            yield root


def _properties(package: Package, pages: Iterable[etree._Element]) -> Iterator[str]:
    """The three kinds of document properties. A title counts where it is not what the pages say."""
    said = " ".join("".join(map(_words, pages)).split()).casefold()
    for kind, labels in (("core-properties", _CORE), ("extended-properties", _APP)):
        for root in _related(package, kind):
            for child in root:
                text = _short(child.text or "")
                if text in _NOTHING:
                    continue
                if _local(child) in labels:
                    yield f"{labels[_local(child)]}: {text}"
                elif _local(child) == "title" and " ".join((child.text or "").split()).casefold() not in said:
                    yield f"Titel i egenskaperna: {text}"
    for root in _related(package, "custom-properties"):
        for child in root:
            yield f"Egen egenskap {child.get('name', '')}: {_short(' '.join(map(str, child.itertext())))}"


def _comments(package: Package) -> Iterator[str]:
    for relation in package.relations(package.main):
        root = package.xml(relation.target) if relation.kind == "comments" and not relation.external else None
        for comment in () if root is None else root.iter(f"{W}comment"):
            yield f"Kommentar av {comment.get(f'{W}author') or 'okänd'}: {_short(_words(comment))}"


def _changes(pages: Iterable[etree._Element]) -> Iterator[str]:
    """Tracked changes: what was struck out can still be read by anybody."""
    labels = {
        f"{W}del": "Spårad ändring, borttagen text",
        f"{W}moveFrom": "Spårad ändring, flyttad text",
        f"{W}ins": "Spårad ändring, infogad text",
        f"{W}moveTo": "Spårad ändring, flyttad text",
    }
    formats = tuple(f"{W}{name}" for name in _CHANGES)
    for root in pages:
        for change in root.iter(*labels, *formats):
            who = change.get(f"{W}author") or "okänd"
            if change.tag in formats:
                yield f"Spårad ändring av utseende, av {who}"
            elif words := _short(_words(change)):
                yield f"{labels[str(change.tag)]} av {who}: {words}"
            else:
                yield f"Spårad ändring av stycke eller rad, av {who}"


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in _OFF


def _unseen(package: Package, pages: Iterable[etree._Element]) -> Iterator[str]:
    """Text formatted as hidden, by itself or by its style."""
    styles = package.xml("word/styles.xml")
    hidden = {
        style.get(f"{W}styleId", "")
        for style in (() if styles is None else styles.iter(f"{W}style"))
        if _on(style.find(f"{W}rPr/{W}vanish"))
    }
    for root in pages:
        for run in root.iter(f"{W}r"):
            own = run.find(f"{W}rPr/{W}vanish")
            style = run.find(f"{W}rPr/{W}rStyle")
            paragraph = next(run.iterancestors(f"{W}p"), None)
            above = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
            named = {one.get(f"{W}val") for one in (style, above) if one is not None}
            if (_on(own) or (own is None and named & hidden)) and (words := _short(_words(run))):
                yield f"Dold text: {words}"


def _sessions(package: Package, pages: Iterable[etree._Element]) -> Iterator[str]:
    """Marks of editing sessions, by which texts can be told to come from the same hand."""
    settings = package.xml("word/settings.xml")
    marked = any("rsid" in str(name) for root in pages for element in root.iter() for name in element.attrib)
    if marked or (settings is not None and settings.find(f"{W}rsids") is not None):
        yield "Märken efter redigeringstillfällen (rsid)"
    for variable in () if settings is None else settings.iter(f"{W}docVar"):
        yield f"Dold variabel {variable.get(f'{W}name', '')}: {_short(variable.get(f'{W}val', ''))}"
    if settings is not None and settings.find(f"{W}mailMerge") is not None:
        yield "Koppling till en källa för massutskick"


def _enclosed(package: Package, pages: Iterable[etree._Element]) -> Iterator[str]:
    """Parts and addresses that came along: embedded files, data, thumbnails, macros, paths on somebody's machine."""
    for name in package.names:
        low = name.lower()
        if "/embeddings/" in low:
            yield f"Inbäddad fil: {name.rpartition('/')[2]}"
        elif "vbaproject" in low:
            yield "Makron"
        elif low.startswith("docprops/thumbnail"):
            yield "Miniatyrbild av första sidan"
        elif low.endswith("people.xml"):
            yield "Lista över personer som har arbetat i dokumentet"
        elif re.fullmatch(r"customxml/item\d+\.xml", low) and _holds_data(package.xml(name)):
            yield f"Inbäddad data: {name}"
        elif low.endswith(".rels"):
            yield from _addresses(package, name)
    for root in pages:
        for element in root.iter():
            for key in ("descr", "title", "name"):
                if _PATH.search(element.get(key, "")):
                    yield f"Sökväg till en bild: {_short(element.get(key, ''))}"


def _holds_data(root: etree._Element | None) -> bool:
    """Whether embedded XML has content: Word puts an empty list of literature in most files."""
    return root is not None and (len(root) > 0 or bool((root.text or "").strip()))


def _addresses(package: Package, name: str) -> Iterator[str]:
    folder, _, file = name.rpartition("/")
    for relation in package.relations(f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"):
        if relation.external and (relation.kind != "hyperlink" or _PATH.search(relation.target)):
            yield f"Adress utanför dokumentet: {_short(relation.target)}"
