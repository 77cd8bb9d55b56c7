"""How alike titles and clauses are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: likeness from which two titles may be of one matter: a person is asked, nothing is joined by itself
POSSIBLE: Final = 0.55
#: how much of what the shorter clause is about must stand in the longer one
RETOLD: Final = 0.75
#: likeness from which two clauses are the same clause told twice
SAME_CLAUSE: Final = 0.75


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BY_WHOM: Final = re.compile(
    r"\b(?:från|av|ställd av|väckt av)\s+[^,()]{2,60}?(?:\(\w{1,4}\)|m\.?\s?fl\.?)+", re.IGNORECASE
)
_PARTY: Final = re.compile(r"\(\w{1,4}\)")
_WORD: Final = re.compile(r"[^\W\d_]+")
#: words that say what sort of paper it is, or bind others together
_FORM_WORDS: Final = _words(
    "svar på motion motionen interpellation interpellationen fråga frågan enkel initiativärende medborgarförslag "
    "remiss yttrande över angående gällande rörande om till från av att och eller i för med som det den de en ett kso "
    "ks kf kommunstyrelsens ordförande kommunfullmäktige kommunen kommunens kommun ärende ärendet väckt ställd m fl"
)
#: words that nearly every matter of this field has: they tell nothing apart
_FIELD_WORDS: Final = _words(
    "våld våldet mot nära relation relationer relationen mäns kvinnor kvinnors barn närstående utsatta våldsutsatta"
)


def _content_words(title: str) -> list[str]:
    plain = _PARTY.sub(" ", _BY_WHOM.sub(" ", title)).casefold()
    return [word for word in _WORD.findall(plain) if word not in _FORM_WORDS]


def _trigrams(words: Iterable[str]) -> set[str]:
    return {padded[i : i + 3] for word in words for padded in [f" {word} "] for i in range(len(padded) - 2)}


def _dice(one: set[str], two: set[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def likeness(title_a: str, title_b: str) -> float:
    """How alike two titles are, 0 to 1, by the three-letter parts of the words that tell matters apart.

    What sort of paper it is, who wrote it, and the field's own words do not count: two motions about violence in close
    relationships are not alike for that. Titles that have nothing but such words are at most half alike.
    """
    words_a, words_b = _content_words(title_a), _content_words(title_b)
    own_a, own_b = ([word for word in words if word not in _FIELD_WORDS] for words in (words_a, words_b))
    if own_a and own_b:
        return _dice(_trigrams(own_a), _trigrams(own_b))
    if own_a or own_b:
        return 0.0
    return 0.5 * _dice(_trigrams(words_a), _trigrams(words_b))


def words_to_find(title: str, limit: int = 6) -> list[str]:
    """The longest of the words that tell a title apart: one of them must stand in a title that is alike."""
    own = {word for word in _content_words(title) if word not in _FIELD_WORDS and len(word) > 3}
    return sorted(own, key=lambda word: (-len(word), word))[:limit]


_CLAUSE_WORD: Final = re.compile(r"\w+")
_OUTCOME_WORD: Final = re.compile(
    r"\b(?:bif[aö]ll\w*|avsl\w+|besvara\w*|avskr\w+|godkän\w+|bordl\w+|återremitt\w+|antogs?|handlingarna)\b",
    re.IGNORECASE,
)
#: what else stands in "att bifalla motionen", "biföll ett enigt kommunfullmäktige motionen från Eva Ek (V)"
_AROUND_OUTCOME: Final = re.compile(
    r"\b(?:att|yrkande\w*|sats\w*|anse\w*|motion\w*|interpellation\w*|medborgarförslag\w*|initiativ\w*|ärende\w*|förslag\w*|besl\w+|enig\w*"
    r"|enhällig\w*|\w*fullmäktige\w*|\w*styrelsen?s?|\w*nämnden?s?|yttrande\w*|hänvisning\w*|lägg\w*|helhet|därmed|denna"
    r"|och|av|ett|en|den|det|i|med|till|från|sin|sitt|vara|är|har|hade|blev|som|m|fl)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\b[A-ZÅÄÖ]\w+")


#: what tells "första att-satsen" from "andra att-satsen", and five places from ten
_WHICH: Final = re.compile(
    r"\d+|\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|sista)\b", re.IGNORECASE
)


def _which(text: str) -> list[str]:
    return _WHICH.findall(text.casefold())


def only_tells_outcome(text: str) -> bool:
    """Whether a clause says nothing but what became of the matter, so that it stands for all clauses of a decision."""
    if _which(text):
        return False
    rest = _PARTY.sub(" ", _OUTCOME_WORD.sub(" ", text))
    rest = _NAME.sub(" ", _AROUND_OUTCOME.sub(" ", rest))
    return bool(_OUTCOME_WORD.search(text)) and not _CLAUSE_WORD.search(rest)


def _about(text: str) -> set[str]:
    """The beginnings of the words that say what a clause is about, without outcome, order and binding words."""
    plain = _AROUND_OUTCOME.sub(" ", _OUTCOME_WORD.sub(" ", _WHICH.sub(" ", _PARTY.sub(" ", text))))
    return {word[:6] for word in _CLAUSE_WORD.findall(plain.casefold()) if len(word) > 2 and word not in _FORM_WORDS}


def retells(text_a: str, text_b: str) -> bool:
    """Whether one text tells the other clause again in its own words; of clauses with one outcome in one decision.

    "Biföll yrkandet om lägenheter till dem som lämnar skyddat boende" tells again "Motionens första yrkande, om
    lägenheter till personer som lämnar skyddat boende, bifalls": nearly all of the shorter one stands in the longer.
    """
    which_a, which_b = _which(text_a), _which(text_b)
    if which_a and which_b and which_a != which_b:
        return False
    fewer, more = sorted((_about(text_a), _about(text_b)), key=len)
    return len(fewer) >= 3 and len(fewer & more) >= RETOLD * len(fewer)


def same_clause(text_a: str, text_b: str) -> bool:
    """Whether two texts are one clause, told with other words around it. Other numbers make it another clause."""
    if _which(text_a) != _which(text_b):
        return False
    folded_a, folded_b = (
        " ".join(_CLAUSE_WORD.findall(text.casefold())).removeprefix("att ") for text in (text_a, text_b)
    )
    if folded_a == folded_b:
        return True
    return _dice(_trigrams(folded_a.split()), _trigrams(folded_b.split())) >= SAME_CLAUSE
