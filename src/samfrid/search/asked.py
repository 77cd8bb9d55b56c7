"""What somebody typed: words, "exact words", -words not wanted, a diary number. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from samfrid.matters.rules import number_key
from samfrid.search.language import analyser
from samfrid.search.lexemes import number_parts

#: characters of a question, words of it that are looked for, and letters of a beginning
LONGEST: Final = 200
MOST_WORDS: Final = 12
SHORTEST_BEGINNING: Final = 3
_PART: Final = re.compile(r"(-?)(?:\"([^\"]*)\"?|(\S+))")
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»″", '"') | dict.fromkeys("–−‐‑", "-"))
#: YYYYMMDD-NNNN or YYMMDD-NNNN, also of coordination numbers (the day plus 60), with any sign or none between
_PERSONAL: Final = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\d\d|\d\d)[ ]?(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"[ ]?[-+–−]?[ ]?(?:\d{4}|\d{3}[\dXxTt*])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must, or must not, be in what is found."""

    #: the words in a row; a single one where it was not in quotation marks
    forms: tuple[str, ...]
    exact: bool = False
    wanted: bool = True
    #: only the beginning of a word: "samordn*", or a word still being typed
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to search. ``text`` is what was understood of it, to be shown again."""

    text: str
    terms: tuple[Term, ...] = ()
    #: key of the diary number that the whole of it may be; "" where it is none
    number: str = ""
    #: it was longer than is looked through
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no words, or only such as are in every text, or only such as are not wanted."""
        return not self.number and not any(term.wanted for term in self.terms)


def has_personal_number(text: str) -> bool:
    """Whether it holds what looks like a Swedish personal identity number: that is never searched, shown or kept."""
    return bool(_PERSONAL.search(unicodedata.normalize("NFKC", text)))


def clean(text: str) -> str:
    """What was typed, without signs that no text has, and no longer than is looked through."""
    visible = "".join(" " if unicodedata.category(one) in ("Cc", "Cs", "Cn", "Co") else one for one in text[:4000])
    return " ".join(unicodedata.normalize("NFC", visible).split())


def ask(typed: str, *, typing: bool = False) -> Asked:
    """Understand what was typed. ``typing``: the last word may be unfinished."""
    tidy = clean(typed)
    text = tidy[:LONGEST].strip()
    found: list[Term] = []
    for minus, quoted, plain in _PART.findall(text.translate(_QUOTES)):
        found += _terms(quoted or plain, wanted=not minus, exact=bool(quoted))
    terms = [term for term in found if term.exact or not _says_nothing(term)][:MOST_WORDS]
    if typing and terms and terms[-1].wanted and not terms[-1].exact and text[-1:].isalnum():
        terms[-1] = Term(terms[-1].forms, begins=len(terms[-1].forms[0]) >= SHORTEST_BEGINNING)
    key = number_key(text) if len(text) <= len("KSKF/2016:345") * 4 else ""
    number = key if number_parts(key) and all(term.wanted and not term.exact for term in terms) else ""
    return Asked(text, tuple(terms), number, len(tidy) > LONGEST)


def _terms(text: str, *, wanted: bool, exact: bool) -> list[Term]:
    forms = tuple(word.form for word in analyser.words(text))
    if exact:
        return [Term(forms, exact=True, wanted=wanted)] if forms else []
    begins = text.endswith("*") and len(forms[-1:]) == 1 and len(forms[-1]) >= SHORTEST_BEGINNING
    terms = [Term((form,), wanted=wanted) for form in forms]
    return [*terms[:-1], Term((forms[-1],), wanted=wanted, begins=True)] if begins else terms


def _says_nothing(term: Term) -> bool:
    return len(term.forms) == 1 and not term.begins and analyser.is_stop_word(term.forms[0])
