"""From the reader's object to proposals that a person can judge one by one. Pure functions of the contract's JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

SCALARS: Final = ("type", "municipality", "date", "title", "addressee")
#: lists of plain strings, whose evidence stands beside them
PHRASES: Final = ("diary_numbers", "recipients")
#: lists of objects, each with its own evidence and confidence
ENTRIES: Final = (
    "items",
    "people",
    "questions",
    "proposals",
    "decisions",
    "opinions",
    "plans",
    "commitments",
    "agreements",
    "references",
    "figures",
)
_SPACE: Final = re.compile(r"\s+")
#: what the reader's object says of an item beside its value
_ABOUT: Final = ("evidence", "confidence", "origin", "runner_up")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value or item as the reader proposes it: see :class:`samfrid.documents.models.Finding`."""

    group: str
    number: int
    value: Any
    confidence: float
    evidence: list[dict[str, Any]] = field(default_factory=list)
    #: "" for the reader's rules, "model: NAME" for a plug-in
    origin: str = ""
    runner_up: dict[str, Any] | None = None


def proposals_of(reading: dict[str, Any]) -> list[Proposal]:
    """Everything in a reading that a person is to judge, group by group. What was not found is not proposed."""
    sure = reading.get("confidence_of", {})
    held_by = reading.get("evidence_of", {})
    origins = reading.get("origin_of", {})
    second = _seconds(reading)
    found = [
        Proposal(
            name, 0, reading[name], sure.get(name, 0.5), held_by.get(name, []), origins.get(name, ""), second.get(name)
        )
        for name in SCALARS
        if reading.get(name)
    ]
    for group in PHRASES:
        values = reading.get(group) or []
        shares = _shared(reading.get("text", ""), values, held_by.get(group, []))
        found += [
            Proposal(
                group,
                number,
                value,
                sure.get(f"{group}[{number}]", 0.5),
                shares[number],
                origins.get(f"{group}[{number}]", ""),
            )
            for number, value in enumerate(values)
        ]
    for group in ENTRIES:
        found += [
            Proposal(
                group,
                number,
                {key: part for key, part in entry.items() if key not in _ABOUT},
                entry.get("confidence", 0.5),
                entry.get("evidence", []),
                entry.get("origin", ""),
                entry.get("runner_up"),
            )
            for number, entry in enumerate(reading.get(group) or [])
        ]
    return found


def _seconds(reading: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The second best of each scalar that has one. Whose document it is, is asked about in another way."""
    told: dict[str, dict[str, Any]] = dict(reading.get("runner_up_of", {}))
    if reading.get("runner_up") and "type" not in told:
        sure = reading.get("confidence_of", {}).get("runner_up", 0.3)
        told["type"] = {"value": reading["runner_up"], "confidence": sure, "evidence": [], "origin": ""}
    told.pop("municipality", None)
    return told


def _shared(text: str, values: list[str], evidence: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The evidence of a list of strings, dealt out to the string that stands there; by order where none does."""
    shares: list[list[dict[str, Any]]] = [[] for _ in values]
    folded = [_fold(value) for value in values]
    for place, one in enumerate(evidence):
        words = _fold(text[one["start"] : one["end"]])
        holders = [number for number, value in enumerate(folded) if value in words or words in value]
        if holders:
            shares[min(holders, key=lambda number: abs(len(folded[number]) - len(words)))].append(one)
        elif place < len(shares):
            shares[place].append(one)
    return shares


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
