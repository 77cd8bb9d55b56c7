"""Count what the reader's grades are worth: ``python scripts/calibrate.py [--record]``.

``--record`` reads each paper of ``tests/reading/unseen`` that has not been read before and keeps, for each thing that
the reader said, its grade and whether it was right (``tests/reading/unseen/first.jsonl``). A paper is recorded once,
when the reader first meets it: what it later learns from that paper does not count. From all that is recorded the table
``src/samfrid/reading/knowledge/calibration.json`` is made, and ``bench/results/calibration.json`` says how the bands do
when each paper, which is each a municipality of its own, is judged by a table made without it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from samfrid.documents.rules import CERTAIN_FROM, LIKELY_FROM  # noqa: E402
from samfrid.reading import prepare, sources  # noqa: E402
from samfrid.reading.calibration import TABLE, Table, steps, worth  # noqa: E402
from samfrid.reading.read import graded  # noqa: E402
from tests.reading.judging import judged  # noqa: E402

UNSEEN = ROOT / "tests" / "reading" / "unseen"
FIRST = UNSEEN / "first.jsonl"
RESULTS = ROOT / "bench" / "results" / "calibration.json"
COMMAND = "python scripts/calibrate.py"
#: rules were written from these before the record was begun
STUDIED = re.compile(r"2\d[02468]_")


class Row(NamedTuple):
    """What one thing that the reader said of a paper came to, the first time."""

    paper: str
    group: str
    grade: float
    right: bool


def recorded() -> list[Row]:
    """All rows, oldest first."""
    if not FIRST.exists():
        return []
    return [Row(*json.loads(line)) for line in FIRST.read_text(encoding="utf-8").splitlines()]


def record() -> int:
    """Read what has not been read before; how many papers that was."""
    known = {row.paper for row in recorded()}
    papers = (path for path in sorted((UNSEEN / "gold").glob("*.json")) if not STUDIED.match(path.stem))
    new = [path for path in papers if path.stem not in known]
    with FIRST.open("a", encoding="utf-8") as out:
        for path in new:
            gold = json.loads(path.read_text(encoding="utf-8"))
            got = graded(prepare.prepare(sources.load(UNSEEN / "docs" / path.stem))).as_json()
            for one in judged(gold, got):
                out.write(json.dumps(Row(path.stem, *one)) + "\n")
    return len(new)


def made_from(rows: Iterable[Row]) -> Table:
    """The table of these rows."""
    by_group: dict[str, list[tuple[str, float, bool]]] = defaultdict(list)
    for row in rows:
        by_group[row.group].append((row.paper, row.grade, row.right))
    return {group: steps(graded_rows) for group, graded_rows in sorted(by_group.items())}


def held_out(rows: list[Row]) -> dict[str, tuple[int, int]]:
    """Band -> (right, all), each paper judged by a table made from the others."""
    bands = {"certain": [0, 0], "likely": [0, 0], "unsure": [0, 0]}
    for paper in sorted({row.paper for row in rows}):
        table = made_from(row for row in rows if row.paper != paper)
        for row in (row for row in rows if row.paper == paper):
            sure = worth(table, row.group, row.grade)
            band = "certain" if sure >= CERTAIN_FROM else "likely" if sure >= LIKELY_FROM else "unsure"
            bands[band][0] += row.right
            bands[band][1] += 1
    return {band: (right, of) for band, (right, of) in bands.items()}


def main() -> int:
    """Record if asked to, write the table, tell the bands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true")
    if parser.parse_args().record:
        print(f"{record()} papers read for the first time")
    rows = recorded()
    table = made_from(rows)
    told = {group: [[s.grade, s.right, s.papers] for s in found] for group, found in table.items()}
    lines = ",\n".join(f" {json.dumps(group)}: {json.dumps(found)}" for group, found in told.items())
    TABLE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    results = []
    for band, (right, of) in held_out(rows).items():
        share = round(right / of, 4) if of else None
        goal = 0.99 if band == "certain" else None
        ratio = round(share / goal, 3) if share and goal else None
        results.append(_row(f"{band}: share right, each paper by a table made without it", share, "share", goal, ratio))
        results.append(
            _row(f"{band}: share of all that the reader says", round(of / len(rows), 4), "share", None, None)
        )
        print(f"{band:8} {right:5} of {of:5} right {share}")
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


def _row(
    measure: str, value: float | None, unit: str, reference: float | None, ratio: float | None
) -> dict[str, object]:
    return {
        "measure": measure, "value": value, "unit": unit, "reference": reference, "ratio": ratio, "command": COMMAND
    }  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
