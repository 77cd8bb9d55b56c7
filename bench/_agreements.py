"""Agreements by the ten thousand: rows made by the database itself, so many in each municipality."""

from __future__ import annotations

import time
from typing import Final

from bench._ledger import CODE

#: in each municipality: agreements; years of each; payments a year
AGREEMENTS: Final = 200
YEARS: Final = 10
PAYMENTS: Final = 4
ORGANISATIONS: Final = 40

#: n is the agreement's number within its municipality. Half are prolonged by two years, a quarter by one, a quarter end
_MADE: Final = """
CREATE TEMPORARY TABLE made AS
SELECT code, n, md5('a' || code || n)::uuid AS id, n % 4 AS sort,
    (date '2016-01-01' + (n % 12 || ' months')::interval)::date AS begins, now() - (n || ' seconds')::interval AS at
FROM (SELECT code FROM municipalities_municipality ORDER BY code <> '{code}', code LIMIT {places}) places,
    generate_series(1, {agreements}) n
"""

_ROWS: Final = (
    """
    INSERT INTO municipalities_organisation (id, municipality_id, created_at, name, number, kind, abilities)
    SELECT md5('g' || code || g)::uuid, code, now(), 'Kvinnojouren ' || g, '', 'womens_shelter', ''
    FROM (SELECT DISTINCT code FROM made) places, generate_series(0, {organisations} - 1) g
    """,
    """
    INSERT INTO partners_agreement (id, municipality_id, created_at, form, title, purpose, shelter_places,
        decided_paragraph, diary_number, first_starts_on, first_ends_on, renewal_months, renewal_words, open_ended,
        notice_months, changes, last_on)
    SELECT id, code, at, (ARRAY['iop', 'grant', 'contract', 'cooperation'])[1 + n % 4], 'Partnerskap ' || n,
        'Fler ska få hjälp.', n % 2 = 0, '§ ' || n, 'SN 2016-' || n, begins,
        (begins + CASE WHEN sort = 3 THEN interval '11 years' WHEN sort = 2 THEN interval '1 year'
            ELSE interval '2 years' END)::date - 1,
        CASE WHEN sort = 3 THEN NULL WHEN sort = 2 THEN 12 ELSE 24 END, 'tills vidare', false,
        CASE WHEN sort = 0 THEN 6 WHEN sort = 2 THEN 3 END, '[]',
        CASE WHEN sort = 3 THEN (begins + interval '11 years')::date - 1 END
    FROM made
    """,
    """
    INSERT INTO partners_party (id, municipality_id, created_at, agreement_id, organisation_id, name, notice_months)
    SELECT md5('p' || code || n || who)::uuid, code, at + (who || ' seconds')::interval, id,
        CASE WHEN who = 1 THEN md5('g' || code || n % {organisations})::uuid END,
        CASE WHEN who = 1 THEN 'Kvinnojouren ' || n % {organisations} ELSE 'Kommunen' END, NULL
    FROM made, generate_series(0, 1) who
    """,
    """
    INSERT INTO partners_amount (id, municipality_id, created_at, agreement_id, sek, per, condition, released_by,
        evidence_text, evidence_document_name, declined_why, funding, index_kind, replaces_grant, struck_why)
    SELECT md5('s' || code || n || s)::uuid, code, at, id, 50000 + n * 100, 'year',
        CASE WHEN s = 1 THEN 'om tjejjouren startar' ELSE '' END, '', '', '', '', 'own', 'none', '', ''
    FROM made, generate_series(0, 1) s
    """,
    """
    INSERT INTO partners_payment (id, municipality_id, created_at, agreement_id, amount_id, due_on, sek, note, paid_on,
        struck_why)
    SELECT gen_random_uuid(), code, at, id, md5('s' || code || n || 0)::uuid, due, 12500 + n * 25, '',
        CASE WHEN due < date '2026-11-23' THEN due END, ''
    FROM made, LATERAL (SELECT (begins + (3 * q || ' months')::interval)::date AS due
        FROM generate_series(0, {years} * {payments} + 3) q) days
    """,
    """
    INSERT INTO partners_agreementgoal (id, municipality_id, created_at, agreement_id, number, text)
    SELECT gen_random_uuid(), code, at, id, g, 'Mål ' || g FROM made, generate_series(1, 4) g
    """,
    """
    INSERT INTO partners_followup (id, municipality_id, created_at, agreement_id, "on", note, recorded_by)
    SELECT gen_random_uuid(), code, at, id, (begins + (y || ' years')::interval)::date + n, 'Gick bra.', 'Siri'
    FROM made, generate_series(1, {years}) y WHERE (n + y) % 3 = 0
    """,
    """
    INSERT INTO partners_notice (id, municipality_id, created_at, agreement_id, party_id, given_on, reason, ends_on,
        in_time, withdrawn_on, withdrawn_why, recorded_by)
    SELECT gen_random_uuid(), code, at, id, md5('p' || code || n || 1)::uuid,
        (begins + (y || ' years')::interval)::date, '', (begins + ((y + 1) || ' years')::interval)::date, true,
        (begins + (y || ' years')::interval)::date + 30,
        'Överens igen', 'Siri'
    FROM made, generate_series(1, {years}) y WHERE (n + y) % 5 = 0
    """,
    """
    INSERT INTO partners_amendment (id, municipality_id, created_at, agreement_id, number, agreed_on, effective_on,
        text, before, after, document_name, recorded_by)
    SELECT gen_random_uuid(), code, at, id, y, (begins + (2 * y || ' years')::interval)::date,
        (begins + (2 * y || ' years')::interval)::date, 'Ett nytt mål tas med.', '{{}}', '{{}}', '', 'Siri'
    FROM made, generate_series(1, 3) y WHERE n % 3 = 0
    """,
)


def fill(superuser_url: str, places: int) -> float:
    """Empty the agreements and fill them for so many municipalities; returns how many seconds it took.

    As the superuser, who may leave the foreign keys unchecked: the rows are made to fit. The ledger of renewals is left
    empty: the first night writes it.
    """
    import psycopg

    begun = time.perf_counter()
    values = {
        "code": CODE,
        "places": places,
        "agreements": AGREEMENTS,
        "years": YEARS,
        "payments": PAYMENTS,
        "organisations": ORGANISATIONS,
    }
    with psycopg.connect(superuser_url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute("TRUNCATE partners_agreement, partners_night, post_letter CASCADE")
        # memberships hang on organisations: those must not go with them
        connection.execute("DELETE FROM municipalities_organisation")
        for statement in (_MADE, *_ROWS):
            connection.execute(statement.format(**values))
    settle(superuser_url)
    return time.perf_counter() - begun


def settle(superuser_url: str) -> None:
    """What the server does by itself after a while, done now: it is no part of what is measured next."""
    import psycopg

    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
