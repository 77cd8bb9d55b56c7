"""``samfrid read`` for archives: the folder of results, who reads, and what is told at the end."""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys

from samfrid.reading.archive import parquet
from samfrid.reading.archive.finding import files
from samfrid.reading.archive.local import Local
from samfrid.reading.archive.orders import Engine, Limits, Stopped
from samfrid.reading.archive.progress import Tally, spaced, span
from samfrid.reading.archive.run import Run
from samfrid.reading.archive.store import Store
from samfrid.reading.archive.version import reader_version
from samfrid.reading.sandbox import environment

#: refusals that more time, more memory or a mended reader may turn into readings
AGAIN = ("timeout", "memory", "internal")


def main(options: argparse.Namespace) -> int:
    """Read everything that has not been read: 0 when all could be, 1 when some could not, 3 when it was stopped."""
    try:
        return _go(options)
    except Stopped as error:
        sys.stderr.write(f"{error}\n")
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        # a full disk, a folder that may not be written to: what was entered before stands
        reason = getattr(error, "strerror", None) or type(error).__name__
        sys.stderr.write(
            f"Det gick inte att skriva resultaten i {options.out} ({reason}). Se till att mappen finns, att den går "
            "att skriva i och att disken inte är full. Kör sedan samma kommando igen.\n"
        )
    return 3


def _go(options: argparse.Namespace) -> int:
    if options.parquet:
        parquet.demand()
    for root in options.files:
        if not root.exists():
            raise Stopped(f"{root} finns inte.")
        if root.resolve() == options.out.resolve():
            raise Stopped("Resultaten kan inte skrivas i själva mappen som läses. Välj en annan mapp med --out.")
    limits = Limits(seconds=options.seconds)
    store = Store(options.out, reader_version())
    try:
        if options.again:
            store.ledger.forget(AGAIN)
        engine = _engine(options, limits)
        try:
            run = Run(options.files, store, engine)
            tally = run.go()
        finally:
            engine.close()
        store.list_files()
        if options.parquet:
            _tables(store)
        sys.stdout.write(_told(store, tally, stopped=run.stopped))
        _, refused, missed = store.ledger.counts()
        return 3 if run.stopped else 1 if refused or missed else 0
    finally:
        store.close()


def _engine(options: argparse.Namespace, limits: Limits) -> Engine:
    if options.cluster:
        from samfrid.reading.archive.cluster import Cluster

        sample = next((file.path for file in files(options.files)), None)
        return Cluster(options.cluster, limits, sample)
    return Local(options.workers or len(os.sched_getaffinity(0)), limits)


def _tables(store: Store) -> None:
    """Parquet of what has none yet, each file of results by a process of its own: memory is given back."""
    folder = store.folder / "parquet"
    for lines, length in store.all():
        if not parquet.made(lines, length, folder):
            command = [sys.executable, "-m", "samfrid.reading.archive.parquet", str(lines), str(length), str(folder)]
            subprocess.run(command, env=environment(), check=True)
    parquet.make_files(store.folder / "files.jsonl", folder)


def _told(store: Store, tally: Tally, *, stopped: bool) -> str:
    """What the run did, and where the results are."""
    read, refused, missed = store.ledger.counts()
    rate = f"{tally.done / max(tally.seconds, 0.001):.1f}".replace(".", ",")
    lines = [
        "Avbruten. Kör samma kommando igen för att fortsätta." if stopped else "Klart.",
        f"{spaced(tally.done)} dokument på {span(tally.seconds)} ({rate} dokument/s).",
        f"I mappen finns nu {spaced(read)} lästa dokument.",
    ]
    if tally.known:
        lines.append(f"{spaced(tally.known)} filer hade ett innehåll som redan var läst.")
    if refused + missed:
        lines.append(
            f"{spaced(refused)} dokument kunde inte läsas och {spaced(missed)} filer kunde inte öppnas. "
            "Varför står i errors.jsonl."
        )
    return "\n".join([*lines, f"Resultat: {store.folder}"]) + "\n"
