import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

# Closed gaps are shown too now: they are to follow their record's access as the open ones do.
FOLLOW = """
CREATE OR REPLACE FUNCTION gaps_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE gaps_gap SET access = NEW.access WHERE record_id = NEW.id AND municipality_id = NEW.municipality_id;
    RETURN NULL;
END $$;
"""
FOLLOWED = FOLLOW.replace("= NEW.municipality_id;", "= NEW.municipality_id AND mended_on IS NULL;")
#: those that were closed before
CLOSE = """
UPDATE gaps_gap gap SET access = record.access FROM {table} record
    WHERE record.id = gap.record_id AND record.access <> gap.access
"""
TABLES = ("matters_matter", "commitments_commitment")
# Why a gap is known is seen by those who see the gap.
SEEN = """
CREATE POLICY access ON gaps_known AS RESTRICTIVE FOR SELECT
    USING (EXISTS (SELECT FROM gaps_gap WHERE gaps_gap.id = gaps_known.gap_id))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("gaps", "0002_access"),
        ("municipalities", "0004_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.CharField(max_length=500, verbose_name="skäl")),
                ("on", models.DateField()),
                ("until", models.DateField(verbose_name="till och med")),
                ("by", models.CharField(max_length=200)),
                ("ended_on", models.DateField(null=True)),
                ("ended_by", models.CharField(blank=True, default="", max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="RuleSetting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("rule", models.CharField(max_length=60)),
                ("off", models.BooleanField(default=False, verbose_name="avstängd")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dagar")),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="skäl")),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="gap",
            name="gap_open",
        ),
        migrations.RemoveIndex(
            model_name="gap",
            name="gap_of_record",
        ),
        migrations.AddField(
            model_name="gap",
            name="ended",
            field=models.CharField(
                blank=True,
                choices=[("mended", "åtgärdad"), ("off", "regeln avstängd"), ("set", "regeln ändrad")],
                default="",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="gap",
            name="known_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="gap",
            name="mended_act",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="gap",
            name="mended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="gap",
            name="mended_by",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(
                condition=models.Q(("known_until__isnull", True), ("mended_on__isnull", True)),
                fields=["municipality", "group", "-severity", "since", "id"],
                name="gap_open",
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(
                condition=models.Q(("mended_on__isnull", True)), fields=["municipality", "rule"], name="gap_of_rule"
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(
                condition=models.Q(("known_until__isnull", False), ("mended_on__isnull", True)),
                fields=["municipality", "known_until", "id"],
                name="gap_known",
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(
                condition=models.Q(("mended_on__isnull", False)),
                fields=["municipality", "-mended_on", "-id"],
                name="gap_mended",
            ),
        ),
        migrations.AddIndex(
            model_name="gap",
            index=models.Index(fields=["record_id"], name="gap_of_record"),
        ),
        migrations.RunSQL("UPDATE gaps_gap SET ended = 'mended' WHERE mended_on IS NOT NULL", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended", ""), ("mended_on__isnull", True)),
                    models.Q(("mended_on__isnull", False), models.Q(("ended", ""), _negated=True)),
                    _connector="OR",
                ),
                name="gap_ended_somehow",
            ),
        ),
        migrations.AddField(
            model_name="known",
            name="gap",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="known", to="gaps.gap"),
        ),
        migrations.AddField(
            model_name="known",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="rulesetting",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="known",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="known_why"),
        ),
        migrations.AddConstraint(
            model_name="known",
            constraint=models.CheckConstraint(condition=models.Q(("until__gte", models.F("on"))), name="known_until"),
        ),
        migrations.AddConstraint(
            model_name="known",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("gap",), name="known_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulesetting",
            constraint=models.UniqueConstraint(fields=("municipality", "rule"), name="rule_setting_once"),
        ),
        migrations.AddConstraint(
            model_name="rulesetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("off", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="rule_setting_off_has_reason",
            ),
        ),
        row_security("gaps_known"),
        row_security("gaps_rulesetting"),
        migrations.RunSQL(SEEN, "DROP POLICY access ON gaps_known"),
        migrations.RunSQL(FOLLOW, FOLLOWED),
        *[migrations.RunSQL(CLOSE.format(table=table), migrations.RunSQL.noop) for table in TABLES],
    ]
