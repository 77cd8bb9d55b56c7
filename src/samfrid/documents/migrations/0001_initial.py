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
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=255, verbose_name="filnamn")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(verbose_name="storlek, byte")),
                ("uploaded_by", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "väntar på läsning"),
                            ("reading", "läses"),
                            ("failed", "kunde inte läsas"),
                            ("read", "läst, att granska"),
                            ("approved", "godkänd"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error_message", models.TextField(blank=True)),
                ("pages_read", models.PositiveIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("reader_version", models.CharField(blank=True, max_length=40)),
                ("reading", models.JSONField(null=True)),
                ("pictures", models.JSONField(default=list)),
                ("kind", models.CharField(blank=True, max_length=24)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="rubrik")),
                ("dated", models.CharField(blank=True, max_length=10, verbose_name="datum")),
                ("read_municipality", models.CharField(blank=True, max_length=4)),
                ("confirmed_municipality", models.CharField(blank=True, max_length=4)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=200)),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=1, verbose_name="åtkomst"
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
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="document_newest"),
                    models.Index(fields=["municipality", "state"], name="document_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "sha256"), name="document_content_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("group", models.CharField(max_length=20)),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("proposed", models.JSONField(null=True)),
                ("edited", models.JSONField(null=True)),
                ("evidence", models.JSONField(default=list)),
                ("confidence", models.FloatField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "att granska"),
                            ("accepted", "godkänd"),
                            ("edited", "ändrad och godkänd"),
                            ("rejected", "avvisad"),
                            ("absent", "står inte i texten"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("record_kind", models.CharField(blank=True, max_length=60)),
                ("record_id", models.UUIDField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="documents.document"
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
                "ordering": ["group", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "group", "number"), name="finding_place_once")
                ],
            },
        ),
        row_security("documents_document"),
        row_security("documents_finding"),
    ]
