"""A text becomes terms: each word's base forms, and the parts of the compounds among them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

from samfrid.search.language.compounds import split
from samfrid.search.language.lexicon import lexicon
from samfrid.search.language.lists import STOP_WORDS

#: letters; what is longer is no word
LONGEST: Final = 64
_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
#: other languages' signs, that Swedes leave out or in: é of "idé", ü of "Müller"; å, ä and ö are letters of their own
_FOLDED: Final = str.maketrans("éèêëáàâíìîïóòôúùûüñçøæ", "eeeeaaaiiiiooouuuuncöä")
_SENTENCE_END: Final = frozenset('.!?:;\n”"•–-')


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text."""

    start: int
    end: int
    #: in lower case, without signs of other languages
    form: str
    #: it looks like a name: a capital within a sentence
    is_name: bool


def folded(text: str) -> str:
    """A text as words are compared: composed, in lower case, without other languages' signs; as long as it was."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; ``text`` in composed form (NFC)."""
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > LONGEST:
            continue
        between = text[before:start]
        begins = before == 0 or bool(_SENTENCE_END & set(between))
        # an apostrophe is not looked for: O'Brien and OBrien are the same, and none is to be escaped in a query
        form = match[0].lower().translate(_FOLDED).replace("'", "").replace("’", "")
        yield Word(start, end, form, is_name=not begins and match[0][0].isupper())
        before = end


@lru_cache(maxsize=65_536)
def bases(form: str) -> tuple[str, ...]:
    """The base forms of a word in lower case, the likeliest first; of an unknown word its stem, so never none.

    An unknown compound has the base form of its last part: "kvinnofridssamordnarna" that of "kvinnofridssamordnare".
    """
    if any(character.isdigit() for character in form):
        return (form,)
    known = lexicon().bases(form)
    if known:
        return tuple(dict.fromkeys(base.word.translate(_FOLDED) for base in known))
    compound = split(form)
    if compound:
        return tuple(form[: compound.last_at] + base for base in compound.parts[-1])
    return (str(_stemmer().stemWord(form)),)


@lru_cache(maxsize=65_536)
def parts(form: str) -> tuple[str, ...]:
    """The base forms of a compound's parts, also of those that are compounds themselves; none of a simple word."""
    compound = split(form)
    if compound is None:
        return ()
    found = [base for part in compound.parts for base in part]
    # "kvinnofridssamordnare" is "kvinnofrid", "kvinna", "frid" and "samordnare"
    found += [base for part in tuple(found) for base in parts(part)]
    return tuple(dict.fromkeys(found))


def is_stop_word(form: str) -> bool:
    """Whether a word says too little to be looked for."""
    return form in STOP_WORDS or (len(form) < 2 and not form.isdigit())


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.SwedishStemmer:
    return snowballstemmer.stemmer("swedish")
