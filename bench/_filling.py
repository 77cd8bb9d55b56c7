"""Matters by the million: rows made by the database itself, spread over all the municipalities as in life."""

from __future__ import annotations

import time
from typing import Any, Final

#: the municipality that is measured has this part of all the matters, and never fewer than a list of 100 needs thrice
PART: Final = 20
LEAST: Final = 400
CODE: Final = "0580"

#: n is the matter's number, ``code`` its municipality; the newest have the highest numbers. Keys are as random as ours
_MADE: Final = """
CREATE TEMPORARY TABLE made AS
SELECT n, md5('m' || n)::uuid AS id,
    CASE WHEN n % %(every)s = 0 THEN '0580' ELSE codes.all[1 + n %% array_length(codes.all, 1)] END AS code,
    (ARRAY['motion', 'motion', 'interpellation', 'question', 'citizen_proposal', 'initiative'])[1 + n %% 6] AS kind,
    date '2006-01-01' + (n * 7600.0 / %(count)s)::int AS raised,
    n %% 4 <> 0 AS decided, now() AS at
FROM generate_series(1, %(count)s) n,
    (SELECT array_agg(code ORDER BY code) AS all FROM municipalities_municipality) codes
"""

_ROWS: Final = (
    """
    INSERT INTO matters_matter (id, municipality_id, created_at, kind, title, title_is_ours, raised_on,
        raised_precision, addressee, access, published, listed, settled_on, settled)
    SELECT id, code, at, kind,
        'Om ' || (ARRAY['skyddat boende', 'utbildning av personal', 'en handlingsplan', 'stöd till barn',
            'samverkan med kvinnojouren', 'hedersrelaterat våld', 'föräldrars ansvar'])[1 + n % 7] || ' i ärende ' || n,
        false, raised, 'day', 'kommunfullmäktige', 0, false,
        jsonb_strip_nulls(jsonb_build_object(
            'movers', CASE WHEN n % 2 = 0 THEN jsonb_build_array('Ledamot ' || n % 61 || ' (V)', 'Ersättare ' || n % 59
                || ' (C)') ELSE jsonb_build_array('Ledamot ' || n % 61 || ' (V)') END,
            'numbers', CASE WHEN n % 3 = 0 THEN jsonb_build_array('KS ' || extract(year FROM raised) || '-' || n,
                'SN ' || extract(year FROM raised) || '-' || n)
                ELSE jsonb_build_array('KS ' || extract(year FROM raised) || '-' || n) END,
            'stances', CASE WHEN n % 2 = 0 THEN '["supports"]'::jsonb END,
            'finals', CASE WHEN decided THEN '[["council", "granted"], ["council", "rejected"]]'::jsonb END)),
        CASE WHEN decided THEN raised + 250 END, decided
    FROM made ORDER BY n
    """,
    """
    INSERT INTO matters_diarynumber (id, municipality_id, created_at, matter_id, number, key)
    SELECT md5(body || n)::uuid, code, at + (place || ' microseconds')::interval, id,
        body || ' ' || extract(year FROM raised) || '-' || n, body || extract(year FROM raised) || '-' || n
    FROM made, (VALUES ('KS', 1), ('SN', 2)) v (body, place) WHERE place = 1 OR n % 3 = 0
    """,
    """
    INSERT INTO matters_matterperson (id, municipality_id, created_at, matter_id, name, party, role)
    SELECT md5('p' || place || n)::uuid, code, at + (place || ' microseconds')::interval, id,
        who || ' ' || n % base, party, 'mover'
    FROM made, (VALUES ('Ledamot', 'V', 1, 61), ('Ersättare', 'C', 2, 59)) v (who, party, place, base)
    WHERE place = 1 OR n % 2 = 0
    """,
    """
    INSERT INTO matters_request (id, municipality_id, created_at, matter_id, number, text)
    SELECT md5('r' || row || n)::uuid, code, at, id, row, 'att kommunen genomför åtgärd ' || row || ' i ärende ' || n
    FROM made, generate_series(1, 2) row
    """,
    """
    INSERT INTO matters_referral (id, municipality_id, created_at, matter_id, body_id, role, sent_on, due_on, stance,
        condition, text, answered_on)
    SELECT md5('f' || n)::uuid, code, at, made.id, b.id, 'statement', raised + 10, raised + 90, 'supports', '',
        'Nämnden tillstyrker.', raised + 80
    FROM made JOIN municipalities_body b ON b.municipality_id = code AND b.kind = 'executive' WHERE n % 2 = 0
    """,
    """
    INSERT INTO matters_decision (id, municipality_id, created_at, matter_id, body_id, stage, "on", paragraph,
        proposed_by)
    SELECT md5('d' || n)::uuid, code, at, made.id, b.id, 'final', raised + 250, '§ ' || n % 90, ''
    FROM made JOIN municipalities_body b ON b.municipality_id = code AND b.kind = 'council' WHERE decided
    """,
    """
    INSERT INTO matters_clause (id, municipality_id, created_at, decision_id, number, text, outcome)
    SELECT md5('c' || row || n)::uuid, code, at, md5('d' || n)::uuid, row, 'att åtgärd ' || row || ' genomförs',
        CASE row WHEN 1 THEN 'granted' ELSE 'rejected' END
    FROM made, generate_series(1, 2) row WHERE decided
    """,
)


def open_all(superuser_url: str) -> None:
    """All of Sweden's municipalities as tenants, each with its council and its board."""
    import psycopg

    from samfrid.reading.knowledge.municipalities import by_code

    with psycopg.connect(superuser_url) as connection:
        places = [(code, real.name) for code, real in by_code().items()]
        made = "INSERT INTO municipalities_municipality (code, name, is_example) VALUES (%s, %s, false)"
        connection.cursor().executemany(made, places)
        connection.execute(
            "INSERT INTO municipalities_body (id, municipality_id, created_at, name, kind)"
            " SELECT gen_random_uuid(), code, now(), name_of, kind FROM municipalities_municipality,"
            " (VALUES ('Kommunfullmäktige', 'council'), ('Kommunstyrelsen', 'executive')) v (name_of, kind)"
        )


def fill(superuser_url: str, count: int) -> float:
    """Empty the room and fill it with ``count`` matters; returns how many seconds it took.

    As the superuser, who may leave the foreign keys unchecked: the rows are made to fit.
    """
    import psycopg

    begun = time.perf_counter()
    every = PART if count // PART >= LEAST else max(1, count // LEAST)
    values: dict[str, Any] = {"count": count, "every": every}
    with psycopg.connect(superuser_url) as connection:
        cursor = psycopg.ClientCursor(connection)
        cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB'")
        cursor.execute("TRUNCATE matters_matter, openness_keptanswer CASCADE")
        cursor.execute(_MADE.replace("n % %(every)s", "n %% %(every)s"), values)
        for statement in _ROWS:
            cursor.execute(statement)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        # as the server does by itself after a while
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - begun
