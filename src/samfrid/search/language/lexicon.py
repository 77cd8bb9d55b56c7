"""The packed Swedish inflections: two tries that are mapped, not loaded, so that every process shares one copy.

Built by ``scripts/build_lexicon.py`` from a hunspell dictionary (LGPL-3.0).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import marisa_trie

#: how common a word is on Zipf's scale, times this, in seven bits; the eighth is the flag
SCALE: Final = 15
_FLAG: Final = 0x80
#: environment variable with the folder of the packed words
VARIABLE: Final = "SAMFRID_LEXICON"


class NoLexicon(Exception):  # noqa: N818 - says what is the matter
    """The packed inflections have not been built."""


@dataclass(frozen=True, slots=True)
class Base:
    """A base form (lemma), how common it is (Zipf's scale), and whether the dictionary lets it join a compound so."""

    word: str
    common: float
    joins: bool


def pack(form: str, base: Base) -> bytes:
    """The value of ``form``: how many letters to take off, how common, and what to put on."""
    kept = next((at for at, (one, two) in enumerate(zip(form, base.word, strict=False)) if one != two), None)
    kept = min(len(form), len(base.word)) if kept is None else kept
    grade = min(127, round(base.common * SCALE)) | (_FLAG if base.joins else 0)
    return bytes([len(form) - kept, grade]) + base.word[kept:].encode()


def _unpack(form: str, value: bytes) -> Base:
    word = form[: len(form) - value[0]] + value[2:].decode()
    return Base(word, (value[1] & ~_FLAG) / SCALE, bool(value[1] & _FLAG))


def lexicon_folder() -> Path:
    """Where the tries are: ``SAMFRID_LEXICON``, else ``build/lexicon`` of the project. Raises :class:`NoLexicon`."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else Path(__file__).resolve().parents[4] / "build" / "lexicon"
    if not (folder / "forms.marisa").is_file():
        raise NoLexicon(f"{folder} saknas: kör scripts/build_lexicon.py")
    return folder


class Lexicon:
    """Looks forms and first parts of compounds up, in lower case."""

    def __init__(self, folder: Path) -> None:
        self._forms, self._heads = marisa_trie.BytesTrie(), marisa_trie.BytesTrie()
        self._forms.mmap(str(folder / "forms.marisa"))
        self._heads.mmap(str(folder / "heads.marisa"))

    def bases(self, form: str) -> list[Base]:
        """The base forms that a word can be an inflection of; the most common first, none where it is unknown."""
        found = [_unpack(form, value) for value in self._forms.get(form, ())]
        return sorted(found, key=lambda base: (-base.common, base.word))

    def heads(self, part: str) -> list[Base]:
        """What the first part of a compound can be a form of, the likeliest first: "vålds" of "våld"; none where no
        compound begins so.
        """
        found = [_unpack(part, value) for value in self._heads.get(part, ())]
        return sorted(found, key=lambda base: (not part.startswith(base.word), -base.common, base.word))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, opened once in a process."""
    return Lexicon(lexicon_folder())
