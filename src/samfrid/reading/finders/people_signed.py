"""People by the places that forms and letters have for names: labels, heads, signatures, tables of votes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.layout import Line, head_lines, short_lines, signature_lines
from samfrid.reading.finders.parties import codes_in, names_itself, parties_in
from samfrid.reading.finders.people_mentions import NAME, is_name, names_only, people_in, trimmed
from samfrid.reading.finders.roles import ASKING, SIGNS, Part, part_of, role_of, title_after
from samfrid.reading.knowledge.municipalities import by_name

_TITLE_FIRST = re.compile(
    r"(?:ordförande|vice|kommunal\w*|ledamot|ersättare|gruppledare|för|\w*(?:direktör|chef|sekreterare)|utredare"
    r"|firmatecknare)\b",
    re.IGNORECASE,
)
#: "Eva Ek, certifierad revisor"
_TITLE_BEHIND = re.compile(r",\s(?:[a-zåäö-]+\s?){1,4}$")
#: "För Vänsterpartiet", over the names of those who sign for it
_FOR_PARTY = re.compile(r"^(?:för\s)?(?P<party>[A-ZÅÄÖ]\w+(?:\s(?:de\s)?\w+){0,3})\W*$", re.IGNORECASE)
#: "Av Eva Ek (S) och Bo Ås (S)", under the title
_BYLINE = re.compile(
    rf"^\W*(?:(?:motion|interpellation|fråga|initiativ|medborgarförslag|väckt|inlämnad|lämnad|ställd|författad)\s)?"
    rf"(?:av|från)\s*:?\s(?-i:{NAME})",
    re.IGNORECASE,
)
#: the dots or the line that a signature is put on, and the paragraphs that it stands for
_FILLER = re.compile(r"[\s._…–—-]*(?:(?:paragraf(?:er)?|§§?)[\s\d,–-]+(?:och\s\d+)?)?[\s._…–—-]*", re.IGNORECASE)
#: how the names of local parties begin, the municipality's name at their end
_PARTY_OPENS = frozenset(("Framtid", "Vi", "Bättre", "Rösta", "Alternativ", "Lokal", "Samling", "Nya", "Hela", "Vårt"))
#: "Interpellation till socialnämndens ordförande Eva Ek (M)" in an agenda: not who is in the chair there
_PUT_TO_CHAIR = re.compile(r"\btill\b[^.;:]*(?:nämndens|styrelsens|utskottets)\s+ordförande\W*$", re.IGNORECASE)
#: a label over a column is no longer than this
_LABEL, _LABEL_WORDS = 30, 2
#: the labels that a clerk sets in a column of their own, and how far down they are looked for
_STEP = re.compile(
    r"(?:plats(?: och tid)?|tid(?: och(?: plats)?)?|datum|ledamöter|tjänstgörande|"
    r"ordförande|sekreterare|justera(?:re|nde)|protokollförare|"
    r"vid protokollet|uts(?:es|edda?) att justera|"
    r"(?:ej )?närvarande|(?:ej )?beslutande|paragrafer|övriga(?: deltagande)?|justering(?:ens plats och tid)?)",
    re.IGNORECASE,
)
_SIGNING_LABEL = re.compile(r"\b(?:vid protokollet|justera(?:s|t|re|nde)|ordförande|sekreterare)\b", re.IGNORECASE)
_HEAD_OF_STEPS = 40
_FIELDS = re.compile(r"Förnamn\W+(?P<first>[A-ZÅÄÖ][\w-]+)\W+Efternamn\W+(?P<last>[A-ZÅÄÖ][\w-]+)")
_OPENING_LABEL = re.compile(r"^\W*(?P<label>[A-Za-zÅÄÖåäö ]{2,30}):")
_OF_PARTY = re.compile(r"(?P<name>[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:\s[\wåäöÅÄÖ-]+){0,3})\s\((?P<code>[A-ZÅÄÖ]{1,5})\)")
_ASKED_BY = re.compile(
    r"\b(?:ställd|inlämna[dt]|framställ[dt]|väckt|lämna[dt]|inkomme[nt]|undertecknad)\s+"
    r"(?:(?:den\s+)?\d[\d\w -]{5,18}?\s+)?av\s+"
    rf"(?P<names>{NAME}(?:(?:,\s|\s(?:och|samt)\s){NAME})*)"
)


def of_head(document: Document, doc_type: str) -> Iterator[Part]:
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


def of_labels(document: Document, doc_type: str) -> Iterator[Part]:
    """ "Handläggare: …", "Sekreterare | …": the label before the name, on the line or alone on the line above."""
    lines = [line for line in short_lines(document) if not _FILLER.fullmatch(line.text)]
    meeting = doc_type in ("minutes", "agenda")
    for index, line in enumerate(lines):
        yield from _labelled(line, doc_type)
        if meeting:
            yield from _titled(line)
        if doc_type in ASKING and _BYLINE.match(line.text):
            yield from _listed(line, "author")
        opening = _OPENING_LABEL.match(line.text)
        if opening and role_of(opening["label"], doc_type):
            yield from _listed(line, role_of(opening["label"], doc_type))
        above = lines[index - 1] if index else None
        labels = above.text.strip(" :*") if above is not None and _stands_over(above, line) else ""
        role = role_of(labels, doc_type) if len(labels.split()) < 5 and not re.search(rf"{NAME}|^\d", labels) else ""
        if role:
            yield from _listed(line, role)
    if meeting:
        yield from _in_step(lines[:_HEAD_OF_STEPS])
        yield from _under_labels(lines)
    yield from _in_fields(document, doc_type)
    yield from _asked_by(document, doc_type)


def _labelled(line: Line, doc_type: str) -> Iterator[Part]:
    """The persons of a line whose label stands before them, or whose title stands behind."""
    for person in people_in(line.text):
        role = role_of(person.label, doc_type)
        if role == "author" and not line.text.casefold().startswith(person.label):
            role = ""
        behind = role_of(title_after(line.text, person), doc_type)
        role = role or (behind if behind != "author" else "")
        if role == "chair" and _PUT_TO_CHAIR.search(line.text[: person.start]):
            role = "other"
        if role:
            yield part_of(person, line.start, role, 0.95)


def _asked_by(document: Document, doc_type: str) -> Iterator[Part]:
    """ "inlämnad den 3 mars 2024 av Eva Ek": wherever it stands."""
    for match in _ASKED_BY.finditer(document.text):
        role = "author" if doc_type in ASKING else "mover"
        for name in re.finditer(NAME, match["names"]):
            begin = match.start("names") + name.start()
            yield Part(name[0], None, role, begin, begin + len(name[0]), 0.9)


def of_columns(document: Document, doc_type: str) -> Iterator[Part]:
    """A table whose first row says what stands beneath: "Handläggare | Diarienummer", "Ordförande | Justerare"."""
    labels: tuple[str, ...] = ()
    for segment in document.segments:
        if segment.kind is not Kind.TABLE_ROW:
            labels = ()
            continue
        cells = [(start, end, document.text[start:end]) for start, end in segment.cells]
        if not labels:
            labels = tuple(role_of(text.strip(" :*"), doc_type) if _heads(text) else "" for _, _, text in cells)
            labels = () if any(re.search(NAME, text) for _, _, text in cells) else labels
            continue
        for role, (start, end, text) in zip(labels, cells, strict=False):
            name = re.sub(r"^[A-ZÅÄÖ]?[a-zåäö-]+\s(?=[A-ZÅÄÖ]\S+\s[A-ZÅÄÖ])", "", re.split(r"\s\(|,", text)[0])
            if role and is_name(name):
                yield from _listed(Line(start, end, text, 0, Kind.TABLE_ROW), role)


def _heads(text: str) -> bool:
    """Whether a cell may be the label of its column."""
    return len(text) < _LABEL and len(text.split()) <= _LABEL_WORDS and not re.search(r"\d", text)


def _stands_over(above: Line, line: Line) -> bool:
    return above.block == line.block or above.kind is line.kind is Kind.HEADER


def _titled(line: Line) -> Iterator[Part]:
    """ "Eva Ek, nämndsekreterare": a name without a party and a title after it."""
    for match in re.finditer(rf"(?P<name>{NAME}),\s(?P<title>[a-zåäö]+)(?=\W|$)", line.text):
        role = role_of(match["title"], "minutes")
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


def of_signatures(document: Document, doc_type: str) -> Iterator[Part]:
    """Names in signature blocks, and on lines of their own after the last prose where no markup tells."""
    role = SIGNS.get(doc_type)
    lines = signature_lines(document)
    if doc_type in ("minutes", "agenda"):
        yield from _of_minutes_signatures(lines)
    if role is None:
        return
    group = _group_above(document, lines)
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and below.block != line.block and not _is_party(below.text):
            below = None
        for_party = _FOR_PARTY.match(line.text)
        named = parties_in(for_party["party"]) if for_party else []
        group = (named[0].value, (line.start, line.end)) if named else group
        above = lines[index - 1] if index and lines[index - 1].block == line.block else None
        if _is_party(line.text) or (above is not None and _OF_PARTY.fullmatch(line.text) and is_name(above.text)):
            continue  # "Haparanda Framåt (HF)" under a name is her party
        for part in _signed(line, below, role):
            if part.party or group is None or doc_type not in ASKING:
                yield part
            else:
                yield replace(part, party=group[0], party_at=group[1])


def _signed(line: Line, below: Line | None, role: str) -> Iterator[Part]:
    with_party = people_in(line.text)
    for person in with_party:
        if person.party or person.by == "party":
            yield part_of(person, line.start, role, 0.95)
    known = {person.start for person in with_party if person.party}
    if _TITLE_FIRST.match(line.text):
        return
    if _party_in_town(line.text):
        return
    spans = names_only(line.text)
    if not spans and known:
        return
    if not spans:
        first = re.split(r",\s|\s\(|\s[–-]\s", line.text)[0]
        found = (trimmed(line.text, *match.span()) for match in re.finditer(NAME, first))
        spans = [s for s in found if s and not re.search(r"\b(?:för|datum)\s+$", line.text[: s[0]], re.IGNORECASE)]
    for span in spans:
        if span[0] not in known:
            part = Part(line.text[span[0] : span[1]], None, role, line.start + span[0], line.start + span[1], 0.9)
            own = below is not None and role in ("author", "answerer") and not below.text.casefold().startswith("för ")
            near = parties_in(below.text) or codes_in(below.text) if below and own else []
            where = (below.start, below.end) if below else None
            yield replace(part, party=near[0].value, party_at=where) if near else part


def _group_above(document: Document, lines: list[Line]) -> tuple[str, tuple[int, int]] | None:
    """ "För den socialdemokratiska gruppen" on the line above the names."""
    above = [line for line in short_lines(document) if lines and line.end <= lines[0].start][-1:]
    named = parties_in(above[0].text) if above and re.match(r"för\s", above[0].text, re.IGNORECASE) else []
    return (named[0].value, (above[0].start, above[0].end)) if named else None


def _is_party(text: str) -> bool:
    match = _OF_PARTY.fullmatch(text)
    return match is not None and names_itself(match["name"], match["code"])


def _party_in_town(text: str) -> bool:
    """ "Framtid Tanum", "Vi i Mora": a local party under the name of who signs for it."""
    words = text.split()
    return len(words) > 1 and words[0] in _PARTY_OPENS and words[-1].casefold() in by_name()


def _of_minutes_signatures(lines: list[Line]) -> Iterator[Part]:
    """Minutes: the title stands under the name in its block ("Eva Ek / Ordförande"), or before ("Vid protokollet")."""
    label = ""
    yield from _in_step(lines)
    for index, line in enumerate(lines):
        if not is_name(re.split(r"\s\(|,", line.text)[0]):
            label = _minutes_role(line.text) or label
            continue
        below = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].block == line.block else None
        first = index == 0 or lines[index - 1].block != line.block
        role = _minutes_role(below.text) if below is not None and first else label
        if role:
            yield from _listed(line, role)


def _in_step(lines: list[Line]) -> Iterator[Part]:
    """Columns read one after the other: so many labels of roles, then as many names, each for its own label."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _STEP.fullmatch(lines[end].text.strip(" :*")):
            end += 1
        roles = [role for label in lines[at:end] if (role := _minutes_role(label.text))]
        below = lines[end : end + 2 * (end - at)]
        names = [line for line in below if is_name(re.split(r"\s\(|,", line.text)[0])]
        if end - at > 1 and len(names) >= len(roles) > 1:
            for role, place in zip(roles, names, strict=False):
                yield from (replace(part, confidence=0.95) for part in _listed(place, role))
        at = max(end, at + 1)


