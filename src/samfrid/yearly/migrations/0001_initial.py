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
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=80, verbose_name="namn")),
                ("kinds", models.JSONField(default=list)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("last_read_on", models.DateField(editable=False, null=True)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="municipalities.membership",
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
                "indexes": [models.Index(fields=["membership", "-created_at"], name="calendar_feed_of_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="calendar_feed_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="calendar_feed_digest"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="börjar")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="anteckning")),
                ("version", models.PositiveIntegerField(default=0)),
                ("cancelled_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="municipalities.body",
                        verbose_name="organ",
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
                "indexes": [models.Index(fields=["municipality", "on"], name="sitting_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_on__isnull", True)),
                        fields=("body", "on"),
                        name="sitting_once_a_day",
                    )
                ],
            },
        ),
        row_security("yearly_feed"),
        row_security("yearly_sitting"),
    ]
