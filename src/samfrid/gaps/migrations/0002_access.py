from django.db import migrations, models

from samfrid.municipalities.tenancy import access_security

# What becomes confidential must be gone for others in the same moment, not when the register is next brought up to date.
FOLLOW = """
CREATE FUNCTION gaps_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE gaps_gap SET access = NEW.access
        WHERE record_id = NEW.id AND municipality_id = NEW.municipality_id AND mended_on IS NULL;
    RETURN NULL;
END $$;
"""
TABLES = ("matters_matter", "commitments_commitment")


def follow(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER gaps_access AFTER UPDATE OF access ON {table} FOR EACH ROW "
        "WHEN (OLD.access IS DISTINCT FROM NEW.access) EXECUTE FUNCTION gaps_follow()",
        f"DROP TRIGGER gaps_access ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_clearance"),
        ("matters", "0002_process"),
        ("commitments", "0002_access"),
        ("gaps", "0001_initial"),
    ]

    operations = [
        access_security("gaps_gap"),
        migrations.RunSQL(FOLLOW, "DROP FUNCTION gaps_follow()"),
        *[follow(table) for table in TABLES],
    ]
