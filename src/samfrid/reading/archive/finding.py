"""Which files an archive has: walked lazily, so that a folder of millions is never held in memory."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: what systems and programs leave in folders, which nobody has written
_LITTER = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class File:
    """A file as the folder tells of it."""

    path: Path
    size: int
    modified: int


def files(roots: Iterable[Path], leave_out: Path | None = None) -> Iterator[File]:
    """The regular files of some files and folders, deep down. ``leave_out`` is a folder that is not entered.

    Hidden files, lock files of office programs and what systems leave behind are passed by, and links to folders are
    not followed. A folder that may not be entered is passed by; a file that cannot be looked at comes with no size.
    """
    for root in roots:
        for path, entry in _entries(root, leave_out):
            try:
                looked = entry.stat() if entry else path.stat()
            except OSError:
                yield File(path, -1, 0)
                continue
            if stat.S_ISREG(looked.st_mode):
                yield File(path, looked.st_size, looked.st_mtime_ns)


def _entries(root: Path, leave_out: Path | None) -> Iterator[tuple[Path, os.DirEntry[str] | None]]:
    """Everything under a root that is no folder and no litter. Only the folders on the way down are open."""
    if not root.is_dir():
        yield root, None
        return
    way = [_open(root)]
    while way:
        entry = next(way[-1], None)
        if entry is None:
            way.pop()
        elif entry.name.startswith((".", "~$")) or entry.name.lower() in _LITTER:
            continue
        elif entry.is_dir(follow_symlinks=False):
            if leave_out is None or Path(entry.path).resolve() != leave_out:
                way.append(_open(Path(entry.path)))
        else:
            yield Path(entry.path), entry


def _open(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return


class Count:
    """How many files there are, counted by a thread of its own while the reading goes on; None until that is done."""

    def __init__(self, roots: list[Path], leave_out: Path | None) -> None:
        self.total: int | None = None
        threading.Thread(target=self._count, args=(roots, leave_out), daemon=True).start()

    def _count(self, roots: list[Path], leave_out: Path | None) -> None:
        # without a look at each file: a socket among a million documents only makes the time left a guess
        self.total = sum(1 for root in roots for _ in _entries(root, leave_out))
