import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.db import models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import samfrid.matters.models.process
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[("recommended", "rekommendation"), ("proposed", "förslag"), ("final", "beslut")],
                        max_length=11,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                ("proposed_by", models.CharField(blank=True, max_length=160, verbose_name="förslag från")),
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
            ],
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
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="matters.clause",
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
            },
        ),
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
                            ("audit_letter", "revisionsskrivelse"),
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
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=1, verbose_name="åtkomst"
                    ),
                ),
                ("listed", models.JSONField(default=dict, editable=False)),
                ("published", models.BooleanField(default=False, verbose_name="publicerad")),
                ("settled", models.BooleanField(default=False, editable=False)),
                ("settled_on", models.DateField(editable=False, null=True)),
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
        migrations.AddField(
            model_name="decision",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="matters.matter"
            ),
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("from_matter", "to_matter"), name="matter_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("from_matter", models.F("to_matter")), _negated=True),
                        name="matter_link_not_itself",
                    ),
                ],
            },
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
            options={
                "indexes": [
                    models.Index(
                        models.F("municipality"),
                        django.db.models.functions.text.Upper("name"),
                        name="matter_person_name",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("matter", "name", "role"), name="matter_person_once")],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("met_on", models.DateField(verbose_name="sammanträdesdag")),
                ("part", models.CharField(blank=True, max_length=60, verbose_name="paragrafer")),
                ("adjusted_on", models.DateField(blank=True, null=True, verbose_name="justerat")),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="anslaget")),
                ("taken_down_on", models.DateField(blank=True, null=True, verbose_name="anslaget togs ned")),
                ("kept_at", models.CharField(blank=True, max_length=200, verbose_name="förvaras")),
                ("secretary", models.CharField(blank=True, max_length=160, verbose_name="sekreterare")),
                ("appealed_on", models.DateField(blank=True, null=True, verbose_name="överklagat")),
                ("appeal_settled_on", models.DateField(blank=True, null=True, verbose_name="överklagandet avgjort")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.body"
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
                    models.Index(fields=["municipality", "-met_on", "-id"], name="minutes_newest"),
                    models.Index(
                        condition=models.Q(("announced_on__isnull", False)),
                        fields=["municipality", "announced_on"],
                        name="minutes_notices",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "body", "met_on", "part"),
                        name="minutes_once",
                        violation_error_message="Det protokollet finns redan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adjusted_on__isnull", True), ("adjusted_on__gte", models.F("met_on")), _connector="OR"
                        ),
                        name="minutes_adjusted_after_meeting",
                        violation_error_message="Protokollet kan inte justeras före sammanträdet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on__isnull", True),
                            models.Q(("adjusted_on__isnull", False), ("announced_on__gte", models.F("adjusted_on"))),
                            _connector="OR",
                        ),
                        name="minutes_announced_after_adjustment",
                        violation_error_message="Protokollet kan inte anslås innan det är justerat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_down_on__isnull", True),
                            models.Q(("announced_on__isnull", False), ("taken_down_on__gte", models.F("announced_on"))),
                            _connector="OR",
                        ),
                        name="minutes_taken_down_after_announcement",
                        violation_error_message="Anslaget kan inte tas ned innan det satts upp.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appeal_settled_on__isnull", True),
                            models.Q(
                                ("appeal_settled_on__gte", models.F("appealed_on")), ("appealed_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="minutes_appeal_settled_after_it_came",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="minutes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="matters.minutes",
            ),
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("prefix", models.CharField(max_length=12, verbose_name="beteckning")),
                ("form", models.CharField(default="{prefix} {year}/{number:03}", max_length=40, verbose_name="form")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.body"
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
                    models.UniqueConstraint(fields=("municipality", "prefix", "year"), name="number_series_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DiaryNumber",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.CharField(max_length=60, verbose_name="diarienummer")),
                ("key", models.CharField(max_length=60)),
                ("serial", models.PositiveIntegerField(null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="diary_numbers", to="matters.matter"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="matters.numberseries",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "key"], name="diary_number_lookup")],
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
                    models.UniqueConstraint(fields=("series", "serial"), name="diary_number_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("serial__isnull", True), ("series__isnull", True)),
                            models.Q(("serial__isnull", False), ("series__isnull", False)),
                            _connector="OR",
                        ),
                        name="diary_number_serial_in_series",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("referred_back", "återremiss"),
                            ("tabled", "bordläggning"),
                            ("other", "annat uppehåll"),
                        ],
                        max_length=13,
                        verbose_name="vad",
                    ),
                ),
                ("began_on", models.DateField(verbose_name="från")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="till")),
                ("reasons", models.TextField(verbose_name="skäl")),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="röster för")),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="närvarande")),
                ("by_minority", models.BooleanField(default=False)),
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pauses",
                        to="matters.decision",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="matters.matter"
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
                "ordering": ["began_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("began_on")), _connector="OR"
                        ),
                        name="pause_ends_after_it_began",
                        violation_error_message="Uppehållet kan inte sluta före dagen då det började.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="pause_has_reasons"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("matter"), "="),
                            (
                                samfrid.matters.models.process.DateRange(
                                    models.F("began_on"),
                                    models.F("ended_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="pause_one_at_a_time",
                        violation_error_message="Ärendet vilar redan under den tiden.",
                    ),
                ],
            },
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
                    "about_clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_up_by",
                        to="matters.clause",
                    ),
                ),
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
                "constraints": [models.UniqueConstraint(fields=("matter", "number"), name="question_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("party", models.CharField(blank=True, max_length=40, verbose_name="parti")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("own", "saken rör personen själv"),
                            ("kin", "saken rör en närstående"),
                            ("representative", "ställföreträdare eller ombud"),
                            ("supervision", "tillsyn över den som saken rör"),
                            ("other", "annan särskild omständighet"),
                        ],
                        max_length=14,
                        verbose_name="grund",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="matters.decision"
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
                "constraints": [models.UniqueConstraint(fields=("decision", "name"), name="recusal_once")],
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
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svarade")),
                ("condition", models.TextField(blank=True, verbose_name="förutsättning")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                (
                    "role",
                    models.CharField(
                        choices=[("statement", "yttrande"), ("preparation", "beredning"), ("decision", "beslut")],
                        default="statement",
                        max_length=11,
                        verbose_name="vad som begärs",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="skickad")),
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_on__isnull", True), ("due_on__isnull", False)),
                        fields=["municipality", "due_on", "id"],
                        name="referral_awaited",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("organisation__isnull", True)),
                            models.Q(("body__isnull", True), ("organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="referral_to_one",
                    ),
                    models.UniqueConstraint(
                        fields=("matter", "body", "role"),
                        name="referral_body_once",
                        violation_error_message="Organet är redan tillfrågat.",
                    ),
                    models.UniqueConstraint(
                        fields=("matter", "organisation", "role"),
                        name="referral_organisation_once",
                        violation_error_message="Organisationen är redan tillfrågad.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            ("sent_on__isnull", True),
                            ("due_on__gte", models.F("sent_on")),
                            _connector="OR",
                        ),
                        name="referral_due_after_sent",
                        violation_error_message="Svaret kan inte vara begärt före dagen då remissen skickades.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True),
                            ("sent_on__isnull", True),
                            ("answered_on__gte", models.F("sent_on")),
                            _connector="OR",
                        ),
                        name="referral_answered_after_sent",
                        violation_error_message="Svaret kan inte ha kommit före dagen då remissen skickades.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="påmind")),
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="matters.referral"
                    ),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [models.UniqueConstraint(fields=("referral", "on"), name="reminder_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="besvaras på sammanträdet")),
                ("answerer", models.CharField(blank=True, max_length=160, verbose_name="svarar")),
                ("function", models.CharField(blank=True, max_length=160, verbose_name="uppdrag")),
                ("passed_on", models.BooleanField(default=False, verbose_name="överlämnad av den tillfrågade")),
                ("text", models.TextField(blank=True, verbose_name="svar")),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="svaret hos frågeställaren")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reply", to="matters.matter"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="matters.minutes",
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
                    models.Index(
                        models.F("municipality"),
                        models.F("meeting_on"),
                        condition=models.Q(("answered_on__isnull", True)),
                        name="reply_awaited",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True), models.Q(("answerer", ""), _negated=True), _connector="OR"
                        ),
                        name="reply_by_somebody",
                        violation_error_message="Ange vem som svarade.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__isnull", True), ("answered_on__isnull", False), _connector="OR"),
                        name="reply_in_minutes_is_answered",
                    ),
                ],
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
                "constraints": [models.UniqueConstraint(fields=("matter", "number"), name="request_number_once")],
            },
        ),
        migrations.AddField(
            model_name="clause",
            name="request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="clauses",
                to="matters.request",
            ),
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("party", models.CharField(blank=True, max_length=40, verbose_name="parti")),
                ("in_favour_of", models.CharField(blank=True, max_length=300, verbose_name="till förmån för")),
                ("text", models.TextField(blank=True, verbose_name="motivering")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reservations", to="matters.decision"
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
                "constraints": [models.UniqueConstraint(fields=("decision", "name"), name="reservation_once")],
            },
        ),
        migrations.CreateModel(
            name="TypeVersion",
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
                            ("audit_letter", "revisionsskrivelse"),
                            ("own", "eget ärende"),
                        ],
                        max_length=16,
                        verbose_name="typ",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("name", models.CharField(max_length=60, verbose_name="kommunens ord")),
                (
                    "raisers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("council_member", "ledamot i fullmäktige"),
                                ("committee_member", "ledamot i en nämnd"),
                                ("resident", "folkbokförd i kommunen"),
                                ("auditor", "revisor"),
                                ("municipality", "kommunen själv"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="vem får väcka",
                    ),
                ),
                (
                    "put_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("council", "fullmäktige"), ("committee", "en nämnd"), ("chair", "en ordförande")],
                            max_length=12,
                        ),
                        size=None,
                        verbose_name="till vem",
                    ),
                ),
                (
                    "raised_counts",
                    models.CharField(
                        choices=[
                            ("delivered", "när den lämnades till fullmäktige"),
                            ("received", "när den kom in till kommunen"),
                        ],
                        default="delivered",
                        max_length=10,
                        verbose_name="räknas som väckt",
                    ),
                ),
                (
                    "decide_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="månader till beslut"),
                ),
                (
                    "warn_months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="påminn efter månader",
                    ),
                ),
                ("pauses_extend", models.BooleanField(default=True, verbose_name="uppehåll flyttar sista dagen")),
                ("needs_leave", models.BooleanField(default=False, verbose_name="får ställas efter beslut")),
                ("needs_reasons", models.BooleanField(default=False, verbose_name="ska ha motivering")),
                (
                    "most_questions",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="högst antal frågor"),
                ),
                (
                    "hand_in_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="inlämnad dagar före"),
                ),
                (
                    "hand_in_hour",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="inlämnad klockan"),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="svar dagar före"),
                ),
                ("answer_hour", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="svar klockan")),
                ("working_days", models.BooleanField(default=False, verbose_name="räknat i arbetsdagar")),
                ("votes", models.PositiveIntegerField(blank=True, null=True, verbose_name="röster")),
                (
                    "votes_per_thousand",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="röster per tusen"
                    ),
                ),
                ("votes_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dagar att rösta")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None, verbose_name="steg"
                    ),
                ),
                (
                    "clause_style",
                    models.CharField(
                        choices=[("att", "att-satser"), ("sentences", "fullständiga meningar")],
                        default="att",
                        max_length=10,
                        verbose_name="skrivsätt",
                    ),
                ),
                (
                    "default_access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0, verbose_name="åtkomst"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="källa")),
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
                        fields=("municipality", "kind", "valid_from"),
                        name="type_version_once",
                        violation_error_message="Det finns redan regler som gäller från den dagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hand_in_hour__isnull", True), ("hand_in_hour__lte", 24), _connector="OR"),
                            models.Q(("answer_hour__isnull", True), ("answer_hour__lte", 24), _connector="OR"),
                        ),
                        name="type_version_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="propositionsordning")),
                ("yes", models.PositiveSmallIntegerField(verbose_name="ja")),
                ("no", models.PositiveSmallIntegerField(verbose_name="nej")),
                ("abstained", models.PositiveSmallIntegerField(default=0, verbose_name="avstod")),
                ("absent", models.PositiveSmallIntegerField(default=0, verbose_name="frånvarande")),
                ("chair_decided", models.BooleanField(default=False, verbose_name="ordförandens utslagsröst")),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="matters.clause",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="matters.decision"
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
                    models.CheckConstraint(
                        condition=models.Q(("yes__gt", 0), ("no__gt", 0), _connector="OR"), name="vote_was_held"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chair_decided", False), ("yes", models.F("no")), _connector="OR"),
                        name="vote_chair_decides_when_equal",
                        violation_error_message="Ordförandens röst avgör bara vid lika röstetal.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("recipient", models.CharField(max_length=200, verbose_name="mottagare")),
                ("address", models.TextField(blank=True, verbose_name="adress")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="skickat")),
                (
                    "sent_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "e-post"),
                            ("post", "brev"),
                            ("internal", "internpost"),
                            ("handed", "överlämnad"),
                        ],
                        max_length=8,
                        verbose_name="hur",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dispatches", to="matters.decision"
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
                "ordering": ["created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "recipient"),
                        name="dispatch_once",
                        violation_error_message="Mottagaren finns redan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient", ""), _negated=True), name="dispatch_has_recipient"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by", ""), ("sent_on__isnull", True)),
                            models.Q(("sent_on__isnull", False), models.Q(("sent_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dispatch_sent_somehow",
                        violation_error_message="Ange både dag och hur det skickades.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "inkommen"),
                            ("delivered", "lämnad till fullmäktige"),
                            ("put", "får ställas"),
                            ("referred", "remitterad till beredning"),
                            ("prepared", "beredd"),
                            ("agenda", "på föredragningslistan"),
                            ("reported", "redovisad för fullmäktige"),
                            ("withdrawn", "återtagen"),
                            ("closed", "avslutad"),
                        ],
                        max_length=10,
                        verbose_name="steg",
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("note", models.TextField(blank=True, verbose_name="anteckning")),
                ("struck", models.BooleanField(default=False)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="matters.matter"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ("received", "delivered", "put", "withdrawn", "closed")), ("struck", False)
                        ),
                        fields=("matter", "kind"),
                        name="event_once",
                        violation_error_message="Det steget är redan taget.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck", False), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="event_struck_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("document_id", models.UUIDField()),
                ("name", models.CharField(max_length=300, verbose_name="namn")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("text", "ärendets text"),
                            ("attachment", "bilaga"),
                            ("statement", "yttrande"),
                            ("memo", "tjänsteskrivelse"),
                            ("answer", "svar"),
                            ("minutes", "protokoll"),
                            ("letter", "expediering"),
                        ],
                        default="attachment",
                        max_length=12,
                        verbose_name="vad det är",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="matters.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["document_id"], name="attachment_document")],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "document_id", "role"), name="attachment_once")
                ],
            },
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
            index=models.Index(
                models.F("municipality"),
                models.F("kind"),
                models.OrderBy(models.F("raised_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_kind_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                models.F("municipality"),
                models.OrderBy(models.F("raised_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("settled", False)),
                name="matter_unsettled",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="matter_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("published", False), ("access", 0), _connector="OR"),
                name="matter_published_is_public",
                violation_error_message="Bara ett offentligt ärende kan publiceras.",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["matter", "stage"], name="decision_of_matter"),
        ),
        migrations.AddIndex(
            model_name="clause",
            index=models.Index(fields=["municipality", "outcome"], name="clause_outcome"),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.UniqueConstraint(fields=("decision", "number"), name="clause_number_once"),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reverses__isnull", True), models.Q(("reverses", models.F("id")), _negated=True), _connector="OR"
                ),
                name="clause_reverses_another",
            ),
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
