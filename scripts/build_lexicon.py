"""Pack the Swedish inflections that search stands on: ``python scripts/build_lexicon.py [folder]``.

Takes the hunspell dictionary of the npm lock file (dictionary-sv), spells out what its affixes make of each word, and
writes ``forms.marisa`` (inflected form → its base forms), ``heads.marisa`` (first part of a compound → its base form)
and ``ATTRIBUTION.txt``. How a value is packed stands in ``samfrid.search.language.lexicon``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import marisa_trie
from wordfreq import zipf_frequency

from samfrid.search.language.irregular import AMBIGUOUS, HEADS, IRREGULAR
from samfrid.search.language.lexicon import SCALE, Base, pack

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "node_modules" / "dictionary-sv"
_WORD: Final = re.compile(r"[a-zåäöéèüáàæøôëïç]{2,32}")
#: affixes that inflect; the others make the first part of a compound, or another word
INFLECTING: Final = frozenset("ABCDEFGHIJKLMNOPQRTm")
BEGINNING: Final = frozenset("zgyhxwvfuits")
#: flags of words that stand alone in no text, are wrong, or begin, go within or end a compound
NEVER: Final = frozenset("%!¤")
PART_ONLY, BEGIN, WITHIN, END, GENITIVE = "Z", "X", "U", "Y", "A"
#: a base form so much less common than another of the same form is not what was meant (Zipf's scale)
LESS_COMMON: Final = 1.8
#: base forms that are kept of the first part of a compound: "arbets" is of "arbete" and of "arbeta"
MOST_BASES: Final = 2
#: what a part that is no word of its own stands for: "kvinno" for "kvinna", "barna" for "barn"
STANDS_FOR: Final = (
    ("o", "a"),
    ("u", "a"),
    ("e", "a"),
    ("a", ""),
    ("s", ""),
    ("s", "a"),
    ("", "a"),
    ("", "e"),
    ("e", ""),
)

ATTRIBUTION: Final = """forms.marisa and heads.marisa hold Swedish words with their inflections.

