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
        migrations.CreateModel(
            name="GoalFollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "nått"),
                            ("partly", "delvis nått"),
                            ("not", "inte nått"),
                            ("unknown", "går inte att säga"),
                        ],
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="vad som sades")),
                ("figures", models.CharField(blank=True, max_length=300, verbose_name="siffror")),
            ],
        ),
        migrations.CreateModel(
            name="PlannedFollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                ("called_off_on", models.DateField(blank=True, null=True)),
                ("called_off_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
            ],
        ),
        migrations.CreateModel(
            name="ReportLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="vad som gjordes")),
                ("goal_text", models.TextField(blank=True)),
                (
                    "figure",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="antal"),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="enhet")),
                ("cost_sek", models.PositiveBigIntegerField(verbose_name="kostnad, kronor")),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ReportShare",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "avtal med kommunen"),
                            ("state", "statsbidrag"),
                            ("other", "annan finansiär"),
                            ("own", "egna medel"),
                        ],
                        max_length=9,
                    ),
                ),
                ("funder", models.CharField(max_length=300, verbose_name="finansiär")),
                ("sek", models.PositiveBigIntegerField(verbose_name="belopp, kronor")),
            ],
        ),
        migrations.CreateModel(
            name="YearReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "utkast"), ("submitted", "inlämnad")], default="draft", max_length=9
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                ("submitted_on", models.DateField(blank=True, null=True)),
                ("submitted_by", models.CharField(blank=True, max_length=200)),
                ("correction_on", models.DateField(blank=True, null=True)),
                ("correction_why", models.CharField(blank=True, max_length=500, verbose_name="skäl")),
                ("correction_by", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="goalfollowup",
            name="follow_up",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="partners.followup"
            ),
        ),
        migrations.AddField(
            model_name="goalfollowup",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followed_up", to="partners.agreementgoal"
            ),
        ),
        migrations.AddField(
            model_name="goalfollowup",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="plannedfollowup",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="planned_follow_ups", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="plannedfollowup",
            name="held",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned",
                to="partners.followup",
            ),
        ),
        migrations.AddField(
            model_name="plannedfollowup",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="reportline",
            name="goal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="partners.agreementgoal",
            ),
        ),
        migrations.AddField(
            model_name="reportline",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shares",
                to="partners.agreement",
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="partners.reportline"
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="yearreport",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="yearreport",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="year_reports",
                to="municipalities.organisation",
            ),
        ),
        migrations.AddField(
            model_name="reportline",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="partners.yearreport"
            ),
        ),
        migrations.AddConstraint(
            model_name="goalfollowup",
            constraint=models.UniqueConstraint(fields=("follow_up", "goal"), name="goal_followed_up_once"),
        ),
        migrations.AddIndex(
            model_name="plannedfollowup",
            index=models.Index(
                condition=models.Q(("called_off_on__isnull", True), ("held__isnull", True)),
                fields=["municipality", "on"],
                name="planned_follow_up_awaited",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedfollowup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("called_off_on__isnull", True),
                    models.Q(models.Q(("called_off_why", ""), _negated=True), ("held__isnull", True)),
                    _connector="OR",
                ),
                name="planned_follow_up_off_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedfollowup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_on__isnull", True), ("held__isnull", True)),
                fields=("agreement", "on"),
                name="planned_follow_up_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreement__isnull", False), ("kind", "agreement")),
                    models.Q(models.Q(("kind", "agreement"), _negated=True), ("agreement__isnull", True)),
                    _connector="OR",
                ),
                name="report_share_of_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportshare",
            constraint=models.CheckConstraint(condition=models.Q(("sek__gte", 1)), name="report_share_of_something"),
        ),
        migrations.AddConstraint(
            model_name="reportshare",
            constraint=models.UniqueConstraint(
                fields=("line", "kind", "agreement", "funder"), name="report_share_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="yearreport",
            constraint=models.UniqueConstraint(
                fields=("organisation", "year", "version"), name="year_report_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("organisation", "year"), name="year_report_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), ("submitted_on__isnull", True)),
                    models.Q(("state", "submitted"), ("submitted_on__isnull", False)),
                    _connector="OR",
                ),
                name="year_report_submitted_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("correction_on__isnull", True),
                    models.Q(("state", "submitted"), models.Q(("correction_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="year_report_corrected_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportline",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_line_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reportline",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="report_line_says_something"
            ),
        ),
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
