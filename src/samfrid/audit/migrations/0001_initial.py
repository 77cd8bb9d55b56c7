from django.db import migrations, models

CHAIN = """
CREATE TABLE audit_head (
    municipality_code varchar(4) PRIMARY KEY,
    number bigint NOT NULL,
    hash varchar(64) NOT NULL
);

CREATE FUNCTION audit_hash(entry audit_entry) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        entry.municipality_code, entry.number, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        entry.actor_id, entry.actor, entry.act, entry.record_kind, entry.record_id, entry.detail, entry.previous_hash
    )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_first_broken_link(code varchar) RETURNS bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    entry audit_entry;
    head audit_head;
    expected bigint := 1;
    previous varchar := '';
BEGIN
    FOR entry IN SELECT * FROM audit_entry WHERE municipality_code = code ORDER BY number LOOP
        IF entry.number <> expected OR entry.previous_hash <> previous OR entry.hash <> audit_hash(entry) THEN
            RETURN expected;
        END IF;
        expected := expected + 1;
        previous := entry.hash;
    END LOOP;
    SELECT * INTO head FROM audit_head WHERE municipality_code = code;
    IF FOUND AND (head.number <> expected - 1 OR head.hash <> previous) THEN
        RETURN expected;
    END IF;
    RETURN NULL;
END $$;
"""
UNCHAIN = """
DROP TRIGGER audit_no_truncate ON audit_entry;
DROP TRIGGER audit_no_change ON audit_entry;
DROP TRIGGER audit_chain ON audit_entry;
DROP FUNCTION audit_first_broken_link(varchar);
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_chain();
DROP FUNCTION audit_hash(audit_entry);
DROP TABLE audit_head;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality_code", models.CharField(max_length=4)),
                ("number", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField(null=True)),
                ("actor_id", models.CharField(blank=True, max_length=36)),
                ("actor", models.CharField(max_length=200)),
                ("act", models.CharField(max_length=60)),
                ("record_kind", models.CharField(max_length=60)),
                ("record_id", models.CharField(max_length=36)),
                ("detail", models.JSONField(default=dict)),
                ("previous_hash", models.CharField(default="", max_length=64)),
                ("hash", models.CharField(default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["municipality_code", "number"], name="audit_entry_number")
                ],
                "indexes": [
                    models.Index(
                        fields=["municipality_code", "record_kind", "record_id", "number"], name="audit_entry_record"
                    )
                ],
            },
        ),
        migrations.RunSQL(CHAIN, UNCHAIN),
    ]
