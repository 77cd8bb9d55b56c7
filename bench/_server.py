"""All of Samfrid as ``samfrid run`` starts it, in a database of the measurement's own, and what its processes use.

Milliseconds of CPU are those of the web server's and the database server's processes together, read from /proc: what
else the machine does lengthens the wait, but hardly that.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_TICK: Final = os.sysconf("SC_CLK_TCK")
_START_SECONDS: Final = 180


@dataclass(frozen=True, slots=True)
class Stack:
    """A running Samfrid: where it answers, and the processes that do the work."""

    port: int
    owner_url: str
    superuser_url: str
    application_url: str
    database_pid: int
    web_pid: int

    def cpu(self) -> tuple[float, float]:
        """Seconds of CPU used so far by the web server and by the database server, each with all its children."""
        return _tree(self.web_pid), _tree(self.database_pid)


def _tree(pid: int) -> float:
    """CPU of a process, of its descendants that live, and of those that have ended and were waited for."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(") ", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        number, parent = int(folder.name), int(fields[1])
        children.setdefault(parent, []).append(number)
        used[number] = sum(map(int, fields[11:15])) / _TICK
    found, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        found += used.get(one, 0.0)
        waiting += children.get(one, [])
    return found


@contextmanager
def stack() -> Iterator[Stack]:
    """Database, migrations, web server. Django is set up in this process too, as the application."""
    from samfrid.web.server.postgres import APPLICATION, DATABASE, OWNER, Cluster

    with tempfile.TemporaryDirectory(prefix="samfrid-bench-") as folder:
        # as root the server runs as another account, which has to reach its folder
        Path(folder).chmod(0o755)
        cluster = Cluster.default(Path(folder))
        database = cluster.start()
        web = None
        try:
            cluster.prepare()
            os.environ["DATABASE_URL"] = cluster.url(APPLICATION)
            os.environ["DJANGO_SETTINGS_MODULE"] = "samfrid.web.settings"
            owner = cluster.url(OWNER)
            _run("samfrid.web.server.prepare", DATABASE_OWNER_URL=owner)
            port = _free_port()
            web = _web(port)
            superuser = cluster.url("postgres", DATABASE)
            yield Stack(port, owner, superuser, cluster.url(APPLICATION), database.pid, web.pid)
        finally:
            if web:
                web.send_signal(signal.SIGTERM)
                web.wait(30)
            database.send_signal(signal.SIGQUIT)
            database.wait(60)


def _run(module: str, **environment: str) -> None:
    subprocess.run([sys.executable, "-m", module], check=True, env=os.environ | environment)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _web(port: int) -> subprocess.Popen[bytes]:
    """The web server with the very options of ``samfrid run``."""
    from samfrid.web.server.supervisor import Supervisor

    process = subprocess.Popen(Supervisor("127.0.0.1", port)._web_command())
    deadline, refused = time.monotonic() + _START_SECONDS, Exception()
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/halsa/", headers={"Host": "localhost"})
            status = connection.getresponse().status
            if status == 200:
                return process
            print(f"the web server answers {status}", flush=True)
        except (OSError, http.client.HTTPException) as error:
            refused = error
        time.sleep(0.5)
    process.kill()
    raise RuntimeError("the web server does not answer") from refused


@dataclass(frozen=True, slots=True)
class Call:
    """One request to send. What is expected of the answer is its status."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Load:
    """What some clients got: milliseconds of waiting, milliseconds of CPU for one request, and how many a second."""

    median: float
    late: float
    web: float
    database: float
    per_second: float
    errors: int

    @property
    def cpu(self) -> float:
        return self.web + self.database


def drive(running: Stack, clients: int, calls: Callable[[int], Call], most: int, seconds: float = 60) -> Load:
    """At most so many requests, begun within so many seconds, shared by some clients that each keep a connection.

    ``calls`` makes the nth.
    """
    waits: list[float] = []
    errors: list[int] = []
    numbers, lock, end = iter(range(most)), threading.Lock(), time.perf_counter() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None or time.perf_counter() > end:
                break
            call = calls(number)
            begun = time.perf_counter()
            connection.request(call.method, call.path, call.body or None, call.headers)
            answer = connection.getresponse()
            answer.read()
            waits.append((time.perf_counter() - begun) * 1000)
            if answer.status != call.status:
                errors.append(answer.status)
        connection.close()

    before, begun = running.cpu(), time.perf_counter()
    threads = [threading.Thread(target=client) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, after = time.perf_counter() - begun, running.cpu()
    count = len(waits) or 1
    web, database = ((late - early) / count * 1000 for early, late in zip(before, after, strict=True))
    if errors:
        print(f"  {len(errors)} unexpected: {sorted(set(errors))}", flush=True)
    return Load(_at(waits, 0.5), _at(waits, 0.95), web, database, count / took, len(errors))


def _at(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def bare(url: str, settings: Sequence[str], statements: Sequence[str], rounds: int, pid: int) -> tuple[float, float]:
    """The same SQL without us: median milliseconds, and milliseconds of the database's CPU, for one round of it."""
    import psycopg

    waits = []
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = psycopg.ClientCursor(connection)
        for setting in settings:
            cursor.execute(setting)
        before = _tree(pid)
        for _round in range(rounds):
            begun = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()
            waits.append((time.perf_counter() - begun) * 1000)
        used = _tree(pid) - before
    return _at(waits, 0.5), used / rounds * 1000


def yardstick() -> float:
    """Milliseconds of CPU for a fixed piece of Python: how fast the machine is just now, others' work included."""
    begun = time.process_time()
    total: Any = 0
    for number in range(300_000):
        total += number * number % 7
    return (time.process_time() - begun) * 1000
