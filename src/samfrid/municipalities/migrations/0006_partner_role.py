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
        migrations.AddField(
            "membership",
            "organisation",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="municipalities.organisation",
            ),
        ),
        migrations.AlterField(
            "membership",
            "role",
            models.CharField(
                choices=[
                    ("coordinator", "samordnare"),
                    ("registrar", "registrator"),
                    ("officer", "handläggare"),
                    ("elected", "förtroendevald"),
                    ("administrator", "administratör"),
                    ("partner", "förening"),
                ],
                max_length=16,
                verbose_name="roll",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("role", "partner")),
                    models.Q(models.Q(("role", "partner"), _negated=True), ("organisation__isnull", True)),
                    _connector="OR",
                ),
                name="membership_partner_of_one",
                violation_error_message="En förening ska anges för den rollen, och bara för den.",
            ),
        ),
        partner_security("municipalities_membership", "user_id = samfrid_user()"),
        partner_security("municipalities_organisation", "id = samfrid_organisation()"),
        # what she does is in the trail like all else; of the trail she sees her own acts
        partner_security("audit_entry", "actor_id = samfrid_user()::text", write="actor_id = samfrid_user()::text"),
    ]
