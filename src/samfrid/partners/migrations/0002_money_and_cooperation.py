import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("partners", "0001_initial"),
    ]

    operations = [
        row_security("partners_attendance"),
        row_security("partners_group"),
        row_security("partners_groupmember"),
        row_security("partners_meeting"),
        row_security("partners_payment"),
    ]
