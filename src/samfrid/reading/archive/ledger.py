"""What has been read, on disk: a run that was killed is taken up where its last entry stands.

A file of SQLite's beside the results: it is looked up in without being held in memory, and an entry is either there or
not, however the process ends. Results are written first and entered afterwards, together with how long the file of
results then was; what stands after that length was never entered, is cut off, and is read again. So each document is
there once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS documents (sha BLOB PRIMARY KEY, shard INTEGER, code TEXT, message TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha BLOB, code TEXT, message TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_of_document ON files (sha);
CREATE TABLE IF NOT EXISTS shards (number INTEGER PRIMARY KEY, length INTEGER NOT NULL, documents INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: what it holds, and why it could not be read where it could not."""

    path: str
    size: int
    modified: int
    sha: bytes | None
    code: str | None
    message: str | None


class Ledger:
    """The entries of one folder of results."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.executescript(_TABLES)
        self._open = False

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if not self._open:
            self._base.execute("BEGIN")
            self._open = True
        self._base.execute(statement, values)

    def commit(self) -> None:
        """Let what has been entered stand."""
        if self._open:
            self._base.execute("COMMIT")
            self._open = False

    def known(self, path: Path, size: int, modified: int) -> bytes | None:
        """What a file holds, if it was seen before and looks as it did then."""
        row = self._base.execute(
            "SELECT sha FROM files WHERE path = ? AND size = ? AND modified = ?", (os.fsencode(path), size, modified)
        ).fetchone()
        return row[0] if row else None

    def done(self, sha: bytes) -> bool:
        """Whether a content has been read, or been found to be unreadable."""
        return self._base.execute("SELECT 1 FROM documents WHERE sha = ?", (sha,)).fetchone() is not None

    def see(self, path: Path, size: int, modified: int, sha: bytes) -> None:
        """Enter what a file holds."""
        self._write(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, NULL, NULL)", (os.fsencode(path), size, modified, sha)
        )

    def miss(self, path: Path, size: int, modified: int, code: str, message: str) -> None:
        """Enter why what a file holds could not even be looked at. The next run tries again."""
        values = (os.fsencode(path), size, modified, code, message)
        self._write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, NULL, ?, ?)", values)

    def read(self, sha: bytes, shard: int) -> None:
        """Enter that a content has been read, and in which file of results its reading is."""
        self._write("INSERT INTO documents VALUES (?, ?, NULL, NULL)", (sha, shard))

    def refuse(self, sha: bytes, code: str, message: str) -> None:
        """Enter why a content could not be read."""
        self._write("INSERT INTO documents VALUES (?, NULL, ?, ?)", (sha, code, message))

    def forget(self, codes: tuple[str, ...]) -> int:
        """Strike out what was refused for such reasons, so that it is tried again; how many there were."""
        return sum(self._base.execute("DELETE FROM documents WHERE code = ?", (code,)).rowcount for code in codes)

    def forget_gone(self) -> None:
        """Strike out files that could not be looked at and that are no longer there."""
        for (path,) in self._base.execute("SELECT path FROM files WHERE sha IS NULL").fetchall():
            if not os.path.lexists(path):
                self._write("DELETE FROM files WHERE path = ?", (path,))

    def set_shard(self, number: int, length: int, documents: int) -> None:
        """Enter how far a file of results holds."""
        self._write("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", (number, length, documents))

    def shards(self) -> list[tuple[int, int, int]]:
        """The files of results: number, length in bytes, documents."""
        return self._base.execute("SELECT number, length, documents FROM shards ORDER BY number").fetchall()

    def counts(self) -> tuple[int, int, int]:
        """Contents read, contents refused, files that could not be looked at."""
        read = self._base.execute("SELECT count(*) FROM documents WHERE code IS NULL").fetchone()[0]
        refused = self._base.execute("SELECT count(*) FROM documents WHERE code IS NOT NULL").fetchone()[0]
        missed = self._base.execute("SELECT count(*) FROM files WHERE sha IS NULL").fetchone()[0]
        return read, refused, missed

    def entries(self) -> Iterator[Entry]:
        """Every file with what it holds, or why it could not be read."""
        for row in self._base.execute(
            "SELECT path, size, modified, sha, coalesce(files.code, documents.code), "
            "coalesce(files.message, documents.message) FROM files LEFT JOIN documents USING (sha) ORDER BY path"
        ):
            yield Entry(os.fsdecode(row[0]), *row[1:])

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._base.close()
