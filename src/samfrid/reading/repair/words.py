"""The Swedish words that repair knows, with how common they are: a packed trie that is mapped, not loaded.

Built by ``scripts/build_words.py`` from wordfreq's Swedish list (data CC BY-SA 4.0) and ``domain_words.txt``.

Words are kept under their *shape*: all letters that a reader without å, ä and ö takes for each other are one sign. So
one look-up gives every word that a misread one may be: "våld", "vild" and "vald" all stand under ``v*l*``.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

import marisa_trie

#: how frequencies are packed: Zipf value (log10 of occurrences in a thousand million words) times this, in one byte
SCALE: Final = 25
#: environment variable with the path of the packed list
VARIABLE: Final = "SAMFRID_WORDS"
#: letters of words that are taken for each other, and the signs that are read for them
CONFUSED: Final = "aoidåäöéèáàô"
SIGNS: Final = "âãóòõ&64803@"
#: stands for å, ä or ö where a group of characters was read for it, or nothing: the first of some private signs
HOLE: Final = "\ue000"
_HOLES: Final = "".join(chr(ord(HOLE) + step) for step in range(40))
_SHAPE: Final = {ord(letter): "*" for letter in CONFUSED + SIGNS + _HOLES}


class NoWords(Exception):  # noqa: N818 - says what is the matter
    """The packed word list has not been built."""


def words_path() -> Path:
    """Where the packed list is: ``SAMFRID_WORDS``, else ``build/words`` of the project, else beside this module.

    Raises :class:`NoWords` if there is none.
    """
    here = Path(__file__).resolve()
    named = os.environ.get(VARIABLE)
    places = (
        [Path(named)]
        if named
        else [here.parents[4] / "build" / "words" / "shapes.marisa", here.with_name("shapes.marisa")]
    )
    for place in places:
        if place.is_file():
            return place
    raise NoWords(f"{places[0]} saknas: kör scripts/build_words.py")


def shape(word: str) -> str:
    """A word in lower case, or what was read for one, with the letters that are taken for each other as one sign."""
    return word.translate(_SHAPE)


def packed(word: str, zipf: float) -> bytes:
    """What is kept of a word under its shape: how common it is, and the letters that the shape hides."""
    letters = "".join(letter for letter in word if letter in CONFUSED)
    return bytes([min(255, max(1, round(zipf * SCALE)))]) + letters.encode("latin-1")


class Words:
    """Looks words up, in lower case."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))
        #: for a shape, what is kept of each word that has it, or None
        self.under = self._trie.get

    def zipf(self, word: str) -> float:
        """How common a word is on Zipf's scale (7: "och", 3: rare, 0: unknown)."""
        letters = packed(word, 0)[1:]
        for kept in self.under(shape(word)) or ():
            if kept[1:] == letters:
                return int(kept[0]) / SCALE
        return 0.0


@lru_cache(maxsize=1)
def words() -> Words:
    """The list, opened once in a process."""
    return Words(words_path())
