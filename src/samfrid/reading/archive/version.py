"""Which reader this is: results are kept under it, so that what another has read is never taken for this one's."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from samfrid.reading.read import VERSION
from samfrid.reading.repair.words import NoWords, words_path

#: files of the reader that decide what a reading holds, by their endings
_KNOWLEDGE = (".json", ".py", ".tsv", ".txt")
#: parts of the package that decide how it is run or shown, never what is found
_AROUND = ("archive", "plugins", "cli.py", "summary.py", "sandbox.py", "confined.py")
#: libraries that give the text
_LIBRARIES = ("lxml", "pillow", "pypdfium2", "tesserocr")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """The reader's own number and twelve signs of a hash over its code, its tables, its word list and its parsers."""
    home = Path(__file__).resolve().parent.parent
    told = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if path.suffix in _KNOWLEDGE and inside.parts[0] not in _AROUND:
            told.update(f"{inside.as_posix()}\0".encode())
            told.update(hashlib.sha256(path.read_bytes()).digest())
    try:
        told.update(hashlib.sha256(words_path().read_bytes()).digest())
    except NoWords:
        told.update(b"no words")
    for library in _LIBRARIES:
        try:
            told.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            told.update(f"{library} -\n".encode())
    return f"{VERSION}-{told.hexdigest()[:12]}"
