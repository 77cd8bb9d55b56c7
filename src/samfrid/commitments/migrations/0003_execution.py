import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import access_security, row_security

#: what showed a report was a text of its row, and is now rows of its own
MOVE = """
INSERT INTO commitments_evidence (id, created_at, municipality_id, progress_id, kind, text, url, record_kind, access,
                                  withdrawn_why, withdrawn_by)
SELECT gen_random_uuid(), created_at, municipality_id, id, 'words', evidence, '', '', 0, '', ''
FROM commitments_progress WHERE evidence <> '';
UPDATE commitments_commitment c SET proven = true WHERE c.execution = 'done' AND EXISTS (
    SELECT 1 FROM commitments_progress p JOIN commitments_evidence e ON e.progress_id = p.id WHERE p.commitment_id = c.id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_access"),
        ("municipalities", "0004_contact"),
    ]

    operations = [
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
            ],
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
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField()),
                ("reason", models.CharField(max_length=300, verbose_name="skäl")),
                ("taken_on", models.DateField(blank=True, null=True)),
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="commitment",
            name="arena",
            field=models.CharField(
                blank=True,
                choices=[("individual", "individ"), ("organisation", "organisation"), ("society", "samhälle")],
                default="",
                max_length=12,
                verbose_name="arena",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="municipalities.contact",
                verbose_name="kontakt",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="every_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="återkommer, månader"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="turn_day",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="commitment",
            name="kind",
            field=models.CharField(
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
        migrations.AddField(
            model_name="commitment",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[("universal", "universell"), ("selective", "selektiv"), ("indicated", "indikerad")],
                default="",
                max_length=12,
                verbose_name="nivå",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="proven",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="commitment",
            name="report_back_body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.body",
                verbose_name="återrapporteras till",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="report_back_on",
            field=models.DateField(blank=True, null=True, verbose_name="återrapporteras senast"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="reported_back_on",
            field=models.DateField(blank=True, null=True, verbose_name="återrapporterat"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="share_done",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="andel klar, procent"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="börjar"),
        ),
        migrations.AddField(
            model_name="progress",
            name="decides",
            field=models.CharField(blank=True, max_length=200, verbose_name="vem som beslutar"),
        ),
        migrations.AddField(
            model_name="progress",
            name="no_change",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="progress",
            name="overtaken_by_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="progress",
            name="overtaken_by_kind",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="progress",
            name="overtaken_by_label",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="progress",
            name="share_done",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="andel klar, procent"),
        ),
        migrations.AddField(
            model_name="progress",
            name="turn_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="progress",
            name="via",
            field=models.CharField(
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
        migrations.AddField(
            model_name="progress",
            name="waived",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="origin",
            name="kind",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(("share_done__isnull", True), ("share_done__lte", 100), _connector="OR"),
                name="progress_share",
            ),
        ),
        migrations.AddField(
            model_name="commitmenttag",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="commitments.commitment"
            ),
        ),
        migrations.AddField(
            model_name="commitmenttag",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="progress",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="commitments.progress"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="commitments.commitment"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="from_unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.unit"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="to_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.unit",
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="overrides", to="commitments.commitment"
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="commitmenttag",
            index=models.Index(fields=["municipality", "scheme", "name"], name="commitment_by_tag"),
        ),
        migrations.AddConstraint(
            model_name="commitmenttag",
            constraint=models.UniqueConstraint(fields=("commitment", "scheme", "name"), name="commitment_tag_once"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["progress"], name="evidence_of_progress"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["record_id"], name="evidence_of_record"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("url", ""), _negated=True),
                    ("record_id__isnull", False),
                    _connector="OR",
                ),
                name="evidence_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"
                ),
                name="evidence_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_on__isnull", True)), fields=("commitment",), name="handover_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="handover_why"),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("commitment", "state"), name="override_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="override_why"),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("on"))), name="override_until"
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="progress",
            name="evidence",
        ),
        row_security("commitments_commitmenttag"),
        row_security("commitments_evidence"),
        row_security("commitments_override"),
        row_security("commitments_handover"),
        access_security("commitments_evidence"),
    ]
