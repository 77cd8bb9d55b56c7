"""Everyone with a part in the matter, each once, with party and role.

Where a name stands decides the role: in the head, in a signature, beside a label, or in a sentence about another
matter. Which role a signature gives depends on the type of document. A person who has several parts gets the one that
comes first in the type's order; a list of those present is no part in the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samfrid.reading import reading
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.layout import Line, head_lines, short_lines, signature_lines
from samfrid.reading.finders.parties import codes_in, parties_in
from samfrid.reading.finders.people_mentions import NAME, Person, is_name, people_in, trimmed
from samfrid.reading.reading import Evidence

#: the roles of a document type in the order in which they win over each other; those not listed come last
_ORDER: dict[str, tuple[str, ...]] = {
    "agenda": ("chair", "secretary", "adjuster", "mover", "other"),
    "minutes": ("chair", "secretary", "adjuster", "reservation", "answerer", "mover", "officer", "other"),
    "memo": ("officer", "mover", "signer", "reservation", "other"),
    "report": ("officer", "signer", "other"),
    "statement": ("mover", "officer", "signer", "reservation", "other"),
    "agreement": ("party_to_agreement", "other"),
    "news": ("mover", "quoted", "other"),
}
_DEFAULT_ORDER = ("author", "answerer", "mover", "officer", "signer", "quoted", "reservation", "other")
#: what a signature makes of a person
_SIGNS = {
    "motion": "author",
    "interpellation": "author",
    "question": "author",
    "initiative": "author",
    "citizen_proposal": "author",
    "interpellation_answer": "answerer",
    "question_answer": "answerer",
    "memo": "signer",
    "statement": "signer",
    "report": "signer",
    "agreement": "party_to_agreement",
}
_ASKING = frozenset({"motion", "interpellation", "question", "initiative", "citizen_proposal"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one person: what a place in the text says."""

    name: str
    party: str | None
    role: str
    start: int
    end: int
    confidence: float
    party_at: tuple[int, int] | None = None


_LABEL_ROLES = (
    (re.compile(r"föredragande", re.I), "presenter"),
    (
        re.compile(
            r"handläggare|utredare|kontaktperson|upprättad av|framtage[nt] av|sammanställ[dt]t? av|skriven av|"
            r"utarbeta[dt]t? av|författad av|genomförd av|dokumentansvarig|författare|ansvarig tjäns",
            re.I,
        ),
        "officer",
    ),
    (re.compile(r"(?<!vice )(?<!nämndens )(?<!styrelsens )ordförande$", re.I), "chair"),
    (re.compile(r"sekreterare|protokollförare", re.I), "secretary"),
    (re.compile(r"justerare|justerande|justeringsperson|att justera", re.I), "adjuster"),
    (
        re.compile(
            r"^(?:från|ställd av|frågeställare|interpellant|motionär|förslagsställare|inlämnad av|lämnad av|av)$", re.I
        ),
        "author",
    ),
)
_MATTER = re.compile(
    r"\b(?:motion(?:en|ens|er)?|motionera\w*|interpellation(?:en|ens)?|interpellationssvar|medborgarförslag\w*|e-förslag\w*|initiativ\w*|nämndinitiativ\w*|"
    r"ställ\w*\s(?:en\s)?(?:\w+\s)?fråg(?:a|or)|(?:enkel|enkla|skriftlig)\sfrågan?|förslaget|frågan ställd|svar på fråga)\b",
    re.IGNORECASE,
)
_RESERVES = re.compile(r"\breserver(?:ar|ade|at)\b|\breservation\b", re.IGNORECASE)
#: the one whose place somebody takes
_STANDS_IN = re.compile(r"\b(?:tjänstgör\w*|ersättare)\s(?:i\sstället\s)?för\s$|\bersätter\s$", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    r"\b(?:ordföranden?|(?:kommunal|region|oppositions|borgar)rådet)\s(?:i\s[\w\s-]{3,40}\s)?$", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:yrka[rt]?|yrkade|yttra\w*|deltar|tjänstgör\w*|anmäl\w*|jäv\w*|protokollsanteckning|anteckning\w*|föredra\w*|föredrog|informera\w*|presentera\w*|redogör\w*|redogjorde|"
    r"debatten|ersätter|begär\w*|inlägg|lämnar (?:följande|ett))\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(?:svar(?:ar|ade)?|besvarar?|besvarade)\b", re.IGNORECASE)
