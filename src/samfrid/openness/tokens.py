"""From a key to who acts: one statement, which also sets whose rows this database session sees.

The table of keys is closed by row-level security like any other; the function below is the one way past it, runs as
the owner and answers only somebody who already has the key.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from typing import Any, Final

from django.db import connection

from samfrid.municipalities.dates import today as this_day
from samfrid.municipalities.models import Membership, Municipality, User
from samfrid.municipalities.permissions import CLEARANCE
from samfrid.municipalities.tenancy import first_of_request

#: what a key begins with, so that people and scanners of leaked secrets know one
PREFIX: Final = "samfrid_"

FUNCTION: Final = """
CREATE FUNCTION samfrid_api_actor(asked varchar, clearances jsonb, today date)
RETURNS TABLE (membership uuid, account uuid, name varchar, email varchar, role varchar, code varchar, place varchar,
               example boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    token uuid;
    used date;
BEGIN
    PERFORM set_config('samfrid.municipality', '', false), set_config('samfrid.user', '', false),
            set_config('samfrid.clearance', '', false);
    SELECT t.id, t.last_used_on, m.id, u.id, u.name, u.email, m.role, p.code, p.name, p.is_example
        INTO token, used, membership, account, name, email, role, code, place, example
        FROM openness_apitoken t
        JOIN municipalities_membership m ON m.id = t.membership_id AND m.ended_on IS NULL
        JOIN municipalities_user u ON u.id = m.user_id AND u.is_active
        JOIN municipalities_municipality p ON p.code = m.municipality_id AND p.code = t.municipality_id
        WHERE t.hash = asked AND t.revoked_at IS NULL AND t.expires_on >= today;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF used IS DISTINCT FROM today THEN
        UPDATE openness_apitoken t SET last_used_on = today WHERE t.id = token;
    END IF;
    PERFORM set_config('samfrid.municipality', code, false), set_config('samfrid.user', account::text, false),
            set_config('samfrid.clearance', coalesce(clearances ->> role, '0'), false);
    RETURN NEXT;
END $$;
"""
DROP_FUNCTION: Final = "DROP FUNCTION samfrid_api_actor(varchar, jsonb, date);"
#: the connection may have served a partner just now, who has no keys
_ASK: Final = (
    "SELECT a.* FROM samfrid_api_actor(%s, %s, %s) a, set_config('samfrid.organisation', '', false) AS nobodys"
)
_CLEARANCES: Final = json.dumps({role: int(access) for role, access in CLEARANCE.items()})


def new_secret() -> str:
    """A key nobody has: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def enter_by_key(secret: str, today: dt.date | None = None) -> Membership | None:
    """Who acts with this key, whose rows are seen from here on; None, and nobody's rows, for one that is not good.

    Not good is also a key of somebody whose role has ended or whose account is out of use: at once, for nothing is
    remembered between two requests. Whoever calls must ``leave`` when she is done.
    """
    asked: list[str | dt.date] = [digest(secret), _CLEARANCES, today or this_day()]

    def ask() -> tuple[Any, ...] | None:
        with connection.cursor() as cursor:
            cursor.execute(_ASK, asked)
            found: tuple[Any, ...] | None = cursor.fetchone()
            return found

    row = first_of_request(ask)
    if row is None:
        return None
    key, account, name, email, role, code, place, example = row
    membership = Membership(id=key, role=role)
    membership.user = User(id=account, name=name, email=email)
    membership.municipality = Municipality(code=code, name=place, is_example=example)
    for record in (membership, membership.user, membership.municipality):
        record._state.adding, record._state.db = False, connection.alias
    return membership
