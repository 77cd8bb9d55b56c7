"""Who an agreement is between: the particulars of a contract, and the municipality that need not be named."""

from __future__ import annotations

import re
from itertools import pairwise

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.organisations import Organisation, names_at
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.parties import UPPER

_SECTION = re.compile(r"^(?:§\s?)?\d*[.)]?\s*(?:avtals|samverkans)?parter(?:na)?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellan\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:part\s*\d?|bidragsgivare|bidragsmottagare|beställare|utförare|leverantör|uppdragsgivare|uppdragstagare|"
    r"föreningen|kommunen)\s*:\s*",
    re.I,
)
_END_OF_NAME = re.compile(
    r"\s*(?:,|\(|\s(?:genom|org\.?\s?nr|organisationsnummer|nedan|med\s+org|som|och\s+[A-ZÅÄÖ])|$)"
)
_HEAD = 900


#: what an association is called once it has been named in full
_BARE = frozenset(["kvinnojouren", "tjejjouren", "jouren", "brottsofferjouren", "mansjouren", "föreningen"])
_PLACE = r"\s+i\s+(?-i:[A-ZÅÄÖ])[\w-]+"


def fullest(text: str, name: Mention) -> Mention:
    """A party by its full name: "kvinnojouren" is the "kvinnojouren i Vallentuna" that the text names elsewhere.

    Only where the text names one such; with two it is not known which.
    """
    if name.value.casefold() not in _BARE:
        return name
    found = list(re.finditer(rf"(?<!\w){re.escape(name.value)}{_PLACE}", text, re.IGNORECASE))
    if len({match[0].casefold() for match in found}) != 1:
        return name
    return Mention(found[0].start(), found[0].end(), found[0][0])


def municipality_party(document: Document, found: Found) -> Mention | None:
    """The municipality as it is named as a party: "Täby kommun"; anywhere in the text, the page heads too."""
    named = [party for party in found.marks.organisations if party.municipal]
    if found.municipality is not None:
        name = found.municipality.value.name
        own = [o for o in named if o.value.casefold().startswith(name.casefold()[:5])]
        if own:
            return own[0]
        stem = re.escape(name.removesuffix("s"))
        match = re.search(rf"(?<!\w){stem}s?\s(?:kommun|stad)(?!\w)", document.text, re.IGNORECASE)
        if match:
            return Mention(match.start(), match.end(), _capitals(match[0]))
        return next(
            (Mention(m.start(), m.end(), m[0]) for m in re.finditer(rf"Region\s{stem}|{stem}", document.text)), None
        )
    return named[0] if named else None


def _capitals(name: str) -> str:
    """ "KALMAR KOMMUN" as it is written in running text: "Kalmar kommun"."""
    if not name.isupper():
        return name
    town, _, kind = name.rpartition(" ")
    return f"{town.title()} {kind.lower()}"


#: how far the sentence that names the parties goes
_NAMING_ENDS = re.compile(
    r"\b(?:har|träffas|träffat|ingås|följande|avseende|angående|gällande|om\s+(?:samverkan|samarbete|utbyte))\b|"
    r"\n\s*\n|"
    r"\n\s*(?:§|\d+[.\s])",
)
#: what is told of a party in passing
_IN_PASSING = re.compile(
    r"\([^()]*\)|,?\s*\bnedan\s+(?-i:[A-ZÅÄÖ])[\wåäö-]+|\b(?:här|nedan)\w*\s+(?:kallad|kallat|benämnd|benämnt)\w*\s+[\w”\"]+|\borg\.?\s?(?:nr|nummer)\.?:?\s*[\d-]+|"
    r"\borganisationsnummer:?\s*[\d-]+",
    re.IGNORECASE,
)
_PART = re.compile(
    r",\s+(?:samt\s+|och\s+)?|\s+(?:och|samt)\s+(?=[A-ZÅÄÖ])|\s+(?:genom|via)\s+[^,]*?(?=,|\soch\s[A-ZÅÄÖ]|$)"
)
_COMPANY = re.compile(
    rf"(?:AB\s)?[{UPPER}][\w&-]*(?:\s[{UPPER}][\w&-]*)*(?:\s(?:AB|HB|KB|ekonomisk\sförening|ideell\sförening))?"
)


