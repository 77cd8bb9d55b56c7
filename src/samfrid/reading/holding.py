"""What it means that words hold a value, for each kind of value: the one table behind the evidence rule.

A value need not be written as the contract writes it: "den 28 mars 2022" holds 2022-03-28, "1,2 mnkr" holds 1 200 000,
"KSO" holds "kommunstyrelsens ordförande". What may stand for what is said here and nowhere else. Nothing here knows how
a value was found, or by whom: a rule's value and a model's are held to the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.bodies import Body, bodies_in, nominative
from samfrid.reading.finders.dates import dates_in, periods_in
from samfrid.reading.finders.numerals import NUMBER, WORDS, value_of
from samfrid.reading.finders.parties import codes_in, parties_in, party_name
from samfrid.reading.knowledge.municipalities import by_form, of_host


class Kind(StrEnum):
    """What sort of value it is, and by that what holds it."""

    WORDS = "words"  # the document's own words: each of them stands there, in that order
    NAME = "name"  # a person's name: its words stand there, the genitive's s apart, surname first or last
    BODY = "body"  # a body, office or party to an agreement: its name, in another form or short
    PARTY = "party"  # a political party: its letters or its name
    PLACE = "place"  # a municipality: its name, its form before "kommun", or its host name
    DATE = "date"  # YYYY, YYYY-MM or YYYY-MM-DD: the date as written, at least as exact, or as the end of a period
    NUMBER = "number"  # a diary number or a paragraph: its signs, however spaced
    COUNT = "count"  # a number in digits or words
    SUM = "sum"  # kronor: the sum as written, with its unit
    MONTHS = "months"  # a length of time: so many months or years
    UNIT = "unit"  # what is counted: its words, or the sign for it


_WORD: Final = re.compile(r"\w+")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNTS: Final = re.compile(NUMBER, re.IGNORECASE)
_LENGTHS: Final = re.compile(
    rf"(?<!\w)(?P<count>\d+|{WORDS})(?:\s*\(\s*(?P<digits>\d+)\s*\))?[\s-]*(?P<unit>års?(?!\w)|årig\w*|månad\w*|mån\b)",
    re.IGNORECASE,
)
#: what is put to the council whether the council is named or not: motions and citizens' proposals (KL 5:22 and 8:1)
_COUNCIL: Final = "kommunfullmäktige"
_PUT_TO_COUNCIL: Final = re.compile(
    r"(?<!\w)(?:motion(?!är)|medborgarförslag|e-förslag|(?:stads|kommun)?fullmäktige)\w*", re.IGNORECASE
)
#: between two words of a name: at most one more, which does not begin another name
_BETWEEN_NAMES: Final = r"(?:[^\w,;|]+(?!(?:och|samt|med|för|i)\b)\w+)?[^\w,;|]+"
#: a date as the contract writes it
_AS_WRITTEN: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
#: signs that stand for a unit
_SIGNS: Final = {"procent": "%", "promille": "‰"}
_MONTH_OR_DAY: Final = re.compile(
    r"(?:\b\d{1,2}(?::?e)?\s+)?\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|(?<![\d/:.-])\d{1,2}/\d{1,2}(?![\d/:-])",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"[\s§]+")
_LABEL: Final = re.compile(r"^(?:dnr|diarienummer|diarienr|paragraf)\b[.:]*", re.IGNORECASE)


def folded(text: str) -> str:
    """A text as it is compared: in one form of its letters, without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def holds(kind: Kind, held: str, value: object) -> bool:
    """Whether the words ``held`` hold ``value``. Nothing holds an empty value, and no words hold anything."""
    if value is None or not held.strip():
        return False
    if isinstance(value, list | tuple):
        return bool(value) and all(holds(kind, held, one) for one in value)
    return _TABLE[kind](held, str(value))


def _in_order(held: str, value: str) -> bool:
    wanted = words_of(value)
    there = iter(words_of(held))
    return bool(wanted) and all(word in there for word in wanted)


