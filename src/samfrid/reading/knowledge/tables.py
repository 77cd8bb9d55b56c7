"""Tables of this folder: one entry a line, columns parted by tabs, lines that begin with # are comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table by its file name, in order."""
    text = files("samfrid.reading.knowledge").joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list, whatever lines they stand on."""
    return frozenset(word for row in rows(name) for cell in row for word in cell.split())
