"""Work that is done for one municipality after the other: what goes wrong in one does not stop those after it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from django.db import connection

from samfrid.municipalities.models import Municipality
from samfrid.municipalities.tenancy import within

Done = TypeVar("Done")

_LOG: Final = logging.getLogger(__name__)


def guarded(job: str, code: str, work: Callable[[str], Done]) -> Done | None:
    """Do the work for one municipality. What goes wrong is logged by its kind and place alone: the words of an error
    can hold names, and what a row was about. None is then returned, and the next night tries again.
    """
    try:
        with within(code):
            return work(code)
    except Exception as error:  # noqa: BLE001 - whatever it is, the municipalities after this one get their turn
        _LOG.error("%s failed in %s: %s in %s", job, code, type(error).__name__, _place(error))
        # a connection that was lost is not given to the next one
        if not connection.in_atomic_block and not connection.is_usable():
            connection.close()
        return None


def every(job: str, work: Callable[[str], object]) -> None:
    """Do the work for each municipality of the installation, by their codes."""
    for code in list(Municipality.objects.order_by("code").values_list("code", flat=True)):
        guarded(job, code, work)


def _place(error: BaseException) -> str:
    """The innermost place in our own code, as ``module:line``."""
    found, trace = "?", error.__traceback__
    while trace:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        if name.startswith("samfrid.") and name != __name__:
            found = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
