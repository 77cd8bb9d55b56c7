"""Meetings with time, agenda, invitations and their links; proposals by partners; the dialogue with partners."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import NO_PARTNER, access_security, row_security

#: a partner's session makes no meeting but one that its own organisation proposes
OWN_PROPOSALS = f"""
CREATE POLICY partner_proposes ON partners_meeting AS RESTRICTIVE FOR INSERT
    WITH CHECK ({NO_PARTNER} OR (proposed_by_id = samfrid_organisation() AND state = 'proposed'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("partners", "0005_year_report"),
    ]

    operations = [
        migrations.RunSQL(OWN_PROPOSALS, "DROP POLICY partner_proposes ON partners_meeting"),
        row_security("partners_agendaitem"),
        access_security("partners_agendaitem"),
        row_security("partners_dialogue"),
        access_security("partners_dialogue"),
        row_security("partners_invitation"),
        row_security("partners_invitationlink"),
    ]
