"""Real words hidden by lost dots: "ar" is "är" or "år", "var" is "var" or "vår". The words beside them decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

#: how the table writes the beginning and the end of a sentence, a comma, a number, a year and a name after a name
START, END, COMMA, NUMBER, YEAR, NAME = "§", "¶", ",", "#", "##", "^"
_DOTLESS = str.maketrans("åäö", "aao")


@dataclass(frozen=True, slots=True)
class _Side:
    """What may stand on one side: these words, or all but these."""

    words: frozenset[str]
    but: bool

    def fits(self, word: str) -> bool:
        if not self.words:
            return True
        return (word in self.words) is not self.but


@dataclass(frozen=True, slots=True)
class _Rule:
    choice: str
    before: _Side
    after: _Side


def choose(read: str, before: str, after: str) -> str | None:
    """The word that ``read`` is between these neighbours (lower case, repaired), or None if no rule knows."""
    for rule in _rules().get(read, ()):
        if rule.before.fits(before) and rule.after.fits(after):
            return rule.choice
    return None


def ambiguous(raw: str, word: str) -> str | None:
    """The row of the table that has something to say of what was read, or of the word that it was taken for."""
    rules = _rules()
    return raw if raw in rules else bare if (bare := word.translate(_DOTLESS)) in rules else None


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[_Rule, ...]]:
    rules: dict[str, list[_Rule]] = {}
    text = (files("samfrid.reading.repair") / "context.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            choice, read, before, after = line.split("\t")
            rules.setdefault(read, []).append(_Rule(choice, _side(before), _side(after)))
    return {read: tuple(listed) for read, listed in rules.items()}


def _side(listed: str) -> _Side:
    if listed == "*":
        return _Side(frozenset(), but=False)
    return _Side(frozenset(listed.removeprefix("!").split("|")), but=listed.startswith("!"))
