"""Measure repair: ``python bench/repair.py`` prints the figures and writes ``bench/results/repair.json``.

Word error before and after on sentences garbled by :mod:`bench.garble`, wrong edits in clean text, digits changed,
speed cold and warm, and what opening the word list costs in a new process.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from babel.messages.pofile import read_po

from bench._scanning import TEXT
from bench.garble import garbled, sentences
from samfrid.reading.repair import Change, mend
from samfrid.reading.repair.words import words_path

RESULTS = Path(__file__).parent / "results" / "repair.json"
COMMAND = "python -m bench.repair"
SEEDS = range(12)
CLEAN = Path(__file__).resolve().parents[1]
#: documents written for the reader's tests
CONSTRUCTED = tuple(f"tests/reading/{where}/*.{kind}" for where in ("papers", "unseen/docs") for kind in ("txt", "md"))
#: text of this many readings of the sentences is one document for the speed in a new process: some twenty pages
READINGS = 9


def mended(lines: Sequence[str]) -> tuple[list[str], list[Change]]:
    """The lines with their changes done."""
    changes, _ = mend(lines, [True] * len(lines))
    result = list(lines)
    for change in reversed(changes):
        line = result[change.line]
        result[change.line] = line[: change.start] + change.new + line[change.end :]
    return result, changes


def errors(right: Sequence[str], read: Sequence[str]) -> tuple[int, int]:
    """Wrong words and all words; both texts have the same words in the same order."""
    wrong = total = 0
    for good, other in zip(right, read, strict=True):
        pairs = list(zip(good.split(), other.split(), strict=True))
        wrong += sum(1 for a, b in pairs if a != b)
        total += len(pairs)
    return wrong, total


def clean_lines() -> list[list[str]]:
    """Clean texts: the sentences, the project's own documents in both languages, those that it constructed for the
    reader's tests, and all Swedish that the product says.
    """
    found = [sentences(), sentences(held_out=True), pages_of_scans()]
    for pattern in ("docs/**/*.md", "src/**/*.md", "examples/**/*.md", "examples/**/*.txt", "*.md", *CONSTRUCTED):
        texts = (path.read_text("utf-8") for path in sorted(CLEAN.glob(pattern)))
        found += [text.splitlines() for text in texts if any(letter in text for letter in "åäöÅÄÖ") or ".md" in pattern]
    with (CLEAN / "src/samfrid/web/locale/en.po").open("rb") as file:
        said = [str(entry.id) for entry in read_po(file) if entry.id]
    return [*found, said]


def pages_of_scans() -> list[str]:
    """The text that is printed and scanned in :mod:`bench.scans`."""
    return [line for line in TEXT.read_text("utf-8").splitlines() if not line.startswith("#")]


def opening() -> float:
    """Milliseconds that the first look-up takes in a new process, without the start of Python and the imports."""
    code = (
        "import time; from samfrid.reading.repair.words import words; t = time.process_time();"
        "words().zipf('våld'); print((time.process_time() - t) * 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def new_process() -> float:
    """Words a CPU second in the first document of a new process, with the opening of the word list."""
    code = (
        "import time; from bench.garble import garbled, sentences; from bench.repair import READINGS, mended;"
        "read = [garbled(line, seed) for seed in range(READINGS) for line in sentences()];"
        "t = time.process_time(); mended(read); t = time.process_time() - t;"
        "print(sum(len(line.split()) for line in read) / t)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CLEAN, capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> list[dict[str, object]]:
    """All figures as rows."""
    right = sentences()
    cold = new_process()
    before = after = total = digits = 0
    warm = 0.0
    for seed in SEEDS:
        read = [garbled(line, seed) for line in right]
        result, _ = mended(read)
        started = time.process_time()
        mended(read)
        warm += time.process_time() - started
        wrong, words = errors(right, read)
        before, total = before + wrong, total + words
        after += errors(right, result)[0]
        digits += _digits_changed(read, result)
    clean_words = wrong_edits = 0
    for lines in clean_lines():
        clean_words += sum(len(line.split()) for line in lines)
        wrong_edits += len(mended(lines)[1])
    return [
        _row("word error of garbled text before repair", 100 * before / total, "%", None),
        _row("word error of garbled text after repair", 100 * after / total, "%", 2.0),
        _row("word error after repair, sentences held out", _held_out(), "%", 2.0),
        _row("wrong edits in 10 000 clean words", 10_000 * wrong_edits / clean_words, "edits", 1.0),
        _row("clean words read for it", clean_words, "words", None),
        _row("digits of numbers changed", digits, "digits", 0.0),
        _row("words a CPU second, warm", total / warm, "words/s", 40_000),
        _row("words a CPU second, first document of a process, twenty pages", cold, "words/s", 40_000),
        _row("opening the word list and the first look-up", opening(), "ms", 50),
        _row("size of the word list", words_path().stat().st_size / 1e6, "MB", None),
    ]


def _held_out() -> float:
    """Word error after repair on sentences that repair was not tried on while it was written, in per cent."""
    right = sentences(held_out=True)
    counts = [errors(right, mended([garbled(line, seed) for line in right])[0]) for seed in SEEDS]
    return 100 * sum(wrong for wrong, _ in counts) / sum(total for _, total in counts)


def _digits_changed(read: Sequence[str], result: Sequence[str]) -> int:
    """Digits in words of digits that differ, but for the lone 1 that is "i"."""
    changed = 0
    for raw, new in zip(read, result, strict=True):
        for before, after in zip(raw.split(), new.split(), strict=True):
            if before != "1" and re.fullmatch(r"[\d.,:/§()-]+", before) and before != after:
                changed += 1
    return changed


def _row(measure: str, value: float, unit: str, reference: float | None) -> dict[str, object]:
    ratio = round(value / reference, 3) if reference else None
    return {
        "measure": measure,
        "value": round(value, 2),
        "unit": unit,
        "reference": reference,
        "ratio": ratio,
        "command": COMMAND,
    }


if __name__ == "__main__":
    rows = measure()
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(f"{row['measure']:48} {row['value']:>12} {row['unit']:8} goal {row['reference']}")
