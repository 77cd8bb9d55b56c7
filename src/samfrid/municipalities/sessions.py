"""Log-in sessions that know whose they are: session, account and roles come with one statement.

The same statement sees nobody's rows from then on and sets the session's user, since connections persist from one
request to the next. It is also the first that a request sends, so that it finds out whether the kept connection still
holds: a question of its own for that ("SELECT 1") is not needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

from samfrid.municipalities.models import Membership, Municipality, Session, User
from samfrid.municipalities.records import record
from samfrid.municipalities.tenancy import first_of_request

FUNCTION = """
CREATE OR REPLACE FUNCTION samfrid_session(asked varchar)
RETURNS TABLE (kept text, account jsonb, roles jsonb) LANGUAGE plpgsql AS $$
DECLARE
    who uuid;
BEGIN
    PERFORM set_config('samfrid.municipality', '', false), set_config('samfrid.user', '', false),
            set_config('samfrid.clearance', '', false), set_config('samfrid.organisation', '', false);
    SELECT session_data, user_id INTO kept, who FROM municipalities_session
        WHERE session_key = asked AND expire_date > now();
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF who IS NOT NULL THEN
        PERFORM set_config('samfrid.user', who::text, false);
        SELECT to_jsonb(u) INTO account FROM municipalities_user u WHERE u.id = who;
        SELECT jsonb_agg(to_jsonb(m) || jsonb_build_object('place', to_jsonb(p)) ORDER BY swedish_key(p.name), m.role)
            INTO roles FROM municipalities_membership m JOIN municipalities_municipality p ON p.code = m.municipality_id
            WHERE m.user_id = who AND m.ended_on IS NULL;
    END IF;
    RETURN NEXT;
END $$;
"""
DROP_FUNCTION = "DROP FUNCTION samfrid_session(varchar);"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose session it is, as the database says now: the account, and the roles that have not ended.

    Whether the account may be used, and whether the session is of the password that holds now, is not said here.
    """

    user: User
    memberships: list[Membership]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the user in a column."""

    #: whose the session was when the request opened it; None for nobody's
    owner: Owner | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        """The row to save, with the user that Django's log-in keeps in the data."""
        row = cast(Session, super().create_model_instance(dict(data)))
        row.user_id = data.get(SESSION_KEY)
        return row

    def open(self) -> None:
        """Read the session for a request, and whose it is: her roles are what the database session sees from now on.

        One that has been read already stays as it is.
        """
        if not self.session_key or hasattr(self, "_session_cache"):
            return
        row = first_of_request(self._read)
        if row is None:
            self._session_key, self._session_cache = None, {}
            return
        kept, account, roles = row
        if account:
            self.owner = _owner(json.loads(account), json.loads(roles or "[]"))
        self._session_cache = self.decode(kept)

    def _read(self) -> tuple[str, str | None, str | None] | None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT kept, account, roles FROM samfrid_session(%s)", [self.session_key])
            found: tuple[str, str | None, str | None] | None = cursor.fetchone()
            return found


def _owner(account: dict[str, Any], roles: list[dict[str, Any]]) -> Owner:
    user = record(User, account)
    memberships = []
    for role in roles:
        membership = record(Membership, role)
        membership.user, membership.municipality = user, record(Municipality, role["place"])
        memberships.append(membership)
    return Owner(user, memberships)
