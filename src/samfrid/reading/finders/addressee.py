"""Whom the document is put to: the body or office alone, without the name of who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samfrid.reading.document import Document
from samfrid.reading.finders.bodies import Body, Sort, bodies_in
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import Line, head_lines
from samfrid.reading.knowledge.municipalities import by_form

_NONE = frozenset({"minutes", "agenda", "plan", "agreement", "guideline", "news", "other"})
_TO = re.compile(
    r"(?:^\W*(?:till|mottagare|adressat|ställd till|riktad till|nämnd(?=\s*:))\b\W*|\btill\s)", re.IGNORECASE
)
#: "Motion till kommunfullmäktige": the kind of document stands before "till"
_KIND_BEFORE = re.compile(
    r"^\W*(?:motion|interpellation|(?:enkel )?fråga|medborgarförslag|e-förslag|\w*initiativ\w*|yttrande|skrivelse"
    r"|svar|rapport|tjänsteskrivelse|redovisning)\s*$",
    re.IGNORECASE,
)
#: no line is waited for
_NOWHERE = -9
_SUBJECT = re.compile(r"^\W*(?:subject|ämne)\s*:\s*(?:(?:sv|vb|re|fwd?)\s*:\s*)*", re.IGNORECASE)
_HANDED = re.compile(r"\b(?:inlämnad|lämnad|ställd|riktad|framställd)\s*$", re.IGNORECASE)
_ASKS = frozenset({"interpellation", "question"})
_ASKED = re.compile(r"\b(?:fråg(?:ar|a)|frågor|undrar)\b[^.?!\n]{0,60}", re.IGNORECASE)
#: a sentence as long as this is the note of a mail, not a line of particulars
_NOTE = 70
#: "ordföranden i socialnämnden" is kept in the document's own words
_CHAIR_OF = re.compile(r"ordförande[nr]?\s(?:i|för)\s", re.IGNORECASE)
_IN_TOWN = re.compile(r"\si\s[A-ZÅÄÖ][\wåäö-]+(?:\s(?:kommun|stad))?\W*")
#: "Till: Ljungby kommunfullmäktige", "Till Arjeplogs kommuns socialnämnd"
_OF_TOWN = re.compile(r"[A-ZÅÄÖ][\wåäö-]+(?:\s(?:kommuns|stads))?\s")
_TOWN_LINE = re.compile(r"^\W*(?P<form>[\w åäöÅÄÖ-]+?)\s+(?:kommun|stad)\W*$", re.IGNORECASE)


def find(document: Document, found: Found) -> Value[str] | None:
    """The addressee, or None: minutes, plans, agreements and news have none, and a sender is no addressee."""
    doc_type = found.type.value
    if doc_type in _NONE:
        return None
    lines = [line for line in head_lines(document) if len(line.text) <= _NOTE or line.text[-1] not in ".?!"]
    lines.sort(key=lambda line: bool(_SUBJECT.match(line.text)))  # the document's own heading goes before the mail's
    value = _to(lines, doc_type) or _alone(lines, doc_type) or _asked(found, doc_type)
    return _written_out(found, value) if value and value.value.casefold() == "fullmäktige" else value


def _written_out(found: Found, short: Value[str]) -> Value[str]:
    """ "Motion till fullmäktige" is put to the council that the text names in full."""
    full = next(
        (body for body in found.marks.bodies if body.sort is Sort.COUNCIL and body.end - body.start > len(short.value)),
        None,
    )
    return Value(full.value, ((full.start, full.end), *short.spans), short.confidence) if full else short


def _value(line: Line, body: Body, confidence: float) -> Value[str]:
    written = " ".join(line.text[body.start : body.end].split())
    value = written if _CHAIR_OF.match(written) else body.value
    return Value(value, ((line.start + body.start, line.start + body.end),), confidence)


def _to(lines: Iterable[Line], doc_type: str) -> Value[str] | None:
    """ "Till kommunstyrelsens ordförande", "Interpellation till …", "Mottagare | …"."""
    waiting = _NOWHERE
    for line in lines:
        bodies = _takers(line.text)
        if line.block - 1 <= waiting <= line.block and bodies and bodies[0].start < 3:
            return _value(line, bodies[0], 0.95)
        waiting = _NOWHERE
        cue = _TO.search(line.text)
        if cue is None:
            continue
        after = [body for body in bodies if body.start >= cue.end() - 1]
        near = after and (after[0].start - cue.end() < 4 or _OF_TOWN.fullmatch(line.text[cue.end() : after[0].start]))
        if near and (cue.start() < 3 or doc_type in _ASKS or _before(line.text[: cue.start()])):
            return _value(line, after[0], 0.97 if cue.start() < 3 else 0.9)
        if not line.text[cue.end() :].strip():
            waiting = line.block
    return None


def _before(text: str) -> bool:
    """Whether what stands before "till" is the kind of document, or the act of handing it in."""
    return bool(_KIND_BEFORE.match(_SUBJECT.sub("", text)) or _HANDED.search(text))


def _takers(text: str) -> list[Body]:
    return [body for body in bodies_in(text) if body.sort not in (Sort.UNIT, Sort.STATE, Sort.COMPANY)]


def _alone(lines: list[Line], doc_type: str) -> Value[str] | None:
    """A body alone on its line that is not the sender: memos come from an administration and go to a body.

    The sender of an answer or a statement is a body itself, named under or beside the municipality's name.
    """
    if doc_type == "motion":
        return _of_town(lines)
    if doc_type in _ASKS:
        return None
    sender = _sender_block(lines)
    alone = [
        (line, bodies[0])
        for line in lines
        if (bodies := _takers(line.text)) and bodies[0].start == 0 and bodies[0].end == len(line.text.strip(" *:"))
    ]
    from_unit = any(body.sort is Sort.UNIT and body.start == 0 for line in lines for body in bodies_in(line.text))
    if doc_type == "report" and not from_unit:
        return None
    if doc_type not in ("memo", "report"):
        alone = [(line, body) for line, body in alone if line.block not in sender]
    alone = [(line, body) for line, body in alone if body.sort is not Sort.OFFICE or not body.generic]
    if not alone:
        return None
    line, body = alone[-1] if doc_type == "statement" else alone[0]
    return _value(line, body, 0.9 if doc_type == "memo" else 0.75)


def _of_town(lines: list[Line]) -> Value[str] | None:
    """ "Kommunfullmäktige i Ljungby kommun" alone on its line: a letterhead does not say where the council sits."""
    for line in lines:
        for body in _takers(line.text)[:1]:
            if body.start == 0 and _IN_TOWN.fullmatch(line.text[body.end :]):
                return _value(line, body, 0.8)
    return None


def _sender_block(lines: list[Line]) -> set[int]:
    """The blocks that hold the municipality's name, and the one right after it: there the sender stands."""
    blocks: set[int] = set()
    for line in lines:
        town = _TOWN_LINE.match(line.text)
        if (town and town["form"].strip().casefold() in by_form()) or "region gotland" in line.text.casefold():
            blocks |= {line.block, line.block + 1}
    return blocks


def _asked(found: Found, doc_type: str) -> Value[str] | None:
    """No head names it, but the questions do: "Jag vill fråga kommunstyrelsens ordförande:"."""
    if doc_type not in _ASKS:
        return None
    text = found.marks.text
    for cue in _ASKED.finditer(text):
        for body in found.marks.bodies.within(cue.start(), cue.end()):
            if body.sort is Sort.OFFICE and not body.generic:
                return Value(body.value, ((body.start, body.end),), 0.75)
    return None
