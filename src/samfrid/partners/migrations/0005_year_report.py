"""The yearly report of an association, follow-ups goal by goal; and what a partner's session sees of agreements,
commitments and groups: its own, and no row besides.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from samfrid.municipalities.tenancy import partner_security, row_security

#: what a partner's session may ask to know what is its own. They run as the owner, for whom no policy counts, so that a
#: policy that asks is not asked itself
OWN = """
CREATE FUNCTION samfrid_own_agreements() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT agreement_id FROM partners_party
        WHERE organisation_id = samfrid_organisation() AND municipality_id = samfrid_municipality()
$$;
CREATE FUNCTION samfrid_own_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT group_id FROM partners_groupmember
        WHERE organisation_id = samfrid_organisation() AND municipality_id = samfrid_municipality()
            AND ended_on IS NULL
$$;
CREATE FUNCTION samfrid_own_commitments() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM commitments_commitment
        WHERE responsible_organisation_id = samfrid_organisation() AND municipality_id = samfrid_municipality()
            AND access = 0
    UNION
    SELECT p.commitment_id FROM commitments_commitmentpartner p JOIN commitments_commitment c ON c.id = p.commitment_id
        WHERE p.organisation_id = samfrid_organisation() AND p.municipality_id = samfrid_municipality()
            AND c.access = 0
$$;
CREATE FUNCTION samfrid_own_reports() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM partners_yearreport
        WHERE organisation_id = samfrid_organisation() AND municipality_id = samfrid_municipality()
$$;
CREATE FUNCTION samfrid_own_report_lines() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id FROM partners_reportline l JOIN partners_yearreport r ON r.id = l.report_id
        WHERE r.organisation_id = samfrid_organisation() AND r.municipality_id = samfrid_municipality()
$$;
CREATE FUNCTION samfrid_own_progress() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM commitments_progress WHERE commitment_id IN (SELECT samfrid_own_commitments())
$$;
CREATE FUNCTION samfrid_own_goals() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM partners_agreementgoal WHERE agreement_id IN (SELECT samfrid_own_agreements())
$$;
"""
DROP_OWN = """
DROP FUNCTION samfrid_own_goals();
DROP FUNCTION samfrid_own_progress();
DROP FUNCTION samfrid_own_report_lines();
DROP FUNCTION samfrid_own_reports();
DROP FUNCTION samfrid_own_commitments();
DROP FUNCTION samfrid_own_groups();
DROP FUNCTION samfrid_own_agreements();
"""
#: a report that was submitted changes no more, nor its lines; that a correction is asked for is written beside it
FROZEN = """
CREATE FUNCTION partners_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'submitted' AND (TG_OP = 'DELETE'
        OR (to_jsonb(OLD) - ARRAY['correction_on', 'correction_why', 'correction_by', 'organisation_id'])
            <> (to_jsonb(NEW) - ARRAY['correction_on', 'correction_why', 'correction_by', 'organisation_id'])) THEN
        RAISE EXCEPTION 'a submitted yearly report is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER partners_report_frozen BEFORE UPDATE OR DELETE ON partners_yearreport
    FOR EACH ROW EXECUTE FUNCTION partners_report_frozen();

CREATE FUNCTION partners_report_line_frozen() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one uuid;
BEGIN
    one := CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
    IF EXISTS (SELECT FROM partners_yearreport WHERE id = one AND state = 'submitted') THEN
        -- the goal that a line names can be taken away; its words stay
        IF TG_OP <> 'UPDATE' OR to_jsonb(OLD) - 'goal_id' <> to_jsonb(NEW) - 'goal_id' THEN
            RAISE EXCEPTION 'a submitted yearly report is frozen' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER partners_report_line_frozen BEFORE INSERT OR UPDATE OR DELETE ON partners_reportline
    FOR EACH ROW EXECUTE FUNCTION partners_report_line_frozen();

CREATE FUNCTION partners_report_share_frozen() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one uuid;
BEGIN
    one := CASE WHEN TG_OP = 'INSERT' THEN NEW.line_id ELSE OLD.line_id END;
    IF EXISTS (SELECT FROM partners_reportline l JOIN partners_yearreport r ON r.id = l.report_id
        WHERE l.id = one AND r.state = 'submitted') THEN
        RAISE EXCEPTION 'a submitted yearly report is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER partners_report_share_frozen BEFORE INSERT OR UPDATE OR DELETE ON partners_reportshare
    FOR EACH ROW EXECUTE FUNCTION partners_report_share_frozen();
"""
THAW = """
DROP TRIGGER partners_report_share_frozen ON partners_reportshare;
DROP FUNCTION partners_report_share_frozen();
DROP TRIGGER partners_report_line_frozen ON partners_reportline;
DROP FUNCTION partners_report_line_frozen();
DROP TRIGGER partners_report_frozen ON partners_yearreport;
DROP FUNCTION partners_report_frozen();
"""
AGREEMENT = "agreement_id IN (SELECT samfrid_own_agreements())"
COMMITMENT = "commitment_id IN (SELECT samfrid_own_commitments())"
REPORT = "report_id IN (SELECT samfrid_own_reports())"
LINE = "line_id IN (SELECT samfrid_own_report_lines())"
GROUP = "group_id IN (SELECT samfrid_own_groups())"
OWN_REPORT = "organisation_id = samfrid_organisation()"
OWN_COMMITMENT = "id IN (SELECT samfrid_own_commitments())"
PROGRESS = "progress_id IN (SELECT samfrid_own_progress())"
#: what a commitment comes from, where that is hers to see; of a decision or a plan she sees nothing
ORIGIN = f"{COMMITMENT} AND (page_id IN (SELECT samfrid_own_agreements()) OR page_id IN (SELECT samfrid_own_groups()))"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0004_money"),
        ("municipalities", "0006_partner_role"),
        ("commitments", "0003_execution"),
    ]

    operations: ClassVar = [
        row_security("partners_plannedfollowup"),
        row_security("partners_goalfollowup"),
        row_security("partners_yearreport"),
        row_security("partners_reportline"),
        row_security("partners_reportshare"),
        migrations.RunSQL(OWN, DROP_OWN),
        migrations.RunSQL(FROZEN, THAW),
        partner_security("partners_agreement", "id IN (SELECT samfrid_own_agreements())"),
        partner_security("partners_party", AGREEMENT),
        partner_security("partners_amount", AGREEMENT),
        partner_security("partners_payment", AGREEMENT),
        partner_security("partners_agreementgoal", AGREEMENT),
        partner_security("partners_followup", AGREEMENT),
        partner_security("partners_plannedfollowup", AGREEMENT),
        partner_security("partners_goalfollowup", "goal_id IN (SELECT samfrid_own_goals())"),
        partner_security("partners_group", "id IN (SELECT samfrid_own_groups())"),
        partner_security("partners_groupmember", "organisation_id = samfrid_organisation()"),
        partner_security("partners_meeting", GROUP, write=f"{GROUP} AND state = 'proposed'"),
        partner_security("partners_yearreport", OWN_REPORT, write=OWN_REPORT),
        partner_security("partners_reportline", REPORT, write=REPORT, delete=REPORT),
        partner_security("partners_reportshare", LINE, write=LINE, delete=LINE),
        partner_security("commitments_commitment", OWN_COMMITMENT, write=OWN_COMMITMENT),
        partner_security("commitments_commitmentpartner", "organisation_id = samfrid_organisation()"),
        partner_security("commitments_progress", COMMITMENT, write=COMMITMENT),
        partner_security("commitments_evidence", PROGRESS, write=PROGRESS),
        partner_security("commitments_origin", ORIGIN),
    ]
