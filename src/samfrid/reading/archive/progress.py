"""How a run goes, for the one who watches a terminal: how much is done, how fast, and how long is left."""

from __future__ import annotations

import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TextIO

from samfrid.reading.archive.finding import Count

#: how often the line is renewed, and over how long a time the rate is told
_SECONDS, _WINDOW = 0.5, 60.0


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    seen: int = 0
    read: int = 0
    refused: int = 0
    #: content that was read before, in this run or another
    known: int = 0
    #: files that could not be looked at, or that changed while they were read
    missed: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        """Documents that this run has answered for."""
        return self.read + self.refused

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.started


class Progress:
    """One line that is written over; nothing at all where nobody watches."""

    def __init__(self, tally: Tally, count: Count, stream: TextIO | None = None) -> None:
        self._tally, self._count, self._stream = tally, count, stream or sys.stderr
        self._shown = self._stream.isatty()
        self._last = 0.0
        #: when and how many files had been seen then, over the last minute
        self._past: deque[tuple[float, int, int]] = deque([(time.monotonic(), 0, 0)])

    def tell(self) -> None:
        """Renew the line, if it is time to."""
        now = time.monotonic()
        if not self._shown or now - self._last < _SECONDS:
            return
        self._last = now
        self._past.append((now, self._tally.seen, self._tally.done))
        while now - self._past[0][0] > _WINDOW:
            self._past.popleft()
        then, seen, done = self._past[0]
        self._stream.write("\r" + line(self._tally, self._count.total, now - then, seen, done) + "\x1b[K")
        self._stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._shown and self._last:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def line(tally: Tally, total: int | None, seconds: float, seen: int, done: int) -> str:
    """The line: ``seen`` and ``done`` are what they were ``seconds`` ago."""
    parts = [f"{spaced(tally.seen)} av {spaced(total)} filer" if total else f"{spaced(tally.seen)} filer"]
    if tally.known:
        parts.append(f"{spaced(tally.known)} redan lästa")
    if tally.refused + tally.missed:
        parts.append(f"{spaced(tally.refused + tally.missed)} kunde inte läsas")
    if seconds > 0:
        parts.append(f"{(tally.done - done) / seconds:.1f} dokument/s".replace(".", ","))
        rate = (tally.seen - seen) / seconds
        if total and rate and total > tally.seen:
            parts.append(f"{span((total - tally.seen) / rate)} kvar")
    return " · ".join(parts)


def spaced(number: int) -> str:
    """12 400."""
    return f"{number:,}".replace(",", " ")


def span(seconds: float) -> str:
    """A stretch of time, told as roughly as it is known."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    if minutes < 90:
        return f"{minutes:.0f} min"
    hours = minutes / 60
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} dygn"
