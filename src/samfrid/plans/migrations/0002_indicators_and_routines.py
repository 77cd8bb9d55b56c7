import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("plans", "0001_initial"),
    ]

    operations = [
        row_security("plans_indicator"),
        row_security("plans_indicatorplace"),
        row_security("plans_indicatorvalue"),
        row_security("plans_routine"),
    ]
