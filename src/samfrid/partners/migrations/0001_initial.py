import django.db.models.deletion
import uuid
from django.db import models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import samfrid.partners.models.terms
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
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("iop", "idéburet offentligt partnerskap"),
                            ("grant", "bidrag"),
                            ("contract", "avtal om tjänst"),
                            ("cooperation", "samverkansöverenskommelse"),
                            ("other", "annat avtal"),
                        ],
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="benämning")),
                ("first_starts_on", models.DateField(blank=True, null=True, verbose_name="första perioden från")),
                ("first_ends_on", models.DateField(blank=True, null=True, verbose_name="första perioden till och med")),
                (
                    "renewal_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="förlängs med, månader"),
                ),
                ("renewal_last_on", models.DateField(blank=True, null=True)),
                (
                    "notice_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="uppsägningstid, månader"),
                ),
                ("changes", models.JSONField(default=list, editable=False)),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutat")),
                ("decided_paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                ("diary_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                ("ends_on", models.DateField(blank=True, editable=False, null=True)),
                ("last_on", models.DateField(blank=True, editable=False, null=True)),
                ("open_ended", models.BooleanField(default=False, verbose_name="gäller tills vidare, utan perioder")),
                ("purpose", models.TextField(blank=True, verbose_name="syfte")),
                ("renewal_words", models.CharField(blank=True, max_length=300, verbose_name="så står det i avtalet")),
                (
                    "shelter_places",
                    models.BooleanField(blank=True, null=True, verbose_name="platser i skyddat boende ingår"),
                ),
                (
                    "decided_by",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="partners.agreement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="agreement_newest"),
                    models.Index(fields=["municipality", "first_ends_on"], name="agreement_end"),
                    models.Index(fields=["municipality", "last_on"], name="agreement_last_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_starts_on__isnull", True),
                            ("first_ends_on__isnull", True),
                            ("first_ends_on__gte", models.F("first_starts_on")),
                            _connector="OR",
                        ),
                        name="agreement_period",
                        violation_error_message="Avtalsperioden slutar före den börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renewal_months__isnull", True), ("renewal_months__gte", 1), _connector="OR"
                        ),
                        name="agreement_renewal_moves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("open_ended", False),
                            models.Q(
                                ("first_ends_on__isnull", True),
                                ("renewal_last_on__isnull", True),
                                ("renewal_months__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_open_ended",
                        violation_error_message="Ett avtal som gäller tills vidare har ingen slutdag och förlängs inte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_replaces_another",
                        violation_error_message="Ett avtal kan inte ersätta sig självt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementGoal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="mål")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="partners.agreement"
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
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="agreement_goal_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSettings",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "procurement_sek",
                    models.PositiveBigIntegerField(default=7802550, verbose_name="gräns för stort värde"),
                ),
                ("sender", models.TextField(blank=True, verbose_name="avsändare")),
                ("dispute", models.TextField(blank=True, verbose_name="tvist")),
                ("look", models.BinaryField(null=True)),
                ("look_name", models.CharField(blank=True, max_length=200, verbose_name="mall i Word")),
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
                    models.UniqueConstraint(fields=("municipality",), name="agreement_settings_once"),
                    models.CheckConstraint(
                        condition=models.Q(("procurement_sek__gte", 1)), name="agreement_settings_limit"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("agreed_on", models.DateField(verbose_name="överenskommet")),
                ("effective_on", models.DateField(verbose_name="gäller från")),
                ("text", models.TextField(verbose_name="vad som ändras")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("document_id", models.UUIDField(blank=True, null=True)),
                ("document_name", models.CharField(blank=True, max_length=300, verbose_name="handling")),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="amendments", to="partners.agreement"
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
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="amendment_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="amendment_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sek", models.PositiveBigIntegerField(verbose_name="belopp, kronor")),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("year", "per år"),
                            ("month", "per månad"),
                            ("day", "per dygn"),
                            ("inhabitant_year", "per invånare och år"),
                            ("once", "en gång"),
                        ],
                        max_length=16,
                    ),
                ),
                ("condition", models.TextField(blank=True, verbose_name="villkor")),
                ("released_on", models.DateField(blank=True, null=True)),
                ("decide_by", models.DateField(blank=True, null=True, verbose_name="avgörs senast")),
                ("declined_on", models.DateField(blank=True, null=True)),
                ("declined_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("evidence_document_id", models.UUIDField(blank=True, null=True)),
                ("evidence_document_name", models.CharField(blank=True, max_length=200)),
                ("evidence_text", models.CharField(blank=True, max_length=500, verbose_name="vad som visar det")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="gäller från")),
                (
                    "funding",
                    models.CharField(
                        choices=[("own", "kommunens egna medel"), ("state", "statsbidrag"), ("other", "andra medel")],
                        default="own",
                        max_length=8,
                        verbose_name="slags medel",
                    ),
                ),
                ("index_base_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="basår")),
                (
                    "index_kind",
                    models.CharField(
                        choices=[
                            ("none", "räknas inte upp"),
                            ("kpi", "konsumentprisindex (KPI)"),
                            ("opi", "omsorgsprisindex (OPI)"),
                            ("fixed_percent", "fast procent per år"),
                        ],
                        default="none",
                        max_length=16,
                        verbose_name="räknas upp med",
                    ),
                ),
                (
                    "index_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="procent per år"
                    ),
                ),
                ("released_by", models.CharField(blank=True, max_length=200, verbose_name="vem som sade det")),
                (
                    "replaces_grant",
                    models.CharField(blank=True, max_length=300, verbose_name="ersätter tidigare bidrag"),
                ),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="amounts", to="partners.agreement"
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
                    "payer_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_amounts",
                        to="municipalities.body",
                        verbose_name="betalas av",
                    ),
                ),
                (
                    "payer_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_amounts",
                        to="municipalities.organisation",
                        verbose_name="betalas av",
                    ),
                ),
                (
                    "payer_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_amounts",
                        to="municipalities.unit",
                        verbose_name="betalas av",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            models.Q(("condition", ""), _negated=True),
                            ("released_on__isnull", True),
                            ("declined_on__isnull", True),
                            ("struck_on__isnull", True),
                        ),
                        fields=["municipality", "agreement"],
                        name="amount_undecided",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_on__isnull", True), ("declined_on__isnull", True), _connector="OR"
                        ),
                        name="amount_met_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declined_on__isnull", True),
                            models.Q(("declined_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="amount_declined_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__isnull", True),
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="amount_time",
                        violation_error_message="Beloppet slutar gälla före det börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("payer_body__isnull", True), ("payer_unit__isnull", True), _connector="OR"),
                            models.Q(
                                ("payer_body__isnull", True), ("payer_organisation__isnull", True), _connector="OR"
                            ),
                            models.Q(
                                ("payer_unit__isnull", True), ("payer_organisation__isnull", True), _connector="OR"
                            ),
                        ),
                        name="amount_of_one_payer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("index_kind", "none"), ("index_base_year__isnull", False), _connector="OR"),
                        name="amount_index_base",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("index_kind", "fixed_percent"), _negated=True),
                            ("index_percent__isnull", False),
                            _connector="OR",
                        ),
                        name="amount_index_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                        ),
                        name="amount_struck_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dialogue",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("with_whom", models.CharField(max_length=200, verbose_name="med vem")),
                ("text", models.TextField(verbose_name="vad som sades")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="nästa kontakt")),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=1
                    ),
                ),
                ("by", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dialogues",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-on", "-id"], name="dialogue_with"),
                    models.Index(
                        condition=models.Q(("next_on__isnull", False)),
                        fields=["municipality", "next_on"],
                        name="dialogue_next",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("with_whom", ""), _negated=True)
                        ),
                        name="dialogue_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__isnull", True), ("next_on__gt", models.F("on")), _connector="OR"),
                        name="dialogue_next_after",
                        violation_error_message="Nästa kontakt ligger före samtalet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("note", models.TextField(blank=True, verbose_name="vad som kom fram")),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="partners.agreement"
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
                "indexes": [models.Index(fields=["agreement", "-on"], name="follow_up_latest")],
            },
        ),
        migrations.CreateModel(
            name="GoalFollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "nått"),
                            ("partly", "delvis nått"),
                            ("not", "inte nått"),
                            ("unknown", "går inte att säga"),
                        ],
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="vad som sades")),
                ("figures", models.CharField(blank=True, max_length=300, verbose_name="siffror")),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="partners.followup"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followed_up",
                        to="partners.agreementgoal",
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
                "constraints": [models.UniqueConstraint(fields=("follow_up", "goal"), name="goal_followed_up_once")],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("mandate", models.TextField(blank=True, verbose_name="uppdrag")),
                ("times", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="möten")),
                ("per_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="månader")),
                ("by_term", models.BooleanField(default=False)),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="började")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="upphörde")),
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
                "indexes": [models.Index(fields=["municipality", "-created_at", "-id"], name="group_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_term", False), ("per_months__isnull", True), ("times__isnull", True)),
                            models.Q(("by_term", False), ("per_months__gte", 1), ("times__gte", 1)),
                            models.Q(("by_term", True), ("per_months", 6), ("times__gte", 1)),
                            _connector="OR",
                        ),
                        name="group_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="group_ends_after_start",
                        violation_error_message="Gruppen upphör före den börjar.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("municipality", "name"),
                        name="group_name_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="funktion")),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="partners.group"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("organisation__isnull", False), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("organisation__isnull", True), ("unit__isnull", False)),
                            models.Q(("body__isnull", False), ("organisation__isnull", True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="group_member_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("group", "organisation", "unit", "body", "function"),
                        name="group_member_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexValue",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("none", "räknas inte upp"),
                            ("kpi", "konsumentprisindex (KPI)"),
                            ("opi", "omsorgsprisindex (OPI)"),
                            ("fixed_percent", "fast procent per år"),
                        ],
                        max_length=16,
                        verbose_name="index",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("value", models.DecimalField(decimal_places=3, max_digits=9, verbose_name="värde")),
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
                    models.UniqueConstraint(fields=("municipality", "kind", "year"), name="index_value_once"),
                    models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="index_value_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["kpi", "opi"])), name="index_value_of_index"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=250)),
                ("sent_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "kommer"), ("no", "kommer inte"), ("maybe", "kommer kanske")],
                        max_length=5,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=300, verbose_name="några ord")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="municipalities.contact",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.groupmember"
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
            name="InvitationLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("copy", models.CharField(max_length=8)),
                ("made_by", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="partners.invitation"
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
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="invitation_link_digest"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "föreslaget"),
                            ("planned", "planerat"),
                            ("held", "hållet"),
                            ("cancelled", "inställt"),
                            ("declined", "avböjt"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="anteckningar")),
                ("guests", models.CharField(blank=True, max_length=300, verbose_name="övriga närvarande")),
                ("cancelled_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("version", models.PositiveIntegerField(default=0)),
                ("asker", models.CharField(blank=True, max_length=200, verbose_name="frågor ställs till")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="slutar")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                ("proposed_why", models.CharField(blank=True, max_length=500, verbose_name="varför")),
                ("reach", models.CharField(blank=True, max_length=200, verbose_name="nås genom")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="börjar")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="partners.group"
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
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_meetings",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["group", "state", "-on"], name="meeting_of_group"),
                    models.Index(
                        condition=models.Q(("state", "planned")), fields=["municipality", "on"], name="meeting_planned"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["planned", "held"])),
                        fields=("group", "on"),
                        name="meeting_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["cancelled", "declined"]), _negated=True),
                            models.Q(("cancelled_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="meeting_ends_after_start",
                        violation_error_message="Mötet slutar före det börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__isnull", True), ("starts_at__isnull", False), _connector="OR"),
                        name="meeting_ends_if_it_starts",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="partners.meeting"
            ),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="partners.groupmember",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="partners.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=500, verbose_name="punkt")),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.UUIDField(blank=True, null=True)),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="partners.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="agenda_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="agenda_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id__isnull", True), ("about_kind", "")),
                            models.Q(models.Q(("about_kind", ""), _negated=True), ("about_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="agenda_about_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "notice_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="uppsägningstid, månader"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="partners.agreement"
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
                        related_name="agreements",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agreement", "name"), name="party_once")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("given_on", models.DateField(verbose_name="uppsagt dagen")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("ends_on", models.DateField(verbose_name="avtalets sista dag")),
                ("in_time", models.BooleanField()),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="återtagen")),
                ("withdrawn_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="partners.agreement"
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="notices", to="partners.party"
                    ),
                ),
            ],
            options={
                "ordering": ["given_on"],
                "indexes": [models.Index(fields=["agreement", "given_on"], name="notice_of_agreement")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)), fields=("party",), name="notice_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("given_on"))), name="notice_before_it_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(
                                ("withdrawn_on__gte", models.F("given_on")),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_withdrawn_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("due_on", models.DateField(verbose_name="betalas senast")),
                ("sek", models.PositiveBigIntegerField(verbose_name="belopp, kronor")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anteckning")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="betalt")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="payments", to="partners.agreement"
                    ),
                ),
                (
                    "amount",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="payments",
                        to="partners.amount",
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
                    models.Index(fields=["agreement", "due_on"], name="payment_of_agreement"),
                    models.Index(
                        condition=models.Q(("paid_on__isnull", True), ("struck_on__isnull", True)),
                        fields=["municipality", "due_on", "id"],
                        name="payment_awaited",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sek__gte", 1)), name="payment_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(("paid_on__isnull", True), ("struck_on__isnull", True), _connector="OR"),
                        name="payment_paid_or_struck",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                        ),
                        name="payment_struck_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_on__isnull", True)),
                        fields=("amount", "due_on"),
                        name="payment_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedFollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                ("called_off_on", models.DateField(blank=True, null=True)),
                ("called_off_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_follow_ups",
                        to="partners.agreement",
                    ),
                ),
                (
                    "held",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="partners.followup",
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
                        condition=models.Q(("called_off_on__isnull", True), ("held__isnull", True)),
                        fields=["municipality", "on"],
                        name="planned_follow_up_awaited",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_off_on__isnull", True),
                            models.Q(models.Q(("called_off_why", ""), _negated=True), ("held__isnull", True)),
                            _connector="OR",
                        ),
                        name="planned_follow_up_off_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("called_off_on__isnull", True), ("held__isnull", True)),
                        fields=("agreement", "on"),
                        name="planned_follow_up_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcurementAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("signs", models.JSONField()),
                ("reason", models.TextField(verbose_name="bedömning")),
                ("answered_on", models.DateField()),
                ("answered_by", models.CharField(max_length=200)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procurement_answers",
                        to="partners.agreement",
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
                "indexes": [models.Index(fields=["agreement", "-created_at"], name="procurement_answer_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="procurement_answer_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renewals", to="partners.agreement"
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
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="renewal_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 2)), name="renewal_is_after_the_first"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="renewal_ends_after_it_begins"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("agreement"), "="),
                            (
                                samfrid.partners.models.terms.DateRange(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="renewal_one_period_at_a_time",
                        violation_error_message="Avtalets perioder överlappar varandra.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="vad som gjordes")),
                ("goal_text", models.TextField(blank=True)),
                (
                    "figure",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="antal"),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="enhet")),
                ("cost_sek", models.PositiveBigIntegerField(verbose_name="kostnad, kronor")),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.agreementgoal",
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
            name="ReportShare",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "avtal med kommunen"),
                            ("state", "statsbidrag"),
                            ("other", "annan finansiär"),
                            ("own", "egna medel"),
                        ],
                        max_length=9,
                    ),
                ),
                ("funder", models.CharField(max_length=300, verbose_name="finansiär")),
                ("sek", models.PositiveBigIntegerField(verbose_name="belopp, kronor")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="partners.agreement",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="partners.reportline"
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
                        condition=models.Q(
                            models.Q(("agreement__isnull", False), ("kind", "agreement")),
                            models.Q(models.Q(("kind", "agreement"), _negated=True), ("agreement__isnull", True)),
                            _connector="OR",
                        ),
                        name="report_share_of_agreement",
                    ),
                    models.CheckConstraint(condition=models.Q(("sek__gte", 1)), name="report_share_of_something"),
                    models.UniqueConstraint(
                        fields=("line", "kind", "agreement", "funder"), name="report_share_once", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "utkast"), ("submitted", "inlämnad")], default="draft", max_length=9
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                ("submitted_on", models.DateField(blank=True, null=True)),
                ("submitted_by", models.CharField(blank=True, max_length=200)),
                ("correction_on", models.DateField(blank=True, null=True)),
                ("correction_why", models.CharField(blank=True, max_length=500, verbose_name="skäl")),
                ("correction_by", models.CharField(blank=True, max_length=200)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_reports",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "year", "version"), name="year_report_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("organisation", "year"),
                        name="year_report_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_on__isnull", True)),
                            models.Q(("state", "submitted"), ("submitted_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="year_report_submitted_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("correction_on__isnull", True),
                            models.Q(("state", "submitted"), models.Q(("correction_why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="year_report_corrected_why",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="reportline",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="partners.yearreport"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("meeting", "contact"), name="invitation_once"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_answered_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportline",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_line_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reportline",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="report_line_says_something"
            ),
        ),
        row_security("partners_agreement"),
        row_security("partners_agreementgoal"),
        row_security("partners_amount"),
        row_security("partners_followup"),
        row_security("partners_party"),
    ]
