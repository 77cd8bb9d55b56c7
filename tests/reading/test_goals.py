"""The goals of the reader, measured with the contract's own scorer where its documents are at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samfrid.reading.read import read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reading"
SCORER = SHARED / "score.py"

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="the scorer and its documents are not part of the project and are not beside it"
)


def f1(documents: Path, gold: Path, readings: Path) -> float:
    """The F1 over all facts, as the scorer prints it."""
    for path in sorted(documents.iterdir()):
        reading = json.dumps(read(path).as_json(), ensure_ascii=False)
        (readings / f"{path.name}.json").write_text(reading, encoding="utf-8")
    out = subprocess.run(
        [sys.executable, str(SCORER), str(gold), str(readings), "--json"], capture_output=True, text=True, check=True
    )
    return float(json.loads(out.stdout)["groups"]["ALL"][2])


def test_five_real_documents(tmp_path: Path) -> None:
    assert f1(SHARED / "seeds", SHARED / "gold", tmp_path) >= 0.995


def test_development_set(tmp_path: Path) -> None:
    assert f1(SHARED / "dev" / "docs", SHARED / "dev" / "gold", tmp_path) >= 0.995
