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
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0, verbose_name="åtkomst"
                    ),
                ),
                (
                    "arena",
                    models.CharField(
                        blank=True,
                        choices=[("individual", "individ"), ("organisation", "organisation"), ("society", "samhälle")],
                        default="",
                        max_length=12,
                        verbose_name="arena",
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="återkommer, månader"),
                ),
                ("turn_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("information", "information"),
                            ("campaign", "kampanj"),
                            ("training", "utbildning"),
                            ("service", "insats"),
                            ("network", "nätverk"),
                            ("agreement", "avtal"),
                            ("routine", "rutin"),
                            ("mapping", "kartläggning"),
                            ("money", "medel"),
                            ("report", "rapport"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("universal", "universell"), ("selective", "selektiv"), ("indicated", "indikerad")],
                        default="",
                        max_length=12,
                        verbose_name="nivå",
                    ),
                ),
                ("proven", models.BooleanField(default=False)),
                ("report_back_on", models.DateField(blank=True, null=True, verbose_name="återrapporteras senast")),
                ("reported_back_on", models.DateField(blank=True, null=True, verbose_name="återrapporterat")),
                (
                    "share_done",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="andel klar, procent"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="börjar")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="municipalities.contact",
                        verbose_name="kontakt",
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
                    "report_back_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.body",
                        verbose_name="återrapporteras till",
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "organisation"), name="commitment_partner_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="partners",
            field=models.ManyToManyField(
                related_name="commitments", through="commitments.CommitmentPartner", to="municipalities.organisation"
            ),
        ),
        migrations.CreateModel(
            name="CommitmentTag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("equality", "jämställdhet"),
                            ("child", "barnets rättigheter"),
                            ("agenda_2030", "Agenda 2030"),
                            ("own", "kommunens eget mål"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="commitments.commitment"
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
                "indexes": [models.Index(fields=["municipality", "scheme", "name"], name="commitment_by_tag")],
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "scheme", "name"), name="commitment_tag_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField()),
                ("reason", models.CharField(max_length=300, verbose_name="skäl")),
                ("taken_on", models.DateField(blank=True, null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.unit",
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
                    "to_unit",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_on__isnull", True)),
                        fields=("commitment",),
                        name="handover_open_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="handover_why"),
                ],
            },
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
                            ("meeting", "möte"),
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
            options={
                "indexes": [models.Index(fields=["page_id"], name="origin_page")],
                "constraints": [
                    models.UniqueConstraint(fields=("record_id", "record_kind", "commitment"), name="origin_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("late", "försenat"), ("silent", "tyst"), ("at_risk", "i riskzonen")], max_length=8
                    ),
                ),
                ("value", models.BooleanField()),
                ("reason", models.CharField(max_length=300, verbose_name="skäl")),
                ("on", models.DateField()),
                ("until", models.DateField(verbose_name="till och med")),
                ("set_by", models.CharField(max_length=200)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("commitment", "state"),
                        name="override_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="override_why"),
                    models.CheckConstraint(condition=models.Q(("until__gte", models.F("on"))), name="override_until"),
                ],
            },
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
                ("reported_by", models.CharField(max_length=200)),
                ("decides", models.CharField(blank=True, max_length=200, verbose_name="vem som beslutar")),
                ("no_change", models.BooleanField(default=False)),
                ("overtaken_by_id", models.UUIDField(blank=True, null=True)),
                ("overtaken_by_kind", models.CharField(blank=True, max_length=60)),
                ("overtaken_by_label", models.CharField(blank=True, max_length=300)),
                (
                    "share_done",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="andel klar, procent"),
                ),
                ("turn_on", models.DateField(blank=True, null=True)),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("page", "i Samfrid"),
                            ("link", "genom länk i brev"),
                            ("document", "ur en handling"),
                            ("program", "genom program"),
                        ],
                        default="page",
                        max_length=8,
                    ),
                ),
                ("waived", models.BooleanField(default=False)),
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
            options={
                "indexes": [models.Index(fields=["commitment", "-on"], name="progress_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share_done__isnull", True), ("share_done__lte", 100), _connector="OR"),
                        name="progress_share",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "dokument"),
                            ("sentence", "mening i ett dokument"),
                            ("figure", "siffra"),
                            ("meeting", "möte"),
                            ("agreement", "avtal"),
                            ("link", "länk"),
                            ("words", "beskrivning"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="vad det visar")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                ("record_kind", models.CharField(blank=True, max_length=60)),
                ("record_id", models.UUIDField(blank=True, null=True)),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0, verbose_name="åtkomst"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
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
                    "progress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="commitments.progress"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["progress"], name="evidence_of_progress"),
                    models.Index(fields=["record_id"], name="evidence_of_record"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("url", ""), _negated=True),
                            ("record_id__isnull", False),
                            _connector="OR",
                        ),
                        name="evidence_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_why",
                    ),
                ],
            },
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
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("due_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="commitment_due_after_start",
                violation_error_message="Ett åtagande kan inte vara klart före dagen då det börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("share_done__isnull", True), ("share_done__lte", 100), _connector="OR"),
                name="commitment_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__isnull", True), ("every_months__gte", 1), _connector="OR"),
                name="commitment_rhythm",
            ),
        ),
        row_security("commitments_commitment"),
        row_security("commitments_commitmentpartner"),
        row_security("commitments_origin"),
        row_security("commitments_progress"),
    ]
