import django.db.models.deletion
import samfrid.municipalities.models
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_session"),
    ]

    operations = [
        row_security("municipalities_contact"),
    ]
