"""An agreement's page by one statement; and how many times a sum and a report's line have been written.

The function runs with the caller's rights: row-level security holds for each table that it reads. The database keeps
its plan from one page to the next, and a row is taken whole, so that a column more needs no function more.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

PAGE = """
CREATE FUNCTION samfrid_agreement(asked uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
RETURN (SELECT json_build_object(
    'agreement', a,
    'replaces', (SELECT r FROM partners_agreement r WHERE r.id = a.replaces_id),
    'replaced_by', (SELECT json_agg(r ORDER BY r.created_at) FROM partners_agreement r WHERE r.replaces_id = asked),
    'parties', (SELECT json_agg(p ORDER BY p.created_at) FROM partners_party p WHERE p.agreement_id = asked),
    'amounts', (SELECT json_agg(s ORDER BY s.created_at) FROM partners_amount s WHERE s.agreement_id = asked),
    'payments', (SELECT json_agg(p ORDER BY p.due_on, p.created_at)
        FROM partners_payment p WHERE p.agreement_id = asked),
    'goals', (SELECT json_agg(g ORDER BY g.number) FROM partners_agreementgoal g WHERE g.agreement_id = asked),
    'follow_ups', (SELECT json_agg(f ORDER BY f."on" DESC, f.created_at DESC)
        FROM partners_followup f WHERE f.agreement_id = asked),
    'said', (SELECT json_agg(s) FROM partners_goalfollowup s
        JOIN partners_followup f ON f.id = s.follow_up_id WHERE f.agreement_id = asked),
    'planned', (SELECT json_agg(f ORDER BY f."on") FROM partners_plannedfollowup f
        WHERE f.agreement_id = asked AND f.held_id IS NULL AND f.called_off_on IS NULL),
    'notices', (SELECT json_agg(n ORDER BY n.given_on) FROM partners_notice n WHERE n.agreement_id = asked),
    'amendments', (SELECT json_agg(m ORDER BY m.number) FROM partners_amendment m WHERE m.agreement_id = asked),
    'answers', (SELECT json_agg(w ORDER BY w.created_at DESC)
        FROM partners_procurementanswer w WHERE w.agreement_id = asked),
    'limit', (SELECT s.procurement_sek FROM partners_agreementsettings s WHERE s.municipality_id = a.municipality_id),
    'origins', (SELECT json_agg(json_build_array(o.commitment_id, o.record_kind, o.record_id) ORDER BY o.created_at)
        FROM commitments_origin o WHERE o.page_id = asked AND o.page_kind = 'partners.agreement'),
    'bodies', (SELECT json_agg(b) FROM municipalities_body b WHERE b.id = a.decided_by_id
        OR b.id IN (SELECT s.payer_body_id FROM partners_amount s WHERE s.agreement_id = asked)),
    'units', (SELECT json_agg(u) FROM municipalities_unit u
        WHERE u.id IN (SELECT s.payer_unit_id FROM partners_amount s WHERE s.agreement_id = asked)),
    'organisations', (SELECT json_agg(o) FROM municipalities_organisation o
        WHERE o.id IN (SELECT p.organisation_id FROM partners_party p WHERE p.agreement_id = asked)
        OR o.id IN (SELECT s.payer_organisation_id FROM partners_amount s WHERE s.agreement_id = asked)),
    'sources', (SELECT json_agg(s ORDER BY s.created_at, s.start) FROM provenance_source s WHERE s.record_id IN (
        SELECT asked
        UNION ALL SELECT p.id FROM partners_party p WHERE p.agreement_id = asked
        UNION ALL SELECT s.id FROM partners_amount s WHERE s.agreement_id = asked
        UNION ALL SELECT g.id FROM partners_agreementgoal g WHERE g.agreement_id = asked
        UNION ALL SELECT f.id FROM partners_followup f WHERE f.agreement_id = asked)),
    'history', (SELECT json_agg(e ORDER BY e.number DESC) FROM (SELECT * FROM audit_entry
        WHERE record_kind = 'partners.agreement' AND record_id = asked::text ORDER BY number DESC LIMIT 50) e),
    'reported', EXISTS (SELECT FROM partners_reportshare h JOIN partners_reportline l ON l.id = h.line_id
        JOIN partners_yearreport y ON y.id = l.report_id WHERE h.agreement_id = asked AND y.state = 'submitted'),
    'inhabitants', (SELECT json_agg(json_build_array(p.year, p.inhabitants)) FROM municipalities_population p
        WHERE p.municipality_id = a.municipality_id AND EXISTS (SELECT FROM partners_amount s
            WHERE s.agreement_id = asked AND s.per = 'inhabitant_year')),
    'index', (SELECT json_agg(json_build_array(i.kind, i.year, i.value)) FROM partners_indexvalue i
        WHERE i.municipality_id = a.municipality_id AND EXISTS (SELECT FROM partners_amount s
            WHERE s.agreement_id = asked AND s.index_kind IN ('kpi', 'opi')))
) FROM partners_agreement a WHERE a.id = asked);
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0006_meetings"),
        ("audit", "0001_initial"),
        ("municipalities", "0007_population"),
        ("commitments", "0001_initial"),
        ("provenance", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.AddField("amount", "version", models.PositiveIntegerField(default=1, db_default=1)),
        migrations.AddField("reportline", "version", models.PositiveIntegerField(default=1, db_default=1)),
        migrations.RunSQL(PAGE, "DROP FUNCTION samfrid_agreement(uuid);"),
    ]
