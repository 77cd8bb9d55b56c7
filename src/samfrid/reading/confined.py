"""The child of :mod:`samfrid.reading.sandbox`: takes its limits on itself, then reads one file and answers in JSON.

Run as ``python -m samfrid.reading.confined DESCRIPTOR ORDER``; not meant for people.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import platform
import resource
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _PR_SET_DUMPABLE, _SECCOMP_MODE_FILTER = 38, 22, 4, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # errno EPERM
#: Landlock's calls, the same on every machine, and its rights to change files with the version that knows them: to
#: write; to remove and make; to move between folders; to cut short
_LANDLOCK_CREATE, _LANDLOCK_ALLOW, _LANDLOCK_RESTRICT = 444, 445, 446
_CHANGES = ((1, 1 << 1), (1, 0x1FF0), (2, 1 << 13), (3, 1 << 14))
#: what libraries ask for beyond what they hold: mapped files and code, address space set aside
_EXTRA_ADDRESSES = 2 * 2**30
#: audit name of the machine, and the numbers of socket, connect, bind, execve, execveat, ptrace, mount, keyctl there
_MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 101, 165, 250)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 117, 40, 219)),
}


def main(argv: list[str]) -> int:
    """Read what the order says and write the answer to the descriptor."""
    descriptor, order = int(argv[0]), json.loads(argv[1])
    set_limits(int(order["memory"]), float(order["seconds"]))
    held = leave_network()
    leave_files()
    told: dict[str, Any] = {"confinement": held}
    if order["path"] is not None:
        # a line for each page goes ahead of the answer, which is the last line
        def tell(at: int, of: int) -> None:
            os.write(descriptor, b"[%d, %d]\n" % (at, of))

        told |= answer(order["path"], int(order["pages"]), tell)
    told["peak_bytes"] = peak_memory()
    with os.fdopen(descriptor, "wb") as pipe:
        pipe.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def answer(path: str, pages: int, on_page: Callable[[int, int], object] | None = None) -> dict[str, Any]:
    """Read one file: the contract's object under ``reading``, or why not under ``error``. Never raises."""
    from samfrid.reading.source import OWN_FAULT, Unreadable

    try:
        gc.disable()
        from samfrid.reading.intake import LIMITS
        from samfrid.reading.read import read

        # what is read is kept to the end, and the modules too: looking through them for what can go is of little use
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        gc.enable()
        LIMITS.pages = pages
        LIMITS.on_page = on_page
        return {"reading": read(Path(path)).as_json()}
    except Unreadable as error:
        return {"error": {"code": error.code, "message": str(error)}}
    except MemoryError:
        return {"error": {"code": "memory", "message": "Filen kräver för mycket minne för att läsas."}}
    except RecursionError:
        return {"error": {"code": "broken", "message": "Filen är skadad eller av ett slag som inte kan läsas."}}
    except Exception as error:  # noqa: BLE001 - a bad file has been refused by now: it is the reader that is at fault
        return {"error": {"code": "internal", "message": OWN_FAULT, "where": _where(error)}}


def _where(error: BaseException) -> str:
    """What went wrong and in which lines of code. Not the error's own words, which may be the document's."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    lacking = f" {error.name}" if isinstance(error, ImportError) and error.name else ""
    return f"{type(error).__name__}{lacking} in {places}"


def set_limits(memory: int, seconds: float | None = None) -> None:
    """Limit this process: memory of its own, address space, files written, core dumps and, if told, processor time."""
    limits = (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + _EXTRA_ADDRESSES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    )
    for kind, value in limits:
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    if seconds is not None:
        limit_processor(seconds, for_good=True)


def limit_processor(seconds: float, *, for_good: bool = False) -> None:
    """Let this process work for so much longer. Not for good, another limit may follow."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    # the soft limit gives SIGXCPU, by which the parent knows what happened
    spent = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent, spent + 1) if for_good else (spent, hard))


def peak_memory() -> int | None:
    """The most memory that this process has held, in bytes; None where the system does not tell.

    What ``getrusage`` says of a child includes what its parent held when it was started.
    """
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


def leave_network() -> list[str]:
    """Give up the network in every way that this machine allows; the names of those that hold."""
    held = []
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0:
        held.append("namespace")
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if _filter_calls(libc):
        held.append("system-call filter")
    _refuse_sockets()
    return [*held, "python"]


def leave_files(folder: Path | None = None) -> None:
    """Have the kernel refuse to make, change, move and remove files (Landlock, from Linux 5.13), but for those in a
    ``folder``; reading goes on.

    The limits let nothing be written; but a child that a hostile file has taken over could empty or remove other files.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    refused = sum(right for since, right in _CHANGES if version >= since)
    rules = libc.syscall(_LANDLOCK_CREATE, struct.pack("=Q", refused), 8, 0)
    if rules < 0:
        return
    if folder is not None:
        place = os.open(folder, os.O_PATH)
        libc.syscall(_LANDLOCK_ALLOW, rules, 1, struct.pack("=Qi", refused, place), 0)
        os.close(place)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.syscall(_LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Have the kernel refuse sockets, new programs and the like, for good."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    audit, calls = machine
    count = len(calls)
    program = [
        (0x20, 0, 0, 4),  # load the machine's name
        (0x15, 1, 0, audit),
        (0x06, 0, 0, _REFUSE),
        (0x20, 0, 0, 0),  # load the number of the call
        *((0x15, count - index, 0, number) for index, number in enumerate(calls)),
        (0x06, 0, 0, _ALLOW),
        (0x06, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in program))
    head = struct.pack("@HP", len(program), ctypes.addressof(code))
    libc.prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong]
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, None, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0) == 0)


def _refuse_sockets() -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError("a document is read without network")

    connect: Callable[..., NoReturn] = refuse
    socket.socket = connect  # type: ignore[assignment,misc]
    socket.create_connection = connect


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
