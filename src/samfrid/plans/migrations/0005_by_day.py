"""A version holds from its day: what it changes in the ledger waits for it. A goal that was written down wrongly in an
adopted version is corrected beside it. A municipality has no two plans of one name.
"""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

#: two plans of one name could come about where two people entered it at once: the later ones are told apart by a number
#: that no other plan's name ends with
TELL_APART = """
DO $$
DECLARE
    twin record;
    place int;
    told text;
BEGIN
    FOR twin IN SELECT id, municipality_id, name FROM (
        SELECT *, row_number() OVER (PARTITION BY municipality_id, lower(name) ORDER BY created_at, id) AS number
        FROM plans_plan
    ) p WHERE number > 1 ORDER BY created_at, id LOOP
        place := 1;
        LOOP
            place := place + 1;
            told := left(twin.name, 290) || ' (' || place || ')';
            EXIT WHEN NOT EXISTS (SELECT FROM plans_plan
                WHERE municipality_id = twin.municipality_id AND lower(name) = lower(told));
        END LOOP;
        UPDATE plans_plan SET name = told WHERE id = twin.id;
    END LOOP;
END $$;
"""
#: as 0003, and: what is awaited comes, and is never awaited again
FREEZE = """
CREATE OR REPLACE FUNCTION plans_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('adopted', 'superseded') THEN
            RAISE EXCEPTION 'an adopted version is never removed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('adopted', 'superseded') AND (
        NEW.state NOT IN ('adopted', 'superseded')
        OR (NEW.awaited AND NOT OLD.awaited)
        OR NOT plans_fills(to_jsonb(OLD) - '{state,review_on,awaited}'::text[], to_jsonb(NEW))
    ) THEN
        RAISE EXCEPTION 'an adopted version is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION plans_keep_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a correction is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER plans_corrected BEFORE UPDATE OR DELETE ON plans_goalcorrection
    FOR EACH ROW EXECUTE FUNCTION plans_keep_correction();
"""
MELT = """
DROP TRIGGER plans_corrected ON plans_goalcorrection;
DROP FUNCTION plans_keep_correction();
CREATE OR REPLACE FUNCTION plans_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_training"),
        ("municipalities", "0007_population"),
    ]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="awaited",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="activity",
            name="changes",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(TELL_APART, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                models.F("municipality"),
                django.db.models.functions.text.Lower("name"),
                name="plan_name_once",
                violation_error_message="Kommunen har redan en plan med det namnet.",
            ),
        ),
        migrations.CreateModel(
            name="GoalCorrection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("text", models.TextField(verbose_name="så står det i planen")),
                ("why", models.CharField(max_length=500, verbose_name="varför")),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="plans.goal"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                        name="goal_correction_says_what_and_why",
                    )
                ],
            },
        ),
        row_security("plans_goalcorrection"),
        migrations.RunSQL(FREEZE, MELT),
    ]
