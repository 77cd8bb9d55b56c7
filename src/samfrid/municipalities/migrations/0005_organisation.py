import django.db.models.deletion
import django.db.models.functions.text
import samfrid.municipalities.models
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
    ]

    operations = [
        row_security("municipalities_organisationname"),
        row_security("municipalities_merge"),
    ]
