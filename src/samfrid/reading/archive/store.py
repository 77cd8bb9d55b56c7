"""The folder of results: readings as JSON lines in files of bounded length, and the ledger that says what they hold."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from typing import IO

from samfrid.reading.archive.ledger import Ledger
from samfrid.reading.archive.orders import Answer, Order, Stopped

#: a file of results is closed when it is so long, or holds so many documents
MAX_BYTES = 256 * 2**20
MAX_DOCUMENTS = 10_000
#: how often what has been read is entered for good
SECONDS_BETWEEN = 1.0


class Store:
    """Takes readings in and keeps them. Whoever is killed loses no more than the last second's work."""

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self.folder = folder / version
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.folder / "ledger.lock")
        self.ledger = Ledger(self.folder / "ledger.sqlite")
        self._mend()
        shards = self.ledger.shards()
        self._number, self._length, self._documents = shards[-1] if shards else (1, 0, 0)
        self._stream = self._opened()
        self._committed = time.monotonic()

    def shard(self, number: int) -> Path:
        """A file of results."""
        return self.folder / f"readings-{number:05}.jsonl"

    def _opened(self) -> IO[bytes]:
        return self.shard(self._number).open("ab")

    def _mend(self) -> None:
        """Cut off what was written but never entered, by a run that was killed."""
        held = {number: length for number, length, _ in self.ledger.shards()}
        for path in self.folder.glob("readings-*.jsonl"):
            length = held.get(int(path.stem.partition("-")[2]), 0)
            if path.stat().st_size < length:
                raise Stopped(
                    f"{path} är kortare än den var när den skrevs. Återställ filen, eller välj en annan mapp med --out."
                )
            os.truncate(path, length)

    def keep(self, order: Order, answer: Answer) -> None:
        """Keep one answer: a reading as a line, a refusal in the ledger."""
        if answer.reading is None:
            self.ledger.refuse(order.sha, answer.code, answer.message)
            return
        head = {"sha256": order.sha.hex(), "path": shown(order.path), "reader": self.version}
        data = json.dumps(head, ensure_ascii=False).encode()[:-1] + b', "reading": ' + answer.reading + b"}\n"
        self._stream.write(data)
        self._length += len(data)
        self._documents += 1
        self.ledger.read(order.sha, self._number)
        if self._length >= MAX_BYTES or self._documents >= MAX_DOCUMENTS:
            self._turn()

    def _turn(self) -> None:
        """Close a full file of results and begin the next."""
        self.commit()
        self._stream.close()
        self._number, self._length, self._documents = self._number + 1, 0, 0
        self._stream = self._opened()

    def all(self) -> list[tuple[Path, int]]:
        """All files of results that hold anything, with their lengths."""
        return [(self.shard(number), length) for number, length, _ in self.ledger.shards() if length]

    def commit_now_and_then(self) -> None:
        """Enter what has been read, if that was not done just now."""
        if time.monotonic() - self._committed >= SECONDS_BETWEEN:
            self.commit()

    def commit(self) -> None:
        """Have the results on disk first, then the entries that say so."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self.ledger.set_shard(self._number, self._length, self._documents)
        self.ledger.commit()
        self._committed = time.monotonic()

    def list_files(self) -> None:
        """Write which file holds what (``files.jsonl``), and which could not be read and why (``errors.jsonl``)."""
        every, wrong = self.folder / "files.jsonl.part", self.folder / "errors.jsonl.part"
        with every.open("w", encoding="utf-8") as all_files, wrong.open("w", encoding="utf-8") as errors:
            for entry in self.ledger.entries():
                row = {
                    "path": shown(Path(entry.path)),
                    "size": entry.size,
                    "sha256": entry.sha.hex() if entry.sha else None,
                    "code": entry.code,
                    "error": entry.message,
                }
                line = json.dumps(row, ensure_ascii=False) + "\n"
                all_files.write(line)
                if entry.code:
                    errors.write(line)
        for path in (every, wrong):
            path.replace(path.with_suffix(""))

    def close(self) -> None:
        """Enter everything and let go of the folder."""
        self.commit()
        self._stream.close()
        self.ledger.close()
        os.close(self._lock)


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _locked(path: Path) -> int:
    """Hold the folder: two runs that write there would undo each other's work. A killed run holds nothing."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise Stopped("En annan körning skriver redan till mappen. Vänta tills den är klar.") from error
    return descriptor
