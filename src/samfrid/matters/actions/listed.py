"""What each matter keeps of its parts for the list: names, numbers and how far it has come, so that a page of the list
is one query.

Facts alone, nothing that a day can change: whether a matter is late is computed when it is shown. The database makes
them of the rows, in one statement, which every act ends with.
"""

from __future__ import annotations

from typing import Final

from django.db import DEFAULT_DB_ALIAS, connection, connections

from samfrid.matters import rules
from samfrid.matters.models import Matter, MatterKind
from samfrid.municipalities.models import BodyKind


def _words(values: tuple[str, ...]) -> str:
    """Our own fixed words as a list in SQL."""
    return ", ".join(f"'{value}'" for value in values)


_SETTLING: Final = _words(rules.SETTLING)
_ASKING: Final = _words(rules.ASKING_KINDS)

#: ``rules.settles`` and ``rules.waits`` in SQL: a motion is the council's to decide (KL 5:35)
_MAY_DECIDE: Final = f"(m.kind <> '{MatterKind.MOTION}' OR b.kind IS NULL OR b.kind = '{BodyKind.COUNCIL}')"
_SETTLES: Final = f"c.outcome IN ({_SETTLING}) AND {_MAY_DECIDE}"
_WAITS: Final = f"c.outcome IN ({_words(rules.WAITING)}) AND {_MAY_DECIDE}"

#: of each matter m: what it is to keep. A clause that a later one reverses tells no more
FACTS: Final = f"""
SELECT m.id,
    jsonb_strip_nulls(jsonb_build_object(
        'movers', people.movers, 'numbers', numbers.given, 'stances', referrals.stances, 'finals', decided.finals,
        'proposed', NULLIF(proposed.found, false), 'answered', NULLIF(answers.found, false),
        'ended', ending.kind, 'pauses', pauses.days, 'told', told_council.day
    )) AS listed,
    coalesce(decided.settles, false) OR (m.kind IN ({_ASKING}) AND answers.found) OR ending.kind IS NOT NULL AS settled,
    CASE
        WHEN decided.settles THEN decided.day
        WHEN m.kind IN ({_ASKING}) AND answers.found THEN answers.day
        ELSE ending.day
    END AS settled_on
FROM matters_matter m
CROSS JOIN LATERAL (
    SELECT jsonb_agg(CASE WHEN party = '' THEN name ELSE name || ' (' || party || ')' END ORDER BY created_at, id)
        AS movers
    FROM matters_matterperson WHERE matter_id = m.id AND role = 'mover'
) people
CROSS JOIN LATERAL (
    SELECT jsonb_agg(number ORDER BY created_at, id) AS given FROM matters_diarynumber WHERE matter_id = m.id
) numbers
CROSS JOIN LATERAL (
    SELECT jsonb_agg(CASE WHEN stance = '' AND answered_on IS NOT NULL THEN 'none' ELSE stance END
        ORDER BY created_at, id) AS stances
    FROM matters_referral WHERE matter_id = m.id
) referrals
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(b.kind, c.outcome) ORDER BY d.on, d.created_at, d.id, c.number) AS finals,
        bool_or({_SETTLES}) AND NOT coalesce(
            max(d.on) FILTER (WHERE {_WAITS}) >= max(d.on) FILTER (WHERE {_SETTLES}), false
        ) AS settles, min(d.on) FILTER (WHERE {_SETTLES}) AS day
    FROM matters_decision d JOIN matters_clause c ON c.decision_id = d.id
    LEFT JOIN municipalities_body b ON b.id = d.body_id
    WHERE d.matter_id = m.id AND d.stage = 'final'
        AND NOT EXISTS (SELECT FROM matters_clause later WHERE later.reverses_id = c.id)
) decided
CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM matters_decision WHERE matter_id = m.id AND stage <> 'final') AS found
) proposed
CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS found, min(day) AS day FROM (
        SELECT NULL::date AS day FROM matters_question WHERE matter_id = m.id AND answer <> ''
        UNION ALL SELECT answered_on FROM matters_reply WHERE matter_id = m.id AND answered_on IS NOT NULL
    ) told
) answers
LEFT JOIN LATERAL (
    SELECT kind, e.on AS day FROM matters_event e
    WHERE matter_id = m.id AND kind IN ('withdrawn', 'closed') AND NOT struck
    ORDER BY kind = 'withdrawn' DESC LIMIT 1
) ending ON true
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(began_on, ended_on) ORDER BY began_on) AS days
    FROM matters_pause WHERE matter_id = m.id
) pauses
CROSS JOIN LATERAL (
    SELECT max(e.on) AS day FROM matters_event e WHERE matter_id = m.id AND kind = 'reported' AND NOT struck
) told_council
"""  # noqa: S608 # nosec B608 - of our own fixed words alone

#: writes only where something is other than before
KEEP: Final = """
UPDATE matters_matter kept SET listed = facts.listed, settled = facts.settled, settled_on = facts.settled_on
FROM ({facts} WHERE {which}) facts
WHERE kept.id = facts.id
    AND (kept.listed, kept.settled, kept.settled_on)
        IS DISTINCT FROM (facts.listed, facts.settled, facts.settled_on)
"""
_ONE: Final = KEEP.format(facts=FACTS, which="m.id = %s")
_ALL: Final = KEEP.format(facts=FACTS, which="true")


def refresh(matter: Matter) -> None:
    """Make what the matter keeps for the list anew; the last thing of every act, in the act's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [matter.pk])


def rebuild(using: str = DEFAULT_DB_ALIAS) -> int:
    """Make it anew for every matter that the connection sees: the municipality's, or all for the tables' owner.

    Returns how many were other than they should have been.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_ALL)
        return int(cursor.rowcount)
