"""Hurt documents for a while and keep what breaks the reader: ``make fuzz MINUTES=60``.

Two things are written to ``build/fuzz``: each file that did what must not happen, once for each place in the code, and
a line about it. A crash of a parser's own library ends only the child that it happened in. Mended findings are moved to
``tests/reading/fuzz/found``, where ``make test`` reads them each time.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from samfrid.reading.sources import ocr  # noqa: E402
from tests.reading.fuzz.held import outcome, place  # noqa: E402
from tests.reading.fuzz.hurt import family, hurt  # noqa: E402
from tests.reading.fuzz.stock import stock  # noqa: E402

OUT = ROOT / "build" / "fuzz"
#: files read by one child before a new one takes over, so that what one leaves behind is not held against the next
TURN = 400
#: one hurt document in this many is read with its pictures, which takes seconds
PICTURES = 60
#: seconds without an answer after which a child hangs outside of Python
HANGS = 180


def made(seed: int) -> tuple[str, bytes]:
    """The file of a seed: always the same."""
    chance = Random(seed)  # noqa: S311 - chance, not secrecy
    name, data = chance.choice(stock())
    return name, hurt(name, data, chance)


def work(first: int, answers: Connection) -> None:
    """Read the files of :data:`TURN` seeds; answers (seed, what came of it, whether it must not happen)."""
    recognise = ocr._recognise
    for seed in range(first, first + TURN):
        answers.send((seed, "started", False))
        name, data = made(seed)
        ocr._recognise = recognise if seed % PICTURES == 0 else (lambda _: [])  # type: ignore[assignment]
        try:
            answers.send((seed, f"{family(name)} {outcome(data, name)}", False))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is sought
            answers.send((seed, f"{place(error)} {str(error)[:120]!r}", True))


class Run:
    """What has been read, and what was found."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        OUT.mkdir(parents=True, exist_ok=True)

    def keep(self, seed: int, what: str) -> None:
        """Write a finding's file the first time that its place is met."""
        where = " ".join(what.split()[:2])
        self.found[where] += 1
        if self.found[where] > 1:
            return
        name, data = made(seed)
        kept = OUT / f"{len(self.found):03}-{name}"
        kept.write_bytes(data)
        print(f"{kept.name}: {what} (seed {seed})", flush=True)
        with (OUT / "found.txt").open("a") as told:
            told.write(f"{kept.name}\t{seed}\t{what}\n")

    def turn(self, first: int) -> None:
        """One child's files; what comes after a crash or a hang is left, since the next seeds are as good."""
        mine, its = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.get_context("fork").Process(target=work, args=(first, its), daemon=True)
        child.start()
        its.close()
        seed = first
        try:
            while mine.poll(HANGS):
                seed, what, wrong = mine.recv()
                if wrong:
                    self.keep(seed, what)
                elif what != "started":
                    self.outcomes[what] += 1
            self.keep(seed, "hangs outside-python")
            child.kill()
        except EOFError:
            child.join()
            if child.exitcode:
                self.keep(seed, f"crash exit{child.exitcode}")


def main() -> int:
    """Hurt and read until the time is up. Exit code 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    os.nice(10)
    run, until, first = Run(), time.monotonic() + 60 * given.minutes, given.seed * 1_000_000
    while time.monotonic() < until:
        run.turn(first)
        first += TURN
    for what, count in sorted(run.outcomes.items()):
        print(f"{count:8} {what}")
    print(f"{sum(run.outcomes.values())} files, {len(run.found)} places found")
    return 1 if run.found else 0


if __name__ == "__main__":
    raise SystemExit(main())