_PUT_TO = re.compile(
    r"(?:\btill|\bför):?\s(?:[\w-]+\s){0,3}(?:ordföranden?|kommunalråd\w*)\b[\w\s-]{0,50},?\s$|^till\s", re.IGNORECASE
)
_TITLE_FIRST = re.compile(
    r"(?:ordförande|vice|kommunal\w*|ledamot|ersättare|gruppledare|för|\w*(?:direktör|chef|sekreterare)|utredare|firmatecknare)\b",
    re.IGNORECASE,
)
#: "Eva Ek, certifierad revisor"
_TITLE_BEHIND = re.compile(r",\s(?:[a-zåäö-]+\s?){1,4}$")
#: "För Vänsterpartiet", over the names of those who sign for it
_FOR_PARTY = re.compile(r"^(?:för\s)?(?P<party>[A-ZÅÄÖ]\w+(?:\s(?:de\s)?\w+){0,3})\W*$", re.IGNORECASE)
#: "Av Eva Ek (S) och Bo Ås (S)", under the title
_BYLINE = re.compile(
    rf"^\W*(?:(?:motion|interpellation|fråga|initiativ|medborgarförslag)\s)?(?:av|från)\s(?-i:{NAME})", re.IGNORECASE
)
_OPENING_LABEL = re.compile(r"^\W*(?P<label>[A-Za-zÅÄÖåäö ]{2,30}):")
_ASKED_BY = re.compile(
    rf"\b(?:ställd|inlämnad|framställd|väckt|lämnad|undertecknad)\s+av\s+(?P<names>{NAME}(?:(?:,\s|\s(?:och|samt)\s){NAME})*)"
)


def find(document: Document, found: Found) -> list[reading.Person]:
    """The people of a document, each once, in the order in which they are first named with a part."""
    doc_type = found.type.value
    parts = [
        *_of_labels(document, doc_type),
        *_of_signatures(document, doc_type),
        *_of_sentences(document, found),
        *_of_head(document, doc_type),
        *_of_votes(document, doc_type),
    ]
    parties = {_key(person.value): person for person in reversed(list(found.marks.people)) if person.party_at}
    return _merged(parts, _ORDER.get(doc_type, _DEFAULT_ORDER), parties)


# -- places ----------------------------------------------------------------------------------------------------------


def _of_head(document: Document, doc_type: str) -> Iterator[Part]:
    """A bare name in the head of a memo is the officer's; an official's e-mail stands beside it or it stands alone."""
    if doc_type not in ("memo", "plan", "report", "guideline"):
        return
    lines = head_lines(document)
    for line in lines:
        text = _TITLE_BEHIND.sub("", line.text)
        for start, end in _names_alone(text):
            name = line.text[start:end]
            if line.kind is Kind.HEADER:
                yield Part(name, None, "officer", line.start + start, line.start + end, 0.8)


def _names_alone(text: str) -> list[tuple[int, int]]:
    """The names of a line that holds nothing else, or names and particulars ("Eva Ek, Bo Ås  Dnr KS 2024/1")."""
    spans: list[tuple[int, int]] = []
    position = 0
    for match in re.finditer(NAME, text):
        between = text[position : match.start()]
        if re.search(r"[a-zåäö]{2,}", re.sub(r"\boch\b|\bsamt\b", "", between)):
            return spans
        span = trimmed(text, match.start(), match.end())
        if span is None or span[0] != match.start():
            return spans
        spans.append(span)
        position = span[1]
    rest = re.sub(r"\b(?:dnr|diarie\w*|datum|sida|tel\w*)\b|[\w.-]+@[\w.-]+", "", text[position:], flags=re.IGNORECASE)
    return [] if re.search(r"[a-zåäö]{3,}", rest) else spans


def _of_labels(document: Document, doc_type: str) -> Iterator[Part]:
    """ "Handläggare: …", "Sekreterare | …": the label before the name, on the line or alone on the line above."""
    lines = short_lines(document)
    for index, line in enumerate(lines):
        for person in people_in(line.text):
            role = _role_of(person.label, doc_type)
            if role == "author" and not line.text.casefold().startswith(person.label):
                role = ""
            behind = _role_of(_title_after(line.text, person), doc_type)
            role = role or (behind if behind != "author" else "")
            if role:
                yield _part(person, line.start, role, 0.95)
        if doc_type == "minutes":
            yield from _titled(line)
        if doc_type in _ASKING and _BYLINE.match(line.text):
            yield from _listed(line, "author")
        opening = _OPENING_LABEL.match(line.text)
        if opening and _role_of(opening["label"], doc_type):
            yield from _listed(line, _role_of(opening["label"], doc_type))
        above = lines[index - 1] if index else None
        labels = above.text.strip(" :*") if above is not None and _stands_over(above, line) else ""
        role = _role_of(labels, doc_type) if len(labels.split()) < 5 and not re.search(NAME, labels) else ""
        if role:
            yield from _listed(line, role)
    for match in _ASKED_BY.finditer(document.text):
        role = "author" if doc_type in _ASKING else "mover"
        for name in re.finditer(NAME, match["names"]):
            begin = match.start("names") + name.start()
            yield Part(name[0], None, role, begin, begin + len(name[0]), 0.9)


