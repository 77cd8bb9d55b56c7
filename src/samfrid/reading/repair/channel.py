"""A noisy channel: which Swedish words a garbled word may have been, and how far apart the guesses are.

The channel is a reader of characters that did not know å, ä and ö. Its costs are negative logarithms of how often such
a reader writes the one for the other; a word's own cost is that of its frequency. The lowest sum wins.

Words are looked up by their shape (see :mod:`samfrid.reading.repair.words`). What was read is looked up as it stands,
and only if no common word has that shape with groups of characters taken for one letter ("ii", "éa"), with a letter
that was not read at all, as a compound, and at last with other letters that a worn print turns into each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from samfrid.reading.repair.words import HOLE, SCALE, SIGNS, Words, shape


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: what was printed, by what is read, with the cost of that misreading: the letters that a shape hides
_MISREAD: dict[str, dict[str, float]] = {
    "a": {"å": 0.4, "ä": 0.8, "ö": 5.0},
    "o": {"ö": 0.4, "å": 4.5},
    "i": {"ä": 1.3, "å": 2.3, "ö": 4.2},
    "d": {"ä": 2.1, "å": 2.7, "ö": 2.9},
    "é": {"ö": 1.6, "ä": 2.2, "å": 2.6},
    "è": {"é": 1.0, "ö": 1.6, "ä": 2.2, "å": 2.6},
    "á": {"å": 1.0, "ä": 1.4},
    "à": {"å": 1.0, "ä": 1.4},
    "â": {"å": 1.0, "ä": 1.2},
    "ã": {"å": 1.0, "ä": 1.0},
    "ó": {"ö": 1.0},
    "ò": {"ö": 1.0},
    "ô": {"ö": 1.0},
    "õ": {"ö": 1.0},
    "&": {"ä": 1.5, "å": 2.0, "ö": 3.0},
    "6": {"ö": 1.0, "o": 3.0, "ä": 6.0},
    "4": {"ä": 1.2, "å": 1.4},
    "8": {"ö": 2.0, "å": 2.0, "ä": 2.5},
    "3": {"ä": 2.0, "å": 3.5},
    "0": {"o": 1.0, "ö": 2.5},
    "@": {"ä": 2.0, "å": 3.0},
}
#: groups of characters that are read for one letter
_GROUPS: tuple[tuple[str, dict[str, float]], ...] = tuple(
    (group, letters)
    for groups, letters in (
        ("ii", {"ä": 2.2, "å": 4.0, "ö": 4.8}),
        ("éi éa aé ai", {"ä": 3.0, "å": 3.4, "ö": 5.0}),
        ("éd dé", {"ä": 3.0, "å": 3.2, "ö": 4.0}),
        ("id di ia da it ti dg", {"ä": 3.6, "å": 4.6, "ö": 4.6}),
        ("oé 6é eé eö ob do", {"ö": 3.0}),
        ("&d &a", {"ä": 2.0, "å": 2.2}),
        ("aa", {"å": 3.0}),
        ("ae", {"ä": 3.0}),
        ("oe", {"ö": 3.5}),
        ("ib is", {"ö": 4.8}),
    )
    for group in groups.split()
)
#: a letter that was printed and not read
_LOST = {"ö": 4.2, "å": 4.8, "ä": 5.0}
#: å, ä or ö read as a letter that no shape hides; in the beginning of a word this is likelier
_STRAY = {"b": {"ö": 4.0}, "t": {"ö": 4.5}, "s": {"ö": 5.0, "ä": 6.0}, "g": {"ä": 4.5, "ö": 6.0}, "e": {"é": 1.0}}
_STRAY |= {"f": {"å": 5.0, "ä": 5.0}, "h": {"å": 5.0}, "l": {"å": 5.0}, "u": {"ö": 5.5, "ä": 5.5}}
_STRAY_START = {"G": {"ö": 2.0}, "S": {"ö": 2.6}}
#: letters that a worn print turns into each other, by what is read: (printed, cost)
_WORN: dict[str, tuple[tuple[str, float], ...]] = {
    "1": (("i", 0.8), ("l", 0.8)),
    "|": (("l", 1.0), ("i", 1.0)),
    "!": (("l", 1.0), ("i", 1.2)),
    "5": (("s", 1.0),),
    "{": (("f", 0.6),),
    "$": (("s", 1.0),),
    "i": (("l", 3.6), ("t", 4.2), ("j", 4.2)),
    "t": (("l", 3.8), ("f", 4.0), ("r", 5.5)),
    "l": (("i", 3.8), ("t", 5.5), ("k", 5.5)),
    "f": (("l", 5.0), ("t", 5.0)),
    "h": (("b", 5.0), ("l", 5.0), ("k", 5.0)),
    "b": (("h", 4.4),),
    "n": (("m", 4.8), ("tt", 5.0)),
    "m": (("rn", 4.2), ("n", 4.8)),
    "a": (("n", 5.5), ("o", 5.0)),
    "u": (("a", 5.0), ("n", 5.5), ("ti", 5.0), ("tt", 5.5)),
    "e": (("c", 6.0), ("o", 6.0)),
    "o": (("e", 6.0),),
    "c": (("e", 5.0),),
    "s": (("a", 6.5),),
    "r": (("t", 6.0),),
    "w": (("u", 4.0), ("tv", 5.0)),
    "j": (("i", 6.0),),
    "v": (("r", 5.5),),
    "p": (("g", 5.5),),
    "y": (("t", 6.0),),
    "rn": (("m", 3.5),),
    "vv": (("w", 3.0),),
    "cl": (("d", 4.0),),
    "kl": (("d", 6.0),),
    "fi": (("få", 4.5),),
    "jj": (("j", 2.0),),
}
_WORN_SHAPES = {
    read: tuple((letters, shape(letters), price) for letters, price in listed) for read, listed in _WORN.items()
}
_UNREAD = tuple(
    (letter, shape(letter), price) for letter, price in (("t", 5.0), ("l", 5.4), ("i", 5.4), ("r", 5.4), ("f", 6.0))
)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü")
#: the cost of a word that no list has; of one with characters that no Swedish word has
_UNKNOWN = 2.3026 * 8.3
_IMPOSSIBLE = 7.0
#: and of one with an é that is not near its end, where Swedish has it
_ODD = 2.5
#: guesses that cost more are not worth a thought, even where other forms of the word speak for them
_MOST = 25.0
_LEAST_PART = 3
_LONG_PART = 7
#: how common a part of a compound must be, by its length
_PART_ZIPF = {1: 9.0, 2: 9.0, 3: 4.3, 4: 3.0, 5: 3.0, 6: 2.6, _LONG_PART: 2.0}
#: words that begin no compounds, and without their dots look like some that do
_NO_HEADS = _listed("stod bor satt lag vald saker var mal hall rad vag man for nar gar kor hor sok lan kop händer")
_LEAST_COMPOUND = 7
#: parts of three letters that were misread; most others are there by chance
_SHORT_PARTS = _listed("råd väg län års sjö näs höj våg tåg hög små kök kön")
_COMPOUND = 1.6
#: a word of the list that costs no more makes a closer look needless; one that costs more than the second is doubtful
_ENOUGH, _DOUBTFUL = 13.0, 15.5
_GENITIVE = 0.8
#: endings that long words of the list take too, and how much rarer the word is with one
_ENDINGS = ("en", "et", "er", "ens", "ets", "erna")
_INFLECTED, _LEAST_INFLECTED = 1.2, 8
#: a word of three letters that is rarer than the first (a cost) may have lost its first; what it becomes is this common
_RARE_SHORT, _COMMON = 12.5, 5.0
_LONGEST = 34
#: a word needs this many letters before one of them is taken to be worn or unread
_LEAST_WORN = 4


class Guess(NamedTuple):
    """A reading of a word, in lower case, with its cost; ``known`` is false for the word as it stands in no list."""

    word: str
    cost: float
    known: bool = True


class _Form(NamedTuple):
    """A known word that a stretch of characters may have been, with the cost of the misreadings alone."""

    word: str
    cost: float
    zipf: float


def _with_holes() -> tuple[dict[str, dict[str, float]], list[tuple[str, str]], dict[str, str]]:
    """The costs of the letters that shapes hide, with a private sign for each group, stray letter and lost letter."""
    prices = {read: dict(letters) for read, letters in _MISREAD.items()}
    sign = ord(HOLE)
    prices[HOLE] = _LOST
    groups, strays = [], {}
    for group, letters in _GROUPS:
        sign += 1
        prices[chr(sign)] = letters
        groups.append((group, chr(sign)))
    for read, letters in (*_STRAY.items(), *_STRAY_START.items()):
        sign += 1
        prices[chr(sign)] = letters
        strays[read] = chr(sign)
    return prices, groups, strays


_PRICES, _GROUP_HOLES, _STRAY_HOLES = _with_holes()


class Channel:
    """Guesses for words, remembered: the same few thousand words make up most text."""

    def __init__(self, words: Words) -> None:
        self._under = words.under
        self.guesses = lru_cache(maxsize=60_000)(self._guesses)
        self._forms = lru_cache(maxsize=60_000)(self._look_up)

    def _guesses(self, raw: str) -> tuple[Guess, ...]:
        """The best guesses for a word as it was read, cheapest first; it may itself be one of them."""
        low = raw.lower()
        if len(raw) > _LONGEST:
            return (Guess(low, _UNKNOWN, known=False),)
        found: dict[str, float] = {}
        shaped = shape(low)
        least = self._add(found, low, shaped, 0.0)
        if least > _RARE_SHORT and len(low) == _LEAST_WORN - 1 and raw.islower():
            self._beheaded(found, low, shaped)
        if least > _ENOUGH:
            self._look_closer(found, raw, low, shaped)
        if low in found:
            guesses = [Guess(word, cost) for word, cost in found.items()]
        else:
            found[low] = _UNKNOWN + (_IMPOSSIBLE if not _PLAIN.issuperset(low) else _ODD if "é" in low[:-3] else 0)
            guesses = [Guess(word, cost, word != low) for word, cost in found.items()]
        if len(guesses) > 1:
            guesses.sort(key=_cost)
        return tuple(guesses[:4])

    def _look_closer(self, found: dict[str, float], raw: str, low: str, shaped: str) -> None:
        """Look at groups of characters, lost letters, compounds, worn letters, each only if what went before failed."""
        variants = [(low, shaped), *_grouped(low, shaped)]
        for grouped, key in variants[1:]:
            self._add(found, grouped, key, 0.0)
        if raw[0] in _STRAY_START:
            self._add(found, _STRAY_HOLES[raw[0]] + low[1:], "*" + shaped[1:], 0.0)
        elif raw[0] in "I1" and not raw.isupper():
            self._add(found, f"l{low[1:]}", f"l{shaped[1:]}", 1.0)
        if len(low) >= _LEAST_COMPOUND and low not in found:
            for variant in variants:
                for word, cost in self._compounds(*variant):
                    _keep(found, word, cost)
        if low not in found and min(found.values(), default=_UNKNOWN) > _DOUBTFUL and len(low) >= _LEAST_WORN:
            under = self._under
            genitive = low[-1] == "s"
            for worn, key, price in _worn(low, shaped):
                if under(key) or (genitive and under(key[:-1])):
                    self._add(found, worn, key, price)

    def _beheaded(self, found: dict[str, float], low: str, shaped: str) -> None:
        """Keep the very common words that this is with its first letter lost: "ver", "ven"."""
        for form in self._forms(HOLE + low, f"*{shaped}"):
            if form.zipf >= _COMMON:
                _keep(found, form.word, form.cost + _rarity(form.zipf))

    def _add(self, found: dict[str, float], read: str, shaped: str, price: float) -> float:
        """Keep the known words, also as genitives, that may have been read so; the least cost of them."""
        least = _UNKNOWN
        for form in self._forms(read, shaped):
            cost = price + form.cost + _rarity(form.zipf)
            least = min(least, cost)
            _keep(found, form.word, cost)
        if len(read) > 5 and read[-1] == "s":
            for form in self._forms(read[:-1], shaped[:-1]):
                if form.word[-1] != "s":
                    cost = price + form.cost + _rarity(max(form.zipf - _GENITIVE, 0.5))
                    least = min(least, cost)
                    _keep(found, f"{form.word}s", cost)
        if least > _ENOUGH and len(read) > _LEAST_INFLECTED:
            least = min(least, self._inflected(found, read, shaped, price))
        return least

    def _inflected(self, found: dict[str, float], read: str, shaped: str, price: float) -> float:
        """Keep known words with an ending, where the list has only the bare word: "delårsrapport-en"."""
        least = _UNKNOWN
        for ending in _ENDINGS:
            if not read.endswith(ending) or len(read) - len(ending) < _LEAST_INFLECTED:
                continue
            for form in self._forms(read[: -len(ending)], shaped[: -len(ending)]):
                cost = price + form.cost + _rarity(max(form.zipf - _INFLECTED, 0.5))
                least = min(least, cost)
                _keep(found, form.word + ending, cost)
        return least

    def _look_up(self, read: str, shaped: str) -> tuple[_Form, ...]:
        """The known words with the shape of what was read, where each letter may have been misread so."""
        under = self._under(shaped)
        if not under:
            return ()
        places = [at for at, sign in enumerate(shaped) if sign == "*"]
        forms = []
        for kept in under:
            letters = kept[1:].decode("latin-1")
            cost = 0.0
            changed = read
            for at, letter in zip(places, letters, strict=True):
                sign = read[at]
                if sign != letter:
                    price = _PRICES.get(sign, _NOTHING).get(letter)
                    if price is None:
                        break
                    cost += price
                    changed = f"{changed[:at]}{letter}{changed[at + 1 :]}"
            else:
                forms.append(_Form(changed, cost, kept[0] / SCALE))
        return tuple(forms)

    def _compounds(self, read: str, shaped: str, parts: int = 3) -> Iterator[tuple[str, float]]:
        """Words put together of two or three known ones, perhaps with an s between ("omsorgs-förvaltningen")."""
        under = self._under
        for cut in range(_LEAST_PART, len(read) - _LEAST_PART + 1):
            if not (under(shaped[:cut]) or (read[cut - 1] == "s" and under(shaped[: cut - 1]))):
                continue
            heads = self._heads(read[:cut], shaped[:cut])
            if not heads:
                continue
            rest, key = read[cut:], shaped[cut:]
            tails = [form for form in self._forms(rest, key) if _is_part(form)] if under(key) else []
            for head, cost, zipf in heads:
                for tail in tails:
                    yield head + tail.word, cost + tail.cost + _rarity(min(zipf, tail.zipf) - _COMPOUND)
            if parts > 2 and not tails and len(rest) > 2 * _LEAST_PART:
                for word, cost in self._compounds(rest, key, parts - 1):
                    for head, more, _ in heads:
                        yield head + word, more + cost + _COMPOUND

    def _heads(self, read: str, shaped: str) -> list[tuple[str, float, float]]:
        """First parts of compounds, with the cost of misreading and how common they are: "omsorgs" as "omsorg"."""
        heads = [(form.word, form.cost, form.zipf) for form in self._forms(read, shaped) if _is_part(form)]
        if read[-1] == "s" and len(read) > _LEAST_PART:
            heads += [
                (f"{form.word}s", form.cost, form.zipf)
                for form in self._forms(read[:-1], shaped[:-1])
                if form.word[-1] != "s" and _is_part(form)
            ]
        return [head for head in heads if head[0] not in _NO_HEADS]


def _keep(found: dict[str, float], word: str, cost: float) -> None:
    if cost < found.get(word, _MOST):
        found[word] = cost


def _is_part(form: _Form) -> bool:
    """Whether a word can be a part of a compound: short ones are in many words by chance, and must be common."""
    length = len(form.word)
    if length == _LEAST_PART and form.cost and form.word not in _SHORT_PARTS:
        return False
    return form.zipf >= _PART_ZIPF[min(length, _LONG_PART)]


_NOTHING: dict[str, float] = {}


def _cost(guess: Guess) -> float:
    return guess.cost


def _grouped(low: str, shaped: str) -> Iterator[tuple[str, str]]:
    """What was read, and its shape, with groups of characters as one letter: each by itself, and all together."""
    whole, count = low, 0
    for group, hole in _GROUP_HOLES:
        at = low.find(group)
        if at < 0:
            continue
        if group in whole:
            whole, count = whole.replace(group, hole), count + 1
        while at >= 0:
            end = at + len(group)
            yield f"{low[:at]}{hole}{low[end:]}", f"{shaped[:at]}*{shaped[end:]}"
            at = low.find(group, at + 1)
    if count:
        yield whole, shape(whole)


def _worn(low: str, shaped: str) -> Iterator[tuple[str, str, float]]:
    """What was read, and its shape, with one letter lost, stray or worn, and the cost of that."""
    for at in range(len(low) + 1):
        before, after, first, last = low[:at], low[at:], shaped[:at], shaped[at:]
        yield f"{before}{HOLE}{after}", f"{first}*{last}", 0.0
        for letters, key, price in _UNREAD:
            yield f"{before}{letters}{after}", f"{first}{key}{last}", price
        one = low[at : at + 1]
        if one in _STRAY_HOLES:
            yield f"{before}{_STRAY_HOLES[one]}{after[1:]}", f"{first}*{last[1:]}", 0.0
        for group in (one, low[at : at + 2]):
            end = len(group)
            for letters, key, price in _WORN_SHAPES.get(group, ()):
                yield f"{before}{letters}{after[end:]}", f"{first}{key}{last[end:]}", price


def _rarity(zipf: float) -> float:
    """The cost of a word's frequency."""
    return (9.0 - zipf) * 2.3026


assert set(_MISREAD) >= set(SIGNS)
