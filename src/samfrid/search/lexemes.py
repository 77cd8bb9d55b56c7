"""How words become lexemes of PostgreSQL's text search. Pure.

Each lexeme begins with the municipality's code, so that one municipality's list of hits costs nothing more for the
others being there, and a letter that says what it is:

======  ===============================================================
``w``   a base form anywhere in the record
``t``   a base form in its title
``p``   the base form of a part of a compound
``x``   the very word as written, with its places: phrases and beginnings
``N``   a diary number of the record
``n``   a part of one: "2021-459" of "SON 2021-459"
======  ===============================================================
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from samfrid.matters.rules import number_key
from samfrid.search.language import analyser

#: goes up when the same text would give other lexemes: every municipality is then indexed anew
VERSION: Final = 2
#: PostgreSQL's last place in a text, and the most places of a lexeme
_LAST_PLACE: Final = 16_383
_MOST_PLACES: Final = 255
#: characters of a text that are looked through
LONGEST_TEXT: Final = 400_000
_GROUP: Final = re.compile(r"[^\W\d_]+|\d+")
_MOST_GROUPS: Final = 10


def number_parts(key: str) -> set[str]:
    """The runs of at least two groups in a number's key: of "SON2021-459" "SON2021" and "2021-459" too."""
    groups = _GROUP.findall(key)[:_MOST_GROUPS]
    runs = (groups[start:end] for start in range(len(groups)) for end in range(start + 2, len(groups) + 1))
    return {number_key(" ".join(run)) for run in runs} - {""}


def lexemes(code: str, title: str, text: str, numbers: Iterable[str]) -> str:
    """A record's lexemes as the text of a ``tsvector``."""
    plain: set[str] = set()
    places: dict[str, list[int]] = defaultdict(list)
    at = 0
    for mark, part in (("t", title), ("", text[:LONGEST_TEXT])):
        for word in analyser.words(part):
            at += 1
            places[f"x{word.form}"].append(min(at, _LAST_PLACE))
            plain.update(_of_word(word, mark))
        # no phrase goes from the title into the text
        at += 2
    for number in numbers:
        key = number_key(number)
        plain.update(f"n{run}" for run in number_parts(key))
        plain.update({f"N{key}"} if key else ())
    written = [f"'{code}{lexeme}'" for lexeme in sorted(plain)]
    written += [
        f"'{code}{lexeme}':{','.join(map(str, dict.fromkeys(where[:_MOST_PLACES])))}"
        for lexeme, where in sorted(places.items())
    ]
    return " ".join(written)


def _of_word(word: analyser.Word, mark: str) -> Iterator[str]:
    if analyser.is_stop_word(word.form):
        return
    for base in analyser.bases(word.form):
        yield f"w{base}"
        if mark:
            yield f"{mark}{base}"
    for base in () if word.is_name else analyser.parts(word.form):
        yield f"p{base}"
