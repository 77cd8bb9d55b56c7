"""Folders of invented documents, and runs over them, for the tests of archives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TEXT = """Motion till kommunfullmäktige

Vi föreslår att kommunfullmäktige beslutar

att ge socialnämnden i uppdrag att utbilda {number} medarbetare om våld i nära relationer.

Exempelby den 3 juni 2024

Anna Ek (S)
"""


def documents(folder: Path, count: int) -> Path:
    """A folder of so many documents, no two alike, in folders of ten."""
    for number in range(count):
        place = folder / f"{number // 10:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"motion-{number}.txt").write_text(TEXT.format(number=number + 2), encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    """Surroundings in which a command finds this tree."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def command(*arguments: object) -> list[str]:
    """``samfrid read`` with arguments."""
    return [sys.executable, "-m", "samfrid", "read", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """``samfrid read`` to its end."""
    return subprocess.run(
        command(*arguments), env=environment(), capture_output=True, text=True, timeout=300, check=False
    )


def lines(out: Path, name: str = "readings-*.jsonl") -> Iterator[dict[str, Any]]:
    """The rows that a run has written."""
    for path in sorted(out.glob(f"*/{name}")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
