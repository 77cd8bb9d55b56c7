"""Activities of a plan: the rows of its table, and list items or paragraphs with their particulars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind, Segment
from samfrid.reading.finders.actors import is_actor
from samfrid.reading.finders.fields import (
    Fields,
    date_of,
    due_in,
    first_label,
    heading_status,
    kind_of,
    read_labels,
    take,
)
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.organisations import partners_in
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.sentences import spans
from samfrid.reading.finders.tables import tables
from samfrid.reading.reading import Commitment, Evidence

ACTIVITY_HEADING = re.compile(
    r"\b(?:aktivitet\w*|åtgärd\w*|insatser(?:na)?|det\s+här\s+(?:ska|gör)\s+vi|detta\s+ska\s+vi|vi\s+ska\b|"
    r"så\s+(?:ska\s+vi|gör\s+vi)|vad\s+ska\s+göras|"
    r"genomförande|handlingsplan\s+för|uppdrag\s+under|prioriterade|så\s+här\s+(?:ska\s+vi|gör\s+vi)|strategier|"
    r"åtagande\w*)\b",
    re.IGNORECASE,
)
_SAYS_LIST = patterns.compile(r"\b(?:aktiviteter|åtgärder|insatser)\b[^.]*[:.]?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:[A-ZÅÄÖ]{1,2}\d{1,2}(?:\.\d+)*[.:)]?\s+|(?:åtgärd|aktivitet|insats|"
    r"delmål)?\s*\d+(?:\.\d+)*\s*[.:)–-]?\s+|(?:åtgärd|aktivitet|insats)\s*:\s*)",
    re.IGNORECASE,
)
#: "Mål 2: Fler ska våga berätta" has its activities beneath it; "Mål" alone has goals
_GOAL_HEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:prioriterat\s+)?(?:del|inriktnings|effekt)?(?:mål|(?:insats|fokus|strategi|"
    r"utvecklings)?område)\s*(?:\d|:|(?-i:[A-Z])\b)",
    re.IGNORECASE,
)
_INDICATOR = re.compile(r"^(?:andel|antal|indikator|mått)\b", re.IGNORECASE)
#: "(bildningsnämnden, 2026)" after an activity
_ASIDE = re.compile(
    r"\s*\((?P<who>[^(),]*(?:nämnd|förvaltning|styrels|kontor|enhet|avdelning|bolag|"
    r"sektor)\w*)(?:,\s*(?P<when>[^()]*\d{4}[^()]*))?\)[.]?$",
    re.IGNORECASE,
)
_NO_ACTIVITY = re.compile(r"^(?:lag|förordning|se\s|https?:|socialtjänstlag|kommunens\s+ansvar\b)", re.IGNORECASE)
_FUNCTION = re.compile(
    r"(?:funktion|roll|vem|aktör|part|nämnd|verksamhet|organisation|befattning)(?:er|ar)?\b", re.IGNORECASE
)
_DUTIES = re.compile(r"(?:ansvar\w*|(?:arbets)?uppgift\w*|åtagande\w*|insats\w*|vad\b)", re.IGNORECASE)
_PLAN_TYPES = frozenset({"plan", "report", "guideline"})


def table_activities(document: Document, found: Found) -> Iterator[Commitment]:
    """The rows of every table whose head has activities and who is responsible or when they are to be done."""
    for table in tables(document):
        for at, head in enumerate(table[:2]):
            kinds = _kinds([document.text[start:end] for start, end in head.cells])
            if "activity" in kinds and {"responsible", "due", "status"} & set(kinds):
                for row in table[at + 1 :]:
                    commitment = _row(document, found, kinds, row)
                    if commitment is not None:
                        yield commitment
                break


def _kinds(heads: list[str]) -> list[str | None]:
    """What the columns are for. "Funktion | Ansvar" has who in the first and what in the second."""
    if len(heads) > 1 and _FUNCTION.match(heads[0].strip()) and _DUTIES.match(heads[1].strip()):
        return ["responsible", "activity", *(kind_of(head) for head in heads[2:])]
    return [kind_of(head) for head in heads]


def _row(document: Document, found: Found, kinds: list[str | None], row: Segment) -> Commitment | None:
    fields, text = Fields(), (0, 0)
    for kind, (start, end) in zip(kinds, row.cells, strict=False):
        if kind == "activity" and start < end:
            text = text if text[1] else (start, end)
        elif kind:
            take(fields, kind, document.text[start:end], start)
    if text[1] - text[0] < 3:
        return None
    numbered = _NUMBERED.match(document.text[slice(*text)])
    return commitment_of(document, found, (text[0] + (numbered.end() if numbered else 0), text[1]), fields, 0.95)


def listed_activities(document: Document, found: Found) -> Iterator[Commitment]:
    """Activities in lists and paragraphs: with labels anywhere, without them where the heading says what they are."""
    for piece in found.marks.outline.pieces:
        if piece.kind in (Kind.SIGNATURE, Kind.HEADER) or first_label(piece.text) == 0:
            continue
        if piece.kind is Kind.TABLE_ROW and not _stands_over_labels(found, piece):
            continue
        labels = _labelled_pieces(found, piece)
        fields = Fields()
        kinds = {kind for part in labels for kind in read_labels(fields, part.text, part.start)}
        if {"responsible", "due"} & kinds and "responsible" in kinds and not _is_title(found, piece):
            yield _with_labels(document, found, piece, labels, fields)
        elif piece.kind is Kind.LIST_ITEM and _is_activity_list(found, piece):
            yield _plain(document, found, piece)


def _stands_over_labels(found: Found, piece: Piece) -> bool:
    """A line of its own that was taken for a table's row since its particulars below stand in columns."""
    below = found.marks.outline.pieces[piece.index + 1 : piece.index + 2]
    filled = [1 for start, end in piece.segment.cells if start < end]
    return len(filled) == 1 and bool(below) and first_label(below[0].text) == 0


