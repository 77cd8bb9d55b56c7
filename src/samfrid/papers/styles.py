"""Which style of a Word file is which: a municipality's own where it has one, the house's where it has none.

Styles are found by name, not by id: Word in Swedish gives "heading 1" the id "Rubrik1", Word in English "Heading1".
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Final

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{WORD}}}"
#: languages whose letters we write, as Word names them
LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB", "fi": "fi-FI", "da": "da-DK", "nb": "nb-NO", "de": "de-DE"}


@cache
def house_xml(name: str) -> bytes:
    """A part of the house's own Word file."""
    return files("samfrid.papers").joinpath("word", name).read_bytes()


class Styles:
    """The styles of a Word file, and those of the house that were added to it."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._ids: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._defaults: dict[str, str] = {}
        for style in root.iter(f"{W}style"):
            self._learn(style)

    def _learn(self, style: etree._Element) -> None:
        kind, key = style.get(f"{W}type", "paragraph"), style.get(f"{W}styleId", "")
        name = style.find(f"{W}name")
        self._taken.add(key)
        if name is not None:
            self._ids.setdefault((kind, name.get(f"{W}val", "").casefold()), key)
        if style.get(f"{W}default") in ("1", "true", "on"):
            self._defaults.setdefault(kind, key)

    def id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style with this name; the house's is added where the file has none."""
        found = self._ids.get((kind, name.casefold()))
        return found if found is not None else self._add(name, kind)

    def _add(self, name: str, kind: str) -> str:
        house = next(
            style
            for style in _house_styles()
            if style.get(f"{W}type") == kind and _value(style, "name").casefold() == name.casefold()
        )
        style = deepcopy(house)
        key = style.get(f"{W}styleId", "")
        while key in self._taken:
            key = f"Samfrid{key}"
        style.set(f"{W}styleId", key)
        for tag in ("basedOn", "next"):
            element = style.find(f"{W}{tag}")
            if element is not None:
                default = self._defaults.get(kind)
                if default is None:
                    style.remove(element)
                else:
                    element.set(f"{W}val", default)
        self.root.append(style)
        self._learn(style)
        return key

    def speak(self, language: str) -> None:
        """Set the language that the file's words are in, for spelling, hyphenation and reading aloud."""
        defaults = self._child(self.root, "docDefaults", 0)
        properties = self._child(self._child(defaults, "rPrDefault", 0), "rPr", 0)
        lang = properties.find(f"{W}lang")
        if lang is None:
            lang = etree.SubElement(properties, f"{W}lang")
        lang.set(f"{W}val", LANGUAGES.get(language, language))
        for own in self.root.iter(f"{W}lang"):
            if own is not lang and own.getparent() is not None:
                own.set(f"{W}val", LANGUAGES.get(language, language))

    @staticmethod
    def _child(parent: etree._Element, name: str, place: int) -> etree._Element:
        found = parent.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            parent.insert(place, found)
        return found


@cache
def _house_styles() -> tuple[etree._Element, ...]:
    return tuple(etree.fromstring(house_xml("styles.xml")).iter(f"{W}style"))


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
