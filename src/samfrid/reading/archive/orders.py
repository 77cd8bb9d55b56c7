"""What is handed to those who read: one document, the limits for it, and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from samfrid.reading.intake import MAX_PAGES
from samfrid.reading.sandbox import MEMORY_BYTES, SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document: its reading (the contract's object as one line of JSON), or why there is none."""

    reading: bytes | None
    code: str = ""
    message: str = ""

    @classmethod
    def refused(cls, code: str, message: str) -> Answer:
        """The answer for a document that could not be read."""
        return cls(None, code, message)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    seconds: float = SECONDS
    memory_bytes: int = MEMORY_BYTES
    pages: int = MAX_PAGES


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be read: where it is, what it holds (SHA-256), and how it looked when that was worked out."""

    path: Path
    sha: bytes
    size: int
    modified: int


class Engine(Protocol):
    """Reads orders as they come, a bounded number at a time, and answers in any order."""

    #: how many documents are read at the same time, for the one who watches
    width: int

    def read(self, orders: Iterator[Order]) -> Iterator[tuple[Order, Answer]]:
        """Every order with its answer. An order is not asked for until there is room for it."""

    def close(self) -> None:
        """End whatever has been started."""


class Stopped(Exception):  # noqa: N818 - says what has happened
    """The run cannot go on; ``str(error)`` says in Swedish why, and what to do."""
