"""Is it Swedish? Told by small words, which no text is without; enough to warn, not to name every language."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000  # characters
_MIN_WORDS = 40
_MIN_DIFFERENT = 4
_LAST_LATIN = "\u024f"
#: words common in the language and rare in the others; Swedish also as OCR without dots writes them
_SMALL = {
    "sv": "och att som för for på pa är ar av till med den det om har inte ska kan vi ett en när från fran vid sig",
    "en": "the and of to in is that for it with as was on be this are by not which or from have at you we",
    "de": "der die das und ist nicht mit dem den ein eine zu von für auf des sich auch werden wird im bei",
    "no": "og ikke jeg som av til på er det med har ble etter eller fra ved skal kan være enn også",
    "da": "og ikke jeg som af til på er det med har blev efter eller fra ved skal kan være end også",
    "fi": "on ei että se oli hän mutta ovat myös kun tai sekä joka niin kuin ole voi mukaan",
    "fr": "le la les et des est une un dans que qui pour pas sur avec par plus au du ce",
    "es": "el la los y de que en un una es por con para las del se no al lo su",
    "pl": "i w na nie się że z do to jest jak po za od przez dla oraz przy tym",
    "so": "iyo waa in oo ka ku la uu ay si loo wax waxaa aan mid",
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def language_of(text: str) -> str | None:
    """The likeliest language's code; "und" where it is in no Latin letters; None when it cannot be told."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _MIN_WORDS:
        return None
    if sum(word[0] > _LAST_LATIN for word in words) * 2 > len(words):
        return "und"
    counted = Counter(words)
    shares = {language: sum(map(counted.__getitem__, small)) / len(words) for language, small in _SETS.items()}
    best = max(shares, key=lambda language: (shares[language], language == "sv"))
    if shares[best] < 0.06 or len(_SETS[best].intersection(words)) < _MIN_DIFFERENT:
        return None
    # lists and tables have few small words: only a clear lead counts against Swedish
    return best if best == "sv" or shares[best] > 1.4 * shares["sv"] else None
