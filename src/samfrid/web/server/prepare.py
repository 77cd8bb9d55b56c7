"""What must be done before the parts start: the database brought up to date, static files gathered.

Run as a process of its own by the supervisor, with the owner's address in the environment.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from samfrid.web.paths import BUILD
from samfrid.web.server.config import database_from
from samfrid.web.server.database import migrate


def _state_of_static_files() -> str:
    """A digest of the names, sizes and times of all static files: quick to make, changes when any of them does."""
    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            state.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return state.hexdigest()


def gather_static_files() -> None:
    """Gather, name by content and compress the static files, unless nothing has changed since last time."""
    stamp = BUILD / "stamps" / "static"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and settings.STATIC_ROOT.exists():
        return
    # nothing is cleared: a server that is still running goes on serving the files that its pages name
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def main() -> None:
    application_role = database_from(os.environ["DATABASE_URL"])["USER"]
    django.setup()
    migrate(os.environ["DATABASE_OWNER_URL"], application_role)
    gather_static_files()


if __name__ == "__main__":
    main()
