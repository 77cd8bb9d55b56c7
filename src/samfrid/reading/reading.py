"""The data types of the contract: what one document gives. A reading proposes; a person approves.

Field names are the contract's. Dates are ISO strings (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) since documents are
seldom exact; whoever needs a date parses it. Offsets are characters into :attr:`Reading.text`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it stands: ``text[start:end]``, and its page and box (left, top, right, bottom as shares), if any."""

    start: int
    end: int
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    #: the particular that it shows, where it is further off than the item itself ("date", "plan")
    field: str | None = None


@dataclass(kw_only=True, slots=True)
class Item:
    """What every item in a list has: its evidence, a confidence from 0 to 1, and in minutes the item of business."""

    evidence: list[Evidence] = field(default_factory=list)
    confidence: float = 0.5
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Municipality:
    name: str
    code: str


@dataclass(kw_only=True, slots=True)
class Phrase(Item):
    """A diary number or a recipient: written as a plain string in the JSON, its evidence under ``evidence_of``."""

    value: str


@dataclass(kw_only=True, slots=True)
class Person(Item):
    name: str
    party: str | None = None
    role: str = "other"


@dataclass(kw_only=True, slots=True)
class Question(Item):
    text: str
    answer: str | None = None


@dataclass(kw_only=True, slots=True)
class Proposal(Item):
    body: str | None
    text: str
    outcome: str = "other"


@dataclass(kw_only=True, slots=True)
class Decision(Item):
    body: str | None
    text: str
    date: str | None = None
    paragraph: str | None = None
    outcome: str = "other"
    unanimous: bool | None = None


@dataclass(kw_only=True, slots=True)
class Opinion(Item):
    body: str
    text: str
    stance: str


@dataclass(kw_only=True, slots=True)
class Reference(Item):
    type: str
    date: str | None = None
    by: list[str] = field(default_factory=list)
    number: str | None = None


@dataclass(kw_only=True, slots=True)
class Plan(Item):
    """A plan that the document is or names. ``start`` and ``end`` are the contract's ``from`` and ``to``."""

    name: str
    start: str | None = None
    end: str | None = None
    adopted_by: str | None = None
    adopted_on: str | None = None
    paragraph: str | None = None


@dataclass(kw_only=True, slots=True)
class Commitment(Item):
    text: str
    status: str = "unknown"
    responsible: str | None = None
    partners: list[str] = field(default_factory=list)
    due: str | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    sek: int
    per: str
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    months: int
    until: str


@dataclass(kw_only=True, slots=True)
class Agreement(Item):
    """``start`` and ``end`` are the contract's ``from`` and ``to``."""

    form: str
    parties: list[str]
    start: str | None = None
    end: str | None = None
    renewal: Renewal | None = None
    notice_months: int | None = None
    amounts: list[Amount] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Figure(Item):
    value: int | float
    unit: str
    what: str = ""
    period: str | None = None


@dataclass(kw_only=True, slots=True)
class Business(Item):
    """One item of business in minutes or an agenda (the contract's ``items``)."""

    title: str
    paragraph: str | None = None
    diary_numbers: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Reading:
    """One document, read. :meth:`as_json` gives the contract's object."""

    text: str
    original_text: str
    type: str = "other"
    #: the second most likely type, for the person who reviews; None where nothing speaks for another
    runner_up: str | None = None
    municipality: Municipality | None = None
    date: str | None = None
    title: str | None = None
    addressee: str | None = None
    diary_numbers: list[Phrase] = field(default_factory=list)
    recipients: list[Phrase] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    items: list[Business] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    evidence_of: dict[str, list[Evidence]] = field(default_factory=dict)
    confidence_of: dict[str, float] = field(default_factory=dict)
    #: runs (start in text, end in text, start in original, end in original)
    map: list[tuple[int, int, int, int]] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)
    #: segments as (kind, start, end, level, page), so that a page can be laid out from the reading alone
    segments: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    #: of each page whose picture was read: its number and the share of its words that are likely misread
    misread: list[tuple[int, float]] = field(default_factory=list)
    #: values that could not be anchored in the text and were left out
    dropped: int = 0
    #: the same by group and field: {"people": 1, "decisions.date": 2}
    dropped_of: dict[str, int] = field(default_factory=dict)
    version: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON object: plain strings for numbers and recipients, ``from`` and ``to`` for periods."""
        result = asdict(self)
        for group in ("diary_numbers", "recipients"):
            phrases = result[group]
            result["evidence_of"][group] = [e for phrase in phrases for e in phrase["evidence"]]
            result["confidence_of"] |= {f"{group}[{i}]": phrase["confidence"] for i, phrase in enumerate(phrases)}
            result[group] = [phrase["value"] for phrase in phrases]
        for group in ("plans", "agreements"):
            for entry in result[group]:
                entry["from"], entry["to"] = entry.pop("start"), entry.pop("end")
        return result
