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
        migrations.CreateModel(
            name="Population",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("inhabitants", models.PositiveIntegerField(verbose_name="invånare")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="källa")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "year"), name="population_once"),
                    models.CheckConstraint(condition=models.Q(("inhabitants__gte", 1)), name="population_of_somebody"),
                ],
            },
        ),
        row_security("municipalities_population"),
    ]
