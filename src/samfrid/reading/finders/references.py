"""Other matters that a document answers, decides on or rests on: who raised them and when.

The title says what is answered; sentences say who raised it and when; the list of documents ("Beslutsunderlag") gives
dates and the statements of those who were asked. What is told of the same matter in several places becomes one
reference. The date is the day on which the matter was raised, never the day of a decision on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.dates import Date, Grain
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.numbers import numbers_in
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.parties import party_name
from samfrid.reading.finders.people_told import RAISER, RAISES
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Evidence, Reference

_MATTERS = patterns.compile(
    r"""\b(?:
    (?P<motion>motion(?:en|ens|er|erna|erade|erat)?)
  | (?P<interpellation>interpellation(?:en|ens)?|interpellationssvar|interpellera(?:t|de|r))
  | (?P<initiative>initiativärende(?:t|ts)?|(?:nämnds?|ledamots)initiativ(?:et|ets)?|initiativ(?:et|ets)?)
  | (?P<citizen_proposal>medborgarförslag(?:et|ets)?|e-förslag(?:et|ets)?|invånarförslag(?:et|ets)?)
  | (?P<question>(?:enkel|enkla|skriftlig)\sfråga(?:n)?|(?<=svar\spå\s)frågan?|(?<=besvarande\sav\s)frågan?
        |(?<=ställer\sen\s)fråga|(?<=ställt\sen\s)fråga|(?<=ställde\sen\s)fråga|fråga(?=\s(?:från|ställd\sav)\s)|(?<=följande\s)fråga(?=\still\s\w)|(?<=svarade\spå\sen\s)fråga(?=\sfrån\s)|(?<=i\sen\s)fråga(?=\s(?:till\s\w|ställd|daterad)))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
#: one of these stands in everything that ``_MATTERS`` finds; looked for first, since most sentences have none
_STEMS = ("motion", "interpell", "initiativ", "förslag", "fråga")
_PUT_TO = re.compile(r"\btill\s(?:[\w-]+\s){0,4}$")
#: before a year or a season: "som hon lämnade 2019", "väckt hösten 2022"
_RAISED_IN = re.compile(
    r"\b(?:lämnade(?:s)?|väckte(?:s)?|väckt|inlämnad|ställde(?:s)?|inkom|motionerade)\s(?:in\s|under\s|år\s)?$"
    r"|\b(?:motion|interpellation|medborgarförslag|initiativ)\w*\b[^.;§]{0,60}\bfrån\s(?:år\s)?$",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:avslog|avslagits|biföll?s?|bifallit|besvarade\w*|besvarats|beslutade|behandla\w*|återremitter\w*|remitter\w*|bordla\w*)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:yrka[rt]?|yrkade|reserver\w*|yttrar|deltar|debatt\w*)\b", re.IGNORECASE)
_LIST_HEADING = re.compile(
    r"^(?:beslutsunderlag|underlag(?: för beslut)?|handlingar(?: i ärendet)?|underlag till beslut|ärendets handlingar"
    r"|(?:ärendets )?beredning|beslutsunderlag och handlingar|bilagor|dokument|referenser)\W*$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"""^(?:[\w,åäöÅÄÖ& -]{0,60}?\b)?(?:
    (?P<statement>yttrande|remissvar|remissyttrande)
  | (?P<minutes>protokollsutdrag|protokoll|beslut|sammanträdesprotokoll)
  | (?P<report>utvärdering\w*|\w*rapport(?:en)?|uppföljning\w*|kartläggning\w*|granskning\w*|utredning\w*
        |redovisning\w*)
  | (?P<memo>tjänsteskrivelse|tjänsteutlåtande)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: what stands before the day of a statement that is told of
_HEARD = re.compile(
    r"\b(?:yttra(?:t|de)\s+sig|som\s+svara(?:de|t)|i\s+(?:sitt|ett)\s+(?:svar|yttrande|remissvar)|"
    r"lämna(?:de|t)\s+(?:sitt\s+)?(?:yttrande|remissvar|svar))\s+(?:(?:från|av|daterat|i\s+ärendet)\s+)?(?:den\s+)?$",
    re.IGNORECASE,
)
_RAISED = frozenset({"motion", "interpellation", "question", "initiative", "citizen_proposal"})
_ENTRY = re.compile(
    r"(?:[\w,åäöÅÄÖ& -]{3,60}s\s)?(?:yttrande|remissvar|remissyttrande|protokollsutdrag|protokoll|"
    r"tjänsteskrivelse|tjänsteutlåtande)"
    r"(?:\s(?:från|av)\s[\w,åäöÅÄÖ& -]{3,70}?)?,?\s(?:daterad\s|den\s)?"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\s\w+\s\d{4})(?:,?\s§\s?\d+)?",
    re.IGNORECASE,
)
_ANSWERED = {"interpellation_answer": "interpellation", "question_answer": "question"}
_ANSWERING = frozenset({"memo", "statement", "interpellation_answer", "question_answer", "minutes"})
_TELLING = _ANSWERING | {"agenda"}
_TITLE_ANSWERS = re.compile(
    r"\b(?:svar på|svar från [^.]{3,120}? på|besvarande av|(?:yttrande|remissvar) (?:över|angående|gällande|beträffande|kring|om)|svar till|beredning av|yttrande(?=:)|"
    r"interpellationssvar|remiss|med anledning av)\b",
    re.IGNORECASE,
)
_SURNAME = re.compile(
    r"\s+som\s+(?P<name>[A-ZÅÄÖ][\w-]+)\s+(?:då\s|tidigare\s)?(?:lämnade|väckte|ställde|skrev|lade\s+fram)\b"
)
_BY_PARTY = re.compile(r"(?:av|från|genom)\s+$", re.IGNORECASE)


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
    matters = [one for one in told if one.type in _RAISED]
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
    return doc_type in _TELLING and one.confidence >= 0.9


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
        match = _MATTERS.search(piece.text)
        answers = _TITLE_ANSWERS.search(piece.text)
        if match and (answers or (doc_type == "minutes" and piece.text.startswith("§"))) and doc_type in _ANSWERING:
            yield _told(found, match, Sentence(piece.start, piece.end, 0, piece.text), 0.9)
    if doc_type in _ANSWERED:
        match = _first(found, _ANSWERED[doc_type])
        if match:
            yield _Told(_ANSWERED[doc_type], (match.start(), match.end()), confidence=0.9)


def _first(found: Found, kind: str) -> re.Match[str] | None:
    return next((m for m in _MATTERS.finditer(found.marks.text) if m.lastgroup == kind), None)


def _in_sentences(document: Document, found: Found) -> Iterator[_Told]:
    """Sentences that say who raised a matter, or when; an agenda names its matters in lists, tables and headings."""
    skipped = {Kind.HEADER, Kind.SIGNATURE} | (
        set() if found.type.value == "agenda" else {Kind.HEADING, Kind.TABLE_ROW}
    )
    for sentence in found.marks.outline.sentences:
        if document.segments[sentence.segment].kind in skipped:
            continue
        lowered = sentence.text.casefold()
        if not any(stem in lowered for stem in _STEMS):
            continue
        seen: set[str] = set()
        for match in _MATTERS.finditer(sentence.text):
            kind = match.lastgroup or ""
            if kind in seen:
                continue
            told = _told(found, match, sentence, 0.85)
            if found.type.value == "agenda" and _TITLE_ANSWERS.search(sentence.text[: match.start()]):
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
            or (found.type.value in _ANSWERED and re.search(r"svar till\s*$", before, re.IGNORECASE))
            or re.fullmatch(r"\s*[:–-]\s*", text[person.end - sentence.start : match.start()])
        )
        if _AGAINST.search(text) and person.by != "after":
            continue
        put_to = _PUT_TO.search(before)
        if put_to and not near and not _MATTERS.search(put_to[0]):
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
            _BY_PARTY.search(text[:at])
            or (at > match.end() and at - match.end() < 4)
            or (0 <= match.start() - at - len(party.name) < 4)
        )
        if beside or (RAISES.search(text) and at < match.start()):
            told.group = party_name(party.value) or party.name or party.value
            told.parties.append(party.value)
            return


