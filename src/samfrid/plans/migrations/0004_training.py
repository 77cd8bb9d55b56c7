import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_versions"),
    ]

    operations = [
        row_security("plans_training"),
    ]
