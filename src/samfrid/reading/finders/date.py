"""The document's own date, by the role of each date and not by its place alone.

A date of a decision, a stamp of arrival, an update or a plan's adoption is never the document's own. What counts: a
date with the label "Datum", a bare date in the head, a dateline ("Nyköping den 3 maj 2024") in the head or at the end,
the day of the meeting for minutes, the day of publication for news, the day of signing for agreements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import bodies_in
from samfrid.reading.finders.dates import Date, Grain, dates_in
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import Line, furniture_lines, head_lines, short_lines
from samfrid.reading.finders.parties import UPPER

#: what makes a date another's: words before it on its line, or the label above it
_ANOTHERS = re.compile(
    r"\b(?:beslutad|antagen|fastställd|godkänd)\s+av\b[^\n]{0,80}$|"
    r"(?:\bink(?:om|ommen|ommet)|\bank(?:om|ommen)|inlämna\w*|mottag(?:en|et)|registrera\w*|diarieför\w*|antag(?:en|et|na)|antogs|beslut\w*|"
    r"fastställ\w*|uppdatera\w*|ändra\w*|granska\w*|revidera\w*|reviderin\w*|justera\w*|justering\w*|anslag\w*|väck\w*|"
    r"gäll\w*|giltig\w*|till och med|\bt\.?o\.?m\b\.?|\bfr\.?o\.?m\b\.?|senast|klart?|ersätter|"
    r"utskriv\w*|utskriftsdatum|nästa|"
    r"daterad|röstning\w*|stäng\w*|avslut\w*|ställd den|svar(?:as)? senast|sista|upprättad version|"
    r"version|\bkl\.?)\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"(?:sammanträdesdatum|sammanträdesdag|sammanträde(?:t)?|möte(?:t|sdatum)?|mötesdag|datum för sammanträde)"
    r"\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
#: the day on which its author put it in: counts where nothing better stands there; a stamp of arrival never does
_HANDED_IN = re.compile(r"\b(?:inlämna[dt]|ställd|lämnad)\b[^.]{0,60}$", re.IGNORECASE)
_ASKING = frozenset({"motion", "interpellation", "question", "initiative", "citizen_proposal"})
_LABEL = re.compile(
    r"(?<!\w)(?:datum|upprättad|skriven|dokumentdatum|dokumentets datum|skrivelsedatum|datering|utfärdad|daterat)"
    r"\W*(?:\w+\W+)?$|^\W*daterad\W*$",
    re.IGNORECASE,
)
#: the field of a message: the day of its document where the document has none of its own
_SENT = re.compile(r"(?:date|sent|skickat|inskickat)\s*:", re.IGNORECASE)
_ISSUED = re.compile(r"(?:kallelse(?:n)?|utfärdad|utsänd|skickad|datum)\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:publicera\w*|publicering\w*|nyhet)\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
_PLACE = re.compile(rf"^\W*(?:datum\W+)?(?:[{UPPER}][\wåäöÅÄÖ-]+(?:\s[{UPPER}][\w-]+)?)?,?\s*$", re.IGNORECASE)
_DATELINE = re.compile(rf"\W*(?:(?i:ort och datum)\W*)?(?P<place>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?),?\s*")
_RUNNING_LABEL = re.compile(
    r"(?:^|[.|;]\s+)(?:dokument(?:ets )?datum|upprättad|datum)\s*:\s*", re.IGNORECASE | re.MULTILINE
)
_OWN = re.compile(
    r"\b(?:rapporten|dokumentet|yttrandet|tjänsteskrivelsen|skrivelsen|uppföljningen)\s+är\s+(?:daterad|daterat)\s+",
    re.IGNORECASE,
)
#: a stamp of arrival says to whom it came above its day
_STAMP = re.compile(r"(?:inkom(?:men|met)?|ankom(?:men|met)?|mottage[nt])\b", re.IGNORECASE)
_BARE_LINE = 60
_LABEL_LINE = 25
_FIRST_PAGE = 2500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the document's own, with the points that its place and words give it."""

    start: int
    end: int
    value: str
    points: float


def find(document: Document, found: Found) -> Value[str] | None:
    """The own date, or None where the document only has others' dates."""
    doc_type = found.type.value
    candidates = _in_head(document, doc_type)
    if doc_type == "news":
        candidates += _published(document)
    elif doc_type != "minutes":
        candidates += [*_told(document), *_datelines(document), *_in_particulars(document)]
    if not candidates:
        return None
    latest = doc_type == "agreement"  # an agreement is made when the last party has signed
    best = max(candidates, key=lambda c: (c.points, c.value if latest else "", -c.start))
    if best.points < 1:
        return None
    if best.points == 1:
        return Value(best.value, ((best.start, best.end),), 0.5)
    rivals = {c.value for c in candidates if c.points == best.points}
    confidence = 0.95 if best.points >= 3 and len(rivals) == 1 else 0.8 if len(rivals) == 1 else 0.6
    return Value(best.value, ((best.start, best.end),), confidence)


