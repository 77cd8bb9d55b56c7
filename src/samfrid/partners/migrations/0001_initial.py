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
            ],
            options={
                "abstract": False,
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
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
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
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["municipality", "-created_at", "-id"], name="agreement_newest"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["municipality", "first_ends_on"], name="agreement_end"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_starts_on__isnull", True),
                    ("first_ends_on__isnull", True),
                    ("first_ends_on__gte", models.F("first_starts_on")),
                    _connector="OR",
                ),
                name="agreement_period",
                violation_error_message="Avtalsperioden slutar före den börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("renewal_months__isnull", True), ("renewal_months__gte", 1), _connector="OR"),
                name="agreement_renewal_moves",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementgoal",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="agreement_goal_number_once"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["agreement", "-on"], name="follow_up_latest"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(fields=("agreement", "name"), name="party_once"),
        ),
        row_security("partners_agreement"),
        row_security("partners_agreementgoal"),
        row_security("partners_amount"),
        row_security("partners_followup"),
        row_security("partners_party"),
    ]
