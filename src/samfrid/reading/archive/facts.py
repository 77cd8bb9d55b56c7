"""A reading as rows: one for the document and one for each fact, so that facts of all kinds are counted together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Row = dict[str, Any]

#: what a fact of each group says in the columns that all facts share; ``kind`` tells facts of one group apart
_COLUMNS: dict[str, Callable[[Row], Row]] = {
    "people": lambda e: {"text": e["name"], "kind": e["role"], "party": e["party"]},
    "questions": lambda e: {"text": e["text"], "answer": e["answer"]},
    "proposals": lambda e: {"text": e["text"], "kind": e["outcome"], "body": e["body"]},
    "decisions": lambda e: {
        "text": e["text"],
        "kind": e["outcome"],
        "body": e["body"],
        "date": e["date"],
        "paragraph": e["paragraph"],
        "unanimous": e["unanimous"],
    },
    "opinions": lambda e: {"text": e["text"], "kind": e["stance"], "body": e["body"]},
    "references": lambda e: {"text": e["number"], "kind": e["type"], "date": e["date"], "names": e["by"]},
    "plans": lambda e: {
        "text": e["name"],
        "body": e["adopted_by"],
        "date": e["adopted_on"],
        "paragraph": e["paragraph"],
        "from": e["from"],
        "to": e["to"],
    },
    "commitments": lambda e: {
        "text": e["text"],
        "kind": e["status"],
        "body": e["responsible"],
        "names": e["partners"],
        "to": e["due"],
        "plan": e["plan"],
    },
    "agreements": lambda e: {
        "text": " – ".join(e["parties"]),
        "kind": e["form"],
        "names": e["parties"],
        "from": e["from"],
        "to": e["to"],
        "renewal_months": (e["renewal"] or {}).get("months"),
        "notice_months": e["notice_months"],
    },
    "figures": lambda e: {"text": e["what"], "value": float(e["value"]), "unit": e["unit"], "date": e["period"]},
    "items": lambda e: {"text": e["title"], "paragraph": e["paragraph"], "names": e["diary_numbers"]},
}
#: groups whose entries are plain strings
_STRINGS = ("diary_numbers", "recipients")


def document_row(line: Row) -> Row:
    """The row of a document, from its line among the results."""
    reading = line["reading"]
    sure = reading["confidence_of"]
    return {
        **_place(line),
        "reader": line["reader"],
        "runner_up": reading["runner_up"],
        "title": reading["title"],
        "addressee": reading["addressee"],
        "diary_numbers": reading["diary_numbers"],
        "recipients": reading["recipients"],
        "warnings": reading["warnings"],
        "type_confidence": sure.get("type"),
        "date_confidence": sure.get("date"),
        "pages": max((segment[4] for segment in reading["segments"]), default=1),
        "characters": len(reading["text"]),
        "repairs": len(reading["edits"]),
        "dropped": reading["dropped"],
        "text": reading["text"],
    }


def fact_rows(line: Row) -> Iterator[Row]:
    """The rows of a document's facts."""
    reading, place = line["reading"], _place(line)
    for group in _STRINGS:
        for index, value in enumerate(reading[group]):
            sure = reading["confidence_of"].get(f"{group}[{index}]")
            yield {**place, "fact": group, "number": index, "text": value, "confidence": sure}
    for group, columns in _COLUMNS.items():
        for index, entry in enumerate(reading[group]):
            row = {**place, "fact": group, "number": index, "confidence": entry["confidence"], "item": entry["item"]}
            row |= _evidence(reading["text"], entry["evidence"])
            yield row | columns(entry)
            for amount in entry.get("amounts", ()):
                yield row | {
                    "fact": "amounts",
                    "value": float(amount["sek"]),
                    "unit": "SEK",
                    "kind": amount["per"],
                    "text": amount["condition"],
                    "names": entry["parties"],
                }


def _place(line: Row) -> Row:
    """What every row says of its document, so that nothing need be joined to count by municipality and year."""
    reading = line["reading"]
    town, date = reading["municipality"] or {}, reading["date"]
    return {
        "sha256": line["sha256"],
        "path": line["path"],
        "type": reading["type"],
        "municipality_code": town.get("code"),
        "municipality": town.get("name"),
        "document_date": date,
        "year": int(date[:4]) if date else None,
    }


def _evidence(text: str, evidence: list[Row]) -> Row:
    if not evidence:
        return {}
    first = evidence[0]
    quote = text[first["start"] : first["end"]]
    return {"start": first["start"], "end": first["end"], "page": first["page"], "quote": quote}
