"""Diary numbers (diarienummer): every pattern that municipalities use, and nothing that only looks like one.

A number is the document's own where it stands: beside a label, in the block of particulars, or under the heading of an
item of business. A law, a page, an organisation number, a telephone number or a plan's years is none, whatever its
form; a number in running text belongs to another matter (see :mod:`samfrid.reading.finders.references`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.layout import Line, furniture_lines, head_lines, short_lines
from samfrid.reading.finders.mention import Mention
from samfrid.reading.reading import Evidence, Phrase


@dataclass(frozen=True, slots=True)
class Number(Mention):
    """A diary number, white space folded; ``labelled`` where a word such as "Dnr" stands before it."""

    labelled: bool = False


#: letters before a number that make it something else than a diary number
_OTHER = (
    r"(?!(?:(?i:dnr|diarienr)|SFS|SOSFS|HSLF|HSLF-FS|AFS|FS|MSBFS|SKOLFS|prop|proposition\w*|SOU|Ds|skr|rskr|bet|EU|EG|EES|ISO|kap|art|nr|tel|lag|lagen|"
    r"för\w*|rapport|Brå|sid|sidan|kl|år|JO|RÅ|HFD|NJA|MÖD|Box|version|ver|tabell|figur|diagram|punkt|mål|agenda|vecka|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b)"
)
_LETTERS = rf"{_OTHER}(?:[A-ZÅÄÖ]{{2,8}}|[A-ZÅÄÖ][a-zåäö]{{1,2}}|[A-ZÅÄÖ][a-zåäö]?[A-ZÅÄÖ]{{1,5}})(?![A-Za-zåäöÅÄÖ])"
#: a year that does not begin a date ("KS 2021-02-15, § 5" names a meeting)
_YEAR = r"(?!\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))(?:19|20)\d\d"
_TAIL = r"(?:[-.:]\d{1,4}(?:\.\d{1,4})*)?"
#: a further part that some systems print: a plan code, a second number
_AFTER_NUMBER = rf"(?: \d{{3}}| nr {_YEAR}\.\d+)"
#: shapes that are a diary number also without a label
_SHAPES = (
    # KS 2021-257, KSKF/2016:345, KS2014/143 nr 2014.3074
    rf"(?:(?!DNR|DIARIE)[A-ZÅÄÖ]{{2,4}} )?{_LETTERS}[ ./-]{{0,2}}{_YEAR}[-/:.]\d{{1,6}}{_TAIL}{_AFTER_NUMBER}?",
    rf"{_YEAR}/{_LETTERS} ?\d{{1,5}}(?: \d{{3}})?",  # 2012/KS 0190 001
    rf"{_YEAR}[./]\d{{1,5}}(?:\.\d{{1,4}})? {_LETTERS}(?:-\d{{1,3}})?",  # 2024.188 SN, 2024.188.730 SOC, 2024/512 SN-3
    rf"{_YEAR}-\d{{3,6}}-{_LETTERS}",  # 2024-00188-KS
    rf"\d{{1,5}}/{_YEAR}-{_LETTERS}",  # 188/2024-KS
    rf"{_OTHER}[A-ZÅÄÖ]{{2,5}}\d{{3,5}}/\d\d(?!\d)",  # SOC0412/24
    rf"{_YEAR}-\d{{3,6}} [A-ZÅÄÖ]{{2,5}}(?![A-Za-zåäöÅÄÖ])",  # 2022-00563 KS
    rf"\d\d/{_LETTERS} ?\d{{2,5}}",  # 24/KS 0097
    rf"\d\d(?=[A-ZÅÄÖ]{{2}}){_LETTERS}\d{{1,5}}",  # 24KS214
    rf"{_LETTERS}[ ./-]{{0,2}}\d{{2,6}}[/-]{_YEAR}{_TAIL}",  # Ks 1187/2024
    rf"{_LETTERS}[ ./-]?\d\d/\d{{2,5}}",  # SN 18/0098
    rf"{_LETTERS}[ ./-]\d{{2,5}}/\d\d",  # KS 0311/23
)
#: shapes that are one only beside a label, or alone in the block of particulars
_BARE = (
    rf"{_YEAR}/\d{{1,6}}(?:-\d{{1,4}}(?:\.\d{{1,4}})*)?(?: \d{{3}})?",  # 2012/1631-47, 2024/1016-1.1.1.2
    rf"\d{{2,4}}(?:\.\d)?-\d{{2,5}}[/-]{_YEAR}",  # 421-0317/2008, 10.1-0510/2008
    rf"\d{{2,4}}-{_YEAR}-\d{{2,4}}|\d{{3}}-\d{{2,4}}/{_YEAR}",  # 147-2009-099, 040-207/2002
    r"\d{3,4}-\d{3,5}-\d\d",  # 801-2652-16
    rf"{_OTHER}[A-ZÅÄÖ]{{2,4}}\d\d-\d{{2,5}}",  # KS24-612
    rf"\d{{2,5}}-\d{{2,6}}-{_YEAR}|{_YEAR}-\d{{3,6}}(?:-\d{{1,4}})?",  # 701-22318-2023, 2023-01244
)
#: shapes so short that only a label makes them one
_LABELLED_ONLY = (rf"{_YEAR}[:.]\d{{1,5}}", r"\d{1,5}[/-]\d\d(?:\d\d)?", r"[A-ZÅÄÖ]{1,6} ?\d{2,6}(?:[.:-]\d{1,5})?")

_EDGE_BEFORE, _EDGE_AFTER = r"(?<![\w/:§.-])(?<!§ )", r"(?![\w/]|[-:.]\d|\()"
_LABEL = (
    r"(?:(?:ärende|ert|vårt|kommunstyrelsens|nämndens)?\s?(?:dnr|d\.nr|diarie\s?-?n(?:umme)?r|diariebeteckning|ärende\s?-?n(?:umme)?r"
    r"|ärende-id|ärendebeteckning|vår\sbeteckning|er\sbeteckning|beteckning)\b\.?)"
)
_ALL = "|".join((*_SHAPES, *_BARE, *_LABELLED_ONLY))
_SHAPED = re.compile(rf"{_EDGE_BEFORE}(?:{'|'.join(_SHAPES)}){_EDGE_AFTER}")
_ALONE = re.compile(rf"{_EDGE_BEFORE}(?:{'|'.join((*_SHAPES, *_BARE))}){_EDGE_AFTER}")
_LABELLED = patterns.compile(
    rf"(?<!\w)(?i:{_LABEL})(?: [A-ZÅÄÖ][a-zåäö]+(?=:))?\s*[:|]?\s*(?P<number>(?:{_ALL}){_EDGE_AFTER})"
)
_NEXT = re.compile(rf"\s*(?:,|;|/|\||och|samt|\n)?\s*(?P<number>(?:{'|'.join((*_SHAPES, *_BARE))}){_EDGE_AFTER})")
_DIGIT = re.compile(r"\d")
#: a year that runs on is a plan's or a period's, not a number's
_SPAN_OF_YEARS = re.compile(rf"(?:{_YEAR})[-–/](?:{_YEAR})$|^{_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?$")
#: whose number the label names, where it is not the document's
_ANOTHERS = re.compile(
    r"(?:länsstyrelsen|myndigheten|regeringen|inspektionen|domstol\w*|rätten)\W+(?:\w+\W+){0,8}$", re.IGNORECASE
)
#: an entry of a list of documents: the number is that paper's
_PAPERS = re.compile(
    r"(?:motion|interpellation|yttrande|remissvar|tjänsteskrivelse|tjänsteutlåtande|protokoll\w*|medborgarförslag|rapport|skrivelse)\b",
    re.IGNORECASE,
)
_OWN_IN_PROSE = re.compile(
    r"(?:ärendet|ärendets|planen|planens|programmet|programmets|dokumentet|dokumentets|riktlinjen|strategin|rapporten)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


def numbers_in(text: str) -> list[Number]:
    """Every diary number in a text by label or by shape, in order; those by shape alone have ``labelled`` false."""
    found: dict[int, Number] = {}
    if not _DIGIT.search(text):
        return []
    for match in _LABELLED.finditer(text):
        _add(found, match.start("number"), match["number"], labelled=True)
        more = _NEXT.match(text, match.end("number"))
        while more:
            _add(found, more.start("number"), more["number"], labelled=True)
            more = _NEXT.match(text, more.end("number"))
    for match in _SHAPED.finditer(text):
        if not any(n.start < match.end() and match.start() < n.end for n in found.values()):
            _add(found, match.start(), match[0], labelled=False)
    return sorted(found.values(), key=lambda number: number.start)


def _add(found: dict[int, Number], start: int, written: str, *, labelled: bool) -> None:
    if not _SPAN_OF_YEARS.search(written) and start not in found:
        found[start] = Number(start, start + len(written), " ".join(written.split()), labelled)


def find(document: Document, found: Found) -> list[Phrase]:
    """The document's own diary numbers, each once, in order.

    The confidence says how plainly the place tells that a number is the document's own.
    """
    own = [*_in_lines(document), *_told(found.marks.text)]
    if found.type.value == "agenda":
        own += _of_business(document)
    own = own or list(_in_furniture(document))
    kept: dict[str, Phrase] = {}
    for number, confidence in own:
        phrase = Phrase(value=number.value, evidence=[Evidence(number.start, number.end)], confidence=confidence)
        kept.setdefault(re.sub(r"\W", "", number.value).casefold(), phrase)
    return sorted(kept.values(), key=lambda phrase: phrase.evidence[0].start)


def _in_lines(document: Document) -> Iterator[tuple[Number, float]]:
    """Numbers in the head, labelled or by shape, and labelled ones on short lines anywhere."""
    for line in head_lines(document):
        for number in _in_head(line.text):
            yield _moved(number, line), 0.97 if number.labelled else 0.85
    for line in short_lines(document):
        item = line.kind is Kind.HEADING and "§" in line.text  # "§ 45 Yttrande över motion (KS 2024/12)"
        for number in numbers_in(line.text):
            if (
                (number.labelled or item or number.value == line.text.strip())
                and len(line.text) < _SHORT
                and not _ANOTHERS.search(line.text[: number.start])
                and not (line.kind is Kind.LIST_ITEM and _PAPERS.match(line.text))
            ):
                yield _moved(number, line), 0.95


def _of_business(document: Document) -> Iterator[tuple[Number, float]]:
    """The numbers of an agenda's items: at the end of each point, or in a column of their own."""
    column = -1
    for segment in document.segments:
        if segment.kind is Kind.LIST_ITEM:
            found = numbers_in(document.of(segment))
            if found and found[-1].end >= segment.end - segment.start - 1:
                yield replace(found[-1], start=segment.start + found[-1].start, end=segment.start + found[-1].end), 0.9
        if segment.kind is not Kind.TABLE_ROW:
            column = -1
            continue
        cells = [document.text[start:end] for start, end in segment.cells]
        heads = [at for at, cell in enumerate(cells) if re.fullmatch(rf"\W*(?i:{_LABEL}s?)\W*", cell)]
        column = heads[0] if heads else column
        if 0 <= column < len(cells) and not heads:
            start = segment.cells[column][0]
            for match in re.finditer(rf"{_EDGE_BEFORE}(?:{_ALL}){_EDGE_AFTER}", cells[column]):
                yield Number(start + match.start(), start + match.end(), " ".join(match[0].split())), 0.9


