"""What ``samfrid run`` says and does around the supervisor."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from samfrid.web.paths import DATA
from samfrid.web.server.supervisor import StartError, Supervisor, hold_lock


def run_until_stopped(host: str, port: int, *, example: bool) -> int:
    """Start, say where and how to log in, keep running, stop on Ctrl-C. Returns the exit code."""
    began = time.monotonic()
    supervisor = Supervisor(host, port)
    supervisor.stop_on_signals()
    try:
        lock = hold_lock(DATA)
        supervisor.start()
        if not supervisor.stopping.is_set():
            if example:
                _fill_example(supervisor.environment)
            print(f"\nSamfrid är igång på {supervisor.address} efter {time.monotonic() - began:.1f} s.", flush=True)
            if example:
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


def _example(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "samfrid.web.example", *arguments]
    subprocess.run(command, env=environment, check=False)


def _fill_example(environment: dict[str, str]) -> None:
    _example(environment, "fill")


def _show_logins(environment: dict[str, str]) -> None:
    _example(environment, "show")
