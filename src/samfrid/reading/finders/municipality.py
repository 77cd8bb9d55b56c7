"""Whose document it is: the municipality in the head, the foot, the signature, an address, or the text.

A municipality that is only compared with ("erfarenheter från Nacka kommun") must not win over the document's own, so
each place of naming has its weight. Where two compete closely, none is returned: nothing is guessed silently.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from samfrid.reading import patterns
from samfrid.reading.document import Document
from samfrid.reading.finders.dates import dates_in
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import furniture_lines, head_lines, short_lines
from samfrid.reading.finders.parties import UPPER
from samfrid.reading.finders.phrases import Phrases
from samfrid.reading.knowledge.municipalities import COMMON_WORDS, by_form, by_name, of_host
from samfrid.reading.reading import Municipality


@dataclass(frozen=True, slots=True)
class Clue:
    """A place that names a municipality, and how much it says about whose document it is."""

    town: Municipality
    weight: float
    span: tuple[int, int] | None


_NAME = rf"[{UPPER}][\w-]+(?:[ ](?:[{UPPER}][\w-]+))?"
_TOWN_WORDS = Phrases(("kommun", "kommuns", "stad", "stads"))
_BEFORE_TOWN = re.compile(rf"(?<![\w-])(?P<form>{_NAME})\s$")
_REGION = re.compile(r"R(?:egion Gotland|EGION GOTLAND)s?(?!\w)")
_COUNCIL_IN = patterns.compile(rf"(?:fullmäktige|styrelsen|nämnden?)\s(?:i\s)?(?P<form>{_NAME})")
#: "Kommunhuset i Mora", "Folkets hus, Ockelbo": where a body meets
_HOUSE_IN = patterns.compile(
    rf"(?:(?:ommunhuset|tadshuset|ådhuset|ullmäktigesalen)\si|(?:hus|huset|salen|hotellet|biblioteket),)\s(?P<form>{_NAME})"
)
#: "Krokom är en kommun med långa avstånd"
_IS_A_TOWN = patterns.compile(rf"(?P<form>{_NAME})\s(?:är|blev|har\svarit)\sen\s(?:\w+\s){{0,2}}?kommun\b")
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w.-]+\.\w+|(?:https?://|www\.)[\w.-]+\.\w+|(?<![\w.@-])[\w-]+\.se(?!\w)", re.IGNORECASE
)
_POSTAL = re.compile(rf"\b\d{{3}}\s?\d{{2}}\s+(?P<form>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?)")
_PARTY_IN = re.compile(
    rf"(?:partiet|demokraterna|moderaterna|liberalerna|de gröna)\si\s(?P<form>{_NAME})", re.IGNORECASE
)
_DATELINE = re.compile(rf"(?:[\w:*]+\s)?(?P<form>{_NAME})[,\s]*(?:den\s)?$")
_DIGIT = re.compile(r"\d")
#: a header that character recognition has split: the name begins the line, "kommun" ends it or begins the next
_SPLIT = re.compile(rf"^(?P<form>{_NAME})\s.{{0,60}}?\b(?:kommun|KOMMUN)\W*$", re.DOTALL)

#: how often the same naming counts
_REPEATS = 3
_HAS_ADDRESS = re.compile(r"@|://|www\.|\.se\b", re.IGNORECASE)
#: below this sum nothing has been said
_LEAST = 0.9
#: how much stronger than the next the winner must be
_LEAD = 1.4


def find(document: Document, found: Found) -> Value[Municipality] | None:
    """The document's municipality, or None where nothing names one or several compete."""
    sums: dict[str, float] = defaultdict(float)
    best: dict[str, Clue] = {}
    for clue in _clues(document, found):
        sums[clue.town.code] += clue.weight
        if clue.span and (clue.town.code not in best or clue.weight > best[clue.town.code].weight):
            best[clue.town.code] = clue
    ranked = sorted(sums, key=lambda code: -sums[code])
    if not ranked or sums[ranked[0]] < _LEAST or ranked[0] not in best:
        return None
    lead = sums[ranked[0]] / sums[ranked[1]] if len(ranked) > 1 else 99.0
    if lead < _LEAD:
        return None
    clue = best[ranked[0]]
    confidence = 0.98 if clue.weight >= 4 and lead >= 2 else 0.85 if clue.weight >= 2 else 0.65
    return Value(clue.town, (clue.span,) if clue.span else (), confidence)