def _in_head(document: Document, doc_type: str) -> list[Candidate]:
    lines = head_lines(document)
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        above = lines[index - 1].text if index and _stands_over(lines[index - 1], line) else ""
        for date in dates_in(line.text):
            if date.grain is Grain.DAY:
                points = _points(line, above, date, doc_type)
                if points and _SENT.match(line.text):
                    points += index / 1000  # of a thread, the message that the document came in first stands last
                found.append(Candidate(line.start + date.start, line.start + date.end, date.value, points))
    return found


def _stands_over(above: Line, line: Line) -> bool:
    """Whether a label may stand on the line above: in the same block, or both among the particulars."""
    if above.block == line.block:
        return True
    return above.kind is line.kind is Kind.HEADER and (len(above.text) < _LABEL_LINE or bool(_STAMP.match(above.text)))


def _in_particulars(document: Document) -> list[Candidate]:
    """Particulars that run on in one paragraph: "Dokumenttyp: Strategi. Dokumentdatum: 2025-02-03. …"."""
    found = []
    for match in _RUNNING_LABEL.finditer(document.text, 0, _FIRST_PAGE):
        dates = [d for d in dates_in(document.text[match.end() : match.end() + 30]) if d.grain is Grain.DAY]
        if dates and dates[0].start < 2:
            found.append(Candidate(match.end() + dates[0].start, match.end() + dates[0].end, dates[0].value, 4))
    return found


def _points(line: Line, above: str, date: Date, doc_type: str) -> float:
    before = re.split(r"[|·•]\s*", line.text[: date.start])[-1]
    if not before.strip(" *|:"):
        before = f"{above} "
    if doc_type == "minutes":
        if _MEETING.search(before):
            return 5
        return 0 if _ANOTHERS.search(before) else 3 if line.kind is Kind.HEADING else 2
    if doc_type == "agenda":
        return 4 if _ISSUED.search(before) and not _MEETING.search(before) else 0 if _MEETING.search(before) else 1.5
    if doc_type == "news":
        return 5 if _PUBLISHED.search(before) else 0 if _ANOTHERS.search(before) else 2
    if _LABEL.search(before):
        return 5
    if (doc_type in _ASKING and _HANDED_IN.search(before)) or (doc_type == "statement" and _MEETING.search(before)):
        return 1.5 if doc_type == "statement" else 1
    if _ANOTHERS.search(before) or _MEETING.search(before):
        return 0
    if _SENT.match(line.text):
        return 2
    if len(line.text) > _BARE_LINE and line.kind is not Kind.HEADER:
        return 0
    return _bare(line, before, doc_type)


def _bare(line: Line, before: str, doc_type: str) -> float:
    """A date without a label: alone, after a place, or after a body's name."""
    if doc_type == "plan" and re.search(r"\d{4}\s?[-–]\s?\d{4}|§", line.text):
        return 0
    if _PLACE.match(before) or not before.strip():
        return 4 if line.kind is Kind.HEADER else 3
    bodies = bodies_in(before)
    if bodies and bodies[-1].end >= len(before.rstrip()) - 1:
        return 2.5
    return 2 if line.kind is Kind.HEADER else 1


def _published(document: Document) -> list[Candidate]:
    """News: the day of publication, also in what else is furniture."""
    found = []
    for line in [*short_lines(document), *furniture_lines(document)]:
        for date in dates_in(line.text):
            if date.grain is Grain.DAY and _PUBLISHED.search(line.text[: date.start]):
                found.append(Candidate(line.start + date.start, line.start + date.end, date.value, 5))
    return found


def _told(document: Document) -> list[Candidate]:
    """ "Rapporten är daterad 2025-02-19": the document says it of itself."""
    found = []
    for match in _OWN.finditer(document.text, 0, _FIRST_PAGE):
        dates = [d for d in dates_in(document.text[match.end() : match.end() + 30]) if d.grain is Grain.DAY]
        if dates and dates[0].start < 5:
            found.append(Candidate(match.end() + dates[0].start, match.end() + dates[0].end, dates[0].value, 3))
    return found


def _datelines(document: Document) -> list[Candidate]:
    """A place and a date on a line of their own, as at the end of a letter or an agreement."""
    found = []
    for line in short_lines(document):
        if line.kind is Kind.LIST_ITEM:
            continue  # "Ledamotsinitiativ 20 maj 2025" among the documents of the matter
        dates = [date for date in dates_in(line.text) if date.grain is Grain.DAY] if len(line.text) < _BARE_LINE else []
        if not dates or line.text[dates[-1].end :].strip(" ."):
            continue
        starts = [0, *(date.end for date in dates)]
        places = [_DATELINE.fullmatch(line.text[start : d.start]) for start, d in zip(starts, dates, strict=False)]
        for date, place in zip(dates, places, strict=True):
            if place and not _ANOTHERS.search(f"{place['place']} "):
                found.append(Candidate(line.start + date.start, line.start + date.end, date.value, 3))
    return found
