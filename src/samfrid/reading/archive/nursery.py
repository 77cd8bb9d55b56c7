"""A process that has the reader loaded and confined, and gives birth to one child for each document.

A fresh interpreter for each of a million documents would take days for its imports alone. This one leaves the network,
loads everything once, and then forks: the child takes its limits on itself, reads one file and ends. So a hostile file
still has a process of its own, which holds nothing of another document and dies alone, and memory stays flat.

Plain text and Markdown are let off: no parser written in C sees them, so that they cannot take a process over, and
forking costs more than reading a short one. One child reads some hundreds of them; it decides by itself, and what has a
format it hands back unopened.

Run as ``python -m samfrid.reading.archive.nursery ORDERS ANSWERS`` by :mod:`~samfrid.reading.archive.keeper`; orders
come as lines of JSON, answers go as a length in eight bytes and then JSON. It never looks into an answer.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import struct
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from samfrid.reading import confined
from samfrid.reading.intake import is_plain
from samfrid.reading.sandbox import MAX_ANSWER_BYTES

LENGTH = struct.Struct(">Q")
#: how an answer with a reading begins, as json.dumps writes it
READING = b'{"reading": '
_PR_SET_PDEATHSIG = 1
#: what a child answers when a document should have a child of its own
_OWN = b"own"
#: documents of plain text that one child reads: it is replaced now and then, so that memory stays flat
_SERVED = 500
#: what is loaded before the first document: the parsers that most documents need. Tesseract is left to who needs it
_PARSERS = ("docx", "html", "mail", "markdown", "odt", "pdf", "text")
_SAMPLE = """Motion till kommunfullmäktige

Vi föreslår att kommunfullmäktige beslutar

att ge socialnämnden i uppdrag att följa upp planen mot våld i nära relationer senast den 3 juni 2024.

Exempelby den 1 mars 2024

Anna Ek (S)
"""


def main(argv: list[str]) -> int:
    """Give each order to a child until no more orders come."""
    orders, answers = int(argv[0]), int(argv[1])
    confined.leave_network()
    confined.leave_files()
    _load()
    nursery = _Nursery(orders, answers)
    waiting = b""
    while True:
        while b"\n" not in waiting:
            part = os.read(orders, 2**16)
            if not part:
                nursery.close()
                return 0
            waiting += part
        line, _, waiting = waiting.partition(b"\n")
        told = nursery.read(json.loads(line))
        if told is None:
            return 0
        _write(answers, LENGTH.pack(len(told)) + told)


def _load() -> None:
    """Have everything at hand that a child needs, and have the collector leave it alone: pages stay shared."""
    from samfrid.reading.prepare import prepare
    from samfrid.reading.read import read_document
    from samfrid.reading.sources import load_bytes

    for name in _PARSERS:
        try:
            import_module(f"samfrid.reading.sources.{name}")
        except ImportError:  # the document that needs it will say so
            continue
    read_document(prepare(load_bytes(_SAMPLE.encode(), "motion.txt"))).as_json()
    gc.collect()
    gc.freeze()


class _Gone(Exception):  # noqa: N818 - says what has happened
    """Nobody waits for the answer any more."""


class _Nursery:
    """The children. Plain text is read by one that lives on, whatever has a format of its own by one for itself."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._reader: _Child | None = None

    def read(self, order: dict[str, Any]) -> bytes | None:
        """One document; None where nobody waits for it any more."""
        try:
            told = self._by_reader(order)
            if told == _OWN:
                child = _Child(self._orders, self._answers, *self._reader_s())
                told = child.read(order | {"own": True}) or child.ended()
                child.end()
            return told
        except _Gone:
            return None

    def close(self) -> None:
        """End the child that lives on."""
        if self._reader is not None:
            self._reader.end()

    def _reader_s(self) -> tuple[int, ...]:
        """The pipes of the child that lives on: another child could speak to it through them, and read its answers."""
        return self._reader.pipes if self._reader is not None else ()

    def _by_reader(self, order: dict[str, Any]) -> bytes:
        """What the reader of plain text makes of a document; ``_OWN`` where it is none of its kind."""
        reader = self._reader = self._reader or _Child(self._orders, self._answers)
        told = reader.read(order)
        if told is None or reader.served >= _SERVED:
            self._reader = None
            told = told or reader.ended()
            reader.end()
        return told


class _Child:
    """A forked process that reads what it is told to."""

    def __init__(self, *not_its: int) -> None:
        theirs, self._orders = os.pipe()
        self._answers, ours = os.pipe()
        self._giver = not_its[0]
        self.served = 0
        self.late = False
        self._pid = os.fork()
        if self._pid == 0:
            for descriptor in (*not_its, self._orders, self._answers):
                os.close(descriptor)
            _serve(theirs, ours)
        os.close(theirs)
        os.close(ours)

    @property
    def pipes(self) -> tuple[int, int]:
        """Our ends of the pipes to it."""
        return self._orders, self._answers

    def read(self, order: dict[str, Any]) -> bytes | None:
        """The answer to an order; None where the child has ended, or been too long about it (``late``)."""
        self.served += 1
        with suppress(BrokenPipeError):
            os.write(self._orders, json.dumps(order).encode() + b"\n")
        held = bytearray()
        wanted = LENGTH.size
        deadline = time.monotonic() + float(order["seconds"])
        while len(held) < wanted:
            part = self._part(deadline)
            if not part:
                return None
            held += part
            if len(held) >= LENGTH.size:
                wanted = LENGTH.size + LENGTH.unpack_from(held)[0]
            if max(wanted, len(held)) > MAX_ANSWER_BYTES:
                return None
        return bytes(held[LENGTH.size : wanted])

    def _part(self, deadline: float) -> bytes:
        """Some of what it says; nothing at its end, or when it is late."""
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        poll.register(self._giver, 0)
        left = deadline - time.monotonic()
        ready = dict(poll.poll(max(left, 0) * 1000))
        if ready.get(self._giver):
            self.end()
            raise _Gone
        self.late = not ready
        return os.read(self._answers, 2**20) if ready else b""

    def ended(self) -> bytes:
        """How it ended, for the keeper to make sense of."""
        self.end()
        return json.dumps({"ended": {"late": self.late, "status": self._status, "used": self._used}}).encode()

    def end(self) -> None:
        """End it, if it has not ended by itself, and whatever it has started."""
        if self._pid == 0:
            return
        os.close(self._orders)
        os.close(self._answers)
        for kill in (os.killpg, os.kill):  # it may not have come so far that it has a session
            with suppress(ProcessLookupError, PermissionError):
                kill(self._pid, signal.SIGKILL)
        _, status, usage = os.wait4(self._pid, 0)
        self._status, self._used = os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024
        self._pid = 0


def _serve(orders: int, answers: int) -> NoReturn:
    """A child's whole life: it reads what it is told to, until it is told no more."""
    try:
        os.setsid()
        _die_with_parent()
        limited = False
        with open(orders, encoding="ascii") as lines:
            for line in lines:
                order = json.loads(line)
                if not limited:
                    confined.set_limits(int(order["memory"]))
                    limited = True
                confined.limit_processor(float(order["seconds"]))
                told = _OWN
                if order.get("own") or is_plain(Path(order["path"])):
                    told = json.dumps(confined.answer(order["path"], int(order["pages"])), ensure_ascii=False).encode(
                        "utf-8", "replace"
                    )
                _write(answers, LENGTH.pack(len(told)) + told)
        os._exit(0)
    finally:
        os._exit(1)


def _die_with_parent() -> None:
    """Have the kernel end this process when the nursery ends, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