def _stands_over(above: Line, line: Line) -> bool:
    return above.block == line.block or above.kind is line.kind is Kind.HEADER


def _title_after(text: str, person: Person) -> str:
    """ "Eva Ek (S), ordförande": the title that follows a name on its line."""
    match = re.match(r"\)?,\s*(?P<title>[a-zåäö]+)\b", text[person.end :])
    return match["title"] if match else ""


def _titled(line: Line) -> Iterator[Part]:
    """ "Eva Ek, nämndsekreterare": a name without a party and a title after it."""
    for match in re.finditer(rf"(?P<name>{NAME}),\s(?P<title>[a-zåäö]+)(?=\W|$)", line.text):
        role = _role_of(match["title"], "minutes")
        if role in ("secretary", "chair", "adjuster") and trimmed(line.text, *match.span("name")) == match.span("name"):
            yield Part(match["name"], None, role, line.start + match.start("name"), line.start + match.end("name"), 0.9)


def _listed(line: Line, role: str) -> Iterator[Part]:
    """Every name of a line that stands under a label."""
    for match in re.finditer(NAME, line.text):
        span = trimmed(line.text, match.start(), match.end())
        if span:
            part = Part(line.text[span[0] : span[1]], None, role, line.start + span[0], line.start + span[1], 0.9)
            party = next((c.moved(part.end) for c in codes_in(line.text[span[1] : span[1] + 10])), None)
            yield replace(part, party=party.value, party_at=(party.start, party.end)) if party else part


def _role_of(label: str, doc_type: str) -> str:
    for pattern, role in _LABEL_ROLES:
        if label and pattern.search(label):
            if role in ("chair", "secretary", "adjuster"):
                return role if doc_type in ("minutes", "agenda") else ""
            if role == "presenter":
                return "officer" if doc_type in ("memo", "statement") else "other"
            if role == "author":
                return "author" if doc_type in _ASKING else ""
            return role if doc_type not in ("agreement", "news", *_ASKING) else ""
    return ""


def _of_signatures(document: Document, doc_type: str) -> Iterator[Part]:
    """Names in signature blocks, and on lines of their own after the last prose where no markup tells."""
    role = _SIGNS.get(doc_type)
    lines = signature_lines(document)
    if doc_type == "minutes":
        yield from _of_minutes_signatures(lines)
    if role is None:
        return
    group: tuple[str, tuple[int, int]] | None = None
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].block == line.block else None
        for_party = _FOR_PARTY.match(line.text)
        named = parties_in(for_party["party"]) if for_party else []
        group = (named[0].value, (line.start, line.end)) if named else group
        for part in _signed(line, below, role):
            if part.party or group is None or doc_type not in _ASKING:
                yield part
            else:
                yield replace(part, party=group[0], party_at=group[1])


def _signed(line: Line, below: Line | None, role: str) -> Iterator[Part]:
    with_party = people_in(line.text)
    for person in with_party:
        if person.party or person.by == "party":
            yield _part(person, line.start, role, 0.95)
    if any(person.party for person in with_party):
        return
    if _TITLE_FIRST.match(line.text):
        return
    for match in re.finditer(NAME, re.split(r",\s|\s\(|\s[–-]\s", line.text)[0]):
        span = trimmed(line.text, match.start(), match.end())
        if span and not re.search(r"\b(?:för|datum)\s+$", line.text[: span[0]], re.IGNORECASE):
            part = Part(line.text[span[0] : span[1]], None, role, line.start + span[0], line.start + span[1], 0.9)
            near = parties_in(below.text) or codes_in(below.text) if below and role in ("author", "answerer") else []
            where = (below.start, below.end) if below else None
            yield replace(part, party=near[0].value, party_at=where) if near else part


def _of_minutes_signatures(lines: list[Line]) -> Iterator[Part]:
    """Minutes: the title stands under the name in its block ("Eva Ek / Ordförande"), or before ("Vid protokollet")."""
    label = ""
    for index, line in enumerate(lines):
        if not is_name(re.split(r"\s\(|,", line.text)[0]):
            label = _minutes_role(line.text) or label
            continue
        below = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].block == line.block else None
        first = index == 0 or lines[index - 1].block != line.block
        role = _minutes_role(below.text) if below is not None and first else label
        if role:
            yield from _listed(line, role)


def _minutes_role(text: str) -> str:
    if re.match(r"vid protokollet", text, re.IGNORECASE):
        return "secretary"
    return _role_of(text.strip(" :"), "minutes") if len(text.split()) < 4 else ""


