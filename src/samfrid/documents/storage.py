"""Files by their content: private, kept once for each municipality, and never half written.

A file lies at ``<municipality>/<ab>/<cd>/<sha256>`` in Django's default storage, pictures of its pages beside it in
``<sha256>.pages/``. Each municipality has a folder of its own, so that what one removes is never another's. Nothing
here is reached by an address of its own: :mod:`samfrid.documents.views` asks for the right to see it first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import connection

CHUNK: Final = 2**20
#: files under way; whatever is left here by a process that was killed is swept away
INCOMING: Final = "incoming"
#: seconds; longer than any upload takes
LEFT_OVER_AFTER: Final = 24 * 3600


class TooLargeError(Exception):
    """The file has more bytes than may be kept."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has come in and lies in a place of its own until somebody says whose it is."""

    path: Path
    sha256: str
    size: int


def _root() -> Path:
    return Path(default_storage.path(""))


def path_of(municipality_code: str, sha256: str) -> Path:
    """Where a file lies, or would lie."""
    return _root() / municipality_code / sha256[:2] / sha256[2:4] / sha256


def pictures_of(municipality_code: str, sha256: str) -> Path:
    """The folder of the pictures of a file's pages."""
    path = path_of(municipality_code, sha256)
    return path.with_name(f"{path.name}.pages")


def picture_path(municipality_code: str, sha256: str, page: int) -> Path:
    """The picture of one page, counted from 1."""
    return pictures_of(municipality_code, sha256) / f"{page:04d}.webp"


@contextmanager
def arriving(stream: IO[bytes], limit: int) -> Iterator[Arrival]:
    """Take in a stream piece by piece, with its size and hash; gone again after the block unless it was placed.

    Raises :class:`TooLargeError` as soon as more than ``limit`` bytes have come.
    """
    folder = _root() / INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / uuid4().hex
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLargeError
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        path.chmod(0o600)
        yield Arrival(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def place(arrival: Arrival, municipality_code: str) -> None:
    """Put an arrived file where it belongs, at once or not at all. The same content put there twice is harmless."""
    path = path_of(municipality_code, arrival.sha256)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    arrival.path.replace(path)


def lock(municipality_code: str, sha256: str) -> None:
    """Hold others off a content until this transaction ends: one may be removing what another is just taking in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{municipality_code}/{sha256}"])


def discard(municipality_code: str, sha256: str) -> None:
    """Remove a file and what was made from it. Harmless if it is gone."""
    shutil.rmtree(pictures_of(municipality_code, sha256), ignore_errors=True)
    path_of(municipality_code, sha256).unlink(missing_ok=True)


def sweep(now: float | None = None) -> int:
    """Remove what uploads that were cut off have left behind; returns how many files."""
    before = (time.time() if now is None else now) - LEFT_OVER_AFTER
    removed = 0
    for path in (_root() / INCOMING).glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
