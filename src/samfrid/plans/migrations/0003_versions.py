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
    -- as the goal stands when the transaction ends: what it stood under meanwhile may be gone
    IF EXISTS (
        SELECT 1 FROM plans_goal g LEFT JOIN plans_goal upper ON upper.id = g.parent_id
        WHERE g.id = NEW.id AND g.parent_id IS NOT NULL AND upper.version_id IS DISTINCT FROM g.version_id
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


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0003_execution"),
        ("plans", "0002_indicators_and_routines"),
        ("municipalities", "0007_population"),
    ]

    operations = [
        row_security("plans_succession"),
        row_security("plans_planlayout"),
        migrations.RunSQL(FREEZE, MELT),
    ]
