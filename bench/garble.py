"""A seeded model of how a reader without å, ä and ö garbles Swedish, for measuring repair.

The shares follow what the English model of a common reader does with Swedish print. The repair's own costs were set by
hand from the same kind of text, not fitted to this model; still, real text is the better judge.
"""

from __future__ import annotations

import random
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")

_SHARES: dict[str, tuple[tuple[str, float], ...]] = {
    "å": (("a", 0.62), ("é", 0.20), ("d", 0.10), ("4", 0.02), ("&", 0.02), ("éa", 0.02), ("i", 0.02)),
    "ä": (("a", 0.50), ("i", 0.18), ("é", 0.10), ("d", 0.10), ("4", 0.02), ("ia", 0.04), ("id", 0.04), ("di", 0.02)),
    "ö": (("o", 0.62), ("é", 0.24), ("d", 0.08), ("6", 0.05), ("&", 0.01)),
    "Å": (("A", 1.0),),
    "Ä": (("A", 1.0),),
    "Ö": (("O", 0.9), ("G", 0.1)),
}
_LONE_ONE = 0.25


def sentences(*, held_out: bool = False) -> list[str]:
    """The clean sentences: those that repair was tried on while it was written, or those that were held out."""
    tried, _, kept = SENTENCES.read_text("utf-8").partition("\n# held out")
    text = kept.partition("\n")[2] if held_out else tried
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def garbled(text: str, seed: int) -> str:
    """The text as such a reader would give it; the same seed gives the same text."""
    chance = random.Random(seed)
    words = []
    for word in text.split(" "):
        if word == "i" and chance.random() < _LONE_ONE:
            words.append("1")
            continue
        words.append("".join(_letter(letter, chance) for letter in word))
    return " ".join(words)


def _letter(letter: str, chance: random.Random) -> str:
    if letter not in _SHARES:
        return letter
    letters, weights = zip(*_SHARES[letter], strict=True)
    return str(chance.choices(letters, weights)[0])
