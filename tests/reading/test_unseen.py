"""Papers by clerks whom the reader was not written for (`unseen/README.md`): how well it reads what it never met.

Half A may be studied, half B only measures; a reader that is bettered on A alone shows in B.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samfrid.reading.read import read
from samfrid.reading.repair.words import NoWords, words_path
from tests.reading.scoring import Score, score

UNSEEN = Path(__file__).parent / "unseen"
GOLD = sorted((UNSEEN / "gold").glob("*.json"))
#: what each half of a series (by its hundred) reaches, rounded down; what it reached blind stands in the README
FLOORS = {"2A": 0.975, "2B": 0.95, "3A": 0.98, "3B": 0.975, "4A": 0.97, "4B": 0.95, "5A": 0.94, "5B": 0.935}
#: one paper may be hard; one that is read worse than this was hardly read at all
WORST = 0.6


def half_of(path: Path) -> str:
    """The series by its hundred; even numbers are half A, odd numbers half B."""
    return path.name[0] + ("B" if int(path.name.partition("_")[0]) % 2 else "A")


@pytest.fixture(scope="module")
def scores() -> dict[Path, Score]:
    """Every paper read once and compared with its gold; two of them cannot be read without the list of words."""
    try:
        words_path()
    except NoWords as error:
        pytest.skip(str(error))
    return {
        path: score(json.loads(path.read_text(encoding="utf-8")), read(UNSEEN / "docs" / path.stem).as_json())
        for path in GOLD
    }


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_a_half_is_read_as_well_as_before(scores: dict[Path, Score], half: str) -> None:
    total = Score()
    for path, one in scores.items():
        if half_of(path) == half:
            total += one
    assert total.f1 >= FLOORS[half], "\n".join(total.faults)


def test_no_paper_is_left_unread(scores: dict[Path, Score]) -> None:
    assert {path.name: one.f1 for path, one in scores.items() if one.f1 < WORST} == {}


def test_each_paper_has_its_gold() -> None:
    assert {path.name for path in (UNSEEN / "docs").iterdir()} == {path.stem for path in GOLD}
    assert len(GOLD) >= 24
