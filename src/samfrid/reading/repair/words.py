"""The Swedish words that repair knows, with how common they are: a packed trie that is mapped, not loaded.

Built by ``scripts/build_words.py`` from wordfreq's Swedish list (data CC BY-SA 4.0) and ``domain_words.txt``.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import marisa_trie

#: how frequencies are packed: Zipf value (log10 of occurrences in a thousand million words) times this, in one byte
SCALE = 25
FORMAT = "<B"
#: environment variable with the path of the packed list
VARIABLE = "SAMFRID_WORDS"


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
        else [here.parents[4] / "build" / "words" / "words.marisa", here.with_name("words.marisa")]
    )
    for place in places:
        if place.is_file():
            return place
    raise NoWords(f"{places[0]} saknas: kör scripts/build_words.py")


class Words:
    """Looks words and beginnings of words up, in lower case."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.RecordTrie(FORMAT)
        self._trie.mmap(str(path))

    def zipf(self, word: str) -> float:
        """How common a word is on Zipf's scale (7: "och", 3: rare, 0: unknown)."""
        found = self._trie.get(word)
        return found[0][0] / SCALE if found else 0.0

    def begins(self, prefix: str) -> bool:
        """Whether any word begins so."""
        return next(self._trie.iterkeys(prefix), None) is not None


@lru_cache(maxsize=1)
def words() -> Words:
    """The list, opened once in a process."""
    return Words(words_path())
