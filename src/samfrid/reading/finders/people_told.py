"""What sentences tell of people: who raised another matter, who reserved or spoke, who was asked or quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.people_mentions import Person
from samfrid.reading.finders.roles import ASKING, Part, part_of, role_of, title_after

#: the verbs of raising a matter
RAISES = re.compile(
    r"\b(?:motionera(?:de|t)|(?:lade|la|lagt|lades|lagts)(?=[^.;]{0,40}?\s+fram\b)|"
    r"lämna(?:de|t|ts|des)|inlämna\w*|väck(?:t|te|tes|ts)|ställ(?:er|t|de|ts|des|d)|lämnar|"
    r"väcker|"
    r"inkom(?:mit|men|met)?|kom|kommit|daterad|skriv(?:it|er)|skrev|framställ\w*|registrera\w*|föresl(?:år|og|agit)|stod|fråga[rt]|frågade|undra(?:r|de|t)|efterlys(?:er|te)|efterfråga(?:r|de)|interpellera(?:r|de|t))\b",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:motion(?:en|ens|er)?|motionera\w*|interpellation(?:en|ens)?|interpellationssvar|interpellera\w*|medborgarförslag\w*|"
    r"e-förslag\w*|\w*initiativ\w*|bakom\sförslaget|"
    r"ställ\w*\s(?:en\s)?(?:\w+\s)?fråg(?:a|or)|(?:enkel|enkla|skriftlig)\sfrågan?|frågan ställd|"
    r"svar(?:ade|ar)? på (?:en )?fråga)\b",
    re.IGNORECASE,
)
#: "Förslagsställaren, Eva Ek, lämnade …"
RAISER = re.compile(r"(?:förslagsställare|motionär|interpellant|frågeställare|initiativtagare)(?:e?n)?")
_RESERVATION = re.compile(r"reservation(?:er)?\b", re.IGNORECASE)
_RESERVES = re.compile(r"\breserver(?:ar|ade|at)\b|\breservation\b", re.IGNORECASE)
#: the one whose place somebody takes
#: who adjusts instead: "Ersättare som justerare i ärendet är Eva Ek (C)"
_ADJUSTS = re.compile(r"\b(?:som\sjusterare|justera(?:s|nde))\b[^.:;()]{0,50}\s(?:är|utses|av)\s$", re.IGNORECASE)
_STANDS_IN = re.compile(r"\b(?:tjänstgör\w*|ersättare)\s(?:i\sstället\s)?för\s$|\bersätter\s$", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    r"\b(?:ordföranden?|(?:kommunal|region|oppositions|borgar)rådet)\s(?:i\s[\w\s-]{3,40}\s)?$", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:yrka[rt]?|yrkade|yttra\w*|deltar|tjänstgör\w*|anmäl\w*|jäv\w*|protokollsanteckning|"
    r"anteckning\w*|"
    r"föredra\w*|föredrog|informera\w*|presentera\w*|redogör\w*|redogjorde|"
    r"debatten|ersätter|begär\w*|inlägg|lämnar (?:följande|ett))\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(?:svar(?:ar|ade)?|besvarar?|besvarade)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:\b(?:av|från|genom|och|samt|till)(?:\s(?:min|vår|sin)\s(?:parti)?(?:kollega|kamrat|vän))?|,)\s*$"
)
_PUT_TO = re.compile(
    r"(?:\btill|\bför):?\s(?:[\w-]+\s){0,3}(?:ordföranden?|kommunalråd\w*)\b[\w\s&-]{0,60},?\s$|^till\s", re.IGNORECASE
)
#: an answer is put to the member who asked
_TO_ASKER = re.compile(r"^till\s(?:ledamot(?:en)?|interpellanten|frågeställaren)\s$", re.IGNORECASE)
#: a list of those present is no part in the matter
_PRESENT = re.compile(
    r"^\W*(?:närvarande|beslutande|(?:ej\s)?tjänstgörande|ledamöter|ersättare|övriga|frånvarande|deltagande)\b",
    re.IGNORECASE,
)


def of_sentences(document: Document, found: Found) -> Iterator[Part]:
    """Names in running text: who moved another matter, who reserved, spoke, was quoted or was asked."""
    doc_type = found.type.value
    for sentence in found.marks.outline.sentences:
        segment = document.segments[sentence.segment]
        if segment.kind is Kind.SIGNATURE:
            continue
        people = found.marks.people.within(sentence.start, sentence.end)
        for person in people:
            piece = found.marks.outline.piece_at(sentence.start)
            heading = found.marks.outline.heading_of(piece) if piece else ""
            told = _told(sentence.text, person, person.start - sentence.start, doc_type, segment.kind, heading)
            if told:
                yield part_of(person, 0, *told)


def _told(sentence: str, person: Person, at: int, doc_type: str, kind: Kind, heading: str) -> tuple[str, float] | None:
    """The role that a sentence gives to a person named in it."""
    before = sentence[:at]
    if person.by == "speech":
        return ("quoted", 0.9) if doc_type == "news" else ("other", 0.5)
    if doc_type in ("interpellation_answer", "question_answer") and _TO_ASKER.search(before):
        return "mover", 0.8
    if (_PUT_TO.search(before) or (doc_type in ASKING and _OFFICE_BEFORE.search(before))) and person.by != "after":
        return ("other", 0.8) if doc_type != "minutes" else ("answerer", 0.7)
    if doc_type == "minutes" or _RESERVES.search(sentence):
        reserved = _RESERVATION.match(heading) and re.fullmatch(
            r"(?:[^().]*\([^()]{1,6}\)[\s,.]*(?:och|samt)?\s*)+", sentence
        )
        return ("reservation", 0.85) if reserved else _in_minutes(sentence, before, person, kind)
    labelled = role_of(person.label, doc_type) if person.by == "label" else ""
    if labelled in ("officer", "other"):
        return labelled, 0.85
    if _moves(sentence, before, person):
        return "mover", 0.9
    if doc_type == "news" and person.party:
        return "quoted", 0.75
    return ("other", 0.5) if person.party and kind is Kind.PARAGRAPH and person.by != "again" else None


def _moves(sentence: str, before: str, person: Person) -> bool:
    """Whether a person raised a matter: it is named in the sentence, the person beside it or as who acts."""
    if person.by == "after" and _MATTER.match(person.label):
        return True
    if RAISER.fullmatch(person.label):
        return True
    behind = sentence[len(before) + person.end - person.start :]
    if re.match(
        r"\)?\s*[:–-]\s*(?:motion|interpellation|enkel fråga|medborgarförslag|initiativ)\b", behind, re.IGNORECASE
    ):
        return True
    return bool(_MATTER.search(sentence)) and bool(RAISES.search(sentence) or _BESIDE.search(before))


def _in_minutes(sentence: str, before: str, person: Person, kind: Kind) -> tuple[str, float] | None:
    behind = role_of(title_after(sentence, replace(person, end=person.end - (person.start - len(before)))), "minutes")
    if behind in ("chair", "secretary", "adjuster"):
        return behind, 0.9
    if _ADJUSTS.search(before):
        return "adjuster", 0.85
    if _STANDS_IN.search(before) or _PRESENT.match(sentence):
        return None
    labelled = role_of(person.label, "minutes")
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
    if _moves(sentence, before, person):
        return "mover", 0.9
    return ("other", 0.5) if person.party else None
