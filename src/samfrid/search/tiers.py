"""A question as PostgreSQL's ``tsquery``, one for each rank: what fits the first comes before what fits the second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from samfrid.search.asked import Asked, Term
from samfrid.search.language import analyser


class Rank(IntEnum):
    """How well something fits; the least comes first."""

    NUMBER = 1
    PART_OF_NUMBER = 2
    TITLE = 3
    TEXT = 4
    COMPOUND = 5


@dataclass(frozen=True, slots=True)
class Tier:
    """A rank and what has it: ``own`` is all that fits so, ``query`` that without what fits an earlier rank."""

    rank: Rank
    own: str
    query: str


def tiers(code: str, asked: Asked, *, compounds: bool) -> list[Tier]:
    """The queries of a question, the best rank first; none for an empty one.

    ``compounds``: a word is also looked for as a part of compounds, and a compound by its parts.
    """
    if asked.is_empty:
        return []
    found: list[Tier] = []

    def add(rank: Rank, query: str) -> None:
        before = " | ".join(f"({tier.own})" for tier in found)
        found.append(Tier(rank, query, f"({query}) & !({before})" if before else query))

    if asked.number:
        add(Rank.NUMBER, _lexeme(code, "N", asked.number))
        add(Rank.PART_OF_NUMBER, _lexeme(code, "n", asked.number))
    if any(term.wanted for term in asked.terms):
        add(Rank.TITLE, _all(code, asked.terms, "t", compounds=False))
        add(Rank.TEXT, _all(code, asked.terms, "w", compounds=False))
        if compounds:
            add(Rank.COMPOUND, _all(code, asked.terms, "w", compounds=True))
    return found


def _all(code: str, terms: Iterable[Term], mark: str, *, compounds: bool) -> str:
    return " & ".join(
        ("" if term.wanted else "!") + f"({_term(code, term, mark if term.wanted else 'w', compounds=compounds)})"
        for term in terms
    )


def _term(code: str, term: Term, mark: str, *, compounds: bool) -> str:
    if term.exact:
        row = " <-> ".join(_lexeme(code, "x", form) for form in term.forms)
        said = [form for form in term.forms if mark == "t" and not analyser.is_stop_word(form)]
        return " & ".join([f"({row})", *(f"({_any(code, mark, analyser.bases(form))})" for form in said)])
    form = term.forms[0]
    ways = [_lexeme(code, mark, base) for base in analyser.bases(form)]
    if term.begins and mark == "w":
        ways.append(f"{_lexeme(code, 'x', form)}:*")
    if compounds and term.wanted:
        ways += [_lexeme(code, "p", base) for base in analyser.bases(form)]
        ways += [_lexeme(code, "w", part) for part in analyser.parts(form)]
    return " | ".join(dict.fromkeys(ways))


def _any(code: str, mark: str, words: Iterable[str]) -> str:
    return " | ".join(_lexeme(code, mark, word) for word in words)


def _lexeme(code: str, mark: str, word: str) -> str:
    # words hold letters and digits alone, numbers a hyphen besides: nothing to escape
    return f"'{code}{mark}{word}'"
