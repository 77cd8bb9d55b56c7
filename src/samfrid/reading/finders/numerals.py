"""Numbers as Swedish officials write them: "1 246", "1,9", "tjugofyra", "en miljon tvåhundratusen".

Digits are taken as they stand. Words are read whole or not at all: half a number is never returned.
"""

from __future__ import annotations

import re

_ONES = {
    "noll": 0,
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
_TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_SCALES = {"hundra": 100, "tusen": 1_000, "miljoner": 1_000_000, "miljon": 1_000_000}
#: the words that numbers are made of, longest first
ALL_WORDS = tuple(sorted((*_ONES, *_TENS, *_SCALES), key=len, reverse=True))
_ALTERNATIVES = "|".join(ALL_WORDS)
_PART = re.compile(_ALTERNATIVES)

#: one number in words; may run over several words ("en miljon tvåhundratusen")
WORDS = rf"(?:(?:{_ALTERNATIVES})+(?:\s+(?:{_ALTERNATIVES})+)*)(?![a-zåäö])"
#: one number in digits, with spaces or dots between groups of three and a comma before decimals
DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:,\d+)?(?!\d)"
NUMBER = rf"(?:(?<![\w.,:/-]){DIGITS}|(?<![\w-]){WORDS})"


def value_of(written: str) -> int | float | None:
    """The value of a number in digits or words, None for what is neither."""
    text = written.strip().casefold()
    if text[:1].isdigit():
        whole, _, decimals = re.sub(r"[\s.\u00a0\u202f]", "", text).partition(",")
        if not whole.isdigit() or (decimals and not decimals.isdigit()):
            return None
        return float(f"{whole}.{decimals}") if decimals else int(whole)
    return _in_words(re.sub(r"\s+", "", text))


def _in_words(text: str) -> int | None:
    total = group = position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return None
        position = match.end()
        word = match[0]
        if word == "hundra":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total += max(group, 1) * _SCALES[word]
            group = 0
        else:
            group += _ONES.get(word, _TENS.get(word, 0))
    return total + group if text else None
