"""Which outcome a clause has: the contract's words for granted, rejected, answered … by the cue phrases of minutes.

A clause is judged as a whole: the first rule that fits wins, so the narrower stand before the wider. What is proposed
and what is decided use the same words; which of the two a clause is, is for others to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading.finders.mention import Mention

_RULES: tuple[tuple[str, str], ...] = (
    ("referred_back", r"återremi(?:ss|tter)\w*"),
    ("postponed", r"bordl[äa]gg\w*|bordlagt?s?|bordlades|skjuts? upp till"),
    ("written_off", r"avskriv\w*|avskrevs?|skrivs? av\b"),
    (
        "answered",
        r"(?:anses?|ansågs|anse|är|ska|bör|därmed|härmed|därigenom|vara|i övrigt|med detta|förklaras?|som)\s+(?:\w+\s+){0,6}?besvarad?[et]?\b"
        r"|besvaras?\s+(?:\w+\s+){0,3}?(?:med|genom|enligt|i enlighet)\b|besvarad\w*\b|besvarats?\b|besvaras\b|^besvara\b|\batt besvara\b",
    ),
    (
        "partly_granted",
        r"delvis\s+(?:bifall\w*|bifölls?|bifaller)|(?:bifall\w*|bifölls?)\s+(?:\w+\s+){0,2}?delvis|bifall\w*\s+i\s+den\s+del|bifaller\s+\w+\s+till\s+viss\s+del",
    ),
    ("rejected", r"avslår?\b|avslås?\b|avslog(?:s)?\b|avslagit\w*|avslagen|avslag\b|sade nej till|säger nej till|sa nej till|ogillas?\b"),
    ("granted", r"bifall(?:er|es|as|s|a|it|its|en|na)?\b|biföll?s?\b|bifalls\b|sade ja till|säger ja till|sa ja till"),
    ("opposed", r"avstyrk\w*"),
    ("supported", r"tillstyrk\w*|ställer sig bakom|ställde sig bakom"),
    ("circulated", r"remitter\w*|skickas? (?:ut )?på remiss|sänds? (?:ut )?på remiss|remissbehandl\w*"),
    (
        "tasked",
        r"(?:får|fick|ges|gavs|har fått|har getts|få|ge|ger|gav|gett|getts|lämnar?|lämnade)\s+(?:\S+\s+){0,8}?(?:i\s+)?(?:särskilt\s+)?uppdrag(?:et)?\b(?!s)"
        r"|i\s+uppdrag\s+(?:åt|till|att)|uppdr(?:as?|ar|og|ogs|ag åt)\b(?:\s+åt)?|får i uppgift|ge\w*\s+i\s+uppgift|uppmanas att",
    ),
    (
        "funded",
        r"anslå(?:r|s)?\b|anslog(?:s)?\b|anslagit\w*|anvisa(?:r|s|de|des|t|ts)?\b|bevilja(?:r|s|de|des|t|ts)?\b|avsätt(?:a|er|s|as)\b|avsatte?s?\b|tillskjut\w*"
        r"|finansier(?:as|a|ar|ades)\b|medel\s+(?:\w+\s+){0,4}?(?:avsätts|anslås|tillförs)|tilldela(?:r|s|de|des)?\b|utbetala(?:r|s)?\b|betalar?s? ut",
    ),
    (
        "noted",
        r"till\s+handlingarna|noter(?:a|as|ar|ades?|ats)\b|tar?\s+(?:del\s+av|emot)\s+informationen|antecknas?\b|tar?\s+informationen|lägger?s?\s+informationen|ta(?:r|s)? del av",
    ),
    (
        "approved",
        r"godkänn(?:a|er|s|as|de|des)?\b|godkän(?:d|t|ts)\b|godkände?s?\b|\banta(?:r|s|git|gits|gen|gna|get)?\b|\bantogs?\b|fastställ(?:a|er|s|as|de|des|t|ts)?\b"
        r"|ingå(?:r|s)? (?:\w+ )?(?:partnerskap\w*|avtal\w*|överenskommelse\w*)|teckna(?:r|s|de|t)?\s+(?:\w+\s+){0,3}?(?:avtal|överenskommelse)\w*|som sitt eget",
    ),
)
_COMPILED = tuple((outcome, re.compile(pattern, re.IGNORECASE)) for outcome, pattern in _RULES)


@dataclass(frozen=True, slots=True)
class Outcome(Mention):
    """A cue phrase; ``value`` is the contract's word for the outcome."""


def outcome_of(clause: str) -> Outcome | None:
    """The outcome of one clause by its leading cue, or None where the clause has no such words (then it is ``other``).

    Rules are tried narrow first; between a task ("får i uppdrag att fastställa …") and what the task is about, the one that
    stands first in the clause wins.
    """
    best: Outcome | None = None
    for outcome, pattern in _COMPILED:
        match = pattern.search(clause)
        if match and (best is None or match.start() < best.start):
            if best is not None and best.value in _FIRM and match.end() > best.start:
                continue
            best = Outcome(match.start(), match.end(), outcome)
    return best


#: an outcome that a wider rule may not replace where the two overlap
_FIRM = frozenset({"partly_granted", "answered", "referred_back", "tasked"})


def outcomes_in(text: str) -> list[Outcome]:
    """Every cue phrase in a text, in order, without overlap (narrow rules first)."""
    found: list[Outcome] = []
    for outcome, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Outcome(match.start(), match.end(), outcome))
    return sorted(found, key=lambda mention: mention.start)
