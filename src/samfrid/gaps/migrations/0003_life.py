import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

# Closed gaps are shown too now: they are to follow their record's access as the open ones do.
FOLLOW = """
CREATE OR REPLACE FUNCTION gaps_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE gaps_gap SET access = NEW.access WHERE record_id = NEW.id AND municipality_id = NEW.municipality_id;
    RETURN NULL;
END $$;
"""
FOLLOWED = FOLLOW.replace("= NEW.municipality_id;", "= NEW.municipality_id AND mended_on IS NULL;")
# Why a gap is known is seen by those who see the gap.
SEEN = """
CREATE POLICY access ON gaps_known AS RESTRICTIVE FOR SELECT
    USING (EXISTS (SELECT FROM gaps_gap WHERE gaps_gap.id = gaps_known.gap_id))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("gaps", "0002_access"),
        ("municipalities", "0004_contact"),
    ]

    operations = [
        row_security("gaps_known"),
        row_security("gaps_rulesetting"),
        migrations.RunSQL(SEEN, "DROP POLICY access ON gaps_known"),
        migrations.RunSQL(FOLLOW, FOLLOWED),
    ]
