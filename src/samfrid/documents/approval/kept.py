"""What was kept of a document's findings, group by group, with the sentences behind each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from samfrid.documents.models import KEPT, Document, Finding
from samfrid.municipalities.dates import PartialDate
from samfrid.provenance.actions import Sentence

#: characters between two places of one finding that are shown as one stretch
NEAR: Final = 200
#: the places of a finding that its record keeps: what it says, and where the rest of it stands
MOST_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One kept finding: its value as the person left it, and where it stands."""

    finding: Finding
    value: dict[str, Any]
    sentences: list[Sentence]

    @property
    def item(self) -> int | None:
        """Index of the item of business in minutes and agendas."""
        return self.value.get("item")

    def text(self, key: str) -> str:
        """A string of the value, or "" where there is none."""
        return str(self.value.get(key) or "").strip()

    def day(self, key: str) -> PartialDate | None:
        """A date of the value, or None."""
        return PartialDate.parse(self.text(key))

    def touches(self, other: Entry) -> bool:
        """Whether both stand on the same words."""
        return any(mine.start < its.end and its.start < mine.end for mine in self.sentences for its in other.sentences)


@dataclass(frozen=True, slots=True)
class Kept:
    """All that was kept of one document."""

    document: Document
    scalars: dict[str, Any]
    groups: dict[str, list[Entry]] = field(default_factory=dict)

    def of(self, group: str) -> list[Entry]:
        return self.groups.get(group, [])

    @property
    def kind(self) -> str:
        return str(self.scalars.get("type") or "other")

    @property
    def title(self) -> str:
        return str(self.scalars.get("title") or self.document.title or self.document.name)

    @property
    def date(self) -> PartialDate | None:
        return PartialDate.parse(self.scalars.get("date"))

    @property
    def numbers(self) -> list[str]:
        return [entry.text("value") for entry in self.of("diary_numbers")]


def kept_of(document: Document) -> Kept:
    """Read the document's kept findings. Scalars and plain strings are under "value"."""
    text = (document.reading or {}).get("text") or ""
    scalars: dict[str, Any] = {}
    groups: dict[str, list[Entry]] = defaultdict(list)
    for finding in document.findings.filter(state__in=KEPT).order_by("group", "number"):
        value = finding.edited if finding.edited is not None else finding.proposed
        if finding.group in ("type", "title", "date", "addressee", "municipality"):
            scalars[finding.group] = value
            continue
        fields = value if isinstance(value, dict) else {"value": value}
        groups[finding.group].append(Entry(finding, fields, _sentences(document, finding, text)))
    return Kept(document, scalars, dict(groups))


def _sentences(document: Document, finding: Finding, text: str) -> list[Sentence]:
    """The finding's places, those close to one another as one, so that a record has one ground and not five."""
    spans: list[dict[str, Any]] = []
    # what only shows a particular, further off, is no sentence that a record came from
    own = [span for span in finding.grounds if not span.get("field")]
    for span in sorted(own, key=lambda one: (one["start"], one["end"])):
        if spans and span["start"] - spans[-1]["end"] <= NEAR:
            spans[-1] = {**spans[-1], "end": max(spans[-1]["end"], span["end"])}
        else:
            spans.append(span)
    return [
        Sentence(
            document_id=document.pk,
            document_title=str(document),
            start=span["start"],
            end=span["end"],
            quote=text[span["start"] : span["end"]],
            page=span.get("page"),
        )
        for span in spans[:MOST_PLACES]
    ]
