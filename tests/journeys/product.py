"""The product as an operator starts it: ``samfrid run`` as a child, with a data folder and a port of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
#: settings of this machine that would lead the product to another database, folder or secret
FOREIGN = ("DATABASE_", "DJANGO_", "SAMFRID_SECRET_", "SAMFRID_DEBUG", "SAMFRID_TLS", "SAMFRID_HOSTS", "SAMFRID_PORT")
READY = re.compile(r"^Samfrid är igång på (\S+) efter ", re.MULTILINE)


def free_port() -> int:
    """A port of the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Product:
    """One installation. Use as a context: the data folder is gone afterwards."""

    example: bool = False
    #: the day that it takes for today; without one, that of the clock
    day: str = ""
    port: int = field(default_factory=free_port)
    data: Path = field(init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        # PostgreSQL refuses to run as root: the account that it runs as has to reach its folder
        self.home = Path(tempfile.mkdtemp(prefix="samfrid-"))
        self.home.chmod(0o711)
        self.data = self.home / "data"
        self.log = self.home / "log"

    def __enter__(self) -> Product:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self.home, ignore_errors=True)

    @property
    def address(self) -> str:
        """Where the first page is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What every command of this installation is started with."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        kept |= {"SAMFRID_TODAY": self.day} if self.day else {}
        return kept | {"SAMFRID_DATA": str(self.data)}

    def launch(self) -> subprocess.Popen[bytes]:
        """Start without waiting; what it says goes to ``log``, anew for each start."""
        command = [sys.executable, "-m", "samfrid", "run", "--port", str(self.port)]
        command += [] if self.example else ["--no-example"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
            )
        return self.process

    def start(self, seconds: float = 240) -> float:
        """Start and wait until it says that it is running; returns how long that took, in seconds."""
        began = time.monotonic()
        process = self.launch()
        while time.monotonic() - began < seconds:
            if READY.search(self.said()):
                return time.monotonic() - began
            if process.poll() is not None:
                raise AssertionError(f"samfrid run ended with {process.returncode}:\n{self.said()}")
            time.sleep(0.02)
        raise AssertionError(f"samfrid run was not ready within {seconds} s:\n{self.said()}")

    def stop(self, number: signal.Signals = signal.SIGINT, seconds: float = 60) -> int:
        """Ask it to stop as Ctrl-C does, and wait; returns its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(seconds)
        self.process = None
        return code

    def turn_to(self, day: str) -> None:
        """Let it be another day: stopped and started again where it is not that day already."""
        if self.day != day:
            self.stop()
            self.day = day
            self.start()

    def said(self) -> str:
        """What the running or last run has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def command(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run ``samfrid …`` against this installation."""
        whole = [sys.executable, "-m", "samfrid", *arguments]
        return subprocess.run(
            whole, env=self.environment, cwd=PROJECT, input=given, capture_output=True, text=True, check=False
        )

    def add_user(self, email: str, name: str, role: str, municipality: str, password: str) -> None:
        """An account, made as an operator makes one."""
        options = ["--name", name, "--role", role, "--municipality", municipality, "--password-stdin"]
        made = self.command("user", email, *options, given=f"{password}\n")
        assert made.returncode == 0, made.stdout + made.stderr

    def example_password(self) -> str:
        """The password of the example's accounts, as the start prints it."""
        return (self.data / "secrets" / "example").read_text(encoding="ascii")
