"""Other matters that a document answers, decides on or rests on: who raised them and when.

The title says what is answered; sentences say who raised it and when; the list of documents ("Beslutsunderlag") gives
dates and the statements of those who were asked. What is told of the same matter in several places becomes one
reference. The date is the day on which the matter was raised, never the day of a decision on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders import reference_words as says
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.dates import Date, Grain
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.numbers import numbers_in
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.parties import party_name
from samfrid.reading.finders.people_told import RAISER, RAISES
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Evidence, Reference


@dataclass(slots=True)
class _Told:
    """What one place tells of a matter."""

    type: str
    span: tuple[int, int]
    names: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)  # of those named, or of the group that raised it
    group: str | None = None
    date: str | None = None
    number: str | None = None
    confidence: float = 0.8
    item: int | None = None
    listed: bool = False
    #: further places that tell of it
    also: list[tuple[int, int]] = field(default_factory=list)


def find(document: Document, found: Found) -> list[Reference]:
    """The references, each matter once, in the order of the document."""
    told = [*_in_title(found), *_in_sentences(document, found), *_in_lists(found), *_heard(found)]
    merged: list[_Told] = []
    for one in sorted(told, key=lambda t: (t.listed, t.span)):
        for other in merged:
            if _same(other, one):
                _join(other, one)
                break
        else:
            merged.append(one)
    _named_by_part(found, merged)
    kept = [one for one in merged if _stands(one, found.type.value)]
    return [_reference(one) for one in sorted(kept, key=lambda t: t.span)]


def _named_by_part(found: Found, told: list[_Told]) -> None:
    """ "Förslagsställaren, Eva Ek, lämnade …": whose the one matter is that nobody is named beside."""
    matters = [one for one in told if one.type in says.RAISED]
    if len(matters) != 1 or matters[0].names or matters[0].group:
        return
    for person in found.marks.people:
        if RAISER.fullmatch(person.label):
            matters[0].names.append(person.value)
            matters[0].also.append((person.start, person.end))


def _reference(one: _Told) -> Reference:
    return Reference(
        type=one.type,
        date=one.date,
        by=one.names or ([one.group] if one.group else []),
        number=one.number,
        evidence=[Evidence(*span) for span in dict.fromkeys((one.span, *one.also))],
        confidence=one.confidence,
        item=one.item,
    )


def _stands(one: _Told, doc_type: str) -> bool:
    """A matter that nothing is known of is a reference only where the document answers it."""
    if one.names or one.group or one.date or one.number:
        return True
    return doc_type in says.TELLING and one.confidence >= 0.9


def _same(one: _Told, two: _Told) -> bool:
    if one.type != two.type:
        return False
    if one.date and two.date and not (one.date.startswith(two.date) or two.date.startswith(one.date)):
        return False
    if one.type in ("statement", "minutes", "report", "memo"):
        return one.date == two.date and one.names == two.names
    if one.names and two.names:
        return bool({n.casefold() for n in one.names} & {n.casefold() for n in two.names})
    if (one.names or one.group) and (two.names or two.group):
        return bool(set(one.parties) & set(two.parties))
    if one.listed != two.listed and not (one.date and two.date):
        return True
    return not (one.names and two.date and not one.date and two.listed is False and one.number)


def _join(one: _Told, two: _Told) -> None:
    one.also += [two.span, *two.also]
    one.names = one.names or two.names
    one.group = one.group or two.group
    one.parties = one.parties or two.parties
    if not one.date or (two.date and len(two.date) > len(one.date)):
        one.date = two.date or one.date
    one.number = one.number or two.number
    one.confidence = max(one.confidence, two.confidence)
    if two.names and not one.listed and two.confidence > 0.8:
        one.confidence = min(0.97, one.confidence + 0.02)


# -- places -----------------------------------------------------------------------------------------------------------


def _in_title(found: Found) -> Iterator[_Told]:
    """ "Svar på motion av …" as the title or the heading of an item says what is answered."""
    outline = found.marks.outline
    heads = [p for p in outline.pieces if p.kind is Kind.HEADING]
    if found.title and found.title.spans:
        piece = outline.piece_at(found.title.spans[-1][0])
        if piece and piece not in heads:
            heads.insert(0, piece)
    doc_type = found.type.value
    for piece in heads:
        match = says.MATTERS.search(piece.text)
        answers = says.TITLE_ANSWERS.search(piece.text)
        if match and (answers or (doc_type == "minutes" and piece.text.startswith("§"))) and doc_type in says.ANSWERING:
            yield _told(found, match, Sentence(piece.start, piece.end, 0, piece.text), 0.9)
    if doc_type in says.ANSWERED:
        match = _first(found, says.ANSWERED[doc_type])
        if match:
            date = _handed_in(found)
            yield _Told(says.ANSWERED[doc_type], (match.start(), match.end()), date=date, confidence=0.9)


def _handed_in(found: Found) -> str | None:
    """ "Inlämnad: 2024-10-10" among the particulars of an answer."""
    for piece in found.marks.outline.pieces[: says.HEAD]:
        label = says.HANDED_IN.match(piece.text)
        dates = found.marks.dates.within(piece.start, piece.end) if label else []
        if label and dates and dates[0].start - piece.start <= label.end() and dates[0].grain is Grain.DAY:
            return dates[0].value
    for sentence in found.marks.outline.sentences:
        match = says.ASKED_ON.search(sentence.text)
        days = found.marks.dates.within(sentence.start + match.start(), sentence.start + match.end()) if match else []
        if days:
            return days[0].value
    return None


def _first(found: Found, kind: str) -> re.Match[str] | None:
    return next((m for m in says.MATTERS.finditer(found.marks.text) if m.lastgroup == kind), None)


def _in_sentences(document: Document, found: Found) -> Iterator[_Told]:
    """Sentences that say who raised a matter, or when; an agenda names its matters in lists, tables and headings."""
    skipped = {Kind.HEADER, Kind.SIGNATURE} | (
        set() if found.type.value == "agenda" else {Kind.HEADING, Kind.TABLE_ROW}
    )
    for sentence in found.marks.outline.sentences:
        if document.segments[sentence.segment].kind in skipped:
            continue
        if not says.STEMS.among(sentence.text):
            continue
        seen: set[str] = set()
        for match in says.MATTERS.finditer(sentence.text):
            kind = match.lastgroup or ""
            if kind in seen:
                continue
            told = _told(found, match, sentence, 0.85)
            if found.type.value == "agenda" and says.TITLE_ANSWERS.search(sentence.text[: match.start()]):
                told.confidence = 0.9
            if told.confidence >= 0.9 or told.names or told.group or told.date or told.number:
                seen.add(kind)
                yield told


def _told(found: Found, match: re.Match[str], sentence: Sentence, confidence: float) -> _Told:
    told = _Told(match.lastgroup or "", (sentence.start, sentence.end), confidence=confidence)
    _who(found, match, sentence, told)
    told.date = _raised_on(found, match, sentence)
    told.number = next((n.value for n in numbers_in(sentence.text)), None) if len(sentence.text) > 40 else None
    if told.number and found.diary_numbers and told.number in {n.value for n in found.diary_numbers}:
        told.number = None
    return told


def _who(found: Found, match: re.Match[str], sentence: Sentence, told: _Told) -> None:
    """Who raised it: persons named beside the matter or as those who act, else a party."""
    text = sentence.text
    for person in found.marks.people.within(sentence.start, sentence.end):
        before = text[: person.start - sentence.start]
        near = (
            person.by == "after"
            or re.search(r"\b(?:av|från|genom|och|samt|,)\s*$", before)
            or (found.type.value in says.ANSWERED and re.search(r"svar till\s*$", before, re.IGNORECASE))
            or re.fullmatch(r"\s*[:–-]\s*", text[person.end - sentence.start : match.start()])
        )
        if says.AGAINST.search(text) and person.by != "after":
            continue
        put_to = says.PUT_TO.search(before)
        if put_to and not near and not says.MATTERS.search(put_to[0]):
            continue
        if (near or RAISES.search(text)) and _belongs(match, text, person.start - sentence.start):
            told.names.append(person.value)
            if person.party:
                told.parties.append(person.party)
    told.names = told.names or _by_surname(found, text[match.end() :])
    if told.names:
        return
    for party in found.marks.parties.within(sentence.start, sentence.end):
        at = party.start - sentence.start
        beside = (
            says.BY_PARTY.search(text[:at])
            or (at > match.end() and at - match.end() < 4)
            or (0 <= match.start() - at - len(party.name) < 4)
        )
        if beside or (RAISES.search(text) and at < match.start()):
            told.group = party_name(party.value) or party.name or party.value
            told.parties.append(party.value)
            return


def _by_surname(found: Found, after: str) -> list[str]:
    """ "den motion som Ek lämnade i mars": one whose whole name stands elsewhere."""
    named = says.SURNAME.match(after)
    if named is None:
        return []
    known = {person.value for person in found.marks.people if person.value.endswith(f" {named['name']}")}
    return list(known) if len(known) == 1 else []


def _belongs(match: re.Match[str], text: str, at: int) -> bool:
    """Whether what stands at a place is told of this matter and not of another that is named nearer."""

    def distance(matter: re.Match[str]) -> int:
        return at - matter.end() if at >= matter.end() else matter.start() - at

    others = (m for m in says.MATTERS.finditer(text) if m.lastgroup != match.lastgroup)
    return all(distance(match) <= distance(other) for other in others)


def _raised_on(found: Found, match: re.Match[str], sentence: Sentence) -> str | None:
    """The date on which the matter was raised, where the sentence tells."""
    text = sentence.text
    for date in found.marks.dates.within(sentence.start, sentence.end):
        start, end = date.start - sentence.start, date.end - sentence.start
        opens = start < 4 and RAISES.match(text[end:].lstrip())  # "År 2019 motionerade …"
        if date.grain not in (Grain.DAY, Grain.MONTH) and not (opens or says.RAISED_IN.search(text[:start])):
            continue
        if re.match(r"\W{0,3}§", text[end:]) or not _belongs(match, text, start):
            continue
        between = text[match.end() : start] if start > match.end() else text[end : match.start()]
        if start > match.end() and re.fullmatch(
            r"(?:,?\s+(?:daterad|från|av den|inlämnad|väckt|inkommen|inkommet|ställd|den|som)\s*|,?\s+)", between
        ):
            return date.value
        if RAISES.search(text) and not _decided(text, start):
            return date.value
    return None


def _decided(text: str, at: int) -> bool:
    """Whether the verb nearest to a date is one of deciding."""

    def nearest(pattern: re.Pattern[str]) -> int:
        return min((abs(m.start() - at) for m in pattern.finditer(text)), default=10_000)

    return nearest(says.DECIDES) < nearest(RAISES)


def _in_lists(found: Found) -> Iterator[_Told]:
    """The lines under "Beslutsunderlag": each with its date and whose it is."""
    outline = found.marks.outline
    for piece in outline.pieces:
        under = says.LIST_HEADING.match(outline.heading_of(piece)) and len(piece.text) <= 220
        if piece.kind is Kind.HEADING or not (under or _is_entry(piece)):
            continue
        told = _listed(found, piece)
        if told:
            told.listed = True
            yield told


def _heard(found: Found) -> Iterator[_Told]:
    """ "Socialnämnden yttrade sig den 15 juni 2022": a statement that the text tells of with its day."""
    if found.type.value not in ("memo", "minutes"):
        return
    for sentence in found.marks.outline.sentences:
        for date in found.marks.dates.within(sentence.start, sentence.end):
            match = says.HEARD.search(sentence.text[: date.start - sentence.start]) if date.grain is Grain.DAY else None
            before = list(found.marks.bodies.within(sentence.start, sentence.start + match.start())) if match else []
            if before and before[-1].sort is not Sort.OFFICE:
                name = before[-1].value
                yield _Told("statement", (sentence.start, sentence.end), [name[:1].upper() + name[1:]], date=date.value)


def _is_entry(piece: Piece) -> bool:
    """A line that is nothing but a paper with its date: "Yttrande från skolnämnden 2025-01-15"."""
    return piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and bool(says.ENTRY.fullmatch(piece.text))


def _listed(found: Found, piece: Piece) -> _Told | None:
    dates: list[Date] = [d for d in found.marks.dates.within(piece.start, piece.end) if d.grain is not Grain.YEAR]
    date = dates[0].value if dates else None
    whole = Sentence(piece.start, piece.end, 0, piece.text)
    matter = says.MATTERS.search(piece.text)
    other = says.LISTED.match(piece.text)
    if other and other.lastgroup and (matter is None or other.end() <= matter.start()):
        return _listed_paper(found, piece, other.lastgroup, date)
    own = (
        matter is not None
        and says.TITLE_ANSWERS.search(piece.text[: matter.start()])
        and found.type.value in ("memo", "statement")
    )
    if matter and matter.start() < 40 and not own:
        told = _told(found, matter, whole, 0.9)
        told.date = date
        return told
    return None


def _listed_paper(found: Found, piece: Piece, kind: str, date: str | None) -> _Told | None:
    """A statement, an extract of minutes or a report among the documents; the document's own entry is none."""
    if date is None or (
        kind == "memo" and (found.type.value == "memo" or date == (found.date.value if found.date else ""))
    ):
        return None
    told = _Told(kind, (piece.start, piece.end), date=date, confidence=0.9)
    if kind != "report":
        bodies = [b for b in found.marks.bodies.within(piece.start, piece.end) if b.sort is not Sort.OFFICE]
        name = bodies[0].value if bodies else ""
        after = re.search(r"\b(?:från|av)\s+(?P<name>[^,;\d§]+?)(?=\s*(?:,|;|den\s|\d{4}|§|$))", piece.text)
        if after and not bodies:
            name = after["name"].strip()
        told.names = [name[:1].upper() + name[1:]] if name else []
    return told
