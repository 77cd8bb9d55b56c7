"""Making the database ready: migrations by the owner, then just the rights that the application needs."""

from __future__ import annotations

import os

import psycopg
from psycopg import sql

#: nothing but these on a table by default; the audit trail allows less
RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
APPEND_ONLY = ("audit_entry",)
CLOSED = ("audit_head", "django_migrations")


def migrate(owner_url: str, application_role: str, *, verbosity: int = 0) -> None:
    """Bring the database up to date as its owner and give ``application_role`` its rights. Harmless when repeated.

    Must run in a process of its own: it sets Django up with the owner's connection.
    """
    import django
    from django.apps import apps
    from django.core.management import call_command

    os.environ["DATABASE_OWNER_URL"] = owner_url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.web.settings")
    if not apps.ready:
        django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    call_command("createcachetable", database="owner", verbosity=verbosity)
    grant(owner_url, application_role)


def grant(owner_url: str, application_role: str) -> None:
    """Give the application's role its rights, and take away those that it must not have."""
    role = sql.Identifier(application_role)
    with psycopg.connect(owner_url) as connection:
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        connection.execute(sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(sql.SQL(RIGHTS), role))
        connection.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
        for table in APPEND_ONLY:
            statement = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
            connection.execute(statement.format(sql.Identifier(table), role))
        for table in CLOSED:
            connection.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), role))