def contract_parties(found: Found) -> list[Mention]:
    """The parties that a contract names: in its section on parties, in "mellan … och …", else the first named."""
    for candidates in (_in_section(found), _between(found), _named_between(found)):
        if len(candidates) > 1:
            return candidates
    return _once(list(found.marks.organisations.within(0, _HEAD)))


def _between(found: Found) -> list[Mention]:
    for match in _BETWEEN.finditer(found.marks.text, 0, _HEAD):
        names = names_at(found.marks.text, match.end())
        if len(names) > 1 and all(name.value[:1] in _CAPITALS for name in names):
            return names
    return []


def _named_between(found: Found) -> list[Mention]:
    """ "Mellan X kommun, socialnämnden (org.nr …), nedan kallad köparen, och Y AB …, har följande avtal träffats"."""
    for match in _BETWEEN.finditer(found.marks.text, 0, _HEAD):
        ends = _NAMING_ENDS.search(found.marks.text, match.end())
        stop = min(ends.start() if ends else match.end() + 400, match.end() + 400)
        text = _IN_PASSING.sub(lambda m: " " * len(m[0]), found.marks.text[match.end() : stop])
        gaps = [(0, 0), *(gap.span() for gap in _PART.finditer(text)), (len(text), len(text))]
        names: list[Mention] = []
        for (_, start), (end, _) in pairwise(gaps):
            named = _party_in(found, match.end() + start, text[start:end])
            names += [named] if named is not None else []
        if len(names) > 1:
            return _once(names)
    return []


def _party_in(found: Found, offset: int, text: str) -> Mention | None:
    """The party that a part of "mellan … och …" names: an organisation, a municipality behind its board, a company."""
    known = next(iter(found.marks.organisations.within(offset, offset + len(text))), None)
    if known is not None:
        return known
    lead = len(text) - len(text.lstrip())
    company = _COMPANY.match(text, lead)
    if company is None or len(company[0]) < 3:
        return None
    return Mention(offset + company.start(), offset + company.end(), company[0])


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ")


def _in_section(found: Found) -> list[Mention]:
    outline = found.marks.outline
    heading = next((p for p in outline.pieces if _is_section(p)), None)
    if heading is None:
        return []
    names: list[Mention] = []
    for piece in outline.pieces[heading.index + 1 :]:
        if piece.is_heading:
            break
        if piece.kind is Kind.TABLE_ROW:
            if not piece.segment.header and piece.segment.cells:
                names += _first_name(found, *piece.segment.cells[0])
            continue
        named = _once(list(found.marks.organisations.within(piece.start, piece.end)))
        names += _labelled(found, piece.start, piece.end) or named
    return _once(names)


def _is_section(piece: Piece) -> bool:
    """A heading over the parties; "Parterna går igenom avtalet varje år." is none."""
    return bool(_SECTION.match(piece.text)) and len(piece.text) < 60 and not piece.text.rstrip().endswith(".")


def _labelled(found: Found, start: int, end: int) -> list[Mention]:
    label = _LABEL.match(found.marks.text[start:end])
    return _first_name(found, start + label.end(), end) if label else []


def _first_name(found: Found, start: int, end: int) -> list[Mention]:
    """The name that a field begins with, up to a comma, a number or "genom"."""
    text = found.marks.text[start:end]
    if not re.match(rf"[{UPPER}]", text) or text.casefold() in ("part", "parter"):
        return []
    stop = _END_OF_NAME.search(text)
    name = text[: stop.start()] if stop else text
    return [Mention(start, start + len(name), name)] if name.strip() else []


def _once(names: list[Organisation] | list[Mention]) -> list[Mention]:
    """Each party once, without the board that acts for the municipality."""
    kept: dict[str, Mention] = {}
    for name in names:
        kept.setdefault(name.value.casefold(), name)
    return list(kept.values())
