"""Acts of several at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

from samfrid.municipalities.tenancy import enter


def at_once(municipality_code: str, *acts: Callable[[], object]) -> list[Exception]:
    """Do each act on a connection of its own, begun at the same moment; gives what went wrong."""
    start, wrong = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            enter(municipality_code)
            start.wait(20)
            act()
        except Exception as error:  # noqa: BLE001 - told to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return wrong
