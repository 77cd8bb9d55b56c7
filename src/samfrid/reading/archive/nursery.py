"""A process that has the reader loaded and confined, and gives birth to one child for each document.

A fresh interpreter for each of a million documents would take days for its imports alone. This one leaves the network,
loads everything once, and then forks: the child takes its own limits on itself, reads one file and ends. So a hostile
file still has a process of its own, which holds nothing of another document and dies alone, and memory stays flat.

Run as ``python -m samfrid.reading.archive.nursery ORDERS ANSWERS`` by :mod:`~samfrid.reading.archive.keeper`; orders
come as lines of JSON, answers go as a length in eight bytes and then JSON. It never looks into an answer.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import selectors
import signal
import struct
import sys
import time
from importlib import import_module
from typing import Any, NoReturn

from samfrid.reading import confined
from samfrid.reading.sandbox import MAX_ANSWER_BYTES

LENGTH = struct.Struct(">Q")
_PR_SET_PDEATHSIG = 1
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
    _load()
    waiting = b""
    while True:
        while b"\n" not in waiting:
            part = os.read(orders, 2**16)
            if not part:
                return 0
            waiting += part
        line, _, waiting = waiting.partition(b"\n")
        told = _read(json.loads(line), orders, answers)
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


def _read(order: dict[str, Any], orders: int, answers: int) -> bytes | None:
    """One document read by a child of its own; None where nobody waits for the answer any more."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        for descriptor in (reader, orders, answers):
            os.close(descriptor)
        _be_read(order, writer)
    os.close(writer)
    try:
        data = _gather(reader, orders, time.monotonic() + float(order["seconds"]))
    finally:
        os.close(reader)
        _kill(child)
        _, status, usage = os.wait4(child, 0)
    if data is None:
        return None
    ended = {"late": data == b"late", "status": os.waitstatus_to_exitcode(status), "used": usage.ru_maxrss * 1024}
    return data if data.endswith(b"}") else json.dumps({"ended": ended}).encode()


def _be_read(order: dict[str, Any], descriptor: int) -> NoReturn:
    """The child's whole life."""
    try:
        os.setsid()
        _die_with_parent()
        confined.set_limits(int(order["memory"]), float(order["seconds"]))
        answer = confined.answer(order["path"], int(order["pages"]))
        _write(descriptor, json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
        os._exit(0)
    finally:
        os._exit(1)


def _die_with_parent() -> None:
    """Have the kernel end this process when the nursery ends, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _gather(descriptor: int, orders: int, deadline: float) -> bytes | None:
    """What a child says until it ends: ``late`` where that takes too long, None where the orders' giver has gone."""
    parts: list[bytes] = []
    size = 0
    with selectors.PollSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            ready = selector.select(min(left, 1.0)) if left > 0 else []
            if left <= 0:
                return b"late"
            if not ready:
                if _gone(orders):
                    return None
                continue
            part = os.read(descriptor, 2**20)
            size += len(part)
            if not part or size > MAX_ANSWER_BYTES:
                return b"".join(parts)
            parts.append(part)


def _gone(orders: int) -> bool:
    """Whether the other end of the pipe of orders is closed: its holder was killed, or has given up."""
    poll = select.poll()
    poll.register(orders, 0)
    return bool(poll.poll(0))


def _kill(child: int) -> None:
    """End whatever is left of the child's session."""
    for end in (os.killpg, os.kill):  # it may not have come so far that it has a session
        try:
            end(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
