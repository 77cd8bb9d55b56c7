"""One municipality at a time: the second net below every query.

Every tenant table has a row-level security policy that compares its municipality with a setting of the database
session. The application's role is neither superuser nor owner, so no query of ours can go round it. Without a setting
nothing is seen and nothing can be written.

A session of an association's log-in (role partner) has its organisation set too. Every tenant table is then closed,
also one that is made after this was written, until a migration opens it by :func:`partner_security` for just the rows
that are the association's own.
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
PARTNER = """
CREATE OR REPLACE FUNCTION samfrid_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('samfrid.organisation', true), '')::uuid
$$;
"""
#: a session that is no partner's. It holds no column, so that the database asks it once for a statement
NO_PARTNER = "samfrid_organisation() IS NULL"
#: tables that were closed before there were partners
CLOSE_TO_PARTNERS = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT tablename FROM pg_policies p WHERE schemaname = current_schema() AND policyname = 'tenant'
            AND NOT EXISTS (SELECT FROM pg_policies o WHERE o.schemaname = p.schemaname
                AND o.tablename = p.tablename AND o.policyname = 'partner')
    LOOP
        EXECUTE format('CREATE POLICY partner ON %I AS RESTRICTIVE '
            'USING (samfrid_organisation() IS NULL)', one.tablename);
    END LOOP;
END $$;
"""
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
    # a database from before there were partners may not have got their function yet
    statements = [PARTNER.strip().rstrip(";"), f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    undo = [f"DROP POLICY tenant ON {table}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    statements.append(f"CREATE POLICY tenant ON {table} USING ({own}) WITH CHECK ({own})")
    # closed to partners until partner_security opens it
    statements.append(f"CREATE POLICY partner ON {table} AS RESTRICTIVE USING ({NO_PARTNER})")
    undo.insert(0, f"DROP POLICY IF EXISTS partner ON {table}")
    if also:
        statements.append(f"CREATE POLICY tenant_read ON {table} FOR SELECT USING ({also})")
        undo.insert(0, f"DROP POLICY tenant_read ON {table}")
    return RunSQL(";\n".join(statements), ";\n".join(undo))


def access_security(table: str, column: str = "access") -> RunSQL:
    """A migration operation after :func:`row_security`: rows are seen only with the clearance that they need."""
    policy = f"CREATE POLICY access ON {table} AS RESTRICTIVE FOR SELECT USING ({column} <= samfrid_clearance())"
    return RunSQL(policy, f"DROP POLICY access ON {table}")


def partner_security(table: str, read: str, *, write: str = "", delete: str = "") -> RunSQL:
    """A migration operation after :func:`row_security`: a partner's session sees the rows of which ``read`` holds, and
    no other; it makes and changes those of which ``write`` holds, and takes away those of which ``delete`` does.

    The conditions say what is the partner's own by ``samfrid_organisation()``. Sessions of others are as they were.
    """
    seen, kept, gone = (f"{NO_PARTNER} OR ({one})" if one else NO_PARTNER for one in (read, write, delete))
    opened = (
        f"ALTER POLICY partner ON {table} USING ({seen}) WITH CHECK ({kept});\n"
        f"CREATE POLICY partner_delete ON {table} AS RESTRICTIVE FOR DELETE USING ({gone})"
    )
    closed = (
        f"DROP POLICY partner_delete ON {table};\n"
        f"ALTER POLICY partner ON {table} USING ({NO_PARTNER}) WITH CHECK ({NO_PARTNER})"
    )
    return RunSQL(opened, closed)


def enter(
    municipality_code: str | None,
    user_id: str | None = None,
    clearance: int = EVERYTHING,
    organisation: object = None,
) -> None:
    """Set whose rows this database session sees from now on; None for nobody's.

    ``clearance`` is the highest :class:`~samfrid.municipalities.models.Access` of what is seen; the middleware gives
    that of the reader, and whoever works for the municipality itself sees everything. ``organisation`` is the key of
    the one whose partner it is, who sees what is her organisation's own and no more.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('samfrid.municipality', %s, false), set_config('samfrid.user', %s, false), "
            "set_config('samfrid.clearance', %s, false), set_config('samfrid.organisation', %s, false)",
            [municipality_code or "", user_id or "", str(int(clearance)), str(organisation or "")],
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
        names = ("samfrid.municipality", "samfrid.user", "samfrid.clearance", "samfrid.organisation")
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(names))}", names)
        municipality, user, before, organisation = cursor.fetchone() or (None, None, None, None)
    enter(municipality_code, user_id, clearance)
    try:
        yield
    finally:
        # a connection lost on the way has no setting to put back, and the next one begins with none
        if connection.is_usable() and not connection.needs_rollback:
            enter(municipality, user, int(before or 0), organisation)
