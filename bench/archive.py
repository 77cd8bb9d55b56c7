"""Measure archives: ``python -m bench.archive`` prints the figures and writes ``bench/results/archive.json``.

A hundred thousand short documents, no two alike, in one run that is killed on its way and taken up again: documents a
second, memory of the run and of all its children from beginning to end, and whether each document is there once. Then
how much quicker two workers are than one, beside reading the same documents in one process without any confinement.
``--documents N`` measures with fewer.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from bench.reading import environment, memo, row

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "archive.json"
COMMAND = "python -m bench.archive"
DOCUMENTS = 100_000
#: where the long run is killed, as a share of its documents
KILLED_AT = 0.4
TOWNS = ("Uppsala", "Ystad", "Marks kommun", "Norrköping", "Lunds kommun", "Umeå", "Södertälje", "Habo kommun")
NAMES = ("Anna Ek", "Bo Lind", "Cecilia Ström", "David Åberg", "Eva Öberg", "Fatima Nilsson")
PARTIES = ("S", "M", "SD", "C", "V", "KD", "L", "MP")

Row = dict[str, object]


def sentences() -> list[str]:
    """The bench's sentences."""
    lines = (ROOT / "bench" / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def document(number: int, stock: list[str], length: int) -> str:
    """A short motion, as many sentences long; another for each number."""
    chosen = random.Random(number)
    body = " ".join(chosen.choice(stock) for _ in range(length))
    year, day = 2018 + number % 7, 1 + number % 28
    name = f"{chosen.choice(NAMES)} ({chosen.choice(PARTIES)})"
    return (
        f"{chosen.choice(TOWNS)}\nDnr KS {year}/{number}\n\nMotion om stöd till våldsutsatta\n\n{body}\n\n"
        f"Vi föreslår att kommunfullmäktige beslutar\n\natt ge socialnämnden i uppdrag att utbilda {number + 2} "
        f"medarbetare senast {year + 1}.\n\nden {day} mars {year}\n\n{name}\n"
    )


def fill(folder: Path, count: int, length: int = 3) -> Path:
    """A folder of so many documents, a hundred in each folder of it."""
    stock = sentences()
    for number in range(count):
        place = folder / f"{number // 100:05}"
        if number % 100 == 0:
            place.mkdir(parents=True)
        (place / f"{number}.txt").write_text(document(number, stock, length), encoding="utf-8")
    return folder


class Watched:
    """``samfrid read`` over a folder, and the memory of it and of all its children while it goes on."""

    def __init__(self, archive: Path, out: Path, workers: int) -> None:
        order = [sys.executable, "-m", "samfrid", "read", str(archive), "--workers", str(workers), "--out", str(out)]
        self.out = out
        self.own: list[float] = []
        self.all: list[float] = []
        self.started = time.perf_counter()
        self._process = subprocess.Popen(order, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)

    def until(self, documents: int | None) -> float:
        """Wait until so many documents have been entered, or to the end; seconds since the start."""
        while self._process.poll() is None and (documents is None or entered(self.out) < documents):
            time.sleep(2.0)
            family = [self._process.pid, *descendants(self._process.pid)]
            sizes = [resident(pid) for pid in family]
            self.own.append(sizes[0])
            self.all.append(sum(sizes))
        return time.perf_counter() - self.started

    def kill(self) -> None:
        """As the machine would, without warning."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [one for child in children for one in (int(child), *descendants(int(child)))]


def resident(pid: int) -> float:
    """A process's share of memory in MB: pages that are shared are counted in part."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def entered(out: Path) -> int:
    """How many documents the results hold, by the run's own ledger."""
    count = 0
    for path in out.glob("*/ledger.sqlite"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base, suppress(sqlite3.OperationalError):
            count += base.execute("SELECT coalesce(sum(documents), 0) FROM shards").fetchone()[0]
    return count


def long_run(folder: Path, documents: int) -> Iterator[Row]:
    """All documents in one run that is killed and taken up again."""
    archive, out = fill(folder / "arkiv", documents), folder / "ut"
    first = Watched(archive, out, 2)
    before = first.until(int(documents * KILLED_AT))
    first.kill()
    had = entered(out)
    second = Watched(archive, out, 2)
    after = second.until(None)
    hashes = [json.loads(line)["sha256"] for path in out.glob("*/readings-*.jsonl") for line in path.open("rb")]
    rate = documents / (before + after)
    yield row(f"{documents} documents in one run, killed after {had} and taken up", rate, "documents/s", None)
    yield row("the same: documents that are there", len(set(hashes)), "documents", documents)
    yield row("the same: documents that are there twice", len(hashes) - len(set(hashes)), "documents", None)
    for name, memory in (("the run alone", second.own), ("the run with all children", second.all)):
        tenth = max(len(memory) // 10, 1)
        early, late = max(memory[tenth : 2 * tenth] or memory), max(memory[-2 * tenth : -tenth] or memory)
        yield row(f"memory of {name}, late beside early", late, "MB", round(early, 1))
        yield row(f"memory of {name}, at most", max(memory), "MB", 300.0)


def efficiency(folder: Path) -> Iterator[Row]:
    """The same documents by one worker and by two, beside one process without confinement."""
    archive = fill(folder / "blandat", 600, length=20)
    for number in range(40):
        (archive / f"{number}.pdf").write_bytes(memo(5) + f"\n% {number}\n".encode())
    paths = [path for path in archive.rglob("*") if path.is_file()]
    from samfrid.reading.read import read

    for path in paths[:20]:
        read(path).as_json()
    started = time.perf_counter()
    for path in paths:
        read(path).as_json()
    alone = time.perf_counter() - started
    took = {}
    for workers in (1, 2):
        out = folder / f"ut-{workers}"
        took[workers] = min(Watched(archive, out / str(again), workers).until(None) for again in range(3))
    yield row(f"{len(paths)} texts and PDFs, one process without confinement", len(paths) / alone, "documents/s", None)
    for workers, seconds in took.items():
        reference = round(len(paths) / alone, 1)
        yield row(f"{len(paths)} texts and PDFs, workers: {workers}", len(paths) / seconds, "documents/s", reference)
    yield row("efficiency from one worker to two", took[1] / took[2] / 2, "", 0.9)


def main() -> None:
    """Measure everything, print it and keep it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    options = parser.parse_args()
    rows: list[Row] = []
    loads = [os.getloadavg()[0]]
    folder = Path(tempfile.mkdtemp(prefix="samfrid-bench-"))
    try:
        for part in (efficiency(folder), long_run(folder, options.documents)):
            for found in part:
                rows.append({**found, "command": COMMAND})
                print(f"{found['measure']:78} {found['value']:>10} {found['unit']:13} against {found['reference']}")
            loads.append(os.getloadavg()[0])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows.append(row(f"load of the machine while measuring, at most ({os.cpu_count()} cores)", max(loads), "", None))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
