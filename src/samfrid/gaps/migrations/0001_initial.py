import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="municipalities.municipality",
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("checked_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("rule", models.CharField(max_length=60)),
                ("group", models.CharField(max_length=10)),
                ("record_kind", models.CharField(max_length=60)),
                ("record_id", models.UUIDField()),
                ("part", models.CharField(blank=True, default="", max_length=36)),
                ("title", models.CharField(max_length=300)),
                ("facts", models.JSONField(default=dict)),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "närmar sig"), (2, "saknas"), (3, "överskriden")]),
                ),
                ("since", models.DateField(verbose_name="sedan")),
                ("day", models.DateField(null=True)),
                ("opened_on", models.DateField()),
                ("mended_on", models.DateField(null=True)),
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
                    models.Index(
                        condition=models.Q(("mended_on__isnull", True)),
                        fields=["municipality", "group", "-severity", "since", "id"],
                        name="gap_open",
                    ),
                    models.Index(
                        condition=models.Q(("mended_on__isnull", True)), fields=["record_id"], name="gap_of_record"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mended_on__isnull", True)),
                        fields=("record_id", "rule", "part"),
                        name="gap_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("user_id", models.UUIDField()),
                ("on", models.DateField()),
                ("number", models.BigIntegerField(default=0)),
                ("seen", models.BigIntegerField(default=0)),
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
                "constraints": [models.UniqueConstraint(fields=("municipality", "user_id"), name="visit_once")],
            },
        ),
        row_security("gaps_gap"),
        row_security("gaps_checkpoint"),
        row_security("gaps_visit"),
    ]
