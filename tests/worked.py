"""The time that programs started by a test have worked: what else the machine does then adds nothing to it."""

from __future__ import annotations

import resource


def worked() -> float:
    """The seconds of CPU that those of this process's children had that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
