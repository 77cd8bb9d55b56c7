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
            name="Commitment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("text", models.TextField(verbose_name="åtagande")),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="utlovat")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klart senast")),
                (
                    "due_precision",
                    models.CharField(
                        choices=[("day", "dag"), ("month", "månad"), ("year", "år")], default="day", max_length=5
                    ),
                ),
                (
                    "execution",
                    models.CharField(
                        choices=[
                            ("unknown", "inget rapporterat"),
                            ("not_started", "inte påbörjat"),
                            ("under_way", "pågår"),
                            ("partly_done", "delvis genomfört"),
                            ("done", "genomfört"),
                            ("cannot", "genomförs inte"),
                            ("overtaken", "ersatt av annat beslut"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("last_word_on", models.DateField(blank=True, null=True)),
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
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="municipalities.unit",
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "responsible_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undertakings",
                        to="municipalities.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentPartner",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "commitment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="commitments.commitment"),
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="municipalities.organisation"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="commitment",
            name="partners",
            field=models.ManyToManyField(
                related_name="commitments", through="commitments.CommitmentPartner", to="municipalities.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("clause", "beslut"),
                            ("activity", "plan"),
                            ("agreement", "avtal"),
                            ("answer", "svar i fullmäktige"),
                            ("document", "dokument"),
                            ("own", "eget åtagande"),
                        ],
                        max_length=10,
                    ),
                ),
                ("record_kind", models.CharField(max_length=60)),
                ("record_id", models.UUIDField()),
                ("page_kind", models.CharField(max_length=60)),
                ("page_id", models.UUIDField()),
                ("label", models.CharField(max_length=300)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="origins", to="commitments.commitment"
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
            name="Progress",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                (
                    "execution",
                    models.CharField(
                        choices=[
                            ("unknown", "inget rapporterat"),
                            ("not_started", "inte påbörjat"),
                            ("under_way", "pågår"),
                            ("partly_done", "delvis genomfört"),
                            ("done", "genomfört"),
                            ("cannot", "genomförs inte"),
                            ("overtaken", "ersatt av annat beslut"),
                        ],
                        max_length=12,
                        verbose_name="läge",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="vad som har hänt")),
                ("evidence", models.TextField(blank=True, verbose_name="underlag")),
                ("reported_by", models.CharField(max_length=200)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="commitments.commitment",
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
        migrations.AddConstraint(
            model_name="commitmentpartner",
            constraint=models.UniqueConstraint(fields=("commitment", "organisation"), name="commitment_partner_once"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["municipality", "-created_at", "-id"], name="commitment_newest"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("execution__in", ("done", "cannot", "overtaken")), _negated=True),
                fields=["municipality", "due_on", "id"],
                name="commitment_late",
            ),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["municipality", "execution", "due_on"], name="commitment_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("responsible__isnull", True), ("responsible_organisation__isnull", True)),
                fields=["municipality", "id"],
                name="commitment_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True),
                    ("promised_on__isnull", True),
                    ("due_on__gte", models.F("promised_on")),
                    _connector="OR",
                ),
                name="commitment_due_after_promise",
                violation_error_message="Ett åtagande kan inte vara klart före dagen då det gjordes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="commitment_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="origin",
            index=models.Index(fields=["page_id"], name="origin_page"),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(fields=("record_id", "record_kind", "commitment"), name="origin_once"),
        ),
        migrations.AddIndex(
            model_name="progress",
            index=models.Index(fields=["commitment", "-on"], name="progress_latest"),
        ),
        row_security("commitments_commitment"),
        row_security("commitments_commitmentpartner"),
        row_security("commitments_origin"),
        row_security("commitments_progress"),
    ]