def _named(held: str, value: str) -> bool:
    """Its words in order, with at most one other between two ("Eva Maria Ek"), or turned round ("Ek, Eva").

    No comma and no "och" between words in order: "Eva Lund, Bo Ek" are two, and neither is Eva Ek.
    """
    if _written(folded(held), folded(value)):
        return True
    wanted = [f"{re.escape(word)}s?" for word in words_of(value)]
    turned = [r"\W+".join(wanted[at:] + wanted[:at]) for at in range(1, len(wanted))]
    ways = "|".join([_BETWEEN_NAMES.join(wanted), *turned])
    return bool(wanted) and re.search(rf"(?<!\w)(?:{ways})(?!\w)", folded(held)) is not None


def _written(held: str, value: str) -> bool:
    """Whether a value stands there just as it is, its first and last signs no parts of words; the usual case."""
    if not words_of(value):
        return False
    at = held.find(value)
    while at >= 0:
        around = held[at - 1 : at] + held[at + len(value) : at + len(value) + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            return True
        at = held.find(value, at + 1)
    return False


def _body(held: str, value: str) -> bool:
    if _in_order(held, value) or _in_genitive(held, value):
        return True
    wanted = folded(" ".join(value.split()))
    if wanted == _COUNCIL and _PUT_TO_COUNCIL.search(held):
        return True
    named = {folded(body.value) for body in bodies_in(held)}
    return wanted in named or folded(nominative(value)) in named or _party(held, value) or _place(held, value)


def _in_genitive(held: str, value: str) -> bool:
    """Whether it stands there in the genitive, or the value does: "Föreningen Lunas" and "Föreningen Luna"."""
    wanted, there = words_of(value), words_of(held)
    return bool(wanted) and any(
        all(a in (b, f"{b}s") or b == f"{a}s" for a, b in zip(there[at : at + len(wanted)], wanted, strict=False))
        for at in range(len(there) - len(wanted) + 1)
    )


def _party(held: str, value: str) -> bool:
    wanted = folded(value)
    if any(folded(line).strip(" ()") == wanted for line in held.splitlines()):  # the letters alone: a cell, a line
        return True
    for party in (*parties_in(held), *codes_in(held)):
        if wanted in (folded(party.value), folded(party_name(party.value) or party.name)):
            return True
    return False


def _place(held: str, value: str) -> bool:
    wanted = folded(value)
    for word in words_of(held):
        town = by_form().get(word)
        if town and folded(town.name) == wanted:
            return True
    if _in_order(held, value) or _in_genitive(held, value):
        return True
    return any(town and folded(town.name) == wanted for town in map(of_host, held.split()))


@lru_cache(maxsize=512)
def _dates(held: str) -> frozenset[str]:
    dates = dates_in(held, years=True)
    periods = periods_in(held, tuple(dates))
    return frozenset([*(date.value for date in dates), *(p.first for p in periods), *(p.last for p in periods)])


def _date(held: str, value: str) -> bool:
    if not _AS_WRITTEN.fullmatch(value):
        return False
    if any(there == value or there.startswith(f"{value}-") for there in _dates(held)):
        return True
    if len(value) == len("2026-06") and re.search(rf"(?<![\d/-]){value}(?![\d-])", held):
        return True
    return value[:4] in held and without_year(held, value)


@lru_cache(maxsize=64)
def _in_year(held: str, year: str) -> frozenset[str]:
    """The days and months of a text as they are once each is followed by that year."""
    return _dates(_MONTH_OR_DAY.sub(rf"\g<0> {year}\n", held))


def without_year(held: str, date: str) -> bool:
    """Whether a date stands there without its year: "senast den 14 mars", "i november"."""
    return (
        len(date) > len("2026")
        and _AS_WRITTEN.fullmatch(date) is not None
        and any(there == date or there.startswith(f"{date}-") for there in _in_year(held, date[:4]))
    )


def _number(held: str, value: str) -> bool:
    """Its signs, however spaced, and no part of a longer number: "§ 12" holds no "§ 1"."""
    if _written(folded(held), folded(value)):
        return True
    bare = _LABEL.sub("", _SPACED.sub("", folded(value)))
    spaced = r"[\s§]*".join(map(re.escape, bare))
    return bool(bare) and re.search(rf"(?<!\d){spaced}(?!\d)", folded(held)) is not None


def _count(held: str, value: str) -> bool:
    # line by line: "fyra" at the end of one stretch and "fyra" at the beginning of the next are no 44
    return any(str(value_of(match[0])) == value for line in held.splitlines() for match in _COUNTS.finditer(line))


def _sum(held: str, value: str) -> bool:
    return any(str(money.sek) == value for money in money_in(held))


def _months(held: str, value: str) -> bool:
    for match in _LENGTHS.finditer(held):
        count = value_of(match["digits"] or match["count"])
        if count is not None and str(round(count * (12 if match["unit"].casefold().startswith("år") else 1))) == value:
            return True
    return False


def _unit(held: str, value: str) -> bool:
    if _in_order(held, value) or _SIGNS.get(folded(value), "\0") in held:
        return True
    if not words_of(value):
        return bool(value.strip()) and value.strip() in held
    # in another form: "17 av ärendena" counts "ärenden"
    there = words_of(held)
    return all(any(_inflected(word, one) for one in there) for word in words_of(value))


def _inflected(word: str, other: str) -> bool:
    stem = word[: max(len(word) - 2, 4)]
    return other.startswith(stem) and abs(len(other) - len(word)) <= 3


def places(kind: Kind, text: str, value: str) -> list[tuple[int, int]]:
    """Where in a whole text a value stands, in order. None for what stands there only in pieces."""
    if kind is Kind.DATE:
        found = [(start, end) for start, end in _written_dates(text) if _date(text[start:end], value)]
    elif kind is Kind.SUM:
        found = [(one.start, one.end) for one in money_in(text) if str(one.sek) == value]
    elif kind is Kind.COUNT:
        found = [match.span() for match in _COUNTS.finditer(text) if str(value_of(match[0])) == value]
    elif kind is Kind.MONTHS:
        found = [match.span() for match in _LENGTHS.finditer(text) if _months(match[0], value)]
    elif kind is Kind.NUMBER:
        found = _spelled(text, list(_LABEL.sub("", _SPACED.sub("", value))), r"[\s§]*")
    else:
        found = _spelled(text, _WORD.findall(value), r"\W+")
    if not found and kind is Kind.BODY and folded(value) == _COUNCIL:
        found = [match.span() for match in _PUT_TO_COUNCIL.finditer(text)]
    if not found and kind in (Kind.BODY, Kind.NAME):
        found = [(body.start, body.end) for body in _written_bodies(text) if _body(text[body.start : body.end], value)]
    if not found and kind in (Kind.BODY, Kind.PARTY):
        parties = (*parties_in(text), *codes_in(text))
        found = [(one.start, one.end) for one in parties if _party(text[one.start : one.end], value)]
    return found


def years(text: str) -> list[tuple[int, int, str]]:
    """The years that a text names, with their places."""
    return [(match.start(), match.end(), match[0]) for match in _YEAR.finditer(text)]


@lru_cache(maxsize=2)
def _written_dates(text: str) -> tuple[tuple[int, int], ...]:
    dates = dates_in(text, years=True)
    written = (*dates, *periods_in(text, tuple(dates)))
    return tuple(sorted((one.start, one.end) for one in written))


@lru_cache(maxsize=2)
def _written_bodies(text: str) -> tuple[Body, ...]:
    return tuple(bodies_in(text))


def _spelled(text: str, parts: list[str], between: str) -> list[tuple[int, int]]:
    """Where parts stand after each other, whole words only."""
    if not parts:
        return []
    pattern = re.compile(rf"(?<!\w){between.join(map(re.escape, parts))}(?!\w)", re.IGNORECASE)
    lower, first = _lowered(text), parts[0].lower()
    if lower is None:
        return [match.span() for match in pattern.finditer(text)]
    found: list[tuple[int, int]] = []
    at = lower.find(first)
    while at >= 0:
        match = pattern.match(text, at)
        if match:
            found.append(match.span())
        at = lower.find(first, match.end() if match else at + 1)
    return found


@lru_cache(maxsize=2)
def _lowered(text: str) -> str | None:
    """A text in lower case, letter for letter; None where letters stand for others in a way of their own."""
    lower = text.lower()
    return None if len(lower) != len(text) or "ſ" in lower or "ı" in lower else lower


_TABLE: Final[dict[Kind, Callable[[str, str], bool]]] = {
    Kind.WORDS: _in_order,
    Kind.NAME: _named,
    Kind.BODY: _body,
    Kind.PARTY: _party,
    Kind.PLACE: _place,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.COUNT: _count,
    Kind.SUM: _sum,
    Kind.MONTHS: _months,
    Kind.UNIT: _unit,
}
