"""Who the decision or the document is sent to: what stands under "Beslutet skickas till" and its many relatives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.layout import signs
from samfrid.reading.reading import Evidence, Phrase

_HEADING = re.compile(
    r"^\W*(?:(?:beslutet|beslut|detta beslut|paragrafen|protokollsutdrag(?:et)?|utdrag(?:et)?|yttrandet|svaret|kopia"
    r"|skrivelsen|handlingen)\s+)?"
    r"(?:(?:ska|skall|har|bör)\s+)?(?:skickas?|skickats|sändas?|sänds|sänt|expedieras?|expediering|expedierat|"
    r"delges|delgivning|meddelas|tillställs|översänds|överlämnas|kopia|sändlista|distribution|"
    r"för kännedom|exp\b\.?|delgives|"
    r"(?<=beslut)et(?=\s+till\W*$)|(?=till\W*$))"
    r"\s*(?:till|för kännedom till|för|av beslut(?:et)?)?\s*(?P<colon>:)?\s*",
    re.IGNORECASE,
)
#: "Rapporten sänds till kommunstyrelsen och lärandenämnden."
_IN_SENTENCE = re.compile(
    r"^(?:Rapporten|Beslutet|Skrivelsen|Yttrandet|Svaret|Uppföljningen|Redovisningen|Kartläggningen|Granskningen)\s+"
    r"(?:(?:ska|skall)\s+)?(?:sänds?|sändas|skickas?|översänds?|överlämnas|expedieras|delges)\s+till\s+"
    r"(?P<who>[^.\d]{5,200})\.?$"
)
_SENTENCE_GOES_ON = re.compile(r"^(?:att|en|ett|den|det|på|ut|in|med|när|som|i|av|fram|om)\b", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*[;\n]\s*|,\s+(?!\w+-\s)|(?<=[a-zåäöA-ZÅÄÖ])\s*,\s*(?=\w)|(?<![-–])\s+(?:och|samt)\s+(?=[\w-]+(?:$|\s))"
)
_NO_RECIPIENT = re.compile(
    r"https?://|www\.|@|\d|§|[.!?]\s+[A-ZÅÄÖ]"
    r"|^(?:beslutsunderlag|vid protokollet|justera[st]\w*|"
    r"bilag\w*|underskrift\w*|sida|justerandes?|dnr|diarie\w*|protokoll\w*|handlingar)\b",
    re.IGNORECASE,
)
#: a unit that is called by its fields: "Sektor stöd och omsorg", "Nämnden för barn och kultur"
_FIELDS = re.compile(r"\b(?:sektorn?|(?:nämnden|förvaltningen|avdelningen|enheten|rådet)\sför)\s[\w ]+$", re.IGNORECASE)
#: the item of business that concerns the recipient
_ITEM = re.compile(r"\s*\(§§?\s?\d[\d\s,–-]*(?:och\s\d+)?\)\s*$")
_JOINED = re.compile(r"\w-,?$")
#: the field of a message
_COPY = re.compile(r"(?:kopia|cc|till|to|från|from|skickat|date|datum)\s*:", re.IGNORECASE)
#: more words than this is a sentence
_LONGEST = 9
#: a paper says among its last pieces in a sentence to whom it goes
_LAST = 6


def find(document: Document, found: Found) -> list[Phrase]:
    """The recipients, each once, in order."""
    kept: dict[str, Phrase] = {}
    pieces = found.marks.outline.pieces
    for index, piece in enumerate(pieces):
        sent = _IN_SENTENCE.match(piece.text) if index + _LAST > len(pieces) else None
        for start, end in _parts(sent["who"], piece.start + sent.start("who")) if sent else ():
            value = " ".join(document.text[start:end].split())
            kept.setdefault(value.casefold(), Phrase(value=value, evidence=[Evidence(start, end)], confidence=0.8))
        cue = _HEADING.match(piece.text) if sent is None else None
        if cue is None or piece.kind is Kind.TABLE_ROW:
            continue
        if _COPY.match(piece.text) and index and _COPY.match(pieces[index - 1].text):
            continue
        rest = piece.text[cue.end() :]
        if rest and not cue["colon"] and (piece.kind is not Kind.HEADING or _SENTENCE_GOES_ON.match(rest)):
            continue
        spans = list(_parts(rest, piece.start + cue.end())) if rest else []
        for following in pieces[index + 1 :] if not rest else ():
            if not _continues(following.kind, following.text) or signs(document, _index(document, following.start)):
                break
            spans += _parts(following.text, following.start)
        for start, end in spans:
            value = " ".join(document.text[start:end].split())
            if value.casefold() not in kept:
                kept[value.casefold()] = Phrase(value=value, evidence=[Evidence(start, end)], confidence=0.92)
    return list(kept.values())


def _index(document: Document, start: int) -> int:
    """The index of the segment that begins at an offset."""
    return bisect_left(document.segments, start, key=lambda segment: segment.start)


def _continues(kind: Kind, text: str) -> bool:
    """Whether a piece still lists recipients."""
    if kind in (Kind.HEADING, Kind.SIGNATURE, Kind.HEADER, Kind.TABLE_ROW) or text.startswith("För "):
        return False
    parts = list(_parts(text, 0))
    return bool(parts) and len(text) < 200


def _parts(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The recipients of a line: parted by commas, "och" and line breaks, but not in "barn- och utbildningsnämnden"."""
    position = 0
    cuts = [(m.start(), m.end()) for m in _SPLIT.finditer(text) if not _JOINED.search(text[: m.start()])]
    cuts = [cut for cut in cuts if not _FIELDS.search(text[: cut[0]]) or "," in text[cut[0] : cut[1]]]
    for start, end in [*cuts, (len(text), len(text))]:
        part = _ITEM.sub("", text[position:start])
        left, right = len(part) - len(part.lstrip(" .•*-–")), len(part.rstrip(" .,;"))
        value = part[left:right]
        if len(value) > 1 and len(value.split()) <= _LONGEST and not _NO_RECIPIENT.search(value):
            yield offset + position + left, offset + position + right
        position = end