def _by_surname(found: Found, after: str) -> list[str]:
    """ "den motion som Ek lämnade i mars": one whose whole name stands elsewhere."""
    named = _SURNAME.match(after)
    if named is None:
        return []
    known = {person.value for person in found.marks.people if person.value.endswith(f" {named['name']}")}
    return list(known) if len(known) == 1 else []


def _belongs(match: re.Match[str], text: str, at: int) -> bool:
    """Whether what stands at a place is told of this matter and not of another that is named nearer."""

    def distance(matter: re.Match[str]) -> int:
        return at - matter.end() if at >= matter.end() else matter.start() - at

    others = (m for m in _MATTERS.finditer(text) if m.lastgroup != match.lastgroup)
    return all(distance(match) <= distance(other) for other in others)


def _raised_on(found: Found, match: re.Match[str], sentence: Sentence) -> str | None:
    """The date on which the matter was raised, where the sentence tells."""
    text = sentence.text
    for date in found.marks.dates.within(sentence.start, sentence.end):
        start, end = date.start - sentence.start, date.end - sentence.start
        opens = start < 4 and RAISES.match(text[end:].lstrip())  # "År 2019 motionerade …"
        if date.grain not in (Grain.DAY, Grain.MONTH) and not (opens or _RAISED_IN.search(text[:start])):
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

    return nearest(_DECIDES) < nearest(RAISES)


def _in_lists(found: Found) -> Iterator[_Told]:
    """The lines under "Beslutsunderlag": each with its date and whose it is."""
    outline = found.marks.outline
    for piece in outline.pieces:
        under = _LIST_HEADING.match(outline.heading_of(piece)) and len(piece.text) <= 220
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
            match = _HEARD.search(sentence.text[: date.start - sentence.start]) if date.grain is Grain.DAY else None
            before = list(found.marks.bodies.within(sentence.start, sentence.start + match.start())) if match else []
            if before and before[-1].sort is not Sort.OFFICE:
                name = before[-1].value
                yield _Told("statement", (sentence.start, sentence.end), [name[:1].upper() + name[1:]], date=date.value)


def _is_entry(piece: Piece) -> bool:
    """A line that is nothing but a paper with its date: "Yttrande från skolnämnden 2025-01-15"."""
    return piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and bool(_ENTRY.fullmatch(piece.text))


def _listed(found: Found, piece: Piece) -> _Told | None:
    dates: list[Date] = [d for d in found.marks.dates.within(piece.start, piece.end) if d.grain is not Grain.YEAR]
    date = dates[0].value if dates else None
    whole = Sentence(piece.start, piece.end, 0, piece.text)
    matter = _MATTERS.search(piece.text)
    other = _LISTED.match(piece.text)
    if other and other.lastgroup and (matter is None or other.end() <= matter.start()):
        return _listed_paper(found, piece, other.lastgroup, date)
    own = (
        matter is not None
        and _TITLE_ANSWERS.search(piece.text[: matter.start()])
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
