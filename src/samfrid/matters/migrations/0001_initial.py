import django.db.models.deletion
import django.db.models.functions.text
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
            name="Matter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("motion", "motion"),
                            ("interpellation", "interpellation"),
                            ("question", "enkel fråga"),
                            ("initiative", "initiativärende"),
                            ("citizen_proposal", "medborgarförslag"),
                            ("own", "eget ärende"),
                        ],
                        max_length=16,
                        verbose_name="typ",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="rubrik")),
                ("title_is_ours", models.BooleanField(default=False)),
                ("raised_on", models.DateField(blank=True, null=True, verbose_name="väckt")),
                (
                    "raised_precision",
                    models.CharField(
                        choices=[("day", "dag"), ("month", "månad"), ("year", "år")], default="day", max_length=5
                    ),
                ),
                ("addressee", models.CharField(blank=True, max_length=200, verbose_name="ställd till")),
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
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("stage", models.CharField(choices=[("proposed", "förslag"), ("final", "beslut")], max_length=8)),
                ("on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.body",
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="matters.matter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatterLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "from_matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matters.matter"
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
                    "to_matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matters.matter"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="matter",
            name="related",
            field=models.ManyToManyField(through="matters.MatterLink", to="matters.matter"),
        ),
        migrations.CreateModel(
            name="MatterPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("party", models.CharField(blank=True, max_length=40, verbose_name="parti")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mover", "förslagsställare"),
                            ("answerer", "svarar"),
                            ("officer", "handläggare"),
                            ("signer", "undertecknar"),
                            ("other", "nämnd i ärendet"),
                        ],
                        max_length=10,
                        verbose_name="roll",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="matters.matter"
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
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="fråga")),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("refers_back", models.BooleanField(default=False)),
                ("lacks_figure", models.BooleanField(default=False)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="matters.matter"
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
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supports", "tillstyrker"),
                            ("supports_if", "tillstyrker under förutsättning"),
                            ("opposes", "avstyrker"),
                            ("none", "inget ställningstagande"),
                        ],
                        max_length=12,
                        verbose_name="ställningstagande",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="yttrande")),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.body"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referrals", to="matters.matter"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="yrkande")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="matters.matter"
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
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="att-sats")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "bifall"),
                            ("partly_granted", "delvis bifall"),
                            ("rejected", "avslag"),
                            ("answered", "besvarad"),
                            ("written_off", "avskriven"),
                            ("referred_back", "återremiss"),
                            ("postponed", "bordlagd"),
                            ("circulated", "remitterad"),
                            ("approved", "godkänd"),
                            ("noted", "lagd till handlingarna"),
                            ("tasked", "uppdrag"),
                            ("funded", "medel beviljade"),
                            ("supported", "tillstyrkt"),
                            ("opposed", "avstyrkt"),
                            ("other", "annat"),
                        ],
                        max_length=16,
                        verbose_name="utfall",
                    ),
                ),
                ("unanimous", models.BooleanField(null=True)),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clauses", to="matters.decision"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["municipality", "outcome"], name="clause_outcome")],
                "constraints": [models.UniqueConstraint(fields=("decision", "number"), name="clause_number_once")],
            },
        ),
        migrations.CreateModel(
            name="DiaryNumber",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.CharField(max_length=60, verbose_name="diarienummer")),
                ("key", models.CharField(max_length=60)),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="diary_numbers", to="matters.matter"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key__regex", "[^\\W\\d_]")),
                        fields=("municipality", "key"),
                        name="diary_number_once",
                    ),
                    models.UniqueConstraint(fields=("matter", "key"), name="diary_number_once_in_matter"),
                    models.CheckConstraint(
                        condition=models.Q(("key", django.db.models.functions.text.Upper("key"))),
                        name="diary_number_key_upper",
                    ),
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="diary_number_has_key"),
                ],
                "indexes": [models.Index(fields=["municipality", "key"], name="diary_number_lookup")],
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["matter", "stage"], name="decision_of_matter"),
        ),
        migrations.AddConstraint(
            model_name="matterlink",
            constraint=models.UniqueConstraint(fields=("from_matter", "to_matter"), name="matter_link_once"),
        ),
        migrations.AddConstraint(
            model_name="matterlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_matter", models.F("to_matter")), _negated=True), name="matter_link_not_itself"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                models.F("municipality"),
                models.OrderBy(models.F("raised_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["municipality", "kind", "raised_on"], name="matter_clock"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="matter_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="matterperson",
            constraint=models.UniqueConstraint(fields=("matter", "name", "role"), name="matter_person_once"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("matter", "number"), name="question_number_once"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(fields=("matter", "number"), name="request_number_once"),
        ),
        row_security("matters_matter"),
        row_security("matters_decision"),
        row_security("matters_matterlink"),
        row_security("matters_matterperson"),
        row_security("matters_question"),
        row_security("matters_referral"),
        row_security("matters_request"),
        row_security("matters_clause"),
        row_security("matters_diarynumber"),
    ]
