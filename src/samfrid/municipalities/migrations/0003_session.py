import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from samfrid.municipalities.sessions import DROP_FUNCTION, FUNCTION


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0002_clearance")]

    operations = [
        migrations.RunSQL(FUNCTION, DROP_FUNCTION),
    ]