def _clues(document: Document, found: Found) -> list[Clue]:
    clues = _in_lines(document)
    clues += _in_text(found.marks.text)
    for address in (*document.source.hosts, *document.source.links):
        town = of_host(address)
        if town:
            clues.append(Clue(town, 0.5, None))
    return clues


def _in_lines(document: Document) -> list[Clue]:
    """Heads, feet and short lines: the sender's name, a dateline, a postal address."""
    clues: list[Clue] = []
    for lines, weight in ((head_lines(document), 5.0), (furniture_lines(document), 4.0), (short_lines(document), 2.0)):
        best: dict[str, Clue] = {}
        for line in lines:
            for start, end, town, factor in _named(line.text):
                if town.code not in best or best[town.code].weight < weight * factor:
                    best[town.code] = Clue(town, weight * factor, (line.start + start, line.start + end))
        clues += best.values()
    return clues


def _named(line: str) -> list[tuple[int, int, Municipality, float]]:
    """Who a line names, as (start, end, municipality, share of the line's weight)."""
    named: list[tuple[int, int, Municipality, float]] = []
    forms = by_form()
    for start, end, town in _towns(line):
        begins = not line[:start].strip(" –-·|*")
        named.append((start, end, town, 1.0 if begins else 0.4))
    for match in _REGION.finditer(line):
        named.append((match.start(), match.end(), forms["region gotland"], 1.0))
    split = _SPLIT.match(line) if "kommun" in line or "KOMMUN" in line else None
    owner = split["form"].split()[0].casefold() if split and not named else ""
    if owner.endswith("s") and owner in forms:
        named.append((0, len(line), forms[owner], 0.9))
    weaker = [(match, 0.4) for match in _POSTAL.finditer(line)] if _DIGIT.search(line) else []
    weaker += [(match, 0.4) for match in _PARTY_IN.finditer(line)]
    date = next(iter(dates_in(line)), None) if _DIGIT.search(line) else None
    place = _DATELINE.match(line[: date.start]) if date else None
    for match, share in [*weaker, *([(place, 0.8)] if place else [])]:
        known = by_name().get(match["form"].casefold())
        if known:
            named.append((match.start("form"), match.end("form"), known, share))
    return named


def _of_form(form: str) -> tuple[Municipality | None, int]:
    """The municipality of "Upplands Väsby" or of the last word of "Välkommen Vallentuna", and where its name begins."""
    forms = by_form()
    if form.casefold() in forms:
        return forms[form.casefold()], 0
    last = form.split()[-1]
    return forms.get(last.casefold()), form.rindex(last)


def _towns(text: str) -> Iterator[tuple[int, int, Municipality]]:
    """Every "X kommun" and "X stad", in the genitive too."""
    for start, end, _ in _TOWN_WORDS.find(text):
        before = _BEFORE_TOWN.search(text, max(0, start - 40), start)
        town, skipped = _of_form(before["form"]) if before else (None, 0)
        if town and before:
            yield before.start("form") + skipped, end, town


def _share(text: str, start: int) -> float:
    """What a naming in running text says: "från X kommun" and "I X kommun finns …" may be a comparison."""
    before = text[max(0, start - 8) : start].lower()
    return (
        0.3
        if before.endswith(("från ", "hos ", "liksom "))
        else 0.6
        if before.endswith(" i ") or before == "i "
        else 1.0
    )


def _in_text(text: str) -> list[Clue]:
    """Running text: "X kommun", councils named by their place, addresses. Repetition counts, up to a limit."""
    clues = [Clue(town, _share(text, start), (start, end)) for start, end, town in _towns(text)]
    for pattern in (_COUNCIL_IN, _HOUSE_IN, _IS_A_TOWN):
        for match in patterns.by_paragraph(pattern, text):
            town, skipped = _of_form(match["form"])
            if town and not (pattern is _COUNCIL_IN and (town.name in COMMON_WORDS or skipped)):
                clues.append(Clue(town, 1.5, match.span("form")))
    clues += [Clue(by_form()["region gotland"], 1.0, match.span()) for match in _REGION.finditer(text)]
    counts: Counter[str] = Counter()
    kept = []
    for clue in clues:
        counts[clue.town.code] += 1
        if counts[clue.town.code] <= _REPEATS:
            kept.append(clue)
    for match in _ADDRESS.finditer(text) if _HAS_ADDRESS.search(text) else ():
        host = of_host(match[0])
        if host:
            kept.append(Clue(host, 3.0 if "@" in match[0] else 1.0, match.span()))
    return kept
