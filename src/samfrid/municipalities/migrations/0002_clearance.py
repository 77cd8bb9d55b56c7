from django.db import migrations

from samfrid.municipalities.tenancy import CLEARANCE, DROP_CLEARANCE


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial")]

    operations = [
        migrations.RunSQL(CLEARANCE, DROP_CLEARANCE),
    ]
