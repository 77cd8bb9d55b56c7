"""Partners: a membership of an organisation, and every tenant table closed to a session that is one's."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from samfrid.municipalities.sessions import FUNCTION
from samfrid.municipalities.tenancy import CLOSE_TO_PARTNERS, PARTNER, partner_security

NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("municipalities", "0005_organisation"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(PARTNER, NOTHING),
        migrations.RunSQL(FUNCTION, NOTHING),
        migrations.RunSQL(CLOSE_TO_PARTNERS, NOTHING),
        partner_security("municipalities_membership", "user_id = samfrid_user()"),
        partner_security("municipalities_organisation", "id = samfrid_organisation()"),
        partner_security("audit_entry", "actor_id = samfrid_user()::text", write="actor_id = samfrid_user()::text"),
    ]