def _in_furniture(document: Document) -> Iterator[tuple[Number, float]]:
    for line in furniture_lines(document):
        for number in numbers_in(line.text):
            if number.labelled and len(line.text) < _SHORT:
                yield _moved(number, line), 0.7


def _moved(number: Number, line: Line) -> Number:
    return replace(number, start=number.start + line.start, end=number.end + line.start)


#: a line with a labelled number that is longer than this is a sentence
_SHORT = 120


def _in_head(line: str) -> list[Number]:
    """The numbers of a line of the head; a bare shape counts where the line holds little else."""
    found = numbers_in(line)
    if found or len(line) > 40:
        return found
    return [
        Number(match.start(), match.end(), match[0])
        for match in _ALONE.finditer(line)
        if not _SPAN_OF_YEARS.search(match[0]) and not re.search(r"org|tel|giro|växel|fax|\+46", line, re.IGNORECASE)
    ]


def _told(text: str) -> Iterator[tuple[Number, float]]:
    """Numbers that a sentence says are the matter's: "Ärendet har diarienummer …", or one that is "Diarienummer: …"."""
    for match in _LABELLED.finditer(text):
        own = _OWN_IN_PROSE.search(text[max(0, match.start() - 60) : match.start()])
        if own or re.match(r"(?:Dnr|Diarienummer|Diarienr|Ärendenummer)\s?:", match[0].strip()):
            value = " ".join(match["number"].split())
            yield Number(match.start("number"), match.end("number"), value, labelled=True), 0.9
