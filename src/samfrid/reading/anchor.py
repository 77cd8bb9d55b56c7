"""The evidence check: a value that the text does not hold where it says it does is left out and counted.

Mechanical on purpose. It knows nothing of how a value was found; it looks only at the words of the value and at the
words of its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from samfrid.reading.finders.bodies import bodies_in
from samfrid.reading.finders.dates import dates_in
from samfrid.reading.finders.numerals import NUMBER, value_of
from samfrid.reading.finders.parties import codes_in, parties_in, party_name
from samfrid.reading.knowledge.municipalities import by_form, of_host
from samfrid.reading.reading import Evidence, Item

#: the field of each group that the evidence must hold, word by word
CLAIMS: dict[str, str] = {
    "diary_numbers": "value",
    "recipients": "value",
    "people": "name",
    "questions": "text",
    "proposals": "text",
    "decisions": "text",
    "opinions": "text",
    "references": "type",
    "plans": "name",
    "commitments": "text",
    "agreements": "parties",
    "figures": "value",
    "items": "title",
}
#: further fields that the evidence must hold; one that it does not hold is emptied
DETAILS: dict[str, tuple[str, ...]] = {"people": ("party",), "references": ("date", "by", "number")}
#: the least share of a claim's words that its evidence must hold
SHARE = 0.8
_WORDS = re.compile(r"\w+")
_NUMBERS = re.compile(NUMBER, re.IGNORECASE)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def quoted(text: str, evidence: Sequence[Evidence]) -> str:
    """The words that the evidence points at; empty where a span lies outside the text or is turned around."""
    if any(not 0 <= e.start < e.end <= len(text) for e in evidence):
        return ""
    return " ".join(text[e.start : e.end] for e in evidence)


def holds(text: str, evidence: Sequence[Evidence], claim: object) -> bool:
    """Whether the evidence holds a claim: most of its words, in any order.

    What the reader writes in another form may stand there in its own: an ISO date as a written date, a body as its
    short form ("KSO"), a party's letters as its name and the other way round, a municipality as its host name.
    """
    held = quoted(text, evidence)
    if not held:
        return False
    claimed = _words(" ".join(map(str, claim)) if isinstance(claim, list) else str(claim))
    if not claimed:
        return False
    there = set(_words(held))
    if sum(word in there for word in claimed) / len(claimed) >= SHARE:
        return True
    return _in_other_form(held, claim)


def _in_other_form(held: str, claim: object) -> bool:
    claims = {str(one).casefold() for one in (claim if isinstance(claim, list) else [claim])}
    there = {date.value for date in dates_in(held, years=True)}
    there |= {body.value.casefold() for body in bodies_in(held)}
    for party in (*parties_in(held), *codes_in(held)):
        there |= {party.value.casefold(), (party_name(party.value) or party.name).casefold()}
    if all(one in held.casefold() for one in claims):  # in the genitive, or in capitals
        return True
    hosts = (of_host(word) for word in held.split())
    towns = {form.name.casefold() for word in _words(held) if (form := by_form().get(word))}
    return claims <= there | towns | {town.name.casefold() for town in hosts if town}


def without_loose_details(text: str, group: str, item: Item) -> int:
    """Empty the details of an item that its evidence does not hold; how many there were."""
    loose = 0
    for name in DETAILS.get(group, ()):
        value = getattr(item, name)
        if value and not holds(text, item.evidence, value):
            setattr(item, name, [] if isinstance(value, list) else None)
            loose += 1
    return loose


def anchored(text: str, group: str, item: Item) -> bool:
    """Whether an item's evidence holds what the item claims."""
    claim: Any = getattr(item, CLAIMS[group])
    if group == "references":
        return bool(quoted(text, item.evidence))
    if group == "figures":  # "3 120" and "åtta" hold 3120 and 8
        return any(
            value_of(number[0]) == claim for e in item.evidence for number in _NUMBERS.finditer(quoted(text, [e]))
        )
    return holds(text, item.evidence, claim)
