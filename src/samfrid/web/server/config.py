"""Secrets and database addresses."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from samfrid.web.paths import DATA


def secret(name: str) -> str:
    """A secret of this installation: from ``SAMFRID_SECRET_<NAME>``, else made once and kept in ``DATA`` (0600)."""
    given = os.environ.get(f"SAMFRID_SECRET_{name.upper()}")
    if given:
        return given
    path = DATA / "secrets" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # the example's is typed by hand
    value = secrets.token_urlsafe(9 if name == "example" else 48)
    # whole or not at all: a start that is killed leaves no empty secret, and two that start together get the same
    descriptor, draft = tempfile.mkstemp(prefix=f".{name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(value)
            file.flush()
            os.fsync(descriptor)
        os.link(draft, path)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    finally:
        Path(draft).unlink()
    return value


def database_from(url: str | None) -> dict[str, Any]:
    """Django's database settings from ``postgresql://user:password@host:port/name?option=…``.

    ``host`` may be given as an option, for a socket folder. Raises ``ValueError`` for another engine.
    """
    parts = urlsplit(url or "postgresql:///samfrid")
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"Samfrid runs on PostgreSQL alone; DATABASE_URL begins with {parts.scheme!r}")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }
