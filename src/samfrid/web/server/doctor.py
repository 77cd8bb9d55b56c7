"""``samfrid doctor``: what is missing on this machine, and how to mend it. Changes nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samfrid.web.paths import BUILD, DATA, PROJECT

#: bytes of free disk below which documents may soon not fit
FREE_DISK: Final = 1_000_000_000
MEMORY_KB: Final = 1_500_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``mend`` says in Swedish what to do; empty when all is well."""

    what: str
    mend: str = ""


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding(f"Python {sys.version.split()[0]}", "" if good else "Installera Python 3.11 eller nyare.")


def _built() -> Iterator[Finding]:
    for what, path in (
        ("sidornas stilmall", BUILD / "assets" / "static" / "face" / "samfrid.css"),
        ("språkdata för textigenkänning", BUILD / "assets" / "tessdata" / "swe.traineddata"),
        ("ordlistan för reparation", BUILD / "stamps" / "words"),
        ("översättningarna", BUILD / "locale" / "en" / "LC_MESSAGES" / "django.mo"),
    ):
        yield Finding(what, "" if path.exists() else "Kör: make setup")


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    wrong = []
    for line in (PROJECT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("==")
        if line.startswith((" ", "#")) or not rest or "sys_platform" in rest or "platform_" in rest:
            continue
        wanted = rest.split()[0]
        try:
            if version(name) != wanted:
                wrong.append(name)
        except PackageNotFoundError:
            wrong.append(name)
    yield Finding(
        "låsta paket", f"Saknas eller har annan version: {', '.join(wrong)}. Kör: make setup" if wrong else ""
    )


def _room() -> Iterator[Finding]:
    place = DATA if DATA.exists() else PROJECT
    free = shutil.disk_usage(place).free
    mend = "" if free > FREE_DISK else f"Frigör utrymme: bara {free // 1_000_000} MB är ledigt i {place}."
    yield Finding("diskutrymme", mend)
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return
    available = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable"))
    yield Finding("minne", "" if available > MEMORY_KB else f"Bara {available // 1000} MB är ledigt; 1 500 MB behövs.")


def _secrets() -> Iterator[Finding]:
    folder = DATA / "secrets"
    loose = [path.name for path in folder.glob("*") if path.stat().st_mode & 0o077] if folder.exists() else []
    yield Finding("hemligheter", f"Andra kan läsa {', '.join(loose)}. Kör: chmod 600 {folder}/*" if loose else "")


def _database() -> Iterator[Finding]:
    import psycopg

    from samfrid.web.server.postgres import APPLICATION, Cluster, ServerError

    url = os.environ.get("DATABASE_URL")
    if not url:
        try:
            cluster = Cluster.default()
        except ServerError as error:
            yield Finding("PostgreSQL", str(error))
            return
        if not cluster.folder.exists():
            yield Finding("databasen finns", "Starta Samfrid en gång, så skapas den: make run")
            return
        url = cluster.url(APPLICATION)
    try:
        connection = psycopg.connect(url, connect_timeout=3)
    except psycopg.OperationalError as error:
        yield Finding("databasen svarar", f"Starta den med make run, eller rätta DATABASE_URL. ({_first_line(error)})")
        return
    with connection:
        yield from _rights(connection)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[-1]


def _rights(connection: object) -> Iterator[Finding]:
    import psycopg

    assert isinstance(connection, psycopg.Connection)
    number = connection.info.server_version // 10000
    yield Finding(f"PostgreSQL {number}", "" if number >= 15 else "Uppgradera till PostgreSQL 15 eller nyare.")
    query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    superuser = (connection.execute(query).fetchone() or (True,))[0]
    owned = connection.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user").fetchone() or (1,)
    mend = "Programmet ska ansluta som en roll som varken äger tabellerna eller är superanvändare."
    yield Finding("programmets roll", mend if superuser or owned[0] else "")
    query = (
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'municipality_id'"
        " WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND c.relnamespace = 'public'::regnamespace"
    )
    open_tables = [row[0] for row in connection.execute(query)]
    yield Finding("radsäkerhet", f"Saknas på {', '.join(open_tables)}. Starta om med make run." if open_tables else "")


def _browser() -> Iterator[Finding]:
    found = shutil.which("chromium")
    yield Finding("Chromium (bara för testerna)", "" if found else "Debian: apt-get install chromium")


def _models() -> Iterator[Finding]:
    """Which models read beside the rules, and where each sends what it reads."""
    from samfrid.reading.plugins.settings import Settings, SettingsError, models

    try:
        settings = Settings.read()
        on = models(settings)
    except SettingsError as error:
        yield Finding("modeller för läsningen", str(error))
        return
    if not on:
        yield Finding("modeller för läsningen: ingen är på, och ingen text skickas någonstans")
    for one in on:
        where = f"skickar text till {one.destination}" if one.destination else "skickar ingen text"
        secret = ", också med sekretess" if settings.confidential else ", aldrig med sekretess"
        yield Finding(f"modellen {one.name} är på och {where}{secret}")


def _port() -> Iterator[Finding]:
    port = int(os.environ.get("SAMFRID_PORT", "8000"))
    with socket.socket() as probe:
        probe.settimeout(1)
        answered = probe.connect_ex(("127.0.0.1", port)) == 0
    yield Finding(f"port {port}: {'Samfrid eller något annat svarar' if answered else 'ledig'}")


LOOKS: Final[tuple[Callable[[], Iterator[Finding]], ...]] = (
    _python,
    _packages,
    _built,
    _room,
    _secrets,
    _database,
    _models,
    _port,
    _browser,
)


def examine() -> int:
    """Look at everything and print a line for each; returns 1 if anything needs mending."""
    lacking = 0
    for look in LOOKS:
        for finding in look():
            lacking += bool(finding.mend)
            print(f"{'BRIST' if finding.mend else 'ok   '}  {finding.what}{': ' if finding.mend else ''}{finding.mend}")
    things = "En sak" if lacking == 1 else f"{lacking} saker"
    print(f"{things} behöver åtgärdas." if lacking else "Allt som behövs finns.")
    return 1 if lacking else 0
