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
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0
                    ),
                ),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[("mended", "åtgärdad"), ("off", "regeln avstängd"), ("set", "regeln ändrad")],
                        default="",
                        max_length=6,
                    ),
                ),
                ("known_until", models.DateField(null=True)),
                ("mended_act", models.CharField(blank=True, default="", max_length=60)),
                ("mended_at", models.DateTimeField(null=True)),
                ("mended_by", models.CharField(blank=True, default="", max_length=200)),
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
                        condition=models.Q(("known_until__isnull", True), ("mended_on__isnull", True)),
                        fields=["municipality", "group", "-severity", "since", "id"],
                        name="gap_open",
                    ),
                    models.Index(
                        condition=models.Q(("mended_on__isnull", True)),
                        fields=["municipality", "rule"],
                        name="gap_of_rule",
                    ),
                    models.Index(
                        condition=models.Q(("known_until__isnull", False), ("mended_on__isnull", True)),
                        fields=["municipality", "known_until", "id"],
                        name="gap_known",
                    ),
                    models.Index(
                        condition=models.Q(("mended_on__isnull", False)),
                        fields=["municipality", "-mended_on", "-id"],
                        name="gap_mended",
                    ),
                    models.Index(fields=["record_id"], name="gap_of_record"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mended_on__isnull", True)),
                        fields=("record_id", "rule", "part"),
                        name="gap_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("mended_on__isnull", True)),
                            models.Q(("mended_on__isnull", False), models.Q(("ended", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="gap_ended_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.CharField(max_length=500, verbose_name="skäl")),
                ("on", models.DateField()),
                ("until", models.DateField(verbose_name="till och med")),
                ("by", models.CharField(max_length=200)),
                ("ended_on", models.DateField(null=True)),
                ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                (
                    "gap",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="known", to="gaps.gap"),
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
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="known_why"),
                    models.CheckConstraint(condition=models.Q(("until__gte", models.F("on"))), name="known_until"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)), fields=("gap",), name="known_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("rule", models.CharField(max_length=60)),
                ("off", models.BooleanField(default=False, verbose_name="avstängd")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dagar")),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="skäl")),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
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
                    models.UniqueConstraint(fields=("municipality", "rule"), name="rule_setting_once"),
                    models.CheckConstraint(
                        condition=models.Q(("off", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="rule_setting_off_has_reason",
                    ),
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
