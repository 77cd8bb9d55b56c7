"""Who agreed: votes and reservations in minutes, and the clauses that they are about.

A reservation against "punkt 4" or "beslutet om strategin" touches that clause alone; against "beslutet" it touches all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samfrid.reading.finders.sentences import Sentence

_RESERVES = re.compile(r"\breserver(?:ar|ade|at)\s+sig\b(?!\s+inte)|\bsin\s+reservation\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:punkt(?:en|erna)?|beslutspunkt(?:en|erna)?|att-sats(?:en|erna)?)\s+(?P<list>\d+(?:\s*(?:,|och|samt|"
    r"[-–])\s*\d+)*)",
    re.I,
)
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde")
_ORDINAL_POINT = re.compile(rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?:besluts)?(?:punkt|att-sats)(?:en)?\b", re.I)
_SAME_POINT = re.compile(r"\bsamma\s+(?:punkt|beslut)", re.IGNORECASE)
_AGAINST = re.compile(r"\bmot\s+(?:beslutet|att)\s+(?:om\s+|i\s+)?(?P<what>[^.]*)", re.IGNORECASE)
_VOTE = re.compile(
    r"\bomröstningsresultat\w*|\bröstsiffr\w*|\bja:?\s*\d+|\bröstar?\s+(?:ja|nej)\b|"
    r"\b\d+\s+(?:ja-?)?röster\s+mot\b|\bja-?röster\b|\b(?:votering|omröstning)\b[^.]*\b(?:begär|verkställ|"
    r"genomför)\w*",
    re.IGNORECASE,
)
_UNITED = re.compile(r"\b(?:enighet\b|är\s+enig[at]?\b|enig[at]?\s+om\b|enhällig\w*)", re.IGNORECASE)
_FAVOUR = re.compile(r"\btill\s+förmån\s+för\b.*", re.IGNORECASE)
_WORD = re.compile(r"[\wåäöÅÄÖ-]{5,}")
_PREFIX = 5
#: words that every vote and reservation has, and that tell nothing of what it is about
_EMPTY = frozenset(
    [
        "beslu",
        "motio",
        "ärend",
        "rösta",
        "genom",
        "ledam",
        "yrkan",
        "bifal",
        "avsla",
        "avslå",
        "kommu",
        "nämnd",
        "socia",
        "fullm",
        "ordfö",
        "reser",
        "samtl",
        "förmå",
        "voter",
        "omrös",
        "försl",
        "skrif",
        "begär",
        "verks",
    ]
)


def unanimity(
    sentences: Sequence[Sentence],
    clauses: Sequence[str],
    elsewhere: Iterable[str] = (),
    *,
    reserved: bool = False,
) -> list[bool | None]:
    """For each clause of a list: True where the text says all agreed, False after a vote or a reservation, else None.

    ``sentences`` are those of the item of business; ``elsewhere`` are decisions of the same item that are in no list,
    so that a vote about one of them is not laid to the list's account; ``reserved`` says that names stand under
    "Reservation".
    """
    verdict: list[bool | None] = [None] * len(clauses)
    for index in _united(sentences, len(clauses)):
        verdict[index] = True
    told = _reserved(sentences, clauses) or (list(range(len(clauses))) if reserved else [])
    voted = _voted(sentences, clauses, list(elsewhere))
    if len(voted) == len(clauses) and told:
        voted = told  # the vote names no clause, but who lost it reserved against some of them
    for index in [*told, *voted]:
        verdict[index] = False
    return verdict


def _united(sentences: Sequence[Sentence], count: int) -> list[int]:
    for sentence in sentences:
        if _UNITED.search(sentence.text) and not re.search(r"\binte\s+enig|\boenig", sentence.text, re.IGNORECASE):
            return _numbers(sentence.text, count) or list(range(count))
    return []


def _reserved(sentences: Sequence[Sentence], clauses: Sequence[str]) -> list[int]:
    touched: list[int] = []
    last: list[int] = []
    for sentence in sentences:
        if not _RESERVES.search(sentence.text):
            continue
        text = _FAVOUR.sub("", sentence.text)
        numbers = _numbers(text, len(clauses))
        if not numbers and _SAME_POINT.search(text):
            numbers = last
        if not numbers:
            against = _AGAINST.search(text)
            topic = _topic(against["what"]) if against else set()
            numbers = _about(topic, clauses) if topic else list(range(len(clauses)))
        last = numbers
        touched += numbers
    return touched


def _voted(sentences: Sequence[Sentence], clauses: Sequence[str], elsewhere: list[str]) -> list[int]:
    votes = [sentence.text for sentence in sentences if _VOTE.search(sentence.text)]
    if not votes:
        return []
    touched = [index for vote in votes for index in _about(_topic(vote), clauses)]
    if touched or any(_about(_topic(vote), elsewhere) for vote in votes):
        return touched
    return list(range(len(clauses)))


def _numbers(text: str, count: int) -> list[int]:
    """Clause indexes from "punkt 4", "punkterna 1 och 3–5", "första punkten"; 0-based, only those that exist."""
    found = [_ORDINALS.index(match["ordinal"].casefold()) for match in _ORDINAL_POINT.finditer(text)]
    for match in _POINTS.finditer(text):
        for part in re.split(r"\s*(?:,|och|samt)\s*", match["list"]):
            first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
            found += range(int(first) - 1, int(last or first))
    return [number for number in found if 0 <= number < count]


def _topic(text: str) -> set[str]:
    stems = {word.casefold()[:_PREFIX] for word in _WORD.findall(text)}
    ordinals = set(re.findall(r"\b(?:första|andra|tredje|fjärde|femte|sjätte)\b", text.casefold()))
    return {stem for stem in stems if stem not in _EMPTY} | ordinals


def _about(topic: set[str], clauses: Sequence[str]) -> list[int]:
    """The clauses that share most words with a topic; none where nothing is shared."""
    shares = [len(topic & _topic(clause)) for clause in clauses]
    best = max(shares, default=0)
    return [index for index, share in enumerate(shares) if share == best] if best else []
