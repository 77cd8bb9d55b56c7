import django.db.models.deletion
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import access_security, row_security


#: what was sent is never changed: neither the edition nor any of its rows, whoever asks and whatever she may see
FREEZE = """
CREATE FUNCTION editions_refuse_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sent_on IS NOT NULL THEN
        RAISE EXCEPTION 'a sent edition is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION editions_refuse_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM editions_edition e WHERE e.id = OLD.edition_id AND e.sent_on IS NOT NULL
    ) OR TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM editions_edition e WHERE e.id = NEW.edition_id AND e.sent_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a sent edition is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER editions_sent BEFORE UPDATE OR DELETE ON editions_edition
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_edition();
CREATE TRIGGER editions_sent_rows BEFORE INSERT OR UPDATE OR DELETE ON editions_editionrow
    FOR EACH ROW EXECUTE FUNCTION editions_refuse_row();
"""
MELT = """
DROP TRIGGER editions_sent_rows ON editions_editionrow;
DROP TRIGGER editions_sent ON editions_edition;
DROP FUNCTION editions_refuse_row();
DROP FUNCTION editions_refuse_edition();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="rubrik")),
                ("introduction", models.TextField(blank=True, verbose_name="inledning")),
                ("columns", models.JSONField(default=list)),
                ("narrowed", models.CharField(blank=True, max_length=500)),
                ("on", models.DateField(verbose_name="läget den")),
                ("public", models.BooleanField(default=False, verbose_name="offentlig")),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=1
                    ),
                ),
                ("correction", models.TextField(blank=True, verbose_name="vad som rättas")),
                ("pictures", models.JSONField(default=list)),
                ("made_by", models.CharField(max_length=200)),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="skickad")),
                ("sent_by", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nummer")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.body",
                        verbose_name="organ",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="editions.edition",
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="editions.edition",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="edition_newest"),
                    models.Index(fields=["body", "public", "-sent_on"], name="edition_sent_to_body"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "year", "number"), name="edition_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("sent_on__isnull", True), ("year__isnull", True)),
                            models.Q(("number__isnull", False), ("sent_on__isnull", False), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="edition_sent_is_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True), ("sent_on__gte", models.F("on")), _connector="OR"
                        ),
                        name="edition_sent_after_frozen",
                        violation_error_message="Utgåvan kan inte skickas före dagen som den visar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("access", 0), ("public", True)),
                            models.Q(("access__gte", 1), ("public", False)),
                            _connector="OR",
                        ),
                        name="edition_public_needs_no_clearance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True), models.Q(("correction", ""), _negated=True), _connector="OR"
                        ),
                        name="edition_says_what_it_corrects",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("columns", models.JSONField(default=list)),
                ("heading", models.CharField(blank=True, max_length=200, verbose_name="rubrik")),
                ("introduction", models.TextField(blank=True, verbose_name="inledning")),
                ("tag", models.CharField(blank=True, max_length=120, verbose_name="mål")),
                ("public", models.BooleanField(default=False, verbose_name="offentlig")),
                ("published", models.BooleanField(default=False, verbose_name="publiceras")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.body",
                        verbose_name="organ",
                    ),
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
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.plan",
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
                    models.UniqueConstraint(
                        fields=("municipality", "body"), name="edition_form_once_for_body", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveIntegerField()),
                ("commitment", models.UUIDField()),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0
                    ),
                ),
                ("gone", models.BooleanField(default=False)),
                ("values", models.JSONField(default=dict)),
                ("moved", models.JSONField(default=list)),
                ("execution", models.CharField(max_length=12)),
                ("settled", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                ("due_on", models.DateField(null=True)),
                ("responsible", models.CharField(blank=True, max_length=200)),
                ("last_word_on", models.DateField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="editions.edition"
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
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "position"), name="edition_row_position_once"),
                    models.UniqueConstraint(fields=("edition", "commitment"), name="edition_row_commitment_once"),
                ],
            },
        ),
        row_security("editions_editionform"),
        row_security("editions_edition"),
        row_security("editions_editionrow"),
        access_security("editions_edition"),
        access_security("editions_editionrow"),
        migrations.RunSQL(FREEZE, MELT),
    ]
