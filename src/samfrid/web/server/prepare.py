"""What must be done before the parts start: the database brought up to date, static files gathered.

Run as a process of its own by the supervisor, with the owner's address in the environment. Where nothing has changed
since the last start it ends at once, without loading Django: the database bears the mark of what was done to it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from samfrid.web.paths import BUILD, PROJECT
from samfrid.web.server.config import database_from
from samfrid.web.server.database import migrate

SOURCE = Path(__file__).resolve().parents[2]


def _digest(paths: Iterable[Path]) -> str:
    """A digest of the names, sizes and times of files: quick to make, changes when any of them does."""
    state = hashlib.sha256()
    for path in sorted(paths):
        status = path.stat()
        state.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _migrations_state(role: str) -> str:
    """What the database must have been through: our migrations, those of the locked packages, and the role's rights."""
    state = hashlib.sha256(role.encode())
    server = Path(__file__).parent
    for path in [*sorted(SOURCE.glob("*/migrations/*.py")), PROJECT / "requirements.lock", server / "database.py"]:
        state.update(path.read_bytes() if path.exists() else b"")
    return f"samfrid {state.hexdigest()}"


def bring_up_to_date(owner_url: str, role: str) -> None:
    """Migrate and give the role its rights, unless the database says that just this has been done to it."""
    state = _migrations_state(role)
    with psycopg.connect(owner_url) as connection:
        known = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    if known and known[0] == state:
        return
    migrate(owner_url, role)
    with psycopg.connect(owner_url) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(state)))


def gather_static_files() -> None:
    """Gather, name by content and compress the static files, unless nothing has changed since last time.

    Of two starts from one checkout the second waits for what the first gathers.
    """
    stamp = BUILD / "stamps" / "static"
    stamp.parent.mkdir(parents=True, exist_ok=True)
    with stamp.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _gather(stamp)


def _gather(stamp: Path) -> None:
    files = [path for path in SOURCE.glob("*/static/**/*") if path.is_file()]
    files += [path for path in (BUILD / "assets" / "static").glob("**/*") if path.is_file()]
    state = _digest([*files, PROJECT / "requirements.lock"])
    if stamp.exists() and stamp.read_text() == state and (BUILD / "static").exists():
        return
    import django
    from django.apps import apps
    from django.core.management import call_command

    if not apps.ready:
        django.setup()
    # nothing is cleared: a server that is still running goes on serving the files that its pages name
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def main() -> None:
    role = database_from(os.environ["DATABASE_URL"])["USER"]
    bring_up_to_date(os.environ["DATABASE_OWNER_URL"], role)
    gather_static_files()


if __name__ == "__main__":
    main()
