"""The one door: a document in, a reading out.

The way is sources (a file becomes lines), prepare (lines become repaired text in segments), finders (text becomes facts
with evidence) and here: the finders are called in order, what is not held by its evidence is left out, and the whole is
put into the contract's form.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from samfrid.reading import prepare, sources
from samfrid.reading.anchor import Anchor, strange
from samfrid.reading.calibration import confidence
from samfrid.reading.document import Document
from samfrid.reading.finders import (
    addressee,
    agreements,
    commitments,
    date,
    decisions,
    doctype,
    figures,
    items,
    municipality,
    numbers,
    opinions,
    people,
    plans,
    proposals,
    questions,
    recipients,
    references,
    title,
    warnings,
)
from samfrid.reading.finders.found import Found, Marks, Value
from samfrid.reading.reading import Business, Evidence, Item, Reading

#: goes up with every change that may give another reading of the same file; part of the key of kept readings
VERSION = "2"

Find = Callable[[Document, Found], Any]

#: what is found, in this order, each with all that went before at hand: fields of ``Found`` with their finders
STEPS: tuple[tuple[str, Find], ...] = (
    ("type", doctype.find),
    ("title", title.find),
    ("municipality", municipality.find),
    ("diary_numbers", numbers.find),
    ("date", date.find),
    ("addressee", addressee.find),
    ("items", items.find),
    ("plans", plans.find),
    ("decisions", decisions.find),
    ("proposals", proposals.find),
    ("people", people.find),
    ("references", references.find),
    ("questions", questions.find),
    ("opinions", opinions.find),
    ("recipients", recipients.find),
    ("agreements", agreements.find),
    ("commitments", commitments.find),
    ("figures", figures.find),
    ("warnings", warnings.find),
)
SCALARS = ("type", "municipality", "date", "title", "addressee")
GROUPS = (
    "diary_numbers",
    "recipients",
    "people",
    "questions",
    "proposals",
    "decisions",
    "opinions",
    "references",
    "plans",
    "commitments",
    "agreements",
    "figures",
    "items",
)


def read(path: Path) -> Reading:
    """Read a file. Raises :class:`samfrid.reading.source.Unreadable` where it cannot be read at all."""
    return read_document(prepare.prepare(sources.load(path)))


def read_document(document: Document) -> Reading:
    """Find everything in a prepared document. Pure: the same document gives the same reading."""
    return _calibrated(graded(document))


def graded(document: Document) -> Reading:
    """The reading with each finder's own grade for confidence, as calibration counts them."""
    known: dict[str, Any] = {"marks": Marks(document)}
    for name, find in STEPS:
        known[name] = find(document, Found(**known))
    return _assemble(document, Found(**known))


def _calibrated(result: Reading) -> Reading:
    """Say of each thing how often its like was right, instead of the grade that its rule gave it."""
    for name, grade in result.confidence_of.items():
        result.confidence_of[name] = confidence("type" if name == "runner_up" else name, grade)
    for group in GROUPS:
        for item in getattr(result, group):
            item.confidence = confidence(group, item.confidence)
    return result


def _assemble(document: Document, found: Found) -> Reading:
    result = Reading(
        text=document.text,
        original_text=document.original_text,
        version=VERSION,
        map=list(document.runs),
        edits=[
            {"start": e.start, "end": e.end, "raw": e.raw, "new": e.new, "margin": e.margin, "rule": e.rule}
            for e in document.edits
        ],
        segments=[(str(s.kind), s.start, s.end, s.level, s.page) for s in document.segments],
        misread=[(page.number, round(page.misread, 3)) for page in document.source.pages if page.from_image],
        warnings=list(dict.fromkeys([*document.warnings, *found.warnings])),
    )
    anchor = Anchor(document.text, strange(document))
    _keep_scalars(result, document, found, anchor)
    second = found.type.second
    if second is not None:
        result.runner_up, result.confidence_of["runner_up"] = second.value, second.confidence
    for group in GROUPS:
        items: list[Item] = getattr(found, group)
        kept = [item for item in items if anchor.item(group, item)]
        for item in kept:
            item.evidence = [_placed(document, e) for e in item.evidence]
        setattr(result, group, kept)
    _renumber(result, found.items)
    result.dropped_of = {name: count for name, count in anchor.dropped.items() if count}
    result.dropped = anchor.dropped.total()
    return result


def _keep_scalars(result: Reading, document: Document, found: Found, anchor: Anchor) -> None:
    for name in SCALARS:
        value: Value[Any] | None = getattr(found, name)
        if value is None or not anchor.scalar(name, value.value, value.evidence):
            continue
        setattr(result, name, value.value)
        result.confidence_of[name] = value.confidence
        result.evidence_of[name] = [_placed(document, e) for e in value.evidence]


def _renumber(result: Reading, items: list[Business]) -> None:
    """Let what belongs to an item of business point at it where it now stands; at none if it was left out."""
    if len(result.items) == len(items):
        return
    places = {id(item): number for number, item in enumerate(result.items)}
    for group in GROUPS:
        for one in getattr(result, group):
            if one.item is not None:
                one.item = places.get(id(items[one.item])) if one.item < len(items) else None


def _placed(document: Document, evidence: Evidence) -> Evidence:
    """The evidence with its page, and on a page with positions the box around its lines."""
    segment = document.at(evidence.start)
    places = [p for p in document.places_of(evidence.start, evidence.end) if p.box]
    page = places[0].page if places else segment.page if segment else None
    boxes = [p.box for p in places if p.page == page and p.box]
    if not boxes:
        return Evidence(evidence.start, evidence.end, page, None, evidence.field)
    frame = (
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Evidence(evidence.start, evidence.end, page, frame, evidence.field)
