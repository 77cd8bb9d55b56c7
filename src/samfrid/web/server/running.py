"""What ``samfrid run`` says and does around the supervisor."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import psycopg

from samfrid.web import example
from samfrid.web.paths import DATA
from samfrid.web.server.supervisor import StartError, Supervisor, hold_lock


def run_until_stopped(host: str, port: int, *, with_example: bool) -> int:
    """Start, say where and how to log in, keep running, stop on Ctrl-C. Returns the exit code."""
    began = time.monotonic()
    supervisor = Supervisor(host, port)
    supervisor.stop_on_signals()
    try:
        lock = hold_lock(DATA)
        supervisor.start()
        if not supervisor.stopping.is_set():
            if with_example:
                _fill_example(supervisor.environment)
            print(f"\nSamfrid är igång på {supervisor.address} efter {time.monotonic() - began:.1f} s.", flush=True)
            if with_example:
                _show_logins(supervisor.environment)
            print("Stoppa med Ctrl-C.", flush=True)
            supervisor.watch()
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        supervisor.stop()
    os.close(lock)
    print("Samfrid är stoppat. Allt är sparat.", flush=True)
    return 0


def _example_is_there(url: str) -> bool:
    """Whether the example municipality has been made; asked without loading Django."""
    with psycopg.connect(url) as connection:
        query = "SELECT 1 FROM municipalities_municipality WHERE code = %s"
        return connection.execute(query, [example.CODE]).fetchone() is not None


def _fill_example(environment: dict[str, str]) -> None:
    if not _example_is_there(environment["DATABASE_URL"]):
        subprocess.run([sys.executable, "-m", "samfrid.web.example"], env=environment, check=False)


def _show_logins(environment: dict[str, str]) -> None:
    if _example_is_there(environment["DATABASE_URL"]):
        print(f"\n{example.logins()}\n", flush=True)
