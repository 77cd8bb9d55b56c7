"""Two organisations that look like one and are two: who said so, so that they are not proposed again."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0007_population")]

    operations = [
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="municipalities.organisation",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="municipalities.organisation",
                    ),
                ),
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
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("first", "second"),
                        django.db.models.functions.comparison.Greatest("first", "second"),
                        name="told_apart_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True), name="told_apart_two"
                    ),
                ],
            },
        ),
        row_security("municipalities_toldapart"),
    ]
