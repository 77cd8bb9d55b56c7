import django.db.models.deletion
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

#: what was sent is never changed: neither the sheet, nor its lines, nor what people had answered
FREEZE = """
CREATE FUNCTION survey_refuse_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sent_on IS NOT NULL THEN
        RAISE EXCEPTION 'a sent survey is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION survey_refuse_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM survey_sheet s WHERE s.id = OLD.sheet_id AND s.sent_on IS NOT NULL
    ) OR TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM survey_sheet s WHERE s.id = NEW.sheet_id AND s.sent_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a sent survey is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER survey_sent_sheet BEFORE UPDATE OR DELETE ON survey_sheet
    FOR EACH ROW EXECUTE FUNCTION survey_refuse_sheet();
CREATE TRIGGER survey_sent_lines BEFORE INSERT OR UPDATE OR DELETE ON survey_sent
    FOR EACH ROW EXECUTE FUNCTION survey_refuse_line();
CREATE TRIGGER survey_sent_given BEFORE INSERT OR UPDATE OR DELETE ON survey_given
    FOR EACH ROW EXECUTE FUNCTION survey_refuse_line();
"""
MELT = """
DROP TRIGGER survey_sent_given ON survey_given;
DROP TRIGGER survey_sent_lines ON survey_sent;
DROP TRIGGER survey_sent_sheet ON survey_sheet;
DROP FUNCTION survey_refuse_line();
DROP FUNCTION survey_refuse_sheet();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
        ("partners", "0003_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("questions", models.CharField(max_length=20, verbose_name="frågor")),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("sent_by", models.CharField(blank=True, max_length=200)),
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
                    models.UniqueConstraint(fields=("municipality", "year"), name="survey_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2199)), name="survey_year_may_be"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True), models.Q(("sent_by", ""), _negated=True), _connector="OR"
                        ),
                        name="survey_sent_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=60)),
                ("text", models.TextField()),
                (
                    "value",
                    models.CharField(choices=[("yes", "Ja"), ("no", "Nej"), ("unknown", "Vet inte")], max_length=7),
                ),
                (
                    "found",
                    models.CharField(
                        blank=True, choices=[("yes", "Ja"), ("no", "Nej"), ("unknown", "Vet inte")], max_length=7
                    ),
                ),
                ("told", models.CharField(blank=True, max_length=800)),
                ("evidence", models.JSONField(default=list)),
                ("lacks", models.JSONField(default=list)),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="survey.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "number"), name="survey_sent_number_once"),
                    models.UniqueConstraint(fields=("sheet", "question"), name="survey_sent_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Given",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("question", models.CharField(max_length=60)),
                (
                    "value",
                    models.CharField(choices=[("yes", "Ja"), ("no", "Nej"), ("unknown", "Vet inte")], max_length=7),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="skäl")),
                ("by", models.CharField(max_length=200)),
                ("on", models.DateField()),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="survey.sheet"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "question"), name="survey_given_once"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="survey_given_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SingleCases",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(max_length=200)),
                ("on", models.DateField()),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partners.agreement"
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
        row_security("survey_sheet"),
        row_security("survey_given"),
        row_security("survey_sent"),
        row_security("survey_singlecases"),
        migrations.RunSQL(FREEZE, MELT),
    ]
