"""Which outcome a clause has: the contract's words for granted, rejected, answered … by the cue phrases of minutes.

A clause is judged as a whole: the first rule that fits wins, so the narrower stand before the wider. What is proposed
and what is decided use the same words; which of the two a clause is, is for others to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading import patterns
from samfrid.reading.finders.mention import Mention
from samfrid.reading.knowledge.tables import rows


def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Outcomes in the order of ``knowledge/outcomes.tsv``, each with all its cues."""
    cues: dict[str, list[str]] = {}
    for outcome, pattern in rows("outcomes.tsv"):
        cues.setdefault(outcome, []).append(pattern)
    return tuple((outcome, patterns.compile("|".join(said), re.IGNORECASE)) for outcome, said in cues.items())


_COMPILED = _rules()


@dataclass(frozen=True, slots=True)
class Outcome(Mention):
    """A cue phrase; ``value`` is the contract's word for the outcome."""


def outcome_of(clause: str) -> Outcome | None:
    """The outcome of one clause by its leading cue, or None where the clause has no such words (then it is ``other``).

    Rules are tried narrow first; between a task ("får i uppdrag att fastställa …") and what the task is about, the one
    that stands first in the clause wins.
    """
    best: Outcome | None = None
    for outcome, pattern in _COMPILED:
        match = pattern.search(clause)
        if match and (best is None or match.start() < best.start):
            if best is not None and best.value in _FIRM and match.end() > best.start:
                continue
            best = Outcome(match.start(), match.end(), outcome)
    return best


#: an outcome that a wider rule may not replace where the two overlap
_FIRM = frozenset({"partly_granted", "answered", "referred_back", "tasked"})