def _of_votes(document: Document, doc_type: str) -> Iterator[Part]:
    """Those who voted by name in a table of votes."""
    if doc_type != "minutes":
        return
    votes = False
    for segment in document.segments:
        if segment.kind is not Kind.TABLE_ROW:
            votes = False
            continue
        cells = [document.text[a:b].strip() for a, b in segment.cells]
        votes = votes or {"ja", "nej"} <= {cell.casefold() for cell in cells}
        if votes and segment.cells:
            first = segment.cells[0][0]
            for person in people_in(cells[0]):
                yield _part(person, first, "other", 0.8)


def _of_sentences(document: Document, found: Found) -> Iterator[Part]:
    """Names in running text: who moved another matter, who reserved, spoke, was quoted or was asked."""
    doc_type = found.type.value
    for sentence in found.marks.outline.sentences:
        segment = document.segments[sentence.segment]
        if segment.kind is Kind.SIGNATURE:
            continue
        people = found.marks.people.within(sentence.start, sentence.end)
        for person in people:
            told = _told(sentence.text, person, person.start - sentence.start, doc_type, segment.kind)
            if told:
                yield _part(person, 0, *told)


def _told(sentence: str, person: Person, at: int, doc_type: str, kind: Kind) -> tuple[str, float] | None:
    """The role that a sentence gives to a person named in it."""
    before = sentence[:at]
    if person.by == "speech":
        return ("quoted", 0.9) if doc_type == "news" else ("other", 0.5)
    if (_PUT_TO.search(before) or (doc_type in _ASKING and _OFFICE_BEFORE.search(before))) and person.by != "after":
        return ("other", 0.8) if doc_type != "minutes" else ("answerer", 0.7)
    if doc_type == "minutes" or _RESERVES.search(sentence):
        return _in_minutes(sentence, before, person, kind)
    labelled = _role_of(person.label, doc_type) if person.by == "label" else ""
    if labelled in ("officer", "other"):
        return labelled, 0.85
    if _MATTER.search(sentence) or (person.by == "after" and _MATTER.match(person.label)):
        return "mover", 0.9
    if doc_type == "news" and person.party:
        return "quoted", 0.75
    return ("other", 0.5) if person.party and kind is Kind.PARAGRAPH and person.by != "again" else None


def _in_minutes(sentence: str, before: str, person: Person, kind: Kind) -> tuple[str, float] | None:
    behind = _role_of(_title_after(sentence, replace(person, end=person.end - (person.start - len(before)))), "minutes")
    if behind in ("chair", "secretary", "adjuster"):
        return behind, 0.9
    if _STANDS_IN.search(before):
        return None
    labelled = _role_of(person.label, "minutes")
    if labelled and re.search(r":[^:.]*$", before):
        return labelled, 0.95
    if kind in (Kind.HEADER, Kind.TABLE_ROW):
        return None
    if _RESERVES.search(sentence):
        return "reservation", 0.9
    if (
        _ANSWERS.search(sentence[len(before) : len(before) + 80])
        and not _SPEAKS.search(before)
        and not _MATTER.search(sentence[: len(before)] or "")
    ):
        return "answerer", 0.8
    if _SPEAKS.search(sentence):
        return "other", 0.85
    if _MATTER.search(sentence) or person.by == "after":
        return "mover", 0.9
    return ("other", 0.5) if person.party else None


def _part(person: Person, offset: int, role: str, confidence: float) -> Part:
    where = (person.party_at[0] + offset, person.party_at[1] + offset) if person.party_at else None
    return Part(person.value, person.party, role, person.start + offset, person.end + offset, confidence, where)


# -- putting together -------------------------------------------------------------------------------------------------


def _merged(parts: list[Part], order: tuple[str, ...], parties: dict[str, Person]) -> list[reading.Person]:
    """Each person once: the role that comes first in the type's order with its evidence, a party from any place."""
    rank = {role: index for index, role in enumerate(order)}
    by_key: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda p: p.start):
        by_key.setdefault(_key(part.name), []).append(part)
    people = []
    for same in by_key.values():
        best = min(same, key=lambda p: (rank.get(p.role, 99), -p.confidence, p.start))
        coded = next((p for p in same if p.party and p.party.isupper()), None)
        told = coded or parties.get(_key(best.name)) or next((p for p in same if p.party), None)
        people.append(
            reading.Person(
                name=best.name,
                party=told.party if told else None,
                role=best.role,
                evidence=_evidence(best, told),
                confidence=best.confidence,
            )
        )
    return people


def _evidence(part: Part, told: Part | Person | None) -> list[Evidence]:
    """Where the role is told, and where the party is if that is another place."""
    spans = [(part.start, part.end)]
    if told is not None and told.party_at and not part.start <= told.party_at[0] < part.end:
        spans.append(told.party_at)
    return [Evidence(*span) for span in spans]


def _key(name: str) -> str:
    """The same person written in capitals or with other spaces."""
    return " ".join(name.casefold().replace("–", "-").split())
