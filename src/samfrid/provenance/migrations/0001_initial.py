import django.db.models.deletion
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("record_kind", models.CharField(max_length=60)),
                ("record_id", models.UUIDField()),
                ("document_id", models.UUIDField()),
                ("document_title", models.CharField(max_length=300)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("page", models.PositiveIntegerField(null=True)),
                ("quote", models.TextField()),
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
                "indexes": [models.Index(fields=["document_id"], name="source_document")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_id", "record_kind", "document_id", "start", "end"), name="source_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("end__gt", models.F("start"))), name="source_has_words"),
                ],
            },
        ),
        row_security("provenance_source"),
    ]
