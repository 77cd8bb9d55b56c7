"""What a worker of a Dask cluster does. In a module of its own, so that a worker needs no more than to have Samfrid."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from pathlib import Path
from typing import Any

from samfrid.reading.archive.keeper import Keeper
from samfrid.reading.archive.orders import Answer, Limits
from samfrid.reading.archive.version import reader_version

#: a document on its way: path, SHA-256, and its content where the worker does not see the folder
Sent = tuple[str, bytes, bytes | None]

#: one nursery for each thread of the worker
_own = threading.local()


def read_batch(version: str, limits: Limits, batch: list[Sent]) -> list[Answer]:
    """Read some documents, each in a child of its own. ``other_reader`` where this machine has another reader."""
    if reader_version() != version:
        return [Answer.refused("other_reader", reader_version())] * len(batch)
    if getattr(_own, "limits", None) != limits:
        if (before := getattr(_own, "keeper", None)) is not None:  # of a run with other limits
            before.close()
        _own.keeper, _own.limits = Keeper(limits), limits
    return [_read(_own.keeper, *sent) for sent in batch]


def _read(keeper: Keeper, path: str, sha: bytes, data: bytes | None) -> Answer:
    if data is None:
        if _hash(path) != sha:
            return Answer.refused("unseen", "Den dator som skulle läsa filen ser den inte, eller ser en annan.")
        return keeper.read(path)
    # under its own name: the ending says something of what it is
    with tempfile.TemporaryDirectory(prefix="samfrid-") as folder:
        copy = Path(folder) / Path(path).name
        copy.write_bytes(data)
        return keeper.read(str(copy))


def _hash(path: str) -> bytes | None:
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return None


def about(path: str | None) -> dict[str, Any]:
    """Which reader this worker has, and whether it sees a file of the archive."""
    return {"reader": reader_version(), "sees": path is None or Path(path).is_file()}
