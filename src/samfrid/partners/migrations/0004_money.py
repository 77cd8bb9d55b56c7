"""Who pays a sum, of what money, for which time and by which index; what sums are reckoned from."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0007_population"),
        ("partners", "0003_terms"),
    ]

    operations = [
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
            ],
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
            ],
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
            ],
        ),
        migrations.RemoveIndex(
            model_name="amount",
            name="amount_undecided",
        ),
        migrations.AddField(
            model_name="amount",
            name="evidence_document_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="amount",
            name="evidence_document_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="amount",
            name="evidence_text",
            field=models.CharField(blank=True, max_length=500, verbose_name="vad som visar det"),
        ),
        migrations.AddField(
            model_name="amount",
            name="from_on",
            field=models.DateField(blank=True, null=True, verbose_name="gäller från"),
        ),
        migrations.AddField(
            model_name="amount",
            name="funding",
            field=models.CharField(
                choices=[("own", "kommunens egna medel"), ("state", "statsbidrag"), ("other", "andra medel")],
                default="own",
                max_length=8,
                verbose_name="slags medel",
            ),
        ),
        migrations.AddField(
            model_name="amount",
            name="index_base_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="basår"),
        ),
        migrations.AddField(
            model_name="amount",
            name="index_kind",
            field=models.CharField(
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
        migrations.AddField(
            model_name="amount",
            name="index_percent",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="procent per år"
            ),
        ),
        migrations.AddField(
            model_name="amount",
            name="payer_body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paid_amounts",
                to="municipalities.body",
                verbose_name="betalas av",
            ),
        ),
        migrations.AddField(
            model_name="amount",
            name="payer_organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paid_amounts",
                to="municipalities.organisation",
                verbose_name="betalas av",
            ),
        ),
        migrations.AddField(
            model_name="amount",
            name="payer_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paid_amounts",
                to="municipalities.unit",
                verbose_name="betalas av",
            ),
        ),
        migrations.AddField(
            model_name="amount",
            name="released_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="vem som sade det"),
        ),
        migrations.AddField(
            model_name="amount",
            name="replaces_grant",
            field=models.CharField(blank=True, max_length=300, verbose_name="ersätter tidigare bidrag"),
        ),
        migrations.AddField(
            model_name="amount",
            name="struck_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="amount",
            name="struck_why",
            field=models.CharField(blank=True, max_length=300, verbose_name="skäl"),
        ),
        migrations.AddField(
            model_name="amount",
            name="to_on",
            field=models.DateField(blank=True, null=True, verbose_name="gäller till och med"),
        ),
        migrations.AddIndex(
            model_name="amount",
            index=models.Index(
                condition=models.Q(
                    models.Q(("condition", ""), _negated=True),
                    ("released_on__isnull", True),
                    ("declined_on__isnull", True),
                    ("struck_on__isnull", True),
                ),
                fields=["municipality", "agreement"],
                name="amount_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_on__isnull", True),
                    ("to_on__isnull", True),
                    ("to_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="amount_time",
                violation_error_message="Beloppet slutar gälla före det börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payer_body__isnull", True), ("payer_unit__isnull", True), _connector="OR"),
                    models.Q(("payer_body__isnull", True), ("payer_organisation__isnull", True), _connector="OR"),
                    models.Q(("payer_unit__isnull", True), ("payer_organisation__isnull", True), _connector="OR"),
                ),
                name="amount_of_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(("index_kind", "none"), ("index_base_year__isnull", False), _connector="OR"),
                name="amount_index_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("index_kind", "fixed_percent"), _negated=True),
                    ("index_percent__isnull", False),
                    _connector="OR",
                ),
                name="amount_index_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                ),
                name="amount_struck_why",
            ),
        ),
        migrations.AddField(
            model_name="agreementsettings",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="indexvalue",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="procurementanswer",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="procurement_answers", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="procurementanswer",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementsettings",
            constraint=models.UniqueConstraint(fields=("municipality",), name="agreement_settings_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("procurement_sek__gte", 1)), name="agreement_settings_limit"
            ),
        ),
        migrations.AddConstraint(
            model_name="indexvalue",
            constraint=models.UniqueConstraint(fields=("municipality", "kind", "year"), name="index_value_once"),
        ),
        migrations.AddConstraint(
            model_name="indexvalue",
            constraint=models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="index_value_positive"),
        ),
        migrations.AddConstraint(
            model_name="indexvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["kpi", "opi"])), name="index_value_of_index"
            ),
        ),
        migrations.AddIndex(
            model_name="procurementanswer",
            index=models.Index(fields=["agreement", "-created_at"], name="procurement_answer_latest"),
        ),
        migrations.AddConstraint(
            model_name="procurementanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="procurement_answer_why"
            ),
        ),
        row_security("partners_agreementsettings"),
        row_security("partners_indexvalue"),
        row_security("partners_procurementanswer"),
    ]
