"""Repair of damaged lines: which words are touched, which are sacred, and what each becomes.

Dates, paragraphs, diary numbers, sums, addresses, abbreviations and party letters are never touched, and no digit of a
number ever changes. A digit is read as a letter only inside a word ("6vrigt") or as a lone "1" between words ("i").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from samfrid.reading.repair import context
from samfrid.reading.repair.channel import Channel, Guess
from samfrid.reading.repair.damage import damaged_lines, may_be_damaged
from samfrid.reading.repair.quotes import quoted, same_but_dots
from samfrid.reading.repair.words import words


@dataclass(frozen=True, slots=True)
class Change:
    """One word of one line becomes another.

    ``margin`` (0–1) says how far the next guess was; ``rule`` how the word was found: by itself ("word"), by its
    neighbours ("context"), over a line's end ("line"), as a name ("name"), as the "i" that was read as 1 ("one").
    """

    line: int
    start: int
    end: int
    new: str
    margin: float
    rule: str


@dataclass(slots=True)
class _Token:
    """A word, or a part of one between hyphens, with its place; ``word`` is what it is read as, in lower case."""

    line: int
    start: int
    raw: str
    sacred: bool
    begins: bool
    word: str = ""
    #: what joins it to the part before, in "kr/år" or "att-satsen"
    joint: str = ""
    #: whether a comma or the like follows
    comma: bool = False
    margin: float = 1.0
    rule: str = ""
    #: whether its capital is a misread small letter
    falls: bool = False
    #: whether it stands in a quotation, whose words are another's
    quoted: bool = False


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHUNK = re.compile(r"\S+")
_EDGE = "“”„\"'’‘«»()[]{}<>.,;:!?…*•·–—_~"
_PARTS = re.compile(r"[^-/–—‐]+")
_SACRED = re.compile(r"@|://|www\.|§|\d\D*\d|\w\.\w|[%€$£=+\\^]|…")
_PARTY = re.compile(r"[A-ZÅÄÖ]{1,6}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = re.compile(r"[.!?]['\"”’»)]*$")
_COMMA = re.compile(r"[,;:)][”\"]?$")
#: "lö" at the beginning of a word, read as a number that no word follows so closely
_LOW = re.compile(r"1[68&][a-zåäöé]{3,}$")
#: what "Dnr" is read as, before a number
_LABEL = re.compile(r"D[ao]r$")
_NUMBERED = re.compile(r"[.:]*\s*(?:[A-ZÅÄÖ]{1,6}[ -]?)?\d")
#: after these a lone 1 is a number; before these too
_COUNTED = _listed(
    "§ kap kap. nr punkt punkten bilaga tabell diagram figur bild sida sid s. årskurs klass fas steg etapp mål fråga"
    " den artikel version omgång grupp nivå moment avsnitt kvartal vecka klockan kl kl."
)
_COUNTS = _listed(
    "januari februari mars april maj juni juli augusti september oktober november december år månad dag vecka timme"
    " procent kvinna man barn person plats tjänst st kr kronor miljon miljoner tusen tkr mkr kap kap. § och eller av"
    " till"
)
#: endings of names that can only be one thing
_NAME_ENDS = tuple(
    (re.compile(f"{read}$"), right)
    for read, right in (
        ("str[oéd6]m", "ström"),
        ("sj[oéd6]", "sjö"),
        ("l[oéd6]f", "löf"),
        ("g[aéd]rd", "gård"),
        ("h[oéd6]jd?", "höj"),
        ("n[aé]s", "näs"),
        ("tr[aéi]sk", "träsk"),
        ("b[éi]ck", "bäck"),
        ("tj[aéi]rn", "tjärn"),
        ("fj[aéi]rd", "fjärd"),
        ("k[oéd6]ping", "köping"),
        ("[aéd]nger", "ånger"),
        ("s[aéi]ter", "säter"),
    )
)
#: short words in lines of capitals alone, where party letters and abbreviations look the same
_LOUD = {"FOR": "för", "PA": "på", "GOR": "gör", "MAL": "mål", "AR": "år", "TVA": "två", "NAR": "när", "RAD": "råd"}
_LEAST_LOUD = 12
#: shorter words of capitals and digits are no words
_LEAST_MIXED = 5
#: no name stands right after these: a capital A or O there is a small å or ö
_BEFORE_NOUN = _listed(
    "den det de denna detta dessa en ett nästa förra varje alla många flera några senaste sista första samma sin sitt"
    " sina vår vårt våra ingen inget inga någon något per två tre fyra fem sex sju åtta nio tio"
)
#: a lead over the next guess that counts as certain
_FIRM = 8.0
#: by how much a guess must be better than the word as it stands, in a name by more
_WORTH, _WORTH_NAME = 0.4, 1.2
#: how much dearer than the cheapest a guess may be that the neighbours speak for
_NEAR = 5.5
#: what each further garbled form of the same word is worth, up to three
_SEVERAL = 3.5


def mend(lines: Sequence[str], breaks: Sequence[bool]) -> tuple[list[Change], list[bool]]:
    """The changes that damaged lines need, in order, and which lines are damaged.

    ``breaks`` says before which lines a new block (paragraph) begins. Raises
    :class:`~samfrid.reading.repair.words.NoWords` if some lines may be damaged and the word list is not built.
    """
    if not may_be_damaged(lines, breaks):
        return [], [False] * len(lines)
    channel = _channel()
    damaged = damaged_lines(lines, breaks, channel, words())
    if not any(damaged):
        return [], damaged
    tokens = list(_tokens(lines, damaged))
    _join_hyphened(tokens, lines)
    support = _support(tokens, channel)
    others = quoted(lines, breaks)
    for token in tokens:
        token.quoted = (token.line, token.start) in others
        if not token.sacred and not token.rule:
            _read(token, channel, support)
    _by_context(tokens, channel)
    for before, token in pairwise(tokens):
        token.falls = token.raw[0] in "AO" and before.word in _BEFORE_NOUN and before.line + 1 >= token.line
    changes = [_change(token) for token in tokens if token.rule]
    return [change for change in changes if change is not None], damaged


@lru_cache(maxsize=1)
def _channel() -> Channel:
    return Channel(words())


def _tokens(lines: Sequence[str], damaged: Sequence[bool]) -> list[_Token]:
    tokens: list[_Token] = []
    begins = True
    for number, line in enumerate(lines):
        if not damaged[number]:
            begins = True
            continue
        loud = line.isupper() and len(line) > _LEAST_LOUD
        for found in _CHUNK.finditer(line):
            chunk = found.group()
            core = chunk.strip(_EDGE)
            plain = core == chunk
            if core:
                offset = found.start() if plain else found.start() + chunk.index(core)
                made = _tokens_of(number, offset, core, line, begins=begins, alone=plain, loud=loud)
                if made:
                    made[-1].comma = not plain and bool(_COMMA.search(chunk))
                    tokens += made
            begins = not plain and bool(_ENDS.search(chunk))
    return tokens


def _tokens_of(number: int, start: int, core: str, line: str, *, begins: bool, alone: bool, loud: bool) -> list[_Token]:
    """A word of a line as tokens; some are decided by how they look alone."""
    if core == "1" and not alone:  # a list marker or the end of a sentence
        return [_Token(number, start, core, sacred=True, begins=begins, word=core)]
    if loud and core in _LOUD:
        return [_Token(number, start, core, True, begins, _LOUD[core], margin=0.5, rule="word")]
    if core[0] == "D" and _LABEL.match(core) and _NUMBERED.match(line, start + len(core)):
        return [_Token(number, start, core, True, begins, "dnr", margin=0.5, rule="label")]
    if core.isalpha() and len(core) > 1 and not core.isupper():  # most words: neither sacred nor with parts
        return [_Token(number, start, core, False, begins, core.lower())]
    return _split(number, start, core, begins=begins)


def _split(line: int, start: int, core: str, *, begins: bool) -> list[_Token]:
    """The parts of a word between hyphens; what is sacred stays whole."""
    if core != "1" and not _LOW.match(core) and (_SACRED.search(core) or core.isdigit() or _is_abbreviation(core)):
        return [_Token(line, start, core, sacred=True, begins=begins, word=core.lower())]
    parts = [(part.start(), part.group()) for part in _PARTS.finditer(core)]
    return [
        _Token(
            line,
            start + at,
            part,
            sacred=_keep(part),
            begins=begins and at == 0,
            word=part.lower(),
            joint=core[at - 1 : at],
        )
        for at, part in parts
    ]


def _is_abbreviation(core: str) -> bool:
    """Party letters, abbreviations of bodies and companies ("(MP)", "KSAU"), names of rooms and classes ("B6")."""
    if len(core) < _LEAST_MIXED and core.isupper() and not core.isalpha():
        return True
    return bool(_PARTY.match(core)) and (len(core) <= 3 or not set(core) & set("AEIOUYÅÄÖ"))


def _keep(part: str) -> bool:
    """Parts that no repair may touch: numbers, signs, abbreviations and single letters, but for a lone 1."""
    return part != "1" and (len(part) == 1 or _is_abbreviation(part) or not any(sign.isalpha() for sign in part))


def _join_hyphened(tokens: list[_Token], lines: Sequence[str]) -> None:
    """Read a word that is broken over two lines as one, if the same number of letters comes out."""
    channel = _channel()
    for first, second in pairwise(tokens):
        end = first.start + len(first.raw)
        broken = second.line == first.line + 1 and lines[first.line][end:].strip() == "-" and second.raw[:1].islower()
        if not broken or first.sacred or second.sacred or second.raw in ("och", "eller", "samt"):
            continue
        whole = first.raw + second.raw
        guesses = channel.guesses(whole)
        best = guesses[0]
        if best.known and len(best.word) == len(whole):
            cut = len(first.raw)
            margin = _margin(guesses, best)
            for token, word in ((first, best.word[:cut]), (second, best.word[cut:])):
                token.word, token.margin, token.rule = word, margin, "line" if word != token.raw.lower() else "same"


def _support(tokens: Sequence[_Token], channel: Channel) -> dict[str, int]:
    """Of how many differently garbled words each guess may be the right one: "Stangastaden", "Stingastaden" …"""
    forms: dict[str, set[str]] = {}
    for raw in {token.raw for token in tokens if not token.sacred and len(token.raw) > 5}:
        guesses = channel.guesses(raw)
        if not _as_it_stands(guesses, raw):
            for guess in guesses:
                if guess.known:
                    forms.setdefault(_stem(guess.word), set()).add(_stem(raw.lower()))
    return {word: len(found) for word, found in forms.items() if len(found) > 1}


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _as_it_stands(guesses: Sequence[Guess], raw: str) -> bool:
    return guesses[0].known and guesses[0].word == raw.lower()


def _read(token: _Token, channel: Channel, support: dict[str, int]) -> None:
    """Decide what a word is by itself."""
    raw = token.raw
    low = raw.lower()
    token.word = low
    if raw == "1":
        return
    guesses = channel.guesses(raw)
    if support and not _as_it_stands(guesses, raw):
        guesses = tuple(sorted((_supported(guess, support) for guess in guesses), key=lambda guess: guess.cost))
    if token.quoted:
        kept = [guess for guess in guesses if same_but_dots(low, guess.word)]
        guesses = tuple(kept) or (Guess(low, 0.0, known=False),)
    best = guesses[0]
    own = next((guess for guess in guesses if guess.word == low), None)
    gain = own.cost - best.cost if own else _FIRM
    worth = _WORTH if not _is_name(token) else _WORTH_NAME
    if best.word == low or not best.known or gain < worth:
        if _is_name(token) and not (own and own.known) and (ending := _name_ending(low)):
            token.word, token.margin, token.rule = ending, 0.5, "name"
        return
    token.word, token.margin, token.rule = best.word, _margin(guesses, best), "word"


def _supported(guess: Guess, support: dict[str, int]) -> Guess:
    others = min(support.get(_stem(guess.word), 1) - 1, 3)
    return Guess(guess.word, guess.cost - _SEVERAL * others, guess.known) if others else guess


def _margin(guesses: Sequence[Guess], best: Guess) -> float:
    """How far the next guess is, from 0 to 1."""
    rest = [guess.cost for guess in guesses if guess.word != best.word]
    return round(min(1.0, max(0.0, (min(rest) - best.cost) / _FIRM)), 2) if rest else 1.0


def _is_name(token: _Token) -> bool:
    """Whether a word may be a name: a capital inside a sentence."""
    return token.raw[:1].isupper() and not token.begins and not token.raw.isupper()


def _name_ending(low: str) -> str | None:
    """A surname whose ending can only be one thing: "Lundstrom"."""
    for ending, right in _NAME_ENDS:
        found = ending.search(low)
        if found and found.start() > 2:
            return low[: found.start()] + right + ("d" if low[-1] == "d" and right[-1] == "j" else "")
    return None


def _by_context(tokens: list[_Token], channel: Channel) -> None:
    """Choose between words that only their neighbours tell apart, and read a lone 1 as "i"."""
    for at, token in enumerate(tokens):
        if token.raw == "1":
            if not token.sacred and _is_lone_one(tokens, at):
                token.word, token.margin, token.rule = "i", 0.5, "one"
            continue
        if token.sacred or not (read := context.ambiguous(token.raw.lower(), token.word)):
            continue
        before = "/" if token.joint == "/" else _neighbour(tokens, at, -1)
        after = _neighbour(tokens, at, 1)
        choice = context.choose(read, context.START if token.begins else before, after)
        if choice is None or choice == token.word:
            continue
        lost = len(choice) > len(token.raw) and read == token.raw  # a letter was: of that the table alone knows
        if (lost and token.quoted) or not (lost or _possible(choice, token, channel)):
            continue
        token.margin, token.word = 0.5, choice
        token.rule = "context" if choice != token.raw.lower() else ""


def _possible(choice: str, token: _Token, channel: Channel) -> bool:
    """Whether a choice is among the better guesses for what was read."""
    guesses = channel.guesses(token.raw)
    return any(guess.word == choice and guess.cost - guesses[0].cost <= _NEAR for guess in guesses)


def _neighbour(tokens: Sequence[_Token], at: int, step: int) -> str:
    if not 0 <= at + step < len(tokens):
        return context.END if step > 0 else ""
    other = tokens[at + step]
    if step > 0 and other.begins:
        return context.END
    if step > 0 and tokens[at].comma:
        return context.COMMA
    if step > 0 and not other.sacred and other.raw[0].isupper() and tokens[at].raw[0].isupper():
        return context.NAME
    if other.raw.isdigit():
        return context.YEAR if _YEAR.fullmatch(other.raw) else context.NUMBER
    return other.word


def _is_lone_one(tokens: Sequence[_Token], at: int) -> bool:
    """A "1" between words of one sentence that neither counts nor numbers anything."""
    if not 0 < at < len(tokens) - 1 or tokens[at].begins:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    if right.line - left.line > 1 or right.begins or not right.word.isalpha() or not right.raw[:1].isalpha():
        return False
    same_line = left.line == tokens[at].line or tokens[at].start == 0
    return same_line and left.word.isalpha() and left.word not in _COUNTED and right.word not in _COUNTS


def _change(token: _Token) -> Change | None:
    new = _cased(token)
    if new == token.raw:
        return None
    return Change(token.line, token.start, token.start + len(token.raw), new, token.margin, token.rule)


def _cased(token: _Token) -> str:
    """The word in the case that was read; a capital that was itself misread for a small letter falls."""
    raw, word = token.raw, token.word
    if len(raw) > 1 and raw.isupper():
        return word.upper()
    first = raw[0]
    if first == "l" and word[0] == "i":
        return (word[0].upper() if token.begins else "i") + word[1:]
    dotted = (first in "GS" and word[0] == "ö") or (token.falls and word[0] in "åäö")
    misread = dotted or (first == "I" and word[0] == "l") or not first.isalpha()
    if (first.isupper() and not (misread and not token.begins)) or (misread and token.begins and not first.isdigit()):
        return word[0].upper() + word[1:]
    return word
