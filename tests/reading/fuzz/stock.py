"""The good documents that are hurt: the project's own examples and constructed papers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
#: documents in the checkout; pages that must be read as pictures take seconds each and are hurt apart
FOLDERS = ("examples", "tests/reading/papers", "tests/reading/unseen/docs")
_LARGEST = 400_000


@cache
def stock() -> tuple[tuple[str, bytes], ...]:
    """Name and content of each document, the same in each run."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).iterdir())]
    documents = [path for path in paths if path.is_file() and path.suffix != ".json"]
    return tuple((path.name, path.read_bytes()) for path in documents if path.stat().st_size <= _LARGEST)
