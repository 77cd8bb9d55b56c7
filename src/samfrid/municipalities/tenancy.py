"""One municipality at a time: the second net below every query.

Every tenant table has a row-level security policy that compares its municipality with a setting of the database
session. The application's role is neither superuser nor owner, so no query of ours can go round it. Without a setting
nothing is seen and nothing can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.operations import RunSQL

Answer = TypeVar("Answer")

FUNCTION = """
CREATE FUNCTION samfrid_municipality() RETURNS varchar LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('samfrid.municipality', true), '')
$$;
CREATE FUNCTION samfrid_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('samfrid.user', true), '')::uuid
$$;
CREATE FUNCTION swedish_key(value varchar) RETURNS varchar LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(lower(value), 'åäöéèüæø', '{|}eeu|}') COLLATE "C"
$$;
"""
CLEARANCE = """
CREATE FUNCTION samfrid_clearance() RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(NULLIF(current_setting('samfrid.clearance', true), '')::smallint, 0::smallint)
$$;
"""
DROP_CLEARANCE = "DROP FUNCTION samfrid_clearance();"
#: the clearance of whoever is no reader but does the work: commands, the worker
EVERYTHING = 2
DROP_FUNCTION = """
DROP FUNCTION swedish_key(varchar);
DROP FUNCTION samfrid_user();
DROP FUNCTION samfrid_municipality();
"""


def row_security(table: str, column: str = "municipality_id", *, also: str = "") -> RunSQL:
    """A migration operation that closes a tenant table: only rows of the session's municipality are seen or written.

    ``also`` is an extra SQL condition under which a row may be read (never written).
    """
    own = f"{column} = samfrid_municipality()"
    statements = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    undo = [f"DROP POLICY tenant ON {table}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    statements.append(f"CREATE POLICY tenant ON {table} USING ({own}) WITH CHECK ({own})")
    if also:
        statements.append(f"CREATE POLICY tenant_read ON {table} FOR SELECT USING ({also})")
        undo.insert(0, f"DROP POLICY tenant_read ON {table}")
    return RunSQL(";\n".join(statements), ";\n".join(undo))


def access_security(table: str, column: str = "access") -> RunSQL:
    """A migration operation after :func:`row_security`: rows are seen only with the clearance that they need."""
    policy = f"CREATE POLICY access ON {table} AS RESTRICTIVE FOR SELECT USING ({column} <= samfrid_clearance())"
    return RunSQL(policy, f"DROP POLICY access ON {table}")


def enter(municipality_code: str | None, user_id: str | None = None, clearance: int = EVERYTHING) -> None:
    """Set whose rows this database session sees from now on; None for nobody's.

    ``clearance`` is the highest :class:`~samfrid.municipalities.models.Access` of what is seen; the middleware gives
    that of the reader, and whoever works for the municipality itself sees everything.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('samfrid.municipality', %s, false), set_config('samfrid.user', %s, false), "
            "set_config('samfrid.clearance', %s, false)",
            [municipality_code or "", user_id or "", str(int(clearance))],
        )


def leave() -> None:
    """See nobody's rows from now on. A session not yet opened sees none anyway, and is not opened for this."""
    if connection.connection is not None:
        first_of_request(lambda: enter(None, clearance=0))


def first_of_request(ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` gives, on a new connection if the kept one is lost. ``ask`` must bear to be repeated."""
    # instead of a statement of its own that asks whether the connection is there
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return ask()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return ask()


@contextmanager
def within(municipality_code: str, user_id: str | None = None, clearance: int = EVERYTHING) -> Iterator[None]:
    """See one municipality's rows for a while (the worker, commands, tests), then whatever was seen before."""
    with connection.cursor() as cursor:
        names = ("samfrid.municipality", "samfrid.user", "samfrid.clearance")
        cursor.execute("SELECT current_setting(%s, true), current_setting(%s, true), current_setting(%s, true)", names)
        municipality, user, before = cursor.fetchone() or (None, None, None)
    enter(municipality_code, user_id, clearance)
    try:
        yield
    finally:
        # a connection lost on the way has no setting to put back, and the next one begins with none
        if connection.is_usable() and not connection.needs_rollback:
            enter(municipality, user, int(before or 0))
