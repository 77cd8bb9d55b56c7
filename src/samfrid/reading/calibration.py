"""How sure the reader may say that it is: what its own grades turned out to be worth on papers it had never met.

A finder grades what it finds by the rule that found it. A grade only orders: 0.9 is better than 0.8. What it is worth
was counted once on each paper of ``tests/reading/unseen``, when the reader met it for the first time, and stands in
``knowledge/calibration.json``; ``scripts/calibrate.py`` makes that file. An item is right when it is there and every
field of it is right, so that a person who accepts it unseen accepts nothing wrong. A paper counts once however much
stands in it: what goes wrong goes wrong for a whole paper at a time, by a clerk's habit that the rule did not know.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "knowledge" / "calibration.json"
#: titles and items of business are judged by no gold: they keep their grade, but are never more than likely
UNCOUNTED: Final = 0.9
#: a grade below all that were counted is worth this at most
BELOW: Final = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """From this grade up, until the next step: the papers' shares right, added up, and how many papers that was."""

    grade: float
    right: float
    papers: int

    @property
    def share(self) -> float:
        """The share right, drawn towards one half by a single case (Jeffreys): 10 of 10 is less sure than 50 of 50."""
        return (self.right + 0.5) / (self.papers + 1)


#: group or scalar -> its steps, by grade; the share never falls from one to the next
Table = Mapping[str, Sequence[Step]]


def steps(judged: Iterable[tuple[str, float, bool]]) -> tuple[Step, ...]:
    """The steps of one group from (paper, grade, whether it was right): neighbours out of order become one.

    Pool-adjacent-violators: a higher grade is never said to be worth less than a lower one.
    """
    graded: dict[float, list[tuple[str, bool]]] = {}
    for paper, grade, right in judged:
        graded.setdefault(grade, []).append((paper, right))
    made: list[list[tuple[str, bool]]] = []
    grades: list[float] = []
    for grade in sorted(graded):
        made.append(graded[grade])
        grades.append(grade)
        while len(made) > 1 and _step(grades[-2], made[-2]).share >= _step(grades[-1], made[-1]).share:
            upper = made.pop()
            made[-1] += upper
            grades.pop()
    return tuple(_step(grade, cases) for grade, cases in zip(grades, made, strict=True))


def _step(grade: float, cases: Sequence[tuple[str, bool]]) -> Step:
    by_paper: dict[str, list[bool]] = {}
    for paper, right in cases:
        by_paper.setdefault(paper, []).append(right)
    shares = [sum(rights) / len(rights) for rights in by_paper.values()]
    return Step(grade, round(sum(shares), 2), len(shares))


def worth(table: Table, group: str, grade: float) -> float:
    """The share right that a grade stands for; a grade below all that were counted is worth no more than the lowest."""
    known = table.get(group)
    if not known:
        return min(grade, UNCOUNTED)
    at = bisect_right([step.grade for step in known], grade)
    return round(known[at - 1].share if at else min(known[0].share, BELOW), 3)


@cache
def table() -> Table:
    """The table that the reader comes with."""
    told = json.loads(TABLE.read_text(encoding="utf-8"))
    return {group: tuple(Step(*step) for step in rows) for group, rows in told.items()}


def confidence(group: str, grade: float) -> float:
    """What the reader says of an item of this group, or of this scalar, that its rule gave this grade."""
    return worth(table(), group, grade)