def _under_labels(lines: list[Line]) -> Iterator[Part]:
    """ "Justeras      Vid protokollet" over names: the last name goes with the last label, others with the first."""
    for at, line in enumerate(lines):
        labels = _SIGNING_LABEL.findall(line.text)
        if len(labels) < 2 or _SIGNING_LABEL.sub("", line.text).strip(" :|"):
            continue
        names = []
        for below in lines[at + 1 : at + 6]:
            if not is_name(re.split(r"\s\(|,", below.text)[0]):
                break
            names.append(below)
        for number, name in enumerate(names if len(names) >= len(labels) else []):
            last = number == len(names) - 1
            label = labels[number] if len(names) == len(labels) else labels[-1] if last else labels[0]
            yield from _listed(name, role_of(label.casefold(), "minutes"))


def _in_fields(document: Document, doc_type: str) -> Iterator[Part]:
    """A web form's "Förnamn: …" and "Efternamn: …", which the text may have put in columns."""
    for match in _FIELDS.finditer(document.original_text) if doc_type in ASKING else ():
        names = re.search(rf"{match['first']}\W+(?:Efternamn\W+)?{match['last']}(?!\w)", document.text)
        if names:
            yield Part(f"{match['first']} {match['last']}", None, "author", *names.span(), 0.9)


def _minutes_role(text: str) -> str:
    if re.match(r"vid protokollet", text, re.IGNORECASE):
        return "secretary"
    return role_of(text.strip(" :"), "minutes") if len(text.split()) < 4 else ""


def of_votes(document: Document, doc_type: str) -> Iterator[Part]:
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
                yield part_of(person, first, "other", 0.8)