def _labelled_pieces(found: Found, piece: Piece) -> list[Piece]:
    """The piece where it has labels itself, and the pieces after it that begin with one."""
    labels = [piece] if first_label(piece.text) < len(piece.text) else []
    particulars = piece.heading < 0
    pieces = found.marks.outline.pieces
    for following in map(pieces.__getitem__, range(piece.index + 1, len(pieces))):
        if first_label(following.text) != 0:
            break
        if particulars and following.kind is Kind.HEADER:
            break  # beneath the document's own heading stand the document's own particulars
        labels.append(following)
    return labels


def _is_title(found: Found, piece: Piece) -> bool:
    return found.title is not None and any(start < piece.end and piece.start < end for start, end in found.title.spans)


def _with_labels(document: Document, found: Found, piece: Piece, labels: list[Piece], fields: Fields) -> Commitment:
    """The text before the labels is the activity."""
    start, end = piece.start, piece.start + first_label(piece.text)
    numbered = _NUMBERED.match(document.text[start:end])
    start += numbered.end() if numbered else 0
    fields.spans = [(part.start, part.end) for part in labels]
    fields.status = fields.status or heading_status(found.marks.outline.heading_of(piece))
    first = _first_sentence(document, start, end)
    fields.due = fields.due or due_in(document.text[start:end], None)
    return commitment_of(document, found, first, fields, 0.92)


def _first_sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    for first, last in spans(document.text[start:end]):
        return start + first, start + last
    return start, end


def _is_activity_list(found: Found, piece: Piece) -> bool:
    """Does the list stand under "Aktiviteter", or after "tre olika aktiviteter som …"?"""
    if _NO_ACTIVITY.match(piece.text) or len(piece.text) < 12:
        return False
    outline = found.marks.outline
    opener = outline.pieces[piece.opener]
    says = bool(_SAYS_LIST.search(opener.text)) and re.search(
        r"\bplan\w*|\bspecificerar|\bprogram", opener.text, re.IGNORECASE
    )
    if says and opener.kind is Kind.PARAGRAPH and not re.search(r"\b(?:vidtagit|genomfört|genomförts)\b", opener.text):
        return True
    if found.type.value not in _PLAN_TYPES:
        return False
    headings = outline.headings_of(piece)[:2]
    if found.type.value == "report" and headings and heading_status(headings[0]) and not _ASIDE.search(piece.text):
        return False  # the finder of measures reads it
    if found.type.value == "plan" and _headed_by(found, piece):
        return True
    if found.type.value == "plan" and _ASIDE.search(piece.text):
        return True
    if any(ACTIVITY_HEADING.search(heading) for heading in headings):
        return True
    return bool(headings) and bool(_GOAL_HEADING.match(headings[0])) and not _INDICATOR.match(piece.text)


def _headed_by(found: Found, piece: Piece) -> Mention | None:
    """The body or unit whose name is the heading that a point stands under."""
    if piece.heading < 0:
        return None
    heading = found.marks.outline.pieces[piece.heading]
    name = heading.text.rstrip(" :")
    actor = is_actor(found, heading.start, heading.start + len(name))
    return Mention(heading.start, heading.start + len(name), name) if actor else None


def _plain(document: Document, found: Found, piece: Piece) -> Commitment:
    """The first sentence is the activity; the rest may say who and when ("Klart under 2025")."""
    fields = Fields()
    for start, end in spans(piece.text)[1:]:
        sentence = piece.text[start:end]
        if re.match(r"(?:klart?|senast|färdig\w*|slutför\w*|genomförs)\b", sentence, re.IGNORECASE):
            fields.due = date_of(sentence)
            fields.spans.append((piece.start + start, piece.start + end))
    fields.responsible = _headed_by(found, piece)
    fields.status = heading_status(found.marks.outline.heading_of(piece))
    start, end = _activity(document, piece)
    aside = _ASIDE.search(document.text[start : piece.end])
    if aside:
        take(fields, "responsible", aside["who"], start + aside.start("who"))
        fields.due = fields.due or (date_of(aside["when"]) if aside["when"] else None)
        end = min(end, start + aside.start())
    fields.due = fields.due or due_in(document.text[start:end], None)
    return commitment_of(document, found, (start, end), fields, 0.8)


def _activity(document: Document, piece: Piece) -> tuple[int, int]:
    """The item's text without its number; a short word with a full stop ("Exempelvis …") goes with it."""
    numbered = _NUMBERED.match(piece.text)
    start = piece.start + (numbered.end() if numbered else 0)
    first = _first_sentence(document, start, piece.end)
    rest = document.text[first[1] : piece.end]
    return (
        (start, piece.end)
        if re.match(r"\s*(?:exempelvis|till\s+exempel|bland\s+annat)\b", rest, re.IGNORECASE)
        else first
    )


def commitment_of(
    document: Document, found: Found, text: tuple[int, int], fields: Fields, confidence: float
) -> Commitment:
    """An activity with its particulars, planned unless a status says otherwise."""
    written = document.text[slice(*text)].strip().rstrip(".")
    partners = fields.partners or [name.moved(text[0]) for name in partners_in(document.text[slice(*text)])]
    evidence = [Evidence(*text), *(Evidence(*span) for span in fields.spans if span != text)]
    plan = found.plans[0].name if found.type.value == "plan" and found.plans else None
    return Commitment(
        text=written,
        status=fields.status or "planned",
        responsible=fields.responsible.value if fields.responsible else None,
        partners=list(dict.fromkeys(name.value for name in partners)),
        due=fields.due,
        plan=plan,
        evidence=evidence,
        confidence=confidence,
    )
