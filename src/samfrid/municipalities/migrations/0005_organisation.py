import django.db.models.deletion
import django.db.models.functions.text
import samfrid.municipalities.models
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("from_name", models.CharField(max_length=160)),
                ("from_number", models.CharField(blank=True, max_length=11)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("moved", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160)),
                ("since", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="organisation",
            name="organisation_name_once",
        ),
        migrations.AddField(
            model_name="organisation",
            name="abilities",
            field=models.TextField(blank=True, verbose_name="vad den kan göra"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="finns inte längre sedan"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("womens_shelter", "kvinnojour"),
                    ("mens_centre", "mansjour"),
                    ("girls_shelter", "tjejjour"),
                    ("victim_support", "brottsofferjour"),
                    ("other_association", "annan förening"),
                    ("police", "polis"),
                    ("health_care", "hälso- och sjukvård"),
                    ("primary_care", "vårdcentral"),
                    ("youth_clinic", "ungdomsmottagning"),
                    ("psychiatry", "vuxenpsykiatri"),
                    ("emergency_ward", "akutmottagning"),
                    ("landlord", "hyresvärd"),
                    ("county_board", "länsstyrelse"),
                    ("region", "region"),
                    ("municipality", "annan kommun"),
                    ("church", "församling eller samfund"),
                    ("company", "företag"),
                    ("other", "annan"),
                ],
                max_length=20,
                verbose_name="slag",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                models.F("municipality"),
                samfrid.municipalities.models.SwedishKey(models.F("name")),
                models.F("id"),
                condition=models.Q(("merged_into__isnull", True)),
                name="organisation_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="organisation_merged"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                models.F("municipality"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("merged_into__isnull", True)),
                name="organisation_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into__isnull", True), models.Q(("number", ""), _negated=True)),
                fields=("municipality", "number"),
                name="organisation_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), ("number__regex", "^\\d{6}-\\d{4}$"), _connector="OR"),
                name="organisation_number_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="organisation_not_into_itself",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="into",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="municipalities.organisation",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="organisationname",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="organisationname",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="municipalities.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["into", "-on"], name="merge_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="organisationname",
            constraint=models.UniqueConstraint(
                models.F("municipality"),
                django.db.models.functions.text.Lower("name"),
                name="organisation_old_name_once",
            ),
        ),
        row_security("municipalities_organisationname"),
        row_security("municipalities_merge"),
    ]
