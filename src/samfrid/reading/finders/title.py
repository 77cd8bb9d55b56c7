"""The document's own heading."""

from __future__ import annotations

import re

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import bodies_in
from samfrid.reading.finders.dates import dates_in
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import Line, head_end, head_lines

#: headings that name the kind of document, a section or the sender, and not the matter
_NOT_A_TITLE = re.compile(
    r"\W*(?:motion|interpellation|interpellationssvar|svar på interpellation|enkel fråga|fråga|medborgarförslag|"
    r"tjänsteskrivelse|"
    r"tjänsteutlåtande|yttrande|(?:iop-)?överenskommelse|avtal|samverkansavtal|iop|remissvar|protokollsutdrag|sammanträdesprotokoll|protokoll|kallelse|"
    r"förslag till (?:beslut|svar)|beslut|sammanfattning|ärendet|ärende|bakgrund|inledning|innehåll|beslutsunderlag|"
    r"[\w åäöÅÄÖ-]{3,30} (?:kommun|stad)|[\w\s-]{0,60}förslag till [\w\s-]*beslut)\W*(?:\d+\s?\(\d+\))?\W*",
    re.IGNORECASE,
)
_SKIP_LINK = re.compile(r"(?:gå|hoppa)\s+(?:direkt\s+)?till\s+(?:sidans\s+)?(?:huvud)?innehåll", re.IGNORECASE)
_PARTICULARS = re.compile(
    r"^(?:till|från|datum|dnr|diarie\w*|handläggare|mottagare|sida|ert?|vår|telefon|e-post|ställd|inlämnad|inkom|antagen|"
    r"dokument\w*|plats|beslutande|justerare|sekreterare|paragrafer|ordförande)\b",
    re.IGNORECASE,
)
_PUT_TO = re.compile(r"(?:motion|interpellation|(?:enkel )?fråga|skrivelse|medborgarförslag)\s+till\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:mellan|om|för|mot|till|avseende|angående|i|–|-)\s")
#: a heading that names the kind of document and goes on: "Interpellation om …", "Protokollsutdrag, kommunfullmäktige …"
_NAMED = re.compile(
    r"(?:motion|interpellation|(?:enkel )?fråga|svar på|yttrande|(?:sammanträdes)?protokoll\w*|handlings\w+|program|"
    r"strategi|initiativärende|medborgarförslag|(?:iop-)?överenskommelse|avtal|uppföljning|riktlinjer?|rutin|kallelse)\b"
    r"(?!\s+till\b).*\w",
    re.IGNORECASE,
)
_KIND_WORD = re.compile(r"(?:motion|interpellation|fråga)\W*$", re.IGNORECASE)


def find(document: Document, _found: Found) -> Value[str] | None:
    """The heading that names the matter; a bare "Motion" or "Sammanträdesprotokoll" only where nothing else does."""
    lines = [line for line in head_lines(document) if _may_be(line)]
    headings = [line for line in lines if line.kind is Kind.HEADING]
    told = (
        [line for line in headings if _is_named(line)][:1]
        or ([line for line in lines if _answers(line)][:1] if all(h.text.endswith("?") for h in headings) else [])
        or [line for line in headings if not _NOT_A_TITLE.fullmatch(line.text)]
        or [line for line in lines if not _NOT_A_TITLE.fullmatch(line.text) and len(line.text.split()) > 2]
    )
    if not told:
        told = _first_heading(document) or headings[:1]
        if not told:
            return None
        return Value(told[0].text.strip(" *#"), ((told[0].start, told[0].end),), 0.6)
    line = told[0]
    before = [other for other in headings if other.end <= line.start]
    if before and _KIND_WORD.fullmatch(before[-1].text) and line.text.startswith(("Till ", "om ", "till ")):
        joined = f"{before[-1].text.strip(' :')} {line.text[0].lower()}{line.text[1:]}"
        return Value(joined, ((before[-1].start, before[-1].end), (line.start, line.end)), 0.8)
    after = next((other for other in lines if other.start >= line.end), None)
    if after and after.start - line.end < 4 and _GOES_ON.match(after.text):
        title = line.text.capitalize() if line.text.isupper() else line.text
        return Value(f"{title} {after.text}", ((line.start, line.end), (after.start, after.end)), 0.8)
    return Value(line.text.strip(" *#"), ((line.start, line.end),), 0.9 if line.kind is Kind.HEADING else 0.7)


def _is_named(line: Line) -> bool:
    """Whether a heading begins with the kind of document and says more than that."""
    text = line.text.strip()
    return line.kind is Kind.HEADING and not _NOT_A_TITLE.fullmatch(text) and bool(_NAMED.fullmatch(text))


def _answers(line: Line) -> bool:
    """ "Svar på interpellation från …" on a plain line, where the only headings are the questions."""
    return bool(re.match(r"svar på|yttrande över|besvarande av", line.text.strip(), re.IGNORECASE))


def _may_be(line: Line) -> bool:
    text = line.text.strip()
    if _is_named(line):
        return True
    if _SKIP_LINK.match(text) or (
        len(text) < 8
        or (_PARTICULARS.match(text) and " om " not in text)
        or line.kind is Kind.TABLE_ROW
        or (line.kind is Kind.HEADER and len(text) < 25)
    ):
        return False
    if len(text) < 50 and dates_in(text):
        return False
    put = _PUT_TO.match(text)
    bodies = bodies_in(text[put.end() :] if put else text)
    if put and bodies and bodies[0].start == 0 and bodies[0].end >= len(text) - put.end() - 1:
        return False
    return not (bodies and bodies[0].start == 0 and bodies[0].end == len(text))


def _first_heading(document: Document) -> list[Line]:
    end = head_end(document)
    return [
        Line(s.start, s.end, document.of(s), i, s.kind)
        for i, s in enumerate(document.segments)
        if s.kind is Kind.HEADING and s.start >= end and not _NOT_A_TITLE.fullmatch(document.of(s))
    ][:1]
