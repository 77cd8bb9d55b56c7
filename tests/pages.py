"""What a test looks for in a page of HTML, by XPath; lxml's own answer may be anything that XPath can say."""

from __future__ import annotations

from typing import TypeVar

from lxml import etree

Found = TypeVar("Found")


def elements(page: etree._Element, path: str) -> list[etree._Element]:
    """The elements at that path; a path to anything else is a fault of the test."""
    return _found(page, path, etree._Element)


def values(page: etree._Element, path: str) -> list[str]:
    """The attributes or texts at that path; a path to anything else is a fault of the test."""
    return [str(one) for one in _found(page, path, str)]


def _found(page: etree._Element, path: str, kind: type[Found]) -> list[Found]:
    found = page.xpath(path)
    assert isinstance(found, list), f"{path} leads to {found!r}"
    told: list[Found] = [one for one in found if isinstance(one, kind)]
    assert len(told) == len(found), f"{path} leads to {found!r}"
    return told
