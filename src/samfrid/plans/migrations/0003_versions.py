"""Plans as they are adopted, revised and given out: what is adopted is frozen by the database too (house rule 10)."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

#: An adopted version does not change: its goals, activities, places of indicators and successions are neither added to,
#: changed nor taken away. What documents tell of a version that was adopted elsewhere is written down as it is found:
#: the act that does so names the version (``samfrid.transcribing``), and may then add rows and fill in what is empty,
#: never change what stands there. In a version that was adopted here (``complete``) nothing more is found. An indicator
#: that somebody begins to count after the adoption is no part of the text.
FREEZE = """
CREATE FUNCTION plans_fills(old jsonb, new jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM jsonb_each(old) o JOIN jsonb_each(new) n USING (key)
        WHERE o.value IS DISTINCT FROM n.value AND o.value NOT IN ('null'::jsonb, '""'::jsonb, 'false'::jsonb)
    )
$$;
CREATE FUNCTION plans_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('adopted', 'superseded') THEN
            RAISE EXCEPTION 'an adopted version is never removed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('adopted', 'superseded') AND (
        NEW.state NOT IN ('adopted', 'superseded')
        OR NOT plans_fills(to_jsonb(OLD) - '{state,review_on}'::text[], to_jsonb(NEW))
    ) THEN
        RAISE EXCEPTION 'an adopted version is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION plans_is_written(version uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN v.state NOT IN ('adopted', 'superseded') THEN 'open'
        WHEN v.state = 'adopted' AND NOT v.complete
            AND current_setting('samfrid.transcribing', true) = v.id::text THEN 'transcribed'
        ELSE 'frozen'
    END FROM plans_planversion v WHERE v.id = version
$$;
CREATE FUNCTION plans_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := 'open';
    after text := 'open';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := coalesce(plans_is_written(OLD.version_id), 'open');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := coalesce(plans_is_written(NEW.version_id), 'open');
    END IF;
    IF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'plans_indicatorplace' AND after <> 'open' THEN
        IF (to_jsonb(NEW) ->> 'after_adoption')::boolean THEN
            RETURN NEW;
        END IF;
    END IF;
    IF before = 'frozen' OR after = 'frozen' OR (before = 'transcribed' AND (
        TG_OP = 'DELETE' OR NOT plans_fills(to_jsonb(OLD), to_jsonb(NEW))
    )) THEN
        RAISE EXCEPTION 'an adopted version is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION plans_check_tree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM plans_goal g WHERE g.id = NEW.parent_id AND g.version_id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'a goal stands under one of its own version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plans_adopted BEFORE UPDATE OR DELETE ON plans_planversion
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_version();
CREATE TRIGGER plans_adopted_goal BEFORE INSERT OR UPDATE OR DELETE ON plans_goal
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_part();
CREATE TRIGGER plans_adopted_activity BEFORE INSERT OR UPDATE OR DELETE ON plans_activity
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_part();
CREATE TRIGGER plans_adopted_indicator BEFORE INSERT OR UPDATE OR DELETE ON plans_indicatorplace
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_part();
CREATE TRIGGER plans_adopted_succession BEFORE INSERT OR UPDATE OR DELETE ON plans_succession
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_part();
CREATE CONSTRAINT TRIGGER plans_goal_tree AFTER INSERT OR UPDATE ON plans_goal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION plans_check_tree();
"""
MELT = """
DROP TRIGGER plans_goal_tree ON plans_goal;
DROP TRIGGER plans_adopted_succession ON plans_succession;
DROP TRIGGER plans_adopted_indicator ON plans_indicatorplace;
DROP TRIGGER plans_adopted_activity ON plans_activity;
DROP TRIGGER plans_adopted_goal ON plans_goal;
DROP TRIGGER plans_adopted ON plans_planversion;
DROP FUNCTION plans_check_tree();
DROP FUNCTION plans_refuse_part();
DROP FUNCTION plans_is_written(uuid);
DROP FUNCTION plans_refuse_version();
DROP FUNCTION plans_fills(jsonb, jsonb);
"""
#: a key of its own for each goal that was there; the sort of plan by its name; what adopted versions said of their
#: activities, where everybody may read it
BEFORE = """
UPDATE plans_goal SET key = gen_random_uuid();
UPDATE plans_plan SET kind = CASE WHEN name ~* 'program(met)?( |$)' THEN 'programme' WHEN name ~* 'strategi' THEN 'strategy' ELSE 'plan' END;
UPDATE plans_activity a SET told = true, text = c.text, responsible_id = c.responsible_id, due_on = c.due_on,
    due_precision = c.due_precision, responsible_name = coalesce(left(u.name, 200), left(o.name, 200), '')
FROM commitments_commitment c
LEFT JOIN municipalities_unit u ON u.id = c.responsible_id
LEFT JOIN municipalities_organisation o ON o.id = c.responsible_organisation_id, plans_planversion v
WHERE c.id = a.commitment_id AND v.id = a.version_id AND v.state IN ('adopted', 'superseded') AND c.access = 0;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0003_execution"),
        ("plans", "0002_indicators_and_routines"),
        ("municipalities", "0007_population"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanLayout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("columns", models.JSONField(default=list)),
                ("words", models.JSONField(default=dict)),
                ("introduction", models.TextField(blank=True, verbose_name="inledning")),
            ],
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("replaced", "ersatt av en annan"),
                            ("merged", "uppgått i en annan"),
                            ("dropped", "struken"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(max_length=500, verbose_name="varför")),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="due_precision",
            field=models.CharField(
                choices=[("day", "dag"), ("month", "månad"), ("year", "år")], default="day", max_length=5
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="responsible",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.unit",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="responsible_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="activity",
            name="text",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="told",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="goal",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="goal",
            name="level",
            field=models.CharField(
                choices=[("effect", "långsiktig effekt"), ("outcome", "utfall"), ("goal", "mål")],
                default="goal",
                max_length=7,
                verbose_name="nivå",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="plans.goal",
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="after_adoption",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="plan",
            name="kind",
            field=models.CharField(
                choices=[
                    ("programme", "program"),
                    ("plan", "plan"),
                    ("strategy", "strategi"),
                    ("other", "annat styrdokument"),
                ],
                default="plan",
                max_length=10,
                verbose_name="slag",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="complete",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="planversion",
            name="decision_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planversion",
            name="decision_title",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="planversion",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="ses över senast"),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("told", False), models.Q(("text", ""), _negated=True), _connector="OR"),
                name="activity_told_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="goal_key_once"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="goal_not_under_itself",
            ),
        ),
        migrations.AddField(
            model_name="planlayout",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="after",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="succeeds",
                to="commitments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="before",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="succeeded", to="commitments.commitment"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="successions", to="plans.planversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="planlayout",
            constraint=models.UniqueConstraint(fields=("municipality",), name="plan_layout_once"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("version", "before"), name="succession_once"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after__isnull", True), ("kind", "dropped")),
                    models.Q(models.Q(("kind", "dropped"), _negated=True), ("after__isnull", False)),
                    _connector="OR",
                ),
                name="succession_leads_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after__isnull", True), models.Q(("after", models.F("before")), _negated=True), _connector="OR"
                ),
                name="succession_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="succession_says_why"
            ),
        ),
        row_security("plans_succession"),
        row_security("plans_planlayout"),
        migrations.RunSQL(FREEZE, MELT),
    ]
