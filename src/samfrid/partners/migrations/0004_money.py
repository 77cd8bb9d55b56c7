"""Who pays a sum, of what money, for which time and by which index; what sums are reckoned from."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0007_population"),
        ("partners", "0003_terms"),
    ]

    operations = [
        row_security("partners_agreementsettings"),
        row_security("partners_indexvalue"),
        row_security("partners_procurementanswer"),
    ]
