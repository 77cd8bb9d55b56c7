import django.db.models.deletion
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("commitments", "0003_execution"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
                ("escalated_on", models.DateField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.contact"
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
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("copy", models.CharField(max_length=8)),
                ("made_by", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="reporting.request"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="report_link_digest"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commitments.commitment"
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
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.organisation",
                    ),
                ),
                (
                    "progress",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.progress",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.unit",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reporting.link"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="reporting.request"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["commitment"], name="item_of_commitment")],
                "constraints": [models.UniqueConstraint(fields=("request", "commitment"), name="item_once")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("once", "en gång"), ("monthly", "varje månad"), ("tertial", "varje tertial")],
                        default="once",
                        max_length=8,
                        verbose_name="rytm",
                    ),
                ),
                ("by_itself", models.BooleanField(default=False)),
                ("opens_on", models.DateField(verbose_name="öppnar")),
                ("due_on", models.DateField(verbose_name="svar senast")),
                ("expires_on", models.DateField()),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("series", models.UUIDField()),
                ("series_on", models.DateField()),
                ("turn", models.PositiveIntegerField(default=0)),
                (
                    "origin_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clause", "beslut"),
                            ("activity", "plan"),
                            ("agreement", "avtal"),
                            ("answer", "svar i fullmäktige"),
                            ("meeting", "möte"),
                            ("document", "dokument"),
                            ("own", "eget åtagande"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asker", models.CharField(max_length=200, verbose_name="frågor ställs till")),
                ("reach", models.CharField(blank=True, max_length=200, verbose_name="nås genom")),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "-opens_on", "-id"], name="round_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "turn"), name="round_turn_once"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("opens_on"))), name="round_due_after_opening"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gte", models.F("due_on"))), name="round_good_until_due"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="round_has_name"),
                ],
            },
        ),
        migrations.AddField(
            model_name="request",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="reporting.round"
            ),
        ),
        migrations.CreateModel(
            name="Unreached",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("nobody", "ingen ansvarar"),
                            ("no_contact", "den ansvariga har ingen kontakt"),
                            ("confidential", "sekretess: frågas om muntligt"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commitments.commitment"
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unreached", to="reporting.round"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "commitment"), name="unreached_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(fields=("round", "contact"), name="request_once"),
        ),
        row_security("reporting_round"),
        row_security("reporting_request"),
        row_security("reporting_link"),
        row_security("reporting_item"),
        row_security("reporting_unreached"),
    ]
