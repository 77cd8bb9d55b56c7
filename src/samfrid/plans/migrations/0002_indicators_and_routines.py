import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("plans", "0001_initial"),
    ]

    operations = [
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
            ],
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
            ],
            options={
                "ordering": ["created_at", "id"],
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
            ],
            options={
                "ordering": ["-on"],
            },
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
            ],
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("plan",), name="plan_one_draft"
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="indicators",
                to="plans.activity",
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="goal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="indicators",
                to="plans.goal",
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="places", to="plans.indicator"
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="indicatorplace",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="plans.planversion"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="values", to="plans.indicator"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="routine",
            name="decided_by_body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.body",
            ),
        ),
        migrations.AddField(
            model_name="routine",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="routine",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="routines",
                to="municipalities.unit",
                verbose_name="förvaltas av",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                models.F("plan"), django.db.models.functions.text.Lower("name"), name="indicator_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__gte", 1), ("every_months__lte", 120)), name="indicator_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorplace",
            constraint=models.UniqueConstraint(fields=("version", "indicator"), name="indicator_place_once"),
        ),
        migrations.AddConstraint(
            model_name="indicatorplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("goal__isnull", True), ("activity__isnull", True), _connector="OR"),
                name="indicator_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(fields=("indicator", "on"), name="indicator_value_once"),
        ),
        migrations.AddIndex(
            model_name="routine",
            index=models.Index(fields=["municipality", "-created_at", "-id"], name="routine_newest"),
        ),
        migrations.AddIndex(
            model_name="routine",
            index=models.Index(fields=["document_id"], name="routine_document"),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="routine_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_months__gte", 1), ("review_months__lte", 120)), name="routine_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on__isnull", True),
                    ("decided_by_body__isnull", False),
                    models.Q(("decided_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="routine_decided_by_somebody",
            ),
        ),
        row_security("plans_indicator"),
        row_security("plans_indicatorplace"),
        row_security("plans_indicatorvalue"),
        row_security("plans_routine"),
    ]
