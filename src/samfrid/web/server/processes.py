"""Children that do not outlive their parent, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """To be run in a child before its program: Linux then sends it ``with_signal`` when the parent is gone."""
    parent = os.getpid()

    def prepare() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, with_signal)
        if os.getppid() != parent:
            # the parent died between fork and here
            os._exit(1)

    return prepare


def follow_parent(with_signal: signal.Signals) -> None:
    """The same for a process that is running already: its parent is whoever started it, and may be gone by now."""
    parent = os.getppid()
    _LIBC.prctl(_PR_SET_PDEATHSIG, with_signal)
    if os.getppid() != parent:
        os._exit(1)
