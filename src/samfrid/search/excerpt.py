"""The words of a text around what was looked for, with the hits marked. Pure; the template writes the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from samfrid.search.asked import Asked, Term
from samfrid.search.language import analyser

#: letters before the first hit, and in all
_BEFORE: Final = 60
_LENGTH: Final = 260
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; ``marked`` where it is what was looked for."""

    text: str
    marked: bool = False


class Marker:
    """Knows the words of a question in any of their forms."""

    def __init__(self, asked: Asked, *, compounds: bool) -> None:
        wanted = [term for term in asked.terms if term.wanted]
        self._known: dict[str, bool] = {}
        self._compounds = compounds
        self._exact = {form for term in wanted if term.exact for form in term.forms if not analyser.is_stop_word(form)}
        self._begins = tuple(term.forms[0] for term in wanted if term.begins)
        self._bases = {base for term in wanted if not term.exact for base in analyser.bases(term.forms[0])}
        self._parts = {part for term in wanted for part in self._parts_of(term)} if compounds else set()

    @staticmethod
    def _parts_of(term: Term) -> tuple[str, ...]:
        return () if term.exact else analyser.parts(term.forms[0])

    def fits(self, form: str) -> bool:
        """Whether a word is one that was looked for."""
        known = self._known.get(form)
        if known is None:
            known = self._known[form] = self._fits(form)
        return known

    def _fits(self, form: str) -> bool:
        if form in self._exact or (self._begins and form.startswith(self._begins)):
            return True
        bases = set(analyser.bases(form))
        if bases & self._bases or bases & self._parts:
            return True
        return self._compounds and bool(set(analyser.parts(form)) & self._bases)

    def first(self, text: str) -> int:
        """Where the first hit begins; -1 where there is none."""
        return next((word.start for word in analyser.words(text) if self.fits(word.form)), -1)

    def pieces(self, text: str) -> list[Piece]:
        """A short text as a whole, its hits marked."""
        return list(self._pieces(_SPACE.sub(" ", text)))

    def excerpt(self, text: str) -> list[Piece]:
        """The part of a long text where the first hit is, or its beginning."""
        start = max(0, self.first(text))
        begin = start if start <= _BEFORE else _next_word(text, start - _BEFORE)
        end = begin + _LENGTH
        part = text[begin:end] if end >= len(text) else text[begin:end].rsplit(None, 1)[0]
        shown = ("… " if begin else "") + part.strip() + (" …" if end < len(text) else "")
        return self.pieces(shown)

    def _pieces(self, text: str) -> Iterator[Piece]:
        done = 0
        for word in analyser.words(text):
            if self.fits(word.form):
                if word.start > done:
                    yield Piece(text[done : word.start])
                yield Piece(text[word.start : word.end], marked=True)
                done = word.end
        if done < len(text):
            yield Piece(text[done:])


def _next_word(text: str, at: int) -> int:
    """Where the first word from ``at`` on begins."""
    space = _SPACE.search(text, at)
    return space.end() if space and space.end() < len(text) else at
