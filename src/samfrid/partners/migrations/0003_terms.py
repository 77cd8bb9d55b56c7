"""How an agreement's time is changed: amendments, notices, the ledger of renewals; and what it says of itself."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import samfrid.partners.models.terms
from samfrid.municipalities.tenancy import row_security

#: the last day of the agreements that are there, as ``Agreement.save`` gives it: none of them has been amended yet
LAST_DAY = """
UPDATE partners_agreement SET last_on = CASE
    WHEN renewal_months IS NULL THEN first_ends_on
    WHEN renewal_last_on IS NULL THEN NULL
    ELSE greatest(first_ends_on, renewal_last_on)
END
WHERE first_ends_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0002_money_and_cooperation"),
        ("municipalities", "0007_population"),
    ]

    operations: ClassVar = [
        BtreeGistExtension(),
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
            ],
            options={
                "ordering": ["number"],
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
            ],
            options={
                "ordering": ["given_on"],
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
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="changes",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="agreement",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.body",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="decided_on",
            field=models.DateField(blank=True, null=True, verbose_name="beslutat"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="decided_paragraph",
            field=models.CharField(blank=True, max_length=20, verbose_name="paragraf"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="diary_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="diarienummer"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ends_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="last_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="open_ended",
            field=models.BooleanField(default=False, verbose_name="gäller tills vidare, utan perioder"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="syfte"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="renewal_words",
            field=models.CharField(blank=True, max_length=300, verbose_name="så står det i avtalet"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaced_by",
                to="partners.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="shelter_places",
            field=models.BooleanField(blank=True, null=True, verbose_name="platser i skyddat boende ingår"),
        ),
        migrations.AddField(
            model_name="party",
            name="notice_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="uppsägningstid, månader"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["municipality", "last_on"], name="agreement_last_day"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True), models.Q(("replaces", models.F("id")), _negated=True), _connector="OR"
                ),
                name="agreement_replaces_another",
                violation_error_message="Ett avtal kan inte ersätta sig självt.",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="amendments", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="notices", to="partners.party"
            ),
        ),
        migrations.AddField(
            model_name="renewal",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="renewals", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="renewal",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="amendment_number_once"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="amendment_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["agreement", "given_on"], name="notice_of_agreement"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)), fields=("party",), name="notice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("given_on"))), name="notice_before_it_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True),
                    models.Q(
                        ("withdrawn_on__gte", models.F("given_on")), models.Q(("withdrawn_why", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="notice_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="renewal_once"),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 2)), name="renewal_is_after_the_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="renewal_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.RunSQL(LAST_DAY, migrations.RunSQL.noop),
        row_security("partners_amendment"),
        row_security("partners_notice"),
        row_security("partners_renewal"),
    ]
