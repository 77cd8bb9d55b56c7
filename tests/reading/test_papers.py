"""Whole papers, one of each type, read from file to reading.

All are made up: the places exist, the persons, events, numbers and sums do not. Beside each paper stands what a person
would find in it (the groups that the paper is about; a group that is missing there is not judged).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samfrid.reading.read import read

PAPERS = Path(__file__).parent / "papers"
EXPECTED = sorted(PAPERS.glob("*.json"))
SCALARS = ("type", "municipality", "date", "addressee")


def paper_of(expected: Path) -> Path:
    (paper,) = (path for path in PAPERS.glob(f"{expected.stem}.*") if path.suffix != ".json")
    return paper


def folded(value: Any) -> Any:
    """Without regard to capitals: a body may begin a line."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, list):
        return [folded(item) for item in value]
    return {key: folded(item) for key, item in value.items()} if isinstance(value, dict) else value


def only(keys: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    return {key: item.get(key) for key in keys}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_paper_is_read_as_a_person_would(expected: Path) -> None:
    want = json.loads(expected.read_text(encoding="utf-8"))
    have = read(paper_of(expected)).as_json()
    for group, values in want.items():
        if isinstance(values, list):
            got = [only(values[0], item) if values and isinstance(item, dict) else item for item in have[group]]
            key = json.dumps
            assert sorted(map(key, folded(got))) == sorted(map(key, folded(values))), group
        else:
            assert folded(have[group]) == folded(values), group


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_every_value_points_at_words_that_hold_it(expected: Path) -> None:
    reading = read(paper_of(expected))
    assert reading.dropped == 0
    for person in reading.people:
        words = " ".join(reading.text[e.start : e.end] for e in person.evidence)
        assert person.name.split()[-1] in words
    for scalar in SCALARS:
        if getattr(reading, scalar) not in (None, "other"):
            assert reading.evidence_of[scalar], scalar
            assert 0 < reading.confidence_of[scalar] <= 1


def test_there_is_a_paper_for_each_expectation() -> None:
    assert len(EXPECTED) >= 14
    assert {json.loads(path.read_text(encoding="utf-8"))["type"] for path in EXPECTED} >= {
        "agenda", "agreement", "citizen_proposal", "guideline", "initiative", "interpellation", "memo", "minutes",
        "news", "plan", "question", "question_answer", "report", "statement",
    }  # fmt: skip
