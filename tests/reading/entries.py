"""Small papers for the tests of the entries: a text of a given type, read by the finders of entries alone.

The type and the day are given, so that a test is about its finder and not about how the type is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent
from typing import Any

from samfrid.reading.document import Document
from samfrid.reading.finders import (
    agreements,
    commitments,
    decisions,
    figures,
    items,
    plans,
    proposals,
    questions,
    warnings,
)
from samfrid.reading.finders.found import Found, Marks, Value
from samfrid.reading.prepare import prepare
from samfrid.reading.reading import Item, Municipality
from samfrid.reading.sources import load_bytes

_STEPS: tuple[tuple[str, Callable[[Document, Found], Any]], ...] = (
    ("items", items.find),
    ("plans", plans.find),
    ("decisions", decisions.find),
    ("proposals", proposals.find),
    ("questions", questions.find),
    ("agreements", agreements.find),
    ("commitments", commitments.find),
    ("figures", figures.find),
    ("warnings", warnings.find),
)


def entries(text: str, doc_type: str, day: str | None = None, municipality: str | None = None) -> Found:
    """What the finders of entries find in a Markdown text, which is a document of this type from this day."""
    document = prepare(load_bytes(dedent(text).strip().encode(), "papper.md"))
    found = Found(Marks(document), type=Value(doc_type))
    if day is not None:
        found = replace(found, date=Value(day))
    if municipality is not None:
        found = replace(found, municipality=Value(Municipality(municipality, "0000")))
    for name, find in _STEPS:
        result: dict[str, Any] = {name: find(document, found)}
        found = replace(found, **result)
    return found


def quoted(found: Found, item: Item) -> str:
    """The words that an item's evidence points at."""
    return " ".join(found.marks.text[e.start : e.end] for e in item.evidence)
