"""One run over an archive: every content once, whatever happens on the way."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from samfrid.reading.archive.finding import Count, File, files
from samfrid.reading.archive.orders import Answer, Engine, Order
from samfrid.reading.archive.progress import Progress, Tally
from samfrid.reading.archive.store import Store
from samfrid.reading.intake import MAX_FILE_BYTES

_UNSEEN = ("unseen", "Filen kunde inte öppnas.")
_CHANGED = ("changed", "Filen ändrades medan den lästes. Kör samma kommando igen för att läsa den.")
_LARGE = ("too_large", f"Filen är större än {MAX_FILE_BYTES // 2**20} MB, som är det mesta som kan läsas.")
#: refusals that say more of the place and the time than of the file: not kept, the next run tries again
PASSING = ("unseen", "changed")


class Run:
    """Reads what has not been read. Made anew for each time."""

    def __init__(self, roots: list[Path], store: Store, engine: Engine) -> None:
        self.tally = Tally()
        self._store, self._engine = store, engine
        self._roots = roots
        #: contents that have been asked for and not been answered; no more than the engine takes at a time
        self._asked: set[bytes] = set()
        self._stop = False

    @property
    def stopped(self) -> bool:
        """Whether somebody asked for the run to end before it was done."""
        return self._stop

    def go(self) -> Tally:
        """Read everything. An interruption lets what is in work be finished, and is told by :attr:`stopped`."""
        leave_out = self._store.folder.parent.resolve()
        progress = Progress(self.tally, Count(self._roots, leave_out))
        before = [(number, signal.signal(number, self._interrupted)) for number in (signal.SIGINT, signal.SIGTERM)]
        try:
            for order, answer in self._engine.read(self._orders(leave_out, progress)):
                self._take(order, answer)
                self._store.commit_now_and_then()
                progress.tell()
        finally:
            for number, handler in before:
                signal.signal(number, handler)
            progress.end()
            self._store.ledger.forget_gone()
            self._store.commit()
        return self.tally

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._stop:  # asked twice: at once, as a kill would, since half an entry must never be entered
            sys.stderr.write("\nAvbruten. Kör samma kommando igen för att fortsätta.\n")
            sys.stderr.flush()
            os._exit(3)
        self._stop = True

    def _orders(self, leave_out: Path, progress: Progress) -> Iterator[Order]:
        """The documents that nobody has read, found as they are asked for."""
        for file in files(self._roots, leave_out):
            if self._stop:
                return
            self.tally.seen += 1
            order = self._order(file)
            if order is not None:
                self._asked.add(order.sha)
                yield order
            else:
                self._store.commit_now_and_then()
                progress.tell()

    def _order(self, file: File) -> Order | None:
        """A file as an order; None where its content is known, or cannot be had."""
        ledger = self._store.ledger
        sha = ledger.known(file.path, file.size, file.modified)
        if sha is None:
            wrong = _LARGE if file.size > MAX_FILE_BYTES else None
            sha = None if wrong or file.size < 0 else hash_of(file.path)
            if sha is None:
                self._miss(file, *(wrong or _UNSEEN))
                return None
            ledger.see(file.path, file.size, file.modified, sha)
        if sha in self._asked or ledger.done(sha):
            self.tally.known += 1
            return None
        return Order(file.path, sha, file.size, file.modified)

    def _take(self, order: Order, answer: Answer) -> None:
        """Keep an answer, if the file still is what was asked for."""
        self._asked.discard(order.sha)
        if answer.code not in PASSING and _changed(order):
            answer = Answer.refused(*_CHANGED)
        if answer.code in PASSING:
            self._miss(File(order.path, order.size, order.modified), answer.code, answer.message)
            return
        self._store.keep(order, answer)
        if answer.reading is None:
            self.tally.refused += 1
        else:
            self.tally.read += 1

    def _miss(self, file: File, code: str, message: str) -> None:
        self._store.ledger.miss(file.path, file.size, file.modified, code, message)
        self.tally.missed += 1


def hash_of(path: Path) -> bytes | None:
    """The SHA-256 of what a file holds; None where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return None


def _changed(order: Order) -> bool:
    """Whether a file is another than when its content was worked out."""
    try:
        looked = order.path.stat()
    except OSError:
        return True
    return (looked.st_size, looked.st_mtime_ns) != (order.size, order.modified)
