"""How many live in the municipality, by year."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0006_partner_role"),
    ]

    operations = [
        row_security("municipalities_population"),
    ]
