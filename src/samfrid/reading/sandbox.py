"""Reading a file that nobody has vouched for: in a child process with limits, without network, killed when it is late.

The child is a fresh interpreter in a session of its own. It may use so much memory and processor time, write no file
and leave no core; it has no network: in a network namespace of its own where the kernel allows that, and by a system
call filter that refuses sockets and new programs; where neither can be had, Python refuses sockets. :func:`confinement`
tells which of these hold on this machine. The answer comes back as JSON over a pipe.
"""

from __future__ import annotations

import json
import logging
import os
import re
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from samfrid.reading.intake import MAX_PAGES
from samfrid.reading.source import OWN_FAULT, Unreadable

#: what a reading may cost when nothing else is said: OCR of a long scan is slow
SECONDS = 600.0
MEMORY_BYTES = 480 * 2**20
#: a reading larger than this is a mistake or an attack
MAX_ANSWER_BYTES = 64 * 2**20

_log = logging.getLogger(__name__)

#: what the child says of its progress: pages read, pages in all, on a line; the answer has no line breaks
_PAGE = re.compile(rb"^\[(\d+), (\d+)\]\n", re.MULTILINE)

_TOO_LATE = "Det tog för lång tid att läsa filen."
_TOO_MUCH = "Filen kräver för mycket minne för att läsas."
_BROKEN = "Filen är skadad eller av ett slag som inte kan läsas."


def read_in_child(
    path: Path,
    *,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    pages: int = MAX_PAGES,
    on_page: Callable[[int, int], object] | None = None,
) -> dict[str, Any]:
    """Read a file in a child process; the contract's JSON object.

    ``seconds`` limits both the clock and the processor time, ``memory_bytes`` what the child may hold for itself.
    ``on_page`` is told how many pages of a PDF have been read, and of how many, while the reading goes on.
    Raises :class:`Unreadable` with the reader's own code, or ``timeout``, ``memory`` or ``broken``; ``internal`` when
    the reader itself failed, and where it did so is then logged.
    """
    order = {"path": str(path.resolve()), "memory": memory_bytes, "seconds": seconds, "pages": pages}
    answer = _ask(order, seconds, on_page)
    if "error" in answer:
        if answer["error"]["code"] == "internal":
            _log.error("the reader failed: %s", answer["error"].get("where", "the child ended without a word"))
        raise Unreadable(answer["error"]["code"], answer["error"]["message"])
    reading: dict[str, Any] = answer["reading"]
    return reading


def confinement() -> list[str]:
    """How the child is kept from the network here: of ``namespace``, ``system-call filter`` and ``python``."""
    answer = _ask({"path": None, "memory": MEMORY_BYTES, "seconds": 20, "pages": 1}, 20)
    held: list[str] = answer["confinement"]
    return held


def _ask(order: dict[str, Any], seconds: float, on_page: Callable[[int, int], object] | None = None) -> dict[str, Any]:
    """Start the child, give it the order, and wait for its answer no longer than it may take."""
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "samfrid.reading.confined", str(writer), json.dumps(order)]
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(writer,),
            start_new_session=True,
            env=environment(),
            cwd="/",
        )
    finally:
        os.close(writer)
    try:
        data = _gather(reader, time.monotonic() + seconds, on_page)
    finally:
        os.close(reader)
        usage = _end(child)
    if data is None:
        return _error("timeout", _TOO_LATE)
    try:
        answer: dict[str, Any] = json.loads(data.rpartition(b"\n")[2])
    except ValueError:
        inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return reason(child.returncode, usage, int(order["memory"]), inherited)
    return answer


def environment() -> dict[str, str]:
    """The surroundings of a confined child: nothing of its parent's but what the reader needs."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "LANG", "LC_ALL", "SAMFRID_TESSDATA", "SAMFRID_WORDS", "LD_LIBRARY_PATH", "SYSTEMROOT")
    }
    return kept | {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _gather(descriptor: int, deadline: float, on_page: Callable[[int, int], object] | None = None) -> bytes | None:
    """All that comes over a pipe until it is closed; None when that takes too long. Tells of pages as they are read."""
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return None
            part = os.read(descriptor, 2**20)
            size += len(part)
            if not part or size > MAX_ANSWER_BYTES:
                return b"".join(parts)
            parts.append(part)
            told = _PAGE.findall(part)
            if on_page and told:
                on_page(int(told[-1][0]), int(told[-1][1]))


def _end(child: subprocess.Popen[bytes]) -> int:
    """Kill whatever is left of the child's session and take care of its remains; its largest memory in bytes."""
    try:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
        if _still_running(child):
            os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError, ChildProcessError):
        pass
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except ChildProcessError:
        child.wait()
        return 0
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * 1024


def _still_running(child: subprocess.Popen[bytes], patience: float = 1.0) -> bool:
    """Whether the child goes on: it is given a moment to end by itself after it has closed its pipe."""
    until = time.monotonic() + patience
    while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        if time.monotonic() > until:
            return True
        time.sleep(0.005)
    return False


def reason(returncode: int | None, used: int, allowed: int, inherited: int, *, late: bool = False) -> dict[str, Any]:
    """What a child that died without a word died of. Its ``used`` memory begins at what it ``inherited``."""
    if late or returncode == -signal.SIGXCPU:
        return _error("timeout", _TOO_LATE)
    if returncode == -signal.SIGKILL or used > max(0.8 * allowed, inherited):
        return _error("memory", _TOO_MUCH)
    if returncode is not None and returncode > 0:  # Python gave up; a library that the file upset dies of a signal
        return _error("internal", OWN_FAULT)
    return _error("broken", _BROKEN)


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}
