"""Commitments by the half million: rows made by the database itself, so many in each municipality."""

from __future__ import annotations

import time
from typing import Final

CODE: Final = "0580"
#: in each municipality: commitments, reports of each, units, matters with a decision
COMMITMENTS: Final = 2_000
REPORTS: Final = 20
UNITS: Final = 12
MATTERS: Final = 400

#: n is the commitment's number within its municipality; keys are as random as ours
_MADE: Final = """
CREATE TEMPORARY TABLE made AS
SELECT code, n, md5('k' || code || n)::uuid AS id, md5('m' || code || n % {matters})::uuid AS matter,
    date '2019-01-01' + (n * 2500.0 / {commitments})::int AS promised,
    n % 5 IN (0, 1) AS done, n % 25 = 7 AS nobody, now() - (n || ' seconds')::interval AS at
FROM (SELECT code FROM municipalities_municipality ORDER BY code <> '{code}', code LIMIT {places}) places,
    generate_series(1, {commitments}) n
"""

_ROWS: Final = (
    """
    INSERT INTO municipalities_unit (id, municipality_id, created_at, name)
    SELECT md5('u' || code || u)::uuid, code, now(), 'Förvaltning ' || u
    FROM (SELECT DISTINCT code FROM made) places, generate_series(0, {units} - 1) u
    """,
    """
    INSERT INTO municipalities_contact (id, municipality_id, created_at, unit_id, name, function, email, phone, is_head)
    SELECT md5('f' || code || u)::uuid, code, now(), md5('u' || code || u)::uuid, 'Chef ' || u, 'förvaltningschef',
        'chef' || u || '@' || code || '.example', '', true
    FROM (SELECT DISTINCT code FROM made) places, generate_series(0, {units} - 1) u
    """,
    """
    INSERT INTO matters_matter (id, municipality_id, created_at, kind, title, title_is_ours, raised_on,
        raised_precision, addressee, access, published, listed, settled_on, settled)
    SELECT md5('m' || code || m)::uuid, code, now(), 'motion', 'Om skyddat boende i ärende ' || m, false,
        date '2018-06-01' + m, 'day', '', 0, false, '{{}}', date '2018-12-01' + m, true
    FROM (SELECT DISTINCT code FROM made) places, generate_series(0, {matters} - 1) m
    """,
    """
    INSERT INTO matters_decision (id, municipality_id, created_at, matter_id, body_id, stage, "on", paragraph,
        proposed_by)
    SELECT md5('d' || code || m)::uuid, code, now(), md5('m' || code || m)::uuid, b.id, 'final',
        date '2018-12-01' + m, '§ ' || m % 90, ''
    FROM (SELECT DISTINCT code FROM made) places
        JOIN municipalities_body b ON b.municipality_id = code AND b.kind = 'council',
        generate_series(0, {matters} - 1) m
    """,
    """
    INSERT INTO matters_clause (id, municipality_id, created_at, decision_id, number, text, outcome)
    SELECT md5('c' || code || n)::uuid, code, at, md5('d' || code || n % {matters})::uuid, 1 + n / {matters},
        'att åtgärd ' || n || ' genomförs', 'granted' FROM made
    """,
    """
    INSERT INTO commitments_commitment (id, municipality_id, created_at, text, responsible_id, contact_id, kind, level,
        arena, promised_on, starts_on, due_on, due_precision, every_months, report_back_on, report_back_body_id,
        execution, share_done, proven, access, last_word_on)
    SELECT made.id, code, at, 'att genomföra åtgärd ' || n || ' om ' || (ARRAY['skyddat boende', 'utbildning',
        'samverkan', 'stöd till barn'])[1 + n % 4],
        CASE WHEN NOT nobody THEN md5('u' || code || n % {units})::uuid END,
        CASE WHEN NOT nobody AND n % 10 <> 3 THEN md5('f' || code || n % {units})::uuid END,
        (ARRAY['training', 'mapping', 'service', ''])[1 + n % 4],
        (ARRAY['universal', 'selective', 'indicated'])[1 + n % 3],
        (ARRAY['individual', 'organisation', 'society'])[1 + n % 3], promised, NULL,
        CASE WHEN n % 8 <> 1 THEN date '2026-11-23' + (n % 900 - 200) END, 'day',
        CASE WHEN n % 12 = 0 AND NOT done THEN 6 END, CASE WHEN n % 7 = 0 THEN date '2026-11-23' + (n % 400 - 50) END,
        CASE WHEN n % 7 = 0 THEN b.id END,
        CASE WHEN done THEN 'done' WHEN n % 5 = 2 THEN 'not_started' ELSE 'under_way' END,
        CASE WHEN done THEN 100 ELSE n % 90 END, done AND n % 10 <> 0, 0, date '2026-11-23' - n % 300
    FROM made JOIN municipalities_body b ON b.municipality_id = code AND b.kind = 'council'
    """,
    """
    INSERT INTO commitments_origin (id, municipality_id, created_at, commitment_id, kind, record_kind, record_id,
        page_kind, page_id, label)
    SELECT md5('o' || code || n)::uuid, code, at, id, 'clause', 'matters.clause', md5('c' || code || n)::uuid,
        'matters.matter', matter, 'Kommunfullmäktige, ärende ' || n % {matters} FROM made
    """,
    """
    INSERT INTO commitments_progress (id, municipality_id, created_at, commitment_id, "on", execution, share_done,
        no_change, text, decides, overtaken_by_kind, overtaken_by_label, waived, via, reported_by)
    SELECT gen_random_uuid(), code, at - (p * 40 || ' days')::interval, id, date '2026-11-23' - n % 300 - p * 40,
        CASE WHEN p = 0 AND done THEN 'done' ELSE 'under_way' END, CASE WHEN p = 0 THEN n % 90 END, p % 3 = 2,
        'Arbetet fortgår enligt plan, omgång ' || p, '', '', '', false, 'page', 'Handläggare ' || n % 17
    FROM made, generate_series(0, {reports} - 1) p
    """,
    """
    INSERT INTO commitments_evidence (id, municipality_id, created_at, progress_id, kind, text, url, record_kind,
        access, withdrawn_why, withdrawn_by)
    SELECT gen_random_uuid(), municipality_id, created_at, id, 'words', 'Rapport i nämnden', '', '', 0, '', ''
    FROM commitments_progress WHERE execution = 'done'
    """,
)


def fill(superuser_url: str, places: int) -> float:
    """Empty the ledger and fill it for so many municipalities; returns how many seconds it took.

    As the superuser, who may leave the foreign keys unchecked: the rows are made to fit.
    """
    import psycopg

    begun = time.perf_counter()
    values = {
        "code": CODE,
        "places": places,
        "commitments": COMMITMENTS,
        "reports": REPORTS,
        "units": UNITS,
        "matters": MATTERS,
    }
    with psycopg.connect(superuser_url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET work_mem = '256MB'")
        connection.execute(
            "TRUNCATE commitments_commitment, matters_matter, gaps_gap, gaps_checkpoint, municipalities_contact,"
            " municipalities_unit CASCADE"
        )
        for statement in (_MADE, *_ROWS):
            connection.execute(statement.format(**values))
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        # as the server does by itself after a while
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - begun
