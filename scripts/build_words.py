"""Pack the Swedish words that repair stands on: ``python scripts/build_words.py [folder]``.

Takes wordfreq's Swedish list, keeps words of Swedish letters, adds the field's own words and the names of the
municipalities, and writes ``shapes.marisa`` (a trie of words by their shape, with one byte of frequency for each) and
``ATTRIBUTION.txt``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import marisa_trie
from wordfreq import get_frequency_dict, zipf_frequency

from samfrid.reading.repair.words import packed, shape

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = ROOT / "src" / "samfrid" / "reading" / "repair" / "domain_words.txt"
MUNICIPALITIES = ROOT / "src" / "samfrid" / "reading" / "knowledge" / "municipalities.tsv"
NAME = "shapes.marisa"
_WORD = re.compile(r"[a-zåäöéèüáàæøôëï]{1,32}")
#: words of one letter that are words; the rest of wordfreq's are parts of abbreviations
_SINGLE = frozenset("iåöo")
#: the least common words of the list are mostly errors of spelling and of recognition
_LEAST = 1.2
#: how common a word of the field is taken to be if the file does not say
_FIELD = 3.8
_DOTLESS = str.maketrans("åäö", "aao")
#: how much rarer a name is taken to be than its letters without dots
_LESS = 0.3

ATTRIBUTION = """shapes.marisa holds Swedish words with their frequencies.

The words and frequencies come from wordfreq {version} by Robyn Speer (https://github.com/rspeer/wordfreq), whose data
is licensed under Creative Commons Attribution-ShareAlike 4.0 (https://creativecommons.org/licenses/by-sa/4.0/) and was
itself made from Wikipedia, subtitles, news, books, web text, Twitter and Reddit; see wordfreq's own notice.

Changes: words with other letters than the Swedish ones and words that occur less than {least} on Zipf's scale were left
out, frequencies were rounded to one byte, and words of the field and names of municipalities were added.
This file, shapes.marisa, is a derived work under the same licence, CC BY-SA 4.0.
"""


def main(folder: Path) -> None:
    """Write the packed list and its attribution into a folder."""
    found = dict(_common())
    for word, zipf in _own(dict(found)):
        found[word] = max(zipf, found.get(word, 0.0))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.marisa").unlink(missing_ok=True)  # its name before words stood under their shape
    trie = marisa_trie.BytesTrie((shape(word), packed(word, zipf)) for word, zipf in sorted(found.items()))
    trie.save(str(folder / NAME))
    notice = ATTRIBUTION.format(version=version("wordfreq"), least=_LEAST)
    (folder / "ATTRIBUTION.txt").write_text(notice, encoding="utf-8")
    print(f"{len(found)} ord, {(folder / NAME).stat().st_size} byte: {folder / NAME}")


def _common() -> Iterator[tuple[str, float]]:
    for word in get_frequency_dict("sv", wordlist="best"):
        zipf = zipf_frequency(word, "sv", wordlist="best")
        if zipf >= _LEAST and _WORD.fullmatch(word) and (len(word) > 1 or word in _SINGLE):
            yield word, zipf


def _own(common: dict[str, float]) -> Iterator[tuple[str, float]]:
    """The words of the field, and names of municipalities with their genitive.

    A line that ends with "<" and a figure holds names: none of them may seem more common than the same letters
    without dots, since both may be names ("Märit" and "Marit").
    """
    for line in DOMAIN.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            *listed, last = line.split()
            most = float(last.removeprefix("<")) if last[-1].isdigit() else _FIELD
            for word in [*listed, last] if not last[-1].isdigit() else listed:
                low = word.lower()
                without = common.get(low.translate(_DOTLESS), 0.0) - _LESS if last[0] == "<" else 0.0
                yield low, min(most, without) if without > 0 else most
    if MUNICIPALITIES.is_file():
        for line in MUNICIPALITIES.read_text("utf-8").splitlines():
            for word in re.findall(r"[A-ZÅÄÖ][a-zåäöé]{2,}", line):
                yield word.lower(), 3.6
                yield f"{word.lower()}s".replace("ss", "s"), 3.2


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "words")