They are made from the Swedish dictionary for spell checking by Göran Andersson (SFOL, copyright 2003-19), as packed in
the npm package dictionary-sv {version} (https://github.com/wooorm/dictionaries), which is available under the GNU
Lesser General Public License Version 3 (http://www.gnu.org/licenses/lgpl-3.0.html). How common a word is comes from
wordfreq by Robyn Speer, whose data is licensed under Creative Commons Attribution-ShareAlike 4.0.

Changes: the affixes were spelled out, words with other letters than the Swedish ones were left out, and how common each
word is was added. These two files are derived works under the same licences and can be made anew by
scripts/build_lexicon.py.
"""

#: inflected form → the base forms that it can be of
Forms = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Affix:
    """One line of an affix: what to take off, what to put on, and what the word must end with."""

    strip: str
    add: str
    ends: re.Pattern[str]


def affixes(text: str) -> dict[str, list[Affix]]:
    """The suffixes of the dictionary by their flags."""
    found: dict[str, list[Affix]] = defaultdict(list)
    for line in text.splitlines():
        match line.split():
            case ["SFX", flag, strip, add, ends, *_rest] if ends not in "0123456789" or ends == ".":
                if strip in "YN" and add.isdigit():
                    continue
                added = add.partition("/")[0]
                found[flag].append(
                    Affix("" if strip == "0" else strip, "" if added == "0" else added, re.compile(f"(?:{ends})$"))
                )
    return found


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Word and flags of each line that search can use."""
    for line in text.splitlines()[1:]:
        word, _sign, flags = line.strip().partition("/")
        if _WORD.fullmatch(word.lower()) and not NEVER & set(flags):
            yield word.lower(), flags


def inflected(word: str, flags: str, known: dict[str, list[Affix]], wanted: frozenset[str]) -> Iterator[str]:
    """What the affixes among ``wanted`` make of a word."""
    for flag in flags:
        for affix in known[flag] if flag in wanted else ():
            if affix.ends.search(word) and word.endswith(affix.strip):
                made = word[: len(word) - len(affix.strip)] + affix.add
                if _WORD.fullmatch(made):
                    yield made


def zipf(word: str) -> float:
    return float(zipf_frequency(word, "sv", wordlist="best"))


def keeps(form: str, base: str, heads: set[str]) -> bool:
    """Whether a form that is a word of its own may be an inflection of ``base`` too: of one that it merely prolongs."""
    if form == base or form not in heads:
        return True
    return len(base) > 2 and form.startswith(base) and len(form) - len(base) <= 2


def main(folder: Path) -> None:
    """Write the two tries and their attribution into a folder."""
    known = affixes((SOURCE / "index.aff").read_text("utf-8"))
    words = list(entries((SOURCE / "index.dic").read_text("utf-8")))
    whole = {word for word, flags in words if PART_ONLY not in flags}
    forms: Forms = defaultdict(set)
    heads: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    ending: set[str] = set()
    for word, flags in words:
        base = word if PART_ONLY not in flags else _stands_for(word, whole)
        if base == word:
            for form in [word, *inflected(word, flags, known, INFLECTING)]:
                forms[form].add(word)
        if END in flags:
            ending.add(base)
        for head, flagged in _beginnings(word, flags, known):
            heads[head].add((base, flagged))
    for base, beginnings in HEADS.items():
        for head in beginnings.split():
            heads[head] = {(base, True)}
    _add_plurals(forms, words)
    _save(folder, _packed_forms(forms, _irregular(forms, whole), whole, ending), _packed_heads(heads))


def _beginnings(word: str, flags: str, known: dict[str, list[Affix]]) -> Iterator[tuple[str, bool]]:
    """How a word begins compounds, and whether the dictionary says so; where it does not, as most words do."""
    for head in inflected(word, flags, known, BEGINNING):
        yield head, True
    if {BEGIN, WITHIN, "s"} & set(flags):
        yield word, True
    if GENITIVE in flags and PART_ONLY not in flags:
        yield f"{word}s", False
        yield word, False


def _add_plurals(forms: Forms, words: list[tuple[str, str]]) -> None:
    """Lead plurals back to their nouns where the dictionary makes them of the verb ("delar" of "dela" alone)."""
    flags_of: defaultdict[str, set[str]] = defaultdict(set)
    for word, flags in words:
        flags_of[word] |= set(flags)
    for word, flags in words:
        for end in ("er", "ar", "or") if GENITIVE in flags else ():
            plural, definite = f"{word}{end}", f"{word}{end}na"
            if word in forms.get(definite, {word}) or not forms[definite] <= {f"{word}a", plural}:
                continue
            if end == "ar" and "T" in flags_of[f"{word}a"]:
                # "skyddarna" are those who protect
                continue
            may_be_verb = end != "or" and not (end == "er" and "M" in flags_of[f"{word}a"])
            for form, also in ((plural, may_be_verb), (f"{plural}s", may_be_verb), (definite, False)):
                forms[form] = {word} | ({f"{word}a"} & forms[form] if also else set())
            forms[f"{definite}s"] = {word}


def _irregular(forms: Forms, whole: set[str]) -> set[str]:
    """Add the irregular forms, also at the end of longer words ("orosanmälningar" of "orosanmälan"); which they are."""
    endings = {form: base for base, those in IRREGULAR.items() for form in those.split()}
    for form, base in endings.items():
        forms[form] = {base, *AMBIGUOUS.get(form, "").split()}
    changed = set(endings)
    for word in whole - changed:
        for at in range(3, len(word) - 2):
            base = f"{word[:at]}{endings.get(word[at:], '')}"
            if word[at:] in endings and base in whole and base != word:
                forms[word].add(base)
                changed.add(word)
    return changed


def _stands_for(part: str, whole: set[str]) -> str:
    bases = [part.removesuffix(old) + new for old, new in STANDS_FOR if part.endswith(old)]
    return max((base for base in bases if base in whole), key=zipf, default=part)


def _packed_forms(forms: Forms, irregular: set[str], whole: set[str], ending: set[str]) -> Iterator[tuple[str, bytes]]:
    for form, bases in forms.items():
        found = {base: zipf(base) for base in bases if form in irregular or keeps(form, base, whole)}
        most = max(found.values(), default=0.0)
        for base, common in found.items():
            if common >= most - LESS_COMMON:
                yield form, pack(form, Base(base, common, base in ending))


def _packed_heads(heads: dict[str, set[tuple[str, bool]]]) -> Iterator[tuple[str, bytes]]:
    for head, bases in heads.items():
        said = any(flagged for _base, flagged in bases)
        # of "skydds" the noun before the verb: what the part merely prolongs
        ordered = sorted({base for base, _flagged in bases}, key=lambda base: (not head.startswith(base), -zipf(base)))
        for base in ordered[:MOST_BASES]:
            yield head, pack(head, Base(base, zipf(base), said))


def _save(folder: Path, forms: Iterator[tuple[str, bytes]], heads: Iterator[tuple[str, bytes]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("forms", forms), ("heads", heads)):
        trie = marisa_trie.BytesTrie(sorted(rows))
        path = folder / f"{name}.marisa"
        # put in place at once: a running server has the old one mapped
        fresh = path.with_suffix(".new")
        trie.save(str(fresh))
        fresh.replace(path)
        print(f"{len(trie)} {name}, {path.stat().st_size} byte: {path}")
    version = json.loads((SOURCE / "package.json").read_text("utf-8"))["version"]
    (folder / "ATTRIBUTION.txt").write_text(ATTRIBUTION.format(version=version), encoding="utf-8")
    assert SCALE * 8 < 128


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "lexicon")
