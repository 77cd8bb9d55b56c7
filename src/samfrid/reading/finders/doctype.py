"""What kind of document it is: told by the words of its head and title, and by its structure.

Each rule (``knowledge/doctypes.tsv``) gives points to one type. The name of a type on a line of its own
("TJÄNSTESKRIVELSE") weighs most, then the way a title begins, then structures that only one type has. A document often
names another type in its title ("Svar på motion …" heads a memo as well as an item of minutes), so structure can
outweigh the title. The runner-up is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import Line, furniture_lines, head_lines, short_lines, signature_lines
from samfrid.reading.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that speaks for a type: how strongly, and where it stands."""

    type: str
    points: float
    start: int
    end: int


def _rules(place: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """The rules of ``knowledge/doctypes.tsv`` for one place."""
    return tuple(
        (name, float(points), patterns.compile(pattern))
        for where, name, points, pattern in rows("doctypes.tsv")
        if where == place
    )


_KIND_LINES, _TITLES, _NAMED, _STRUCTURE, _PHRASES = map(_rules, ("line", "title", "named", "structure", "phrase"))
_PARTY_LINE = re.compile(
    r"\((?:[A-ZÅÄÖ]{1,5}|[a-zåäö]{1,2})\)|(?:partiet|demokraterna|moderaterna|liberalerna|de gröna)\b", re.IGNORECASE
)
_OFFICIAL_LINE = re.compile(
    r"(?:direktör|\w+chef|utredare|strateg|handläggare|samordnare|sekreterare|controller|jurist|utvecklare)\b",
    re.IGNORECASE,
)
_NEWS_PATH = re.compile(r"(?:/|>|›|»|\|)\s*nyhet|^nyheter\b|nyhetsarkiv|pressmeddelande", re.IGNORECASE)
_AROUND_KIND = re.compile(
    r"^(?:dokumenttyp|typ av dokument|dokumentnamn)\s*[:|]?\s*|"
    r"^(?:subject|ämne|ärende)\s*:\s*(?:(?:sv|vb|re|fwd?)\s*:\s*)*|"
    r"\s*(?:sida\s*)?\d+\s?\(\d+\)\s*$"
)
#: "M O T I O N": letters set apart
_SPACED_OUT = re.compile(r"(?:[a-zåäö] ){4,}[a-zåäö]")
#: a longer line of the head is a title or prose
_LONGEST_NAMED = 70
_QUESTION = re.compile(r"\?\s*$")


def _cues(document: Document, found: Found) -> list[Cue]:
    head = head_lines(document)
    cues = [*_of_kind_lines(head, 1.0), *_of_kind_lines(furniture_lines(document), 0.6), *_of_titles(head)]
    cues += _of_structure(short_lines(document))
    text = found.marks.text.lower()
    for name, points, pattern in _PHRASES:
        match = pattern.search(text)
        if match:
            cues.append(Cue(name, points, match.start(), match.end()))
    return cues + _of_signers(document)


def _of_kind_lines(lines: list[Line], weight: float) -> list[Cue]:
    """A type named on a line of its own; "Dokumenttyp: …" and a line with a page number count too. Each type once."""
    cues: dict[str, Cue] = {}
    for line in lines:
        bare = _AROUND_KIND.sub("", line.text.strip().lower())
        bare = bare.replace(" ", "") if _SPACED_OUT.fullmatch(bare) else bare
        for name, points, pattern in _KIND_LINES:
            if pattern.fullmatch(bare) and name not in cues:
                cues[name] = Cue(name, points * weight, line.start, line.end)
                break
    return list(cues.values())


def _of_titles(head: list[Line]) -> list[Cue]:
    """How the lines of the head begin, the title among them. Each type once; less for a line that is no heading."""
    cues: dict[str, Cue] = {}
    for line in head:
        text = _AROUND_KIND.sub("", line.text.lower()) if line.kind is Kind.HEADER else line.text.lower()
        weight = 1.0 if line.kind is Kind.HEADING else 0.8
        for name, points, pattern in _TITLES:
            if pattern.match(text):
                if name not in cues or cues[name].points < points * weight:
                    cues[name] = Cue(name, points * weight, line.start, line.end)
                break
        for name, points, pattern in _NAMED:
            match = pattern.search(text) if len(text) < _LONGEST_NAMED else None
            if match and name not in cues:
                cues[name] = Cue(name, points * weight, line.start + match.start(), line.start + match.end())
    return list(cues.values())


def _of_structure(lines: list[Line]) -> list[Cue]:
    cues = []
    lowered = [(line, line.text.strip().lower()) for line in lines]
    for name, points, pattern in _STRUCTURE:
        line = next((line for line, text in lowered if pattern.fullmatch(text)), None)
        if line is not None:
            cues.append(Cue(name, points, line.start, line.end))
    return cues


def _of_signers(document: Document) -> list[Cue]:
    """Elected persons sign motions, officials memos; a list of questions asks; news stand under "Nyheter"."""
    cues = []
    for line in signature_lines(document):
        if _OFFICIAL_LINE.search(line.text):
            cues.append(Cue("memo", 3, line.start, line.end))
            break
    for line in signature_lines(document):
        if _PARTY_LINE.search(line.text):
            cues += [
                Cue(name, 2, line.start, line.end) for name in ("motion", "interpellation", "question", "initiative")
            ]
            break
    crumb = next((line for line in furniture_lines(document) if _NEWS_PATH.search(line.text)), None)
    if crumb:
        cues.append(Cue("news", 2, crumb.start, crumb.end))
    asked = [s for s in document.content() if s.kind is Kind.LIST_ITEM and _QUESTION.search(document.of(s))]
    if asked:
        cues.append(Cue("interpellation", 2, asked[0].start, asked[-1].end))
    return cues


def find(document: Document, found: Found) -> Value[str]:
    """The type with the most points; its confidence grows with them and with the lead over the next."""
    ranked = ranking(document, found)
    if not ranked or ranked[0][1] < _LEAST:
        return Value("other", (), 0.3)
    name, points, spans = ranked[0]
    other = ranked[1] if len(ranked) > 1 else None
    lead = (points - (other[1] if other else 0.0)) / points
    confidence = round((0.5 + 0.49 * lead) * (0.6 + 0.4 * min(1.0, points / _PLENTY)), 2)
    second = Value(other[0], other[2], round(1 - confidence, 2)) if other else None
    return Value(name, spans, confidence, second)


#: from so many points the number of cues no longer lowers the confidence
_PLENTY = 14
#: fewer points than this, and the document is of no type that we know
_LEAST = 4


def ranking(document: Document, found: Found) -> list[tuple[str, float, tuple[tuple[int, int], ...]]]:
    """Types with their points and what speaks for them, most points first."""
    points: dict[str, float] = defaultdict(float)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cue in _cues(document, found):
        points[cue.type] += cue.points
        spans[cue.type].append((cue.start, cue.end))
    return [(name, points[name], tuple(spans[name][:3])) for name in sorted(points, key=lambda n: -points[n])]
