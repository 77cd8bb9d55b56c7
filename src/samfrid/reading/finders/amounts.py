"""Sums of money in running text, in whole kronor: what is paid, how often, and on what condition.

"50 000 kronor per år", "35 000:-", "300 tkr", "1,15 mnkr", "4,5 miljoner kronor", "15 kronor per invånare och år",
"en miljon tvåhundratusen (1 200 000) kronor". What a service costs, or what somebody applied for, is no payment:
whether a sum belongs to an agreement is for :mod:`samfrid.reading.finders.agreements` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.numerals import DIGITS, WORDS, value_of

_UNIT = (
    r"(?P<unit>miljarder\s+kronor|miljard\s+kronor|mdkr|miljoner\s+(?:kronor|kr)|miljon\s+(?:kronor|kr)|miljoner|"
    r"mnkr|mkr|"
    r"msek|tusen\s+(?:kronor|kr)|tkr|kkr|ksek|kronor|kr|sek|:-|;-|,-)(?![a-zåäö])"
)
_SCALE = {"miljard": 1_000_000_000, "md": 1_000_000_000, "mil": 1_000_000, "m": 1_000_000, "t": 1_000, "kk": 1_000}
#: one of these stands in every sum; looked for first, since most sentences have none
_HINTS = ("kr", ":-", ";-", ",-", "miljon", "miljard", "msek", "sek")
_SUM = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<words>{WORDS})\s*\(\s*(?P<inside>{DIGITS})\s*\)|(?P<digits>{DIGITS})|"
    rf"(?P<plain>{WORDS}))\s*{_UNIT}",
    re.IGNORECASE,
)
_PER = re.compile(
    r"""^[\s,]*(?:exkl(?:usive|\.)?\s+moms\s+)?(?:extra\s+|ytterligare\s+)?(?:(?:i|som|till|ytterligare|extra)\s+[\wåäö-]+\s+){0,3}?(?:
      (?P<inhabitant>per\s+(?:kommun)?invånare(?:\s+och\s+år|\s+per\s+år|\s*/\s*år|\s+årligen)?|/\s?invånare(?:\s*(?:och|/)\s*år)?)
    | (?P<year>(?:per|om|/)\s?(?:kalender)?år(?:et)?\b|/\s?år|årligen|varje\s+år|per\s+verksamhetsår)
    | (?P<month>(?:per|i)\s+månad(?:en)?\b|/\s?mån(?:ad)?\b|månatligen|varje\s+månad)
    | (?P<day>(?:per|för\s+varje|om)\s+(?:påbörjat\s+|belagt\s+|vård|boende|placerings)*(?:dygn|dag)\b|/\s?(?:vård)?dygn
        |per\s+(?:person|plats|placerad|[\wåäö]+)\s+och\s+(?:dygn|dag)\b|om\s+dygnet)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: the rate stands first: "Dygnspris vuxen 2 190 kr", "För varje dygn betalas …", "en månadsersättning på …"
_PER_BEFORE = re.compile(
    r"(?:(?P<year>årlig\w*|per\s+(?:kalender)?år|(?:för\s+)?varje\s+(?:kalender)?år|års(?:ersättning|belopp|"
    r"bidrag|avgift|kostnad)\w*)"
    r"|(?P<month>månatlig\w*|(?:per|för\s+varje|varje)\s+månad|månads(?:ersättning|belopp|hyra|avgift|kostnad)\w*)"
    r"|(?P<day>(?:vård|boende|placerings)?dygns?(?:pris|ersättning|kostnad|avgift|taxa|belopp)\w*"
    r"|(?:per|för\s+varje|för\s+ett|varje)\s+(?:påbörjat\s+|belagt\s+)?(?:vård|boende|"
    r"placerings)?dygn))[^.;\d]{0,70}$",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"engångs\w*|vid\s+ett\s+tillfälle|en\s+gång\b(?!\s+(?:per|om))|som\s+en\s+engång|startbidrag|startstöd",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<![\wåäö])(?P<text>(?:under\s+förutsättning\s+att|förutsatt\s+att|på\s+villkor\s+att|"
    r"med\s+villkor(?:et)?\s+att|ifall|i\s+det\s+fall|i\s+de\s+fall|därest|vid\s+(?:en\s+(?:ut)?ökning|"
    r"beläggning|förhöjd|utökad|hög|ökad|"
    r"särskil[dt]a?|behov)\b|"
    r"(?-i:(?:Är|Blir|Överstiger|Understiger|Ökar|Minskar|Skulle|Anordnar|Öppnar|Anställer|Driver))|"
    r"om(?!\s+(?:året|dygnet|sammanlagt|totalt|högst|cirka|ca|\d|minst|en\s+(?:miljon|halv)|[\wåäö]+\s+(?:tusen|"
    r"kronor))))\s+[^.;]+)",
    re.IGNORECASE,
)
#: "frågan om …", "beslut om …" before the word: then "om" begins no condition
_ABOUT = re.compile(r"(?:frågan?|beslut\w*|uppgift\w*|information|avtal\w*|stöd|ansök\w*)\s*$", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(
    r",?\s+(?:lämnas|betalas|utgår|utbetalas|ges|får|kan|ska|skall|erhåller|tillkommer|beviljas|lämnar|betalar|"
    r"ger|ersätts|"
    r"ersätter|tilldelas|"
    r"utökas|höjs|så)\s"
)


@dataclass(frozen=True, slots=True)
class Money(Mention):
    """A sum; ``value`` as written. ``per`` is the contract's word, "" where the text does not say."""

    sek: int = 0
    per: str = ""
    condition: str | None = None
    #: where the condition stands, (0, 0) without one
    condition_span: tuple[int, int] = (0, 0)


def money_in(text: str) -> list[Money]:
    """Every sum of money in a sentence or clause, in order."""
    lowered = text.casefold()
    if not any(hint in lowered for hint in _HINTS):
        return []
    return [money for match in _SUM.finditer(text) if (money := _read(text, match)) is not None]


def _read(text: str, match: re.Match[str]) -> Money | None:
    number = value_of(match["inside"] or match["digits"] or match["plain"])
    if number is None:
        return None
    unit = match["unit"].casefold()
    scale = next((scale for stem, scale in _SCALE.items() if unit.startswith(stem)), 1)
    left, right = _sentence_around(text, match.start(), match.end())
    start, end = _condition(text[left:right], match.start() - left, match.end() - left)
    condition = text[left + start : left + end] or None
    span = (left + start, left + end) if condition else (0, 0)
    per = _per(text[left : match.start()], text[match.end() : right])
    return Money(match.start(), match.end(), match[0], round(number * scale), per, condition, span)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(text.rfind(". ", 0, start) + 1, text.rfind("\n", 0, start) + 1)
    stops = [position for position in (text.find(". ", end), text.find("\n", end)) if position >= 0]
    return left, min(stops, default=len(text))


def _per(before: str, after: str) -> str:
    match = _PER.match(after)
    if match:
        kind = match.lastgroup or ""
        return "inhabitant_year" if kind == "inhabitant" else kind
    if _ONCE.search(before[-60:]) or _ONCE.search(after[:80]):
        return "once"
    later = re.search(r"\b(?:per|om|det) år(?:et)?\b", after[:40])
    if later and not re.search(r"\d", after[: later.start()]):
        return "year"
    first = _PER_BEFORE.search(before)
    return (first.lastgroup or "") if first else ""


def _condition(sentence: str, position: int, after: int) -> tuple[int, int]:
    """The clause that says when the sum is paid: before it ("Om jouren … lämnas 90 000 kronor") or after."""
    for match in _CONDITION.finditer(sentence):
        start, end = match.span("text")
        before = sentence[:start].strip()
        if start > position:
            return (0, 0) if _SUM.search(sentence, after, start) or _ABOUT.search(before) else (start, end)
        if before and not before.endswith((",", "men", "och")):
            continue
        main = _MAIN_CLAUSE.search(sentence, start)
        if main and main.start() < position:
            return start, main.start()
    return 0, 0
