"""What must hold of every file, however hurt: it is read or refused, and what is read can be shown, kept and sent."""

from __future__ import annotations

import json
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from samfrid.reading import prepare, sources
from samfrid.reading.read import read_document
from samfrid.reading.reading import Reading
from samfrid.reading.source import Unreadable

#: processor seconds that a document of a few pages may take; a page that must be read as a picture takes more
SECONDS = 20
#: a file may be told to be broken, but not by an error in our own lines of these kinds: they say that we erred
OURS = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    NameError,
    RecursionError,
    TypeError,
    UnboundLocalError,
    ZeroDivisionError,
)


class TooSlow(BaseException):
    """The reader worked for longer than a document of its size may take."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Break off what works for longer than this many processor seconds."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"over {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def outcome(data: bytes, name: str) -> str:
    """Read a file whole. The refusal's code, or "read"; raises what must not happen."""
    with limited(SECONDS):
        try:
            reading = read_document(prepare.prepare(sources.load_bytes(data, name)))
        except Unreadable as refusal:
            if isinstance(refusal.__cause__, OURS):
                raise refusal.__cause__ from None
            return refusal.code
        check(reading)
    return "read"


def check(reading: Reading) -> None:
    """A reading can be kept as JSON and its evidence lies in the text."""
    told = reading.as_json()
    json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    assert "\x00" not in reading.text, "a text that no database can keep"
    for start, end, original_start, original_end in reading.map:
        assert 0 <= start <= end <= len(reading.text)
        assert 0 <= original_start <= original_end <= len(reading.original_text)
    for evidence in _evidence(told):
        assert 0 <= evidence["start"] < evidence["end"] <= len(reading.text), evidence


def _evidence(told: object) -> Iterator[dict[str, int]]:
    if isinstance(told, dict):
        if {"start", "end", "bbox"} <= told.keys():
            yield told
        else:
            for value in told.values():
                yield from _evidence(value)
    elif isinstance(told, list):
        for value in told:
            yield from _evidence(value)


def place(error: BaseException) -> str:
    """Where an error arose, as one line: the same fault found twice has the same place."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "samfrid" in frame.filename]
    last = frames[-1] if frames else None
    return (
        f"{type(error).__name__} {last.filename.rpartition('samfrid/')[2]}:{last.lineno}"
        if last
        else type(error).__name__
    )
