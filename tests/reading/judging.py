"""Which of the things that a reading says are wholly right, each with the grade that its rule gave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.reading.scoring import GROUPS, SCALARS, agree, pairs


class Judged(NamedTuple):
    """One thing that the reader said. ``right``: it is there, and every field that the gold judges is right."""

    group: str
    grade: float
    right: bool


def judged(gold: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[Judged]:
    """Everything that a graded reading (as JSON, before it was calibrated) says and its gold judges."""
    grades = got["confidence_of"]
    for name, same in SCALARS.items():
        if name in gold and got.get(name) is not None:
            want, have = gold[name], got[name]
            if name == "municipality":
                want, have = (want or {}).get("code"), have["code"]
            yield Judged(name, grades[name], agree(same, want, have))
    for name, group in GROUPS.items():
        if name not in gold:
            continue
        had = list(got.get(name) or [])
        matched = pairs(group, list(gold[name] or []), had)
        for index, have in enumerate(had):
            want = next((one for one, other in matched if other is have), None)
            right = want is not None and all(
                agree(same, want[part], have.get(part)) for part, same in group.fields.items() if part in want
            )
            grade = have["confidence"] if isinstance(have, dict) else grades[f"{name}[{index}]"]
            yield Judged(name, grade, right)
