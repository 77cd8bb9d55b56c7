"""Entries are numbered and chained when their transaction commits, no longer when they are written.

The head of a municipality's chain is one row, which whoever adds to the chain has to lock. Locked at the first entry it
was held through all that an act did besides: others waited, and two that then wanted each other's records stood still
for ever (a deadlock). At the commit it is the last lock that anybody takes, and it is held for a moment.
"""

from django.db import migrations, models

LINK = """
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.number := NULL;
    NEW.at := clock_timestamp();
    NEW.previous_hash := '';
    NEW.hash := '';
    RETURN NEW;
END $$;

CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head audit_head;
    entry audit_entry := NEW;
BEGIN
    SELECT * INTO head FROM audit_head WHERE municipality_code = NEW.municipality_code FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_head VALUES (NEW.municipality_code, 0, '') ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM audit_head WHERE municipality_code = NEW.municipality_code FOR UPDATE;
    END IF;
    entry.number := head.number + 1;
    entry.at := clock_timestamp();
    entry.previous_hash := head.hash;
    entry.hash := audit_hash(entry);
    UPDATE audit_entry
        SET number = entry.number, at = entry.at, previous_hash = entry.previous_hash, hash = entry.hash
        WHERE id = entry.id;
    UPDATE audit_head SET number = entry.number, hash = entry.hash WHERE municipality_code = entry.municipality_code;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link();

CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- an entry that is not in the chain yet takes its place there, and nothing else about it changes
        IF OLD.number IS NULL AND NEW.number IS NOT NULL
            AND (OLD.id, OLD.municipality_code, OLD.actor_id, OLD.actor, OLD.act, OLD.record_kind, OLD.record_id,
                OLD.detail)
            = (NEW.id, NEW.municipality_code, NEW.actor_id, NEW.actor, NEW.act, NEW.record_kind, NEW.record_id,
                NEW.detail) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
UNLINK = """
DROP TRIGGER audit_link ON audit_entry;
DROP FUNCTION audit_link();
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    head audit_head;
BEGIN
    INSERT INTO audit_head VALUES (NEW.municipality_code, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE municipality_code = NEW.municipality_code FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.at := clock_timestamp();
    NEW.previous_hash := head.hash;
    NEW.hash := audit_hash(NEW);
    UPDATE audit_head SET number = NEW.number, hash = NEW.hash WHERE municipality_code = NEW.municipality_code;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AlterField("entry", "number", models.BigIntegerField(null=True)),
        migrations.RunSQL(LINK, UNLINK),
    ]
