import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("commitments", "0001_initial"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="mål")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "level",
                    models.CharField(
                        choices=[("effect", "långsiktig effekt"), ("outcome", "utfall"), ("goal", "mål")],
                        default="goal",
                        max_length=7,
                        verbose_name="nivå",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="plans.goal",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "due_precision",
                    models.CharField(
                        choices=[("day", "dag"), ("month", "månad"), ("year", "år")], default="day", max_length=5
                    ),
                ),
                ("responsible_name", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("told", models.BooleanField(default=False)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
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
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.unit",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities",
                        to="plans.goal",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=300, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("programme", "program"),
                            ("plan", "plan"),
                            ("strategy", "strategi"),
                            ("other", "annat styrdokument"),
                        ],
                        default="plan",
                        max_length=10,
                        verbose_name="slag",
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
                "indexes": [models.Index(fields=["municipality", "name"], name="plan_by_name")],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="enhet")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="källa")),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[("up", "högre är bättre"), ("down", "lägre är bättre")],
                        default="",
                        max_length=4,
                        verbose_name="riktning",
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="mäts med så många månaders mellanrum"),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="plans.plan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("plan"), django.db.models.functions.text.Lower("name"), name="indicator_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every_months__gte", 1), ("every_months__lte", 120)),
                        name="indicator_rhythm",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAlias",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=300)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="plans.plan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), django.db.models.functions.text.Lower("name"), name="plan_alias_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLayout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("columns", models.JSONField(default=list)),
                ("words", models.JSONField(default=dict)),
                ("introduction", models.TextField(blank=True, verbose_name="inledning")),
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
                "constraints": [models.UniqueConstraint(fields=("municipality",), name="plan_layout_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "antagande okänt"),
                            ("draft", "förslag"),
                            ("adopted", "antagen"),
                            ("superseded", "ersatt"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="gäller från")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="antagen")),
                ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="paragraf")),
                ("complete", models.BooleanField(default=False)),
                ("decision_id", models.UUIDField(blank=True, null=True)),
                ("decision_title", models.CharField(blank=True, max_length=300)),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="ses över senast")),
                (
                    "adopted_by",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="plans.plan"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "state", "ends_on"], name="plan_version_period")],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="plan_version_period",
                        violation_error_message="Planens period slutar före den börjar.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("plan",), name="plan_one_draft"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorPlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=16, null=True, verbose_name="målvärde"
                    ),
                ),
                ("after_adoption", models.BooleanField(default=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="indicators",
                        to="plans.activity",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="indicators",
                        to="plans.goal",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="plans.indicator"
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "indicator"), name="indicator_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("goal__isnull", True), ("activity__isnull", True), _connector="OR"),
                        name="indicator_of_one",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="goal",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="plans.planversion"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="plans.planversion"
            ),
        ),
        migrations.CreateModel(
            name="Routine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=300, verbose_name="namn")),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="område")),
                ("decided_by", models.CharField(blank=True, max_length=160, verbose_name="beslutad av")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutad")),
                ("at_management", models.BooleanField(default=False, verbose_name="beslutad på ledningsnivå")),
                ("document_id", models.UUIDField(blank=True, null=True)),
                ("document_name", models.CharField(blank=True, max_length=300, verbose_name="handling")),
                ("last_reviewed_on", models.DateField(blank=True, null=True, verbose_name="senast genomgången")),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="gås igenom var så många månader"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="upphörde")),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signs", "när en vuxen visar tecken på våld"),
                            ("schooling", "skolgång för barn i skyddat boende"),
                            ("protected_data", "att skyddade uppgifter inte röjs"),
                            ("competence", "samlad plan för personalens kompetens"),
                        ],
                        max_length=16,
                        verbose_name="i öppna jämförelser",
                    ),
                ),
                (
                    "decided_by_body",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routines",
                        to="municipalities.unit",
                        verbose_name="förvaltas av",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="routine_newest"),
                    models.Index(fields=["document_id"], name="routine_document"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="routine_has_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(("review_months__gte", 1), ("review_months__lte", 120)),
                        name="routine_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("decided_by_body__isnull", False),
                            models.Q(("decided_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="routine_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("replaced", "ersatt av en annan"),
                            ("merged", "uppgått i en annan"),
                            ("dropped", "struken"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(max_length=500, verbose_name="varför")),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="succeeds",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="succeeded",
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="successions", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "before"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after__isnull", True), ("kind", "dropped")),
                            models.Q(models.Q(("kind", "dropped"), _negated=True), ("after__isnull", False)),
                            _connector="OR",
                        ),
                        name="succession_leads_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after__isnull", True),
                            models.Q(("after", models.F("before")), _negated=True),
                            _connector="OR",
                        ),
                        name="succession_of_two",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="succession_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[("continuing", "fortbildning"), ("university", "högskolekurs")],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("about_adults", models.BooleanField(default=False, verbose_name="våldsutsatta vuxna")),
                (
                    "about_children",
                    models.BooleanField(default=False, verbose_name="barn som utsätts för våld eller bevittnar det"),
                ),
                ("about_offenders", models.BooleanField(default=False, verbose_name="personer som utövar våld")),
                ("about_honour", models.BooleanField(default=False, verbose_name="hedersrelaterat våld och förtryck")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="för vilka")),
                ("starts_on", models.DateField(verbose_name="första dagen")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sista dagen")),
                ("participants", models.PositiveIntegerField(blank=True, null=True, verbose_name="antal deltagare")),
                ("document_id", models.UUIDField(blank=True, null=True)),
                ("document_name", models.CharField(blank=True, max_length=300, verbose_name="underlag")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
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
                        related_name="trainings",
                        to="municipalities.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "-starts_on", "-id"], name="training_latest")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="training_has_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("about_adults", True),
                            ("about_children", True),
                            ("about_offenders", True),
                            ("about_honour", True),
                            _connector="OR",
                        ),
                        name="training_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="training_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("participants__isnull", True), ("participants__gte", 1), _connector="OR"),
                        name="training_somebody_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                        ),
                        name="training_struck_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="gäller till och med")),
                ("value", models.DecimalField(decimal_places=3, max_digits=16, verbose_name="värde")),
                ("preliminary", models.BooleanField(default=False, verbose_name="preliminärt")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
                ("given_by", models.CharField(max_length=120)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="plans.indicator"
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
                "ordering": ["-on"],
                "constraints": [models.UniqueConstraint(fields=("indicator", "on"), name="indicator_value_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("version", "number"), name="goal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="goal_key_once"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="goal_not_under_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(fields=("version", "number"), name="activity_number_once"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(fields=("version", "commitment"), name="activity_commitment_once"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("told", False), models.Q(("text", ""), _negated=True), _connector="OR"),
                name="activity_told_in_words",
            ),
        ),
        row_security("plans_plan"),
        row_security("plans_planalias"),
        row_security("plans_planversion"),
        row_security("plans_goal"),
        row_security("plans_activity"),
    ]
