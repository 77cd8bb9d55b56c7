"""``samfrid run``: the database, the web server and the worker as one thing that starts and stops together.

A part that ends by itself is started again. Children die with this process however it ends, and the next start takes
over whatever an earlier one left.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from samfrid.web.server.postgres import APPLICATION, OWNER, Cluster, ServerError
from samfrid.web.server.processes import die_with_parent

STOP_SECONDS = 15
#: a part that ends again and again is started more and more seldom, up to this pause
LONGEST_PAUSE = 30.0


class Stopping:
    """Whether somebody has asked to stop.

    ``threading.Event`` will not do: a signal handler runs in the midst of the main thread, which may just then hold the
    lock that setting the event waits for, and then neither goes on.
    """

    def __init__(self) -> None:
        self._asked = False

    def set(self) -> None:
        self._asked = True

    def is_set(self) -> bool:
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether somebody has asked."""
        deadline = time.monotonic() + seconds
        while not self._asked and time.monotonic() < deadline:
            time.sleep(0.05)
        return self._asked


class StartError(Exception):
    """Samfrid cannot start; the text says in Swedish why and what to do."""


@dataclass
class Part:
    """A child process that is to be there all the time."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop_signal: signal.Signals
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        self.process, self.started = self.start(), time.monotonic()

    def end(self) -> None:
        """Ask it to stop, and insist after a while."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def hold_lock(data: Path) -> int:
    """The lock that lets one supervisor at a time use a data folder; freed by the system when the process ends."""
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StartError("Samfrid körs redan med den här datamappen. Stoppa det först (Ctrl-C där det körs).") from None
    return descriptor


def check_port(host: str, port: int) -> None:
    """Raise ``StartError`` if somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Porten {port} på {host} är upptagen. Välj en annan: make run PORT={port + 1}"
            raise StartError(message) from error


class Supervisor:
    """Starts the parts in order, watches them, and stops them in the opposite order."""

    def __init__(self, host: str, port: int, *, web_workers: int = 2) -> None:
        self.host, self.port, self.web_workers = host, port, web_workers
        self.parts: list[Part] = []
        self.stopping = Stopping()
        self.environment = dict(os.environ, DJANGO_SETTINGS_MODULE="samfrid.web.settings", PYTHONUNBUFFERED="1")
        self.environment.setdefault("OMP_THREAD_LIMIT", "1")
        # the links in letters begin with it, so what was asked for on the command line counts
        self.environment["SAMFRID_PORT"] = str(port)

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def start(self) -> None:
        """Start everything; returns when the web server answers. Raises ``StartError`` and ``ServerError``."""
        check_port(self.host, self.port)
        owner_url = self._start_database()
        self._prepare(owner_url)
        # the owner's address stays here: the parts that face people and files run without it
        self.environment.pop("DATABASE_OWNER_URL", None)
        self._add("webbservern", self._web_command(), signal.SIGTERM)
        self._await_web()
        # after the pages are there: two processors are few for all of it at once
        self._add("arbetaren", self._worker_command(), signal.SIGTERM)

    def watch(self) -> None:
        """Keep the parts running until somebody asks to stop."""
        while not self.stopping.wait(0.5):
            for part in self.parts:
                if part.process is None or part.process.poll() is None or self.stopping.is_set():
                    continue
                if time.monotonic() - part.started > LONGEST_PAUSE * 2:
                    part.pause = 0.5
                print(f"{part.name.capitalize()} slutade oväntat och startas igen.", file=sys.stderr, flush=True)
                if self.stopping.wait(part.pause):
                    break
                part.pause = min(part.pause * 2, LONGEST_PAUSE)
                try:
                    part.begin()
                except ServerError as error:
                    # what is left of the one that was killed can be in the way for a moment: tried again
                    print(error, file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Stop everything, the database last."""
        self.stopping.set()
        for part in reversed(self.parts):
            part.end()

    def stop_on_signals(self) -> None:
        """Ctrl-C, a closed terminal and the system's ordinary way of stopping all mean the same."""

        def handle(_number: int, _frame: FrameType | None) -> None:
            self.stopping.set()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, handle)

    def _start_database(self) -> str:
        if "DATABASE_URL" in self.environment:
            owner_url = self.environment.get("DATABASE_OWNER_URL")
            if not owner_url:
                raise StartError(
                    "DATABASE_URL är satt men inte DATABASE_OWNER_URL. Ange båda: programmets roll och ägaren "
                    "(se docs/operator/database.md)."
                )
            return owner_url
        cluster = Cluster.default()
        part = Part("databasen", cluster.start, signal.SIGINT)
        part.begin()
        self.parts.append(part)
        cluster.prepare()
        self.environment["DATABASE_URL"] = cluster.url(APPLICATION)
        return cluster.url(OWNER)

    def _prepare(self, owner_url: str) -> None:
        """Migrations and static files, in a process of its own that alone knows the owner's password."""
        environment = self.environment | {"DATABASE_OWNER_URL": owner_url}
        command = [sys.executable, "-m", "samfrid.web.server.prepare"]
        prepared = subprocess.run(command, env=environment, check=False, preexec_fn=die_with_parent(signal.SIGTERM))
        if prepared.returncode:
            raise StartError("Databasen kunde inte göras i ordning; orsaken står ovanför. Ingenting har ändrats.")

    def _add(self, name: str, command: list[str], stop_signal: signal.Signals) -> None:
        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                command, env=self.environment, start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM)
            )

        part = Part(name, start, stop_signal)
        part.begin()
        self.parts.append(part)

    def _web_command(self) -> list[str]:
        options = ["--interface", "wsgi", "--host", self.host, "--port", str(self.port), "--no-ws", "--no-access-log"]
        options += ["--workers", str(self.web_workers), "--blocking-threads", "4", "--log-level", "warning"]
        return [sys.executable, "-m", "granian", *options, "--respawn-failed-workers", "samfrid.web.wsgi:application"]

    @staticmethod
    def _worker_command() -> list[str]:
        return [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]

    def _await_web(self, seconds: float = 60) -> None:
        # by a name that the web server answers to, and never by way of the machine's proxy for the world outside
        name = self.environment.get("SAMFRID_HOSTS", "").split(",")[0].lstrip("*.") or "localhost"
        asked = urllib.request.Request(f"{self.address}halsa/", headers={"Host": name})  # noqa: S310
        directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.stopping.is_set():
            try:
                with directly.open(asked, timeout=2):
                    return
            except urllib.error.HTTPError as error:
                raise StartError(f"Webbservern svarar med fel {error.code}.") from error
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        if not self.stopping.is_set():
            raise StartError(f"Webbservern svarade inte inom {seconds:.0f} sekunder.")
