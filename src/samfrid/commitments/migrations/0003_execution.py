import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import access_security, row_security


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_access"),
        ("municipalities", "0004_contact"),
    ]

    operations = [
        row_security("commitments_commitmenttag"),
        row_security("commitments_evidence"),
        row_security("commitments_override"),
        row_security("commitments_handover"),
        access_security("commitments_evidence"),
    ]
